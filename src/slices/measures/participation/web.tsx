import type { Actor } from '../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { typedIn } from '../../../kernel/guarded-form.ts'
import { idOrNone } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import type { FieldError } from '../../../ui/form.tsx'
import { loadChoices, loadCohorts } from '../choose/store.ts'
import { askedFor, chosenIn } from '../choose/web.ts'
import { isLead } from '../measures/rules.ts'
import { loadMeasure } from '../measures/store.ts'
import type { Clash } from '../overlap/rules.ts'
import { loadNetworks } from '../programmes/store.ts'
import * as actions from './actions.ts'
import { leaveForm } from './forms.ts'
import { WhoPage } from './pages.tsx'
import { inIt, leavable, mayTakeOut } from './rules.ts'
import * as store from './store.ts'

const pathOf = (id: string): string => `/tiltak/${id}/barnehager`
export const participationWeb = (route: Router<PageContext>) => {
  route.get('/tiltak/:id/barnehager', may('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader'), ({ deps, tx, actor, params, query, page: context }) => show(tx, actor, context, idOrNone(params['id']), osloDate(deps.now()), { query }))

  route.post('/tiltak/:id/barnehager', may('owner', 'adviser', 'team-leader'), async ({ deps, actor, params, form, page: context }) => {
    const id = idOrNone(params['id'])
    if (!id) return notFound
    const chosen = await chosenIn(deps, actor, context.t, form)
    const again = (error: FieldError, status: number, clashes: readonly Clash[] = []) => reading(deps.db, actor, (tx) => show(tx, actor, context, id, osloDate(deps.now()), { chosen: chosen.ids, errors: [error], typed: typedIn(form), clashes }, status))
    if (chosen.error) return again(chosen.error, 422)
    const done = await actions.offerMore(deps, actor, id, chosen.ids, form['overlapp'] !== undefined)
    if (done.ok) return redirect(pathOf(id), { kind: 'success', key: 'measures.flash.offered' })
    if (done.because === 'not-found') return notFound
    const field = { clash: 'overlapp', closed: '', over: '', 'no-kindergartens': 'barnehager', 'not-theirs': 'barnehager', 'already-in': 'barnehager' }[done.because]
    return again({ field, text: context.t(`measures.because.${done.because}`) }, field ? 422 : 409, 'clashes' in done ? done.clashes : [])
  })

  route.post('/tiltak/:id/utmelding', may('head', 'owner', 'adviser', 'team-leader'), async ({ deps, actor, params, form, page: context }) => {
    const [id, kindergarten] = [idOrNone(params['id']), idOrNone(form['barnehage'])]
    if (!id) return notFound
    const again = (errors: readonly FieldError[], status: number) => reading(deps.db, actor, (tx) => show(tx, actor, context, id, osloDate(deps.now()), { errors, typed: typedIn(form) }, status))
    const parsed = leaveForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    if (!kindergarten) return again([{ field: 'barnehage', text: context.t('measures.who.error.who') }], 422)
    const done = await actions.leavePart(deps, actor, id, kindergarten, parsed.data.sluttdag, parsed.data.grunn)
    if (done.ok) return redirect(`/tiltak/${id}`, { kind: 'success', key: 'measures.flash.left' })
    if (done.because === 'not-found') return notFound
    const field = { 'not-part': '', closed: '', 'leads-own': '', 'reason-missing': 'grunn', 'leave-missing': 'sluttdag', 'leave-ahead': 'sluttdag', 'leave-before': 'sluttdag' }[done.because]
    return again([{ field, text: context.t(`measures.because.${done.because}`) }], field ? 422 : 409)
  })
}

type Shown = { readonly query?: Readonly<Record<string, unknown>>; readonly chosen?: readonly string[]; readonly errors?: readonly FieldError[]; readonly typed?: Readonly<Record<string, string>>; readonly clashes?: readonly Clash[] }
async function show(tx: Tx, actor: Actor, context: PageContext, id: string, today: LocalDate, { query = {}, chosen, errors = [], typed = {}, clashes = [] }: Shown, status = 200): Promise<Answer> {
  const measure = id ? await loadMeasure(tx, id) : undefined
  if (!measure) return notFound
  const offers = isLead(measure, actor) && actor.role !== 'head' && !measure.isClosed && measure.endsOn >= today
  const leaving = leavable(measure).filter((one) => mayTakeOut(measure, actor, one.kindergartenId))
  const [all, networks, cohorts, history, closedDown] = await Promise.all([offers ? loadChoices(tx) : [], offers ? loadNetworks(tx, actor.orgId) : [], offers ? loadCohorts(tx, actor.orgId) : [], store.loadHistory(tx, id), store.loadClosedDown(tx, leaving.map((one) => one.kindergartenId))])
  const there = inIt(measure)
  const choices = offers ? all.filter((one) => !there.includes(one.id)) : undefined
  const ticked = chosen ?? (choices ? await askedFor(tx, actor, query, choices, networks) : [])
  return page(<WhoPage page={context} view={{ measure, choices, networks, cohorts, chosen: ticked, clashes, leaving, head: actor.role === 'head', closedDown, history, today, errors, typed }} />, status)
}
