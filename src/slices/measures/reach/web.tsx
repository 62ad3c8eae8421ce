import type { Actor } from '../../../kernel/actor.ts'
import { osloDate, parseNorwegianDate, type LocalDate } from '../../../kernel/dates.ts'
import { typedIn, readGuarded } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { loadPage, page as pageOf } from '../../../kernel/paging.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { formKeyIn } from '../../../platform/form-key.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import type { FieldError } from '../../../ui/form.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import type { Measure } from '../measures/rules.ts'
import { loadDepartments, loadMeasure, type Named } from '../measures/store.ts'
import * as actions from './actions.ts'
import type { PlanRefusal } from './catch-ups/rules.ts'
import { choose } from './check-ins/actions.ts'
import { agreedForm, agreedGuarded, catchUpForm, catchUpGuarded, caughtUpForm, gatheringForm, gatheringGuarded, partTimeField, peopleField, readReached, straysIn, type Stray } from './forms.ts'
import { CatchUpPage, GatheringPage, leftOf, packageLabels, type GatheringView } from './gathering-page.tsx'
import { headcountsWeb } from './headcounts/web.tsx'
import { loadLimits } from './limit/store.ts'
import { limitWeb } from './limit/web.tsx'
import { placeName } from './numbers.tsx'
import { overviewWeb } from './overview/web.tsx'
import { labelsOf, OutsidePage, pathOf, ReachPage } from './pages.tsx'
import { headcountOn, mayCount, placeKey, type CountRefusal, type Gathering, type Headcount, type Staffed } from './rules.ts'
import * as store from './store.ts'

const inside = may('head', 'pedagogical-leader')

/** The pages of who a measure has reached. */
export const reachWeb = (route: Router<PageContext>) => {
  headcountsWeb(route)
  limitWeb(route)
  overviewWeb(route)

  route.get('/tiltak/:id/rekkevidde', may('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader'), async ({ deps, tx, actor, params, query, page: context }) => {
    const measure = await find(tx, params['id'])
    if (!measure) return notFound
    if (!isInside(actor)) {
      const { rows, paging } = await loadPage(pageOf({ side: query['side'], antall: '50' }), (offset, size) => store.loadShown(tx, measure.id, offset, size))
      return page(<OutsidePage page={context} measure={measure} shown={rows} paging={paging} isTeam={actor.role !== 'owner'} />)
    }
    return show(tx, actor, context, measure, osloDate(deps.now()), emptyForm)
  })

  route.post('/tiltak/:id/rekkevidde', inside, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const startKey = formKeyIn(form)
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, async (tx) => { const measure = await find(tx, id); return measure ? show(tx, actor, context, measure, dayIn(form) ?? osloDate(deps.now()), shown, startKey, status) : notFound })
    const counted = await placesFor(deps, actor, form, headcountFor)
    const { staffed } = counted
    const read = readMet(context, form, counted)
    if (!read.ok) return again(read.shown, 422)
    if (!looksLikeId(id)) return notFound
    const saved = await actions.saveGathering(deps, actor, id, read.met, { startKey })
    if (saved.ok) return redirect(pathOf(id), { kind: 'success', key: 'reach.flash.counted' })
    return saved.because === 'not-found' ? notFound : again(refused(context, form, staffed, saved), statusOf(saved.because))
  })

  route.get('/tiltak/:id/rekkevidde/:okt', inside, async ({ tx, actor, params, page: context }) => {
    const found = await findGathering(tx, actor, params)
    return found ? page(<GatheringPage page={context} view={await gatheringView(tx, actor, found, found.gathering.heldOn, undefined)} />) : notFound
  })

  route.post('/tiltak/:id/rekkevidde/:okt', inside, async ({ deps, actor, params, form, page: context }) => {
    const version = Number(form['versjon']) || 0
    const again = (shown: ShownForm, status: number, seen: number | undefined) => shownAgain(deps, actor, context, params, { which: 'gathering', form: shown, version: seen }, dayIn(form), status)
    const counted = await placesFor(deps, actor, form, headcountOn)
    const { staffed } = counted
    const read = readMet(context, form, counted)
    if (!read.ok) return again(read.shown, 422, version)
    const [id, gatheringId] = [params['id'] ?? '', params['okt'] ?? '']
    if (!looksLikeId(id) || !looksLikeId(gatheringId)) return notFound
    const saved = await actions.saveGathering(deps, actor, id, read.met, { id: gatheringId, version })
    if (saved.ok) return redirect(pathOf(id, `/${gatheringId}`), { kind: 'success', key: 'reach.flash.counted' })
    return saved.because === 'not-found' ? notFound : again(refused(context, form, staffed, saved), statusOf(saved.because), saved.because === 'changed-meanwhile' ? undefined : version)
  })

  route.post('/tiltak/:id/rekkevidde/:okt/innsjekking', inside, async ({ deps, actor, params, form }) => {
    const [id, gatheringId] = [params['id'] ?? '', params['okt'] ?? '']
    if (!looksLikeId(id) || !looksLikeId(gatheringId)) return notFound
    const chosen = await choose(deps, actor, id, gatheringId, form['valg'] === 'innsjekking' ? 'check-in' : 'apart', Number(form['versjon']) || 0)
    if (chosen.ok) return redirect(pathOf(id, `/${gatheringId}`), { kind: 'success', key: form['valg'] === 'innsjekking' ? 'reach.flash.from-check-in' : 'reach.flash.apart' })
    return chosen.because === 'not-found' ? notFound : redirect(pathOf(id, `/${gatheringId}`), { kind: 'warning', key: `reach.because.${chosen.because}` })
  })

  route.post('/tiltak/:id/rekkevidde/:okt/oppsamling', inside, async ({ deps, actor, params, form, page: context }) => {
    const again = (shown: ShownForm, status: number) => shownAgain(deps, actor, context, params, { which: 'package', form: shown, version: 0 }, undefined, status)
    const read = readGuarded(catchUpForm, catchUpGuarded, form)
    if (!read.ok) return again(showAgain(context.t, packageLabels(context.t), read), 422)
    const [id, gatheringId] = [params['id'] ?? '', params['okt'] ?? '']
    if (!looksLikeId(id) || !looksLikeId(gatheringId)) return notFound
    const { values } = read
    const planned = await actions.planCatchUp(deps, actor, id, gatheringId, formKeyIn(form), { missed: values.mistet, material: values.materiell, plan: values.opplegg, responsible: values.ansvarlig, by: values.frist })
    if (planned.ok) return redirect(pathOf(id, `/${gatheringId}`), { kind: 'success', key: 'reach.flash.planned' })
    return planned.because === 'not-found' ? notFound : again({ warnings: [], typed: typedIn(form), errors: [planWrong(context, planned.because)] }, planned.because === 'day-passed' ? 422 : 409)
  })

  route.get('/tiltak/:id/rekkevidde/:okt/oppsamling/:pakke', inside, async ({ tx, actor, params, page: context }) => showPackage(tx, actor, context, params, emptyForm))

  route.post('/tiltak/:id/rekkevidde/:okt/oppsamling/:pakke', inside, async ({ deps, actor, params, form, page: context }) => {
    const version = Number(form['versjon']) || 0
    const again = (errors: readonly FieldError[], status: number, seen: number | undefined) => reading(deps.db, actor, (tx) => showPackage(tx, actor, context, params, { warnings: [], typed: typedIn(form), errors }, { which: 'count', seen, status }))
    const parsed = caughtUpForm.safeParse(form)
    const found = await reading(deps.db, actor, (tx) => findGathering(tx, actor, params))
    const one = found?.gathering.catchUps.find(({ id }) => id === params['pakke'])
    if (!found || !one) return notFound
    const left = leftOf(found.gathering, one)
    const read = readReached(form, left)
    if (!parsed.success || !read.ok) return again([...(parsed.success ? [] : wordedErrors(context.t, parsed.error)), ...(read.ok ? [] : read.wrong.map(({ field, key }) => ({ field, text: context.t(key) })))], 422, version)
    const counted = await actions.countCatchUp(deps, actor, found.measure.id, found.gathering.id, one.id, parsed.data.dag, read.numbers, version)
    if (counted.ok) return redirect(pathOf(found.measure.id, `/${found.gathering.id}`), { kind: 'success', key: 'reach.flash.caught-up' })
    return counted.because === 'not-found' ? notFound : again(refused(context, form, left, counted).errors, statusOf(counted.because), counted.because === 'changed-meanwhile' ? undefined : version)
  })

  route.post('/tiltak/:id/rekkevidde/:okt/oppsamling/:pakke/ansvar', inside, async ({ deps, actor, params, form, page: context }) => {
    const version = Number(form['versjon']) || 0
    const again = (shown: ShownForm, status: number, seen: number | undefined) => reading(deps.db, actor, (tx) => showPackage(tx, actor, context, params, shown, { which: 'agreed', seen, status }))
    const read = readGuarded(agreedForm, agreedGuarded, form)
    if (!read.ok) return again(showAgain(context.t, packageLabels(context.t), read), 422, version)
    const [id, gatheringId, packageId] = [params['id'] ?? '', params['okt'] ?? '', params['pakke'] ?? '']
    if (![id, gatheringId, packageId].every(looksLikeId)) return notFound
    const saved = await actions.agreeAnew(deps, actor, id, gatheringId, packageId, { responsible: read.values.ansvarlig, by: read.values.frist }, version)
    if (saved.ok) return redirect(pathOf(id, `/${gatheringId}`), { kind: 'success', key: 'reach.flash.agreed' })
    if (saved.because === 'not-found') return notFound
    return again({ warnings: [], typed: typedIn(form), errors: [planWrong(context, saved.because)] }, saved.because === 'day-passed' ? 422 : 409, saved.because === 'changed-meanwhile' ? undefined : version)
  })
}
const planWrong = ({ t }: PageContext, because: PlanRefusal | 'changed-meanwhile'): FieldError => ({ field: because === 'day-passed' ? 'frist' : '', text: t(`reach.because.${because}`) })

const isInside = ({ role }: Actor): boolean => role === 'head' || role === 'pedagogical-leader'
const dayIn = (form: Readonly<Record<string, unknown>>): LocalDate | undefined => (typeof form['dag'] === 'string' ? parseNorwegianDate(form['dag'].slice(0, 60)) : undefined)
const find = async (tx: Tx, id: string | undefined): Promise<Measure | undefined> => (looksLikeId(id ?? '') ? loadMeasure(tx, id ?? '') : undefined)
/** The form shows the first headcount there is when none holds yet: the refusal says what to do. */
const headcountFor = (all: readonly Headcount[], day: LocalDate): Headcount | undefined => headcountOn(all, day) ?? all.at(-1)

type Params = Readonly<Record<string, string>>
type Found = { readonly measure: Measure; readonly gathering: Gathering }
async function findGathering(tx: Tx, actor: Actor, params: Params): Promise<Found | undefined> {
  const measure = await find(tx, params['id'])
  const gathering = measure && (await store.loadGatherings(tx, measure.id, actor.orgId)).find(({ id }) => id === params['okt'])
  return gathering && { measure, gathering }
}

type Met = Parameters<typeof actions.saveGathering>[3]
/** What is counted of on the day that was typed, and what was typed that has no place there. */
type CountedOf = { readonly staffed: readonly Staffed[]; readonly lost: readonly Stray[]; readonly departments: readonly Named[] }
const placesFor = ({ db, now }: Pick<Deps, 'db' | 'now'>, actor: Actor, form: Readonly<Record<string, unknown>>, holds: typeof headcountOn): Promise<CountedOf> =>
  reading(db, actor, async (tx) => {
    const [all, departments] = await Promise.all([store.loadHeadcounts(tx, actor.orgId), loadDepartments(tx, actor.orgId)])
    const day = dayIn(form) ?? osloDate(now())
    const staffed = holds(all, day)?.places ?? []
    // Without a headcount that day nothing can be counted, and that is said instead.
    return { staffed, departments, lost: headcountOn(all, day) ? straysIn(form, staffed) : [] }
  })

function readMet(context: PageContext, form: Readonly<Record<string, unknown>>, { staffed, lost, departments }: CountedOf): { readonly ok: true; readonly met: Met } | { readonly ok: false; readonly shown: ShownForm } {
  const read = readGuarded(gatheringForm, gatheringGuarded, form)
  const numbers = readReached(form, staffed)
  const stray = lost.map((one) => `${placeName(context.t, departments, one)}: ${one.value}`).join('; ')
  const wrong = [...(numbers.ok ? [] : numbers.wrong.map(({ field, key }) => ({ field, text: context.t(key) }))), ...(stray ? [{ field: 'dag', text: context.t('reach.because.other-places', { lost: stray }) }] : [])]
  if (!read.ok) {
    const shown = showAgain(context.t, labelsOf(context.t), read)
    return { ok: false, shown: { ...shown, errors: [...shown.errors, ...wrong] } }
  }
  if (!numbers.ok || stray) return { ok: false, shown: { warnings: [], typed: typedIn(form), errors: wrong } }
  return { ok: true, met: { title: read.values.navn, heldOn: read.values.dag, counts: numbers.numbers, apart: form['annen'] === 'ja' } }
}

type Refused = { readonly because: CountRefusal | 'changed-meanwhile' | 'checked-in-that-day'; readonly at?: string }
const dayRefusals: readonly string[] = ['day-ahead', 'before-start', 'before-gathering', 'no-headcount']
const statusOf = (because: Refused['because']): number => (['not-part', 'not-started', 'closed', 'changed-meanwhile', 'checked-in-that-day'].includes(because) ? 409 : 422)
function refused({ t }: PageContext, form: Readonly<Record<string, unknown>>, staffed: readonly Staffed[], { because, at }: Refused): ShownForm {
  const place = staffed.find((one) => placeKey(one) === at) ?? (because === 'nobody-reached' ? staffed[0] : undefined)
  const field = place ? (because.startsWith('part-time') || because.startsWith('full-time') ? partTimeField(place) : peopleField(place)) : because === 'checked-in-that-day' ? 'annen' : dayRefusals.includes(because) ? 'dag' : ''
  return { warnings: [], typed: typedIn(form), errors: [{ field, text: t(`reach.because.${because}`) }] }
}

async function show(tx: Tx, actor: Actor, context: PageContext, measure: Measure, day: LocalDate, form: ShownForm, startKey: string = crypto.randomUUID(), status = 200): Promise<Answer> {
  const [gatherings, headcounts, departments, limits] = await Promise.all([store.loadGatherings(tx, measure.id, actor.orgId), store.loadHeadcounts(tx, actor.orgId), loadDepartments(tx, actor.orgId), loadLimits(tx)])
  return page(<ReachPage page={context} view={{ measure, gatherings, headcount: headcountFor(headcounts, day), departments, limits, refused: mayCount(actions.standingOf(measure, actor)), isHead: actor.role === 'head', startKey, form }} />, status)
}

async function gatheringView(tx: Tx, actor: Actor, { measure, gathering }: Found, day: LocalDate, returned: GatheringView['returned']): Promise<GatheringView> {
  const [headcounts, departments] = await Promise.all([store.loadHeadcounts(tx, actor.orgId), loadDepartments(tx, actor.orgId)])
  return { measure, gathering, staffed: headcountOn(headcounts, day)?.places ?? gathering.counts, departments, mayWrite: mayCount(actions.standingOf(measure, actor)) === undefined, startKey: crypto.randomUUID(), returned }
}
const shownAgain = ({ db }: { readonly db: Parameters<typeof reading>[0] }, actor: Actor, context: PageContext, params: Params, returned: GatheringView['returned'], day: LocalDate | undefined, status: number): Promise<Answer> =>
  reading(db, actor, async (tx) => {
    const found = await findGathering(tx, actor, params)
    return found ? page(<GatheringPage page={context} view={await gatheringView(tx, actor, found, day ?? found.gathering.heldOn, returned)} />, status) : notFound
  })

async function showPackage(tx: Tx, actor: Actor, context: PageContext, params: Params, form: ShownForm, returned?: { readonly which: 'count' | 'agreed'; /** Undefined: somebody else has counted meanwhile. */ readonly seen: number | undefined; readonly status: number }): Promise<Answer> {
  const found = await findGathering(tx, actor, params)
  const one = found?.gathering.catchUps.find(({ id }) => id === params['pakke'])
  if (!found || !one) return notFound
  const wrong = mayCount(actions.standingOf(found.measure, actor))
  if (wrong && !returned) return redirect(pathOf(found.measure.id, `/${found.gathering.id}`), { kind: 'warning', key: `reach.because.${wrong}` })
  return page(<CatchUpPage page={context} view={{ ...found, one, departments: await loadDepartments(tx, actor.orgId), form, which: returned?.which ?? 'count', version: returned?.seen ?? one.version, meanwhile: returned?.which === 'count' && returned.seen === undefined }} />, returned?.status)
}
