import type { Actor } from '../../../../kernel/actor.ts'
import { formatDate, osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../../kernel/guarded-form.ts'
import { idOrNone, looksLikeId } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { formKeyIn } from '../../../../platform/form-key.ts'
import { may, notFound, page, redirect, type Answer, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { wordedErrors } from '../../../../ui/form-errors.ts'
import { emptyForm, showAgain, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { loadChoices, loadCohorts as loadOtherCohorts } from '../../choose/store.ts'
import { askedFor, chosenIn } from '../../choose/web.ts'
import { beginCohort, handCohortOver, offerMore } from '../actions.ts'
import { planNextRound } from '../cycles/actions.ts'
import { lacking, unitsOf } from '../cycles/rules.ts'
import { loadCycles } from '../cycles/store.ts'
import { cohortForm, handOverForm, idsIn, planForm } from '../forms.ts'
import { pathOf } from '../pages.tsx'
import { isLead, isOver, type Programme } from '../rules.ts'
import * as store from '../store.ts'
import { CohortPage, labelsOf, NewCohortPage, type CohortView } from './pages.tsx'

const leads = may('owner', 'adviser', 'team-leader')
export const cohortsWeb = (route: Router<PageContext>) => {
  route.get('/fellessatsinger/:id/puljer/ny', leads, async ({ deps, tx, actor, params, query, page: context }) => {
    const programme = await find(tx, actor, params['id'])
    if (!programme) return notFound
    if (isOver(programme, osloDate(deps.now()))) return redirect(pathOf(programme.id), { kind: 'warning', key: 'programmes.because.over' })
    const typed = { fra: formatDate(programme.startsOn, context.lang, 'short'), til: formatDate(programme.endsOn, context.lang, 'short') }
    return newPage(tx, actor, context, programme, crypto.randomUUID(), { ...emptyForm, typed }, { query })
  })

  route.post('/fellessatsinger/:id/puljer', leads, async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const id = idOrNone(params['id'])
    const startKey = formKeyIn(form)
    const { ids: chosen, error } = await chosenIn(deps, actor, t, form)
    const again = (shown: ShownForm, status = 422) =>
      reading(deps.db, actor, async (tx) => {
        const programme = await find(tx, actor, id)
        return programme ? newPage(tx, actor, context, programme, startKey, shown, { ids: chosen }, status) : notFound
      })
    const read = readGuarded(cohortForm, ['navn'], form)
    if (!read.ok) return again(showAgain(t, labelsOf(t), read))
    if (!id) return notFound
    if (error) return again({ ...emptyForm, typed: typedIn(form), errors: [error] })
    const done = await beginCohort(deps, actor, id, startKey, { name: read.values.navn, startsOn: read.values.fra, endsOn: read.values.til }, chosen)
    if (done.ok) return redirect(pathOf(id, `/puljer/${done.event.id}`), { kind: 'success', key: 'programmes.flash.cohort' })
    if (done.because === 'not-found') return notFound
    const field = { over: '', 'ends-before': 'til', 'cohort-outside': 'til', 'no-kindergartens': 'barnehager', 'not-theirs': 'barnehager', 'already-in': 'barnehager' }[done.because]
    return again({ ...emptyForm, typed: typedIn(form), errors: [{ field, text: t(`programmes.because.${done.because}`) }] }, field ? 422 : 409)
  })

  route.get('/fellessatsinger/:id/puljer/:pulje', leads, ({ deps, tx, actor, params, query, page: context }) => show(tx, actor, context, params, osloDate(deps.now()), { at: undefined, form: emptyForm, chosen: {}, side: Math.max(1, Math.trunc(Number(query['side'])) || 1) }))

  route.post('/fellessatsinger/:id/puljer/:pulje/barnehager', leads, async ({ deps, actor, params, form, page: context }) => {
    const ids = idsOf(params)
    if (!ids) return notFound
    const { ids: chosen, error } = await chosenIn(deps, actor, context.t, form)
    if (error) return reading(deps.db, actor, (tx) => show(tx, actor, context, params, osloDate(deps.now()), { at: 'more', form: { ...emptyForm, typed: typedIn(form), errors: [error] }, chosen: { barnehager: chosen } }, 422))
    const done = await offerMore(deps, actor, ids.programmeId, ids.cohortId, chosen)
    if (done.ok) return redirect(pathOf(ids.programmeId, `/puljer/${ids.cohortId}`), { kind: 'success', key: 'programmes.flash.offered' })
    if (done.because === 'not-found') return notFound
    const text = context.t(`programmes.because.${done.because}`)
    return reading(deps.db, actor, (tx) => show(tx, actor, context, params, osloDate(deps.now()), { at: 'more', form: { ...emptyForm, errors: [{ field: done.because === 'over' ? '' : 'barnehager', text }] }, chosen: { barnehager: chosen } }, done.because === 'over' ? 409 : 422))
  })

  route.post('/fellessatsinger/:id/puljer/:pulje/runder', leads, async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const ids = idsOf(params)
    if (!ids) return notFound
    const observers = idsIn(form['observatorer'])
    const again = (errors: ShownForm['errors'], status = 422) => reading(deps.db, actor, (tx) => show(tx, actor, context, params, osloDate(deps.now()), { at: 'plan', form: { ...emptyForm, typed: typedIn(form), errors }, chosen: { observatorer: observers } }, status))
    const parsed = planForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(t, parsed.error))
    const { runde, forste, siste, tilbake, veiled } = parsed.data
    const done = await planNextRound(deps, actor, ids.programmeId, ids.cohortId, runde ?? 'next', { from: forste, to: siste, feedbackAfter: tilbake, guideAfter: veiled, observers })
    if (done.ok) return redirect(pathOf(ids.programmeId), { kind: 'success', key: 'programmes.flash.planned' })
    if (done.because === 'not-found') return notFound
    const field = { over: '', 'too-many-rounds': '', 'nobody-in': '', 'no-observer': 'observatorer', 'ends-before': 'siste', 'days-outside': 'forste', 'no-working-days': 'forste' }[done.because]
    return again([{ field, text: t(`programmes.because.${done.because}`) }], field ? 422 : 409)
  })

  route.post('/fellessatsinger/:id/puljer/:pulje/overlevering', leads, async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const ids = idsOf(params)
    if (!ids) return notFound
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => show(tx, actor, context, params, osloDate(deps.now()), { at: 'hand-over', form: shown, chosen: {} }, status))
    const read = readGuarded(handOverForm, ['laert'], form)
    if (!read.ok) return again(showAgain(t, labelsOf(t), read), 422)
    const done = await handCohortOver(deps, actor, ids.programmeId, ids.cohortId, read.values.laert)
    if (done.ok) return redirect(pathOf(ids.programmeId), { kind: 'success', key: 'programmes.flash.handed' })
    if (done.because === 'not-found') return notFound
    return again({ ...emptyForm, typed: typedIn(form), errors: [{ field: done.because === 'learned-missing' ? 'laert' : '', text: t(`programmes.because.${done.because}`) }] }, done.because === 'learned-missing' ? 422 : 409)
  })
}

const idsOf = (params: Readonly<Record<string, string>>) => {
  const [programmeId, cohortId] = [idOrNone(params['id']), idOrNone(params['pulje'])]
  return programmeId && cohortId ? { programmeId, cohortId } : undefined
}
/** The programme, when the actor leads it. */
async function find(tx: Tx, actor: Actor, id: string | undefined): Promise<Programme | undefined> {
  const programme = id && looksLikeId(id) ? await store.loadProgramme(tx, id) : undefined
  return programme && isLead(programme, actor) ? programme : undefined
}
/** Those who can be asked: the lead's, without those who have been asked already or are in it. */
async function askableIn(tx: Tx, programmeId: string) {
  const [all, places] = await Promise.all([loadChoices(tx), store.loadPlaces(tx, programmeId)])
  return all.filter(({ id }) => !places.some((one) => one.kindergartenId === id && (one.state === 'offered' || one.state === 'part')))
}

type Wanted = { readonly query: Readonly<Record<string, unknown>> } | { readonly ids: readonly string[] }
async function newPage(tx: Tx, actor: Actor, context: PageContext, programme: Programme, startKey: string, form: ShownForm, wanted: Wanted, status = 200): Promise<Answer> {
  const [kindergartens, networks, cohorts] = await Promise.all([askableIn(tx, programme.id), store.loadNetworks(tx, actor.orgId), loadOtherCohorts(tx, actor.orgId)])
  const chosen = 'ids' in wanted ? wanted.ids : await askedFor(tx, actor, wanted.query, kindergartens, networks)
  return page(<NewCohortPage page={context} view={{ programme, startKey, kindergartens, networks, cohorts, chosen, form }} />, status)
}

type Shown = Pick<CohortView, 'at' | 'form'> & { readonly chosen: Partial<CohortView['chosen']>; readonly side?: number }
async function show(tx: Tx, actor: Actor, context: PageContext, params: Readonly<Record<string, string>>, today: LocalDate, shown: Shown, status = 200): Promise<Answer> {
  const ids = idsOf(params)
  const programme = ids && (await find(tx, actor, ids.programmeId))
  if (!programme) return notFound
  const [cohorts, places, cycles, observers, askable] = await Promise.all([store.loadCohorts(tx, programme.id), store.loadPlaces(tx, programme.id), loadCycles(tx, programme.id), store.loadObservers(tx, programme.leadId), askableIn(tx, programme.id)])
  const cohort = cohorts.find(({ id }) => id === ids.cohortId)
  if (!cohort) return notFound
  const own = places.filter((one) => one.cohortId === cohort.id)
  const inIt = own.filter((one) => one.state === 'part' && !one.closedDown && !one.moved)
  const departments = await store.loadDepartmentsOf(tx, inIt.map((one) => one.kindergartenId))
  const ofCohort = cycles.filter((one) => one.cohortId === cohort.id)
  const lastRound = Math.max(0, ...ofCohort.map(({ round }) => round))
  const missing = lacking(unitsOf(inIt, departments), ofCohort, lastRound).length > 0
  return page(<CohortPage page={context} view={{ programme, cohort, places: own, askable, observers, lastRound, missing, today, side: shown.side ?? 1, at: shown.at, form: shown.form, chosen: { barnehager: shown.chosen.barnehager ?? [], observatorer: shown.chosen.observatorer ?? observers.map(({ id }) => id) } }} />, status)
}
