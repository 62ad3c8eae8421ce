import { fieldErrors } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../kernel/actor.ts'
import { reading } from '../../../platform/db.ts'
import { forbidden, may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PlainKey } from '../../../texts/index.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { answersFor } from '../contact/rules.ts'
import { findStanding } from '../contact/web.tsx'
import * as actions from './actions.ts'
import { departmentForm } from './forms.ts'
import { DepartmentsPage, type TypedName } from './pages.tsx'
import * as store from './store.ts'

const editors = may('head', 'owner')

export const departmentsWeb = (route: Router<PageContext>) => {
  route.get('/barnehager/:id/avdelinger', editors, async ({ tx, params, actor, page: context }) => {
    const unit = await findStanding(tx, params['id'])
    if (!unit) return notFound
    if (!answersFor(actor, unit)) return forbidden
    return page(<DepartmentsPage page={context} unit={unit} departments={await store.loadDepartments(tx, unit.id)} errors={[]} />)
  })

  route.post('/barnehager/:id/avdelinger', editors, async ({ deps, actor, params, form, page: context }) => {
    const typed = { id: undefined, name: String(form['navn'] ?? '') }
    const parsed = departmentForm.safeParse(form)
    if (!parsed.success) return again(deps, actor, context, params['id'], typed, (fieldErrors(parsed.error)['navn'] ?? 'register.department.name.missing') as PlainKey, 422)
    return answer(deps, actor, context, params['id'], typed, await actions.addDepartment(deps, actor, idOrNothing(params['id']), parsed.data.navn), 'register.department.added')
  })

  route.post('/barnehager/:id/avdelinger/:avdeling', editors, async ({ deps, actor, params, form, page: context }) => {
    const department = idOrNothing(params['avdeling'])
    const typed = { id: department, name: String(form['navn'] ?? '') }
    if (form['valg'] === 'avslutt') return answer(deps, actor, context, params['id'], typed, await actions.endDepartment(deps, actor, idOrNothing(params['id']), department), 'register.department.ended.flash')
    const parsed = departmentForm.safeParse(form)
    if (!parsed.success) return again(deps, actor, context, params['id'], typed, (fieldErrors(parsed.error)['navn'] ?? 'register.department.name.missing') as PlainKey, 422)
    return answer(deps, actor, context, params['id'], typed, await actions.renameDepartment(deps, actor, idOrNothing(params['id']), department, parsed.data.navn), 'register.department.renamed')
  })
}

/** An id that no row has, for what is no id: then it is simply not found. */
const idOrNothing = (id: string | undefined): string => (id && looksLikeId(id) ? id : '00000000-0000-0000-0000-000000000000')

async function answer(deps: Deps, actor: Actor, context: PageContext, id: string | undefined, typed: TypedName, outcome: Awaited<ReturnType<typeof actions.addDepartment>>, flash: PlainKey): Promise<Answer> {
  if (outcome.ok) return redirect(`/barnehager/${id}/avdelinger`, { kind: 'success', key: flash })
  if (outcome.because === 'not-found') return notFound
  if (outcome.because === 'not-yours') return forbidden
  return again(deps, actor, context, id, typed, `register.department.refused.${outcome.because}`, 409)
}

const again = (deps: Deps, actor: Actor, context: PageContext, id: string | undefined, typed: TypedName, key: PlainKey, status: number): Promise<Answer> =>
  reading(deps.db, actor, async (tx) => {
    const unit = await findStanding(tx, id)
    if (!unit) return notFound
    if (!answersFor(actor, unit)) return forbidden
    const errors = [{ field: typed.id ? `navn-${typed.id}` : 'navn', text: context.t(key) }]
    return page(<DepartmentsPage page={context} unit={unit} departments={await store.loadDepartments(tx, unit.id)} errors={errors} typed={typed} />, status)
  })
