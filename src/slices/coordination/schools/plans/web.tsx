import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../../kernel/guarded-form.ts'
import { idIn } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { showOverview } from '../overview/show-web.tsx'
import * as actions from './actions.ts'
import { beginForm, lineForm, lineGuarded, readWhen } from './forms.ts'
import { pathOf } from './shown.tsx'
import { linesAt, mayAct, type Line } from './rules.ts'
import { meIn, seenIn, show } from './show-web.tsx'
import { loadPlan, type JointPlan } from './store.ts'
import { lineLabels, LinePage, lineTyped } from './write-page.tsx'

const readers = may('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader', 'authority', 'school-leader')
const sides = may('head', 'school-leader')

export const plansWeb = (route: Router<PageContext>) => {
  route.post('/skole/planer', sides, async ({ deps, actor, form, page: context }) => {
    const again = (text: string, status: number) => reading(deps.db, actor, (tx) => showOverview(deps, tx, actor, context, {}, { ...emptyForm, errors: [{ field: '', text }] }, status))
    const read = readGuarded(beginForm, [], form)
    if (!read.ok) return again(context.t('schools.error.year'), 422)
    const begun = await actions.beginPlan(deps, actor, idIn(form['skole']) ?? crypto.randomUUID(), read.values.ar)
    if (begun.ok) return redirect(pathOf(begun.event.id), { kind: 'success', key: 'schools.flash.begun' })
    return begun.because === 'not-found' ? notFound : again(context.t(`schools.because.${begun.because}`), 409)
  })
  route.get('/skole/planer/:id', readers, async ({ deps, tx, actor, params, page: context }) => show(deps, tx, actor, context, params['id']))

  route.get('/skole/planer/:id/punkter/nytt', sides, async ({ deps, tx, actor, params, page: context }) => withWritten(deps, tx, actor, context, params, undefined, (plan) => linePage(context, plan, undefined, emptyForm)))
  route.get('/skole/planer/:id/punkter/:punkt', sides, async ({ deps, tx, actor, params, page: context }) =>
    withWritten(deps, tx, actor, context, params, params['punkt'], (plan, line) => linePage(context, plan, line, { ...emptyForm, typed: line ? lineTyped(line, context) : {} })))
  for (const isNew of [true, false]) route.post(isNew ? '/skole/planer/:id/punkter' : '/skole/planer/:id/punkter/:punkt', sides, async ({ deps, actor, params, form, page: context }) => {
    const [id, lineId] = [idIn(params['id']), isNew ? undefined : idIn(params['punkt'])]
    if (!id || (!isNew && !lineId)) return notFound
    const again = (shown: ShownForm, status = 422) => reading(deps.db, actor, async (tx) => {
      const plan = await loadPlan(tx, id, osloDate(deps.now()))
      const line = plan && linesAt(plan, plan.version).find((one) => one.id === lineId)
      return plan && meIn(plan, actor) && (isNew || line) ? linePage(context, plan, line, shown, status, String(status === 409 ? plan.version : seenIn(form))) : notFound
    })
    const read = readGuarded(lineForm, lineGuarded, form)
    if (!read.ok) return again(showAgain(context.t, lineLabels(context), read))
    const { slag, hva, nar, barnehageansvar, skoleansvar } = read.values
    const plan = await reading(deps.db, actor, (tx) => loadPlan(tx, id, osloDate(deps.now())))
    if (!plan) return notFound
    const when = slag === 'goal' || nar === '' ? undefined : readWhen(nar, plan.year)
    if (slag !== 'goal' && nar !== '' && !when) return again(wrong(context, form, 'nar', 'schools.error.when'))
    const saved = await actions.saveLine(deps, actor, id, lineId, { kind: slag, what: hva, day: when?.day, wholeMonth: when?.wholeMonth ?? false, kindergartenWho: barnehageansvar, schoolWho: skoleansvar }, seenIn(form))
    if (saved.ok) return redirect(pathOf(id), { kind: 'success', key: 'schools.flash.line' })
    if (saved.because === 'not-found' || saved.because === 'not-party') return notFound
    const field = saved.because === 'day-missing' || saved.because === 'outside-year' ? 'nar' : saved.because === 'line-there' || saved.because === 'nothing-changed' ? 'hva' : ''
    return again(wrong(context, form, field, `schools.because.${saved.because}`), field ? 422 : 409)
  })
  route.post('/skole/planer/:id/punkter/:punkt/fjern', sides, async ({ deps, actor, params, form, page: context }) => {
    const [id, lineId] = [idIn(params['id']), idIn(params['punkt'])]
    return answer(deps, actor, context, id, id && lineId ? await actions.dropLine(deps, actor, id, lineId, seenIn(form)) : undefined, 'schools.flash.line-removed')
  })

  route.post('/skole/planer/:id/bekreftelse', may('head', 'school-leader', 'authority'), async ({ deps, actor, params, form, page: context }) => {
    const id = idIn(params['id'])
    return answer(deps, actor, context, id, id ? await actions.confirmVersion(deps, actor, id, seenIn(form)) : undefined, actor.role === 'authority' ? 'schools.flash.anchored' : 'schools.flash.confirmed')
  })
  route.post('/skole/planer/:id/barnehager', sides, async ({ deps, actor, params, form, page: context }) => {
    const [id, kindergarten] = [idIn(params['id']), idIn(form['barnehage'])]
    return answer(deps, actor, context, id, id && kindergarten ? await actions.joinPlan(deps, actor, id, kindergarten) : undefined, 'schools.flash.joined')
  })
  route.post('/skole/planer/:id/kopi', sides, async ({ deps, actor, params, page: context }) => {
    const id = idIn(params['id'])
    const made = id ? await actions.copyPlan(deps, actor, id) : undefined
    return made?.ok ? redirect(pathOf(made.event.id), { kind: 'success', key: 'schools.flash.copied' }) : answer(deps, actor, context, id, made, 'schools.flash.copied')
  })
}

type Done = { readonly ok: true } | { readonly ok: false; readonly because: Exclude<Extract<Awaited<ReturnType<typeof actions.confirmVersion | typeof actions.dropLine | typeof actions.copyPlan | typeof actions.joinPlan>>, { ok: false }>['because'], never> }
type Flash = 'schools.flash.line-removed' | 'schools.flash.confirmed' | 'schools.flash.anchored' | 'schools.flash.joined' | 'schools.flash.copied'
/** Back to the plan, or the plan again with the reason. */
async function answer(deps: Deps, actor: Actor, context: PageContext, id: string | undefined, done: Done | undefined, flash: Flash): Promise<Answer> {
  if (done?.ok) return redirect(pathOf(id ?? ''), { kind: 'success', key: flash })
  if (!done || done.because === 'not-found' || done.because === 'not-party') return notFound
  const text = context.t(`schools.because.${done.because}`)
  return reading(deps.db, actor, (tx) => show(deps, tx, actor, context, id, { ...emptyForm, errors: [{ field: '', text }] }, 409))
}

/** A plan the actor writes in today, and the line of it; what cannot be written leads back to the plan, which says why. */
async function withWritten(deps: Deps, tx: Tx, actor: Actor, context: PageContext, params: Readonly<Record<string, string>>, lineId: string | undefined, work: (plan: JointPlan, line: Line | undefined) => Answer): Promise<Answer> {
  const today = osloDate(deps.now())
  const plan = idIn(params['id']) ? await loadPlan(tx, params['id'] ?? '', today) : undefined
  const me = plan && meIn(plan, actor)
  const line = plan && linesAt(plan, plan.version).find(({ id }) => id === lineId)
  if (!plan || !me || (lineId !== undefined && !line)) return notFound
  const acts = mayAct(plan, me, today)
  return acts.ok ? work(plan, line) : show(deps, tx, actor, context, plan.id, { ...emptyForm, errors: [{ field: '', text: context.t(`schools.because.${acts.because}`) }] }, 409)
}
const linePage = (context: PageContext, plan: JointPlan, line: Line | undefined, form: ShownForm, status = 200, seen = String(plan.version)): Answer => page(<LinePage page={context} view={{ plan, line, form, seen }} />, status)
const wrong = ({ t }: PageContext, form: Readonly<Record<string, unknown>>, field: string, key: Parameters<PageContext['t']>[0]): ShownForm => ({ warnings: [], errors: [{ field, text: t(key as 'schools.error.when') }], typed: typedIn(form) })
