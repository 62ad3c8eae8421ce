import type { Actor } from '../../../../kernel/actor.ts'
import { typedIn } from '../../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { ore } from '../../../../kernel/money.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { wordedErrors } from '../../../../ui/form-errors.ts'
import { changeForm, readPlan } from '../forms.ts'
import * as store from '../store.ts'
import * as actions from './actions.ts'
import { emptyForm, LinePage, type LineView } from './pages.tsx'

const governor = may('county-governor')

export const linesWeb = (route: Router<PageContext>) => {
  const one = '/okonomi/poster/:id'

  route.get(one, governor, async ({ tx, actor, params, page: context }) => {
    const view = await load(tx, actor, params['id'])
    return view ? page(<LinePage page={context} view={view} />) : notFound
  })

  route.post(`${one}/endring`, governor, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const read = changeForm.safeParse(form)
    const typed = typedIn(form)
    if (!read.success) return show(deps, actor, id, context, 422, { change: { typed, errors: wordedErrors(context.t, read.error) } })
    const { endring, belop, tall, retning, grunn, nokkel } = read.data
    if (endring === 'adjusted' && retning === undefined) return show(deps, actor, id, context, 422, { change: { typed, errors: [{ field: 'retning', text: context.t('money.error.choose') }] } })
    const amount = endring === 'adjusted' && retning === 'ned' ? ore(-belop) : belop
    const saved = looksLikeId(id) ? await actions.saveChange(deps, actor, id, { change: endring, amount, adjusts: tall, reason: grunn, once: nokkel }) : ({ ok: false, because: 'not-found' } as const)
    if (saved.ok) return redirect(`/okonomi/poster/${id}`, { kind: 'success', key: 'money.change.saved' })
    return saved.because === 'not-found' ? notFound : show(deps, actor, id, context, 409, { refused: saved.because, change: { typed, errors: [] }, once: nokkel })
  })

  route.post(`${one}/plan`, governor, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const read = readPlan(form)
    const typed = typedIn(form)
    if (read.errors.length > 0) return show(deps, actor, id, context, 422, { planning: { typed, errors: read.errors.map(({ field, key }) => ({ field, text: context.t(key) })) } })
    const saved = looksLikeId(id) ? await actions.savePlan(deps, actor, id, read.plan) : ({ ok: false, because: 'not-found' } as const)
    if (saved.ok) return redirect(`/okonomi/poster/${id}`, { kind: 'success', key: 'money.plan.saved' })
    return saved.because === 'not-found' ? notFound : show(deps, actor, id, context, 409, { refused: saved.because, planning: { typed, errors: [] } })
  })
}

async function show(deps: Deps, actor: Actor, id: string, context: PageContext, status: number, change: Partial<Pick<LineView, 'change' | 'planning' | 'refused' | 'once'>>): Promise<Answer> {
  const view = await reading(deps.db, actor, (tx) => load(tx, actor, id))
  return view ? page(<LinePage page={context} view={{ ...view, ...change }} />, status) : notFound
}

async function load(tx: Tx, actor: Actor, id: string | undefined): Promise<LineView | undefined> {
  const line = looksLikeId(id ?? '') ? await store.loadLine(tx, id ?? '') : undefined
  if (!line || line.managerId !== actor.orgId) return undefined
  const [plan, movements] = await Promise.all([store.loadPlans(tx, [line.id]), store.loadLineMovements(tx, line.id)])
  return { line, plan, movements, once: crypto.randomUUID(), change: emptyForm, planning: emptyForm }
}
