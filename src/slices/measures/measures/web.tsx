import type { Actor } from '../../../kernel/actor.ts'
import { addMonths, formatDate, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { idIn, looksLikeId } from '../../../kernel/ids.ts'
import { parseKroner } from '../../../kernel/money.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { formKeyIn } from '../../../platform/form-key.ts'
import { may, notFound, page, redirect, type Answer, type Router } from '../../../platform/http.ts'
import type { PlainKey } from '../../../texts/index.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import type { FieldError } from '../../../ui/form.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { loadChoices, loadCohorts } from '../choose/store.ts'
import { askedFor, chosenIn } from '../choose/web.ts'
import { hasDocument, loadClosing, loadMeasured } from '../closing/store.ts'
import { clashesOf, type Clash } from '../overlap/rules.ts'
import { loadMeanwhile } from '../overlap/store.ts'
import { loadElements, loadExpenses } from '../plan/store.ts'
import { loadNetworks } from '../programmes/store.ts'
import * as actions from './actions.ts'
import { boxes, guarded, measureForm, stepForm } from './forms.ts'
import { loadMaterialFor } from '../support-material/store.ts'
import { loadCase, loadDecided, loadGoal, loadNeeds, loadReport } from './origin-store.ts'
import { MeasurePage, MeasuresPage, pathOf } from './pages.tsx'
import { isLead, leads, ownPart, type Measure, type Step } from './rules.ts'
import * as store from './store.ts'
import { labelsOf, typedOf, WritePage, type WriteView } from './write-page.tsx'

const readers = may('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader')
const writers = may('head', 'owner', 'adviser', 'team-leader')

export const measuresWeb = (route: Router<PageContext>) => {
  route.get('/tiltak', readers, async ({ tx, actor, page: context }) => page(<MeasuresPage page={context} measures={await store.loadMeasures(tx)} own={ownOf(actor)} mayBegin={leads(actor.role)} />))

  route.get('/tiltak/nytt', writers, async ({ deps, tx, actor, query, page: context }) => page(await newPage(tx, actor, context, query, osloDate(deps.now()))))

  route.post('/tiltak', writers, async ({ deps, actor, form, page: context }) => {
    const key = formKeyIn(form)
    const again = (shown: ShownForm, clashes: readonly Clash[] = []) => reading(deps.db, actor, async (tx) => page(<WritePage page={context} view={{ ...(await writeView(tx, actor, undefined, key, 0, shown, form)), clashes }} />, 422))
    const read = readGuarded(measureForm, guarded, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read))
    const budget = read.values.belop === '' ? undefined : parseKroner(read.values.belop)
    if (budget && !budget.ok) return again(wrong(context, form, 'belop', 'measures.error.budget'))
    const chosen = await chosenIn(deps, actor, context.t, form)
    if (chosen.error) return again({ ...emptyForm, typed: typedIn(form), errors: [chosen.error] })
    const begun = await actions.beginMeasure(deps, actor, key, { ...typedFrom(read.values, budget?.event, form), kindergartens: chosen.ids })
    if (begun.ok) return redirect(pathOf(begun.event.id), { kind: 'success', key: 'measures.flash.saved' })
    if (begun.because === 'not-found') return notFound
    if (begun.because === 'clash') return again(wrong(context, form, 'overlapp', 'measures.because.clash'), 'clashes' in begun ? begun.clashes : [])
    return again(wrong(context, form, fieldOf[begun.because], `measures.because.${begun.because}`))
  })

  route.get('/tiltak/:id', readers, async ({ deps, tx, actor, params, query, page: context }) => {
    const measure = await find(tx, params['id'])
    return measure ? show(tx, actor, context, measure, osloDate(deps.now()), [], {}, 200, Math.max(1, Math.trunc(Number(query['side'])) || 1)) : notFound
  })

  route.get('/tiltak/:id/endring', writers, async ({ tx, actor, params, page: context }) => {
    const measure = await find(tx, params['id'])
    if (!measure || !isLead(measure, actor)) return notFound
    if (measure.isClosed) return redirect(pathOf(measure.id), { kind: 'warning', key: 'measures.because.closed' })
    return page(<WritePage page={context} view={await writeView(tx, actor, measure, '', measure.version, { ...emptyForm, typed: typedOf(measure, context) }, { temaer: measure.themes, behov: measure.needIds, partnere: measure.partnerIds, sak: measure.caseId, melding: measure.reportId, strategimal: measure.goalId })} />)
  })

  route.post('/tiltak/:id/endring', writers, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const again = (shown: ShownForm, status = 422) =>
      reading(deps.db, actor, async (tx) => {
        const measure = await find(tx, id)
        return measure && isLead(measure, actor) ? page(<WritePage page={context} view={await writeView(tx, actor, measure, '', status === 409 ? measure.version : Number(form['versjon']) || 0, shown, form)} />, status) : notFound
      })
    const read = readGuarded(measureForm, guarded, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read))
    const budget = read.values.belop === '' ? undefined : parseKroner(read.values.belop)
    if (budget && !budget.ok) return again(wrong(context, form, 'belop', 'measures.error.budget'))
    if (!looksLikeId(id)) return notFound
    const saved = await actions.saveMeasure(deps, actor, id, typedFrom(read.values, budget?.event, form), Number(form['versjon']))
    if (saved.ok) return redirect(pathOf(id), { kind: 'success', key: 'measures.flash.saved' })
    if (saved.because === 'not-found') return notFound
    if (saved.because === 'closed') return again(wrong(context, form, '', 'measures.because.closed'), 409)
    return again(wrong(context, form, saved.because === 'changed-meanwhile' ? '' : fieldOf[saved.because], `measures.because.${saved.because}`), saved.because === 'changed-meanwhile' ? 409 : 422)
  })

  route.post('/tiltak/:id/avdelinger', may('head'), async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const done = await actions.moveDepartments(deps, actor, id, boxes(form['avdelinger']))
    if (done.ok) return redirect(pathOf(id), { kind: 'success', key: 'measures.flash.departments' })
    if (done.because === 'not-found') return notFound
    const text = context.t(`measures.because.${done.because}`)
    return reading(deps.db, actor, async (tx) => {
      const measure = await find(tx, id)
      return measure ? show(tx, actor, context, measure, osloDate(deps.now()), [{ field: done.because === 'same-departments' ? 'avdelinger' : '', text }], {}, done.because === 'same-departments' ? 422 : 409) : notFound
    })
  })

  route.post('/tiltak/:id/trinn', readers, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const again = (errors: readonly FieldError[], status: number) =>
      reading(deps.db, actor, async (tx) => {
        const measure = await find(tx, id)
        return measure ? show(tx, actor, context, measure, osloDate(deps.now()), errors, { dag: textIn(form['dag']) }, status) : notFound
      })
    const parsed = stepForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    const step = stepOf(parsed.data.trinn, parsed.data.dag, form)
    if (!step) return notFound
    const taken = await actions.takeStep(deps, actor, id, step)
    if (taken.ok) return redirect(pathOf(id), { kind: 'success', key: flashOf[taken.event.kind] })
    if (taken.because === 'not-found') return notFound
    const isDay = taken.because === 'day-missing' || taken.because === 'day-ahead' || taken.because === 'join-ahead' || taken.because === 'join-before-start'
    return again([{ field: isDay ? 'dag' : '', text: context.t(`measures.because.${taken.because}`) }], isDay ? 422 : 409)
  })
}

const flashOf = {
  'measures.measure-started': 'measures.flash.started',
  'measures.part-accepted': 'measures.flash.accepted',
  'measures.part-declined': 'measures.flash.declined',
  'measures.part-taken-back': 'measures.flash.taken-back',
  'measures.part-shared': 'measures.flash.shared',
  'measures.part-unshared': 'measures.flash.unshared',
} as const
const fieldOf = { 'no-kindergartens': 'barnehager', 'not-theirs': 'barnehager', 'origin-missing': 'opphav', 'ends-before': 'til', 'outside-goal': 'til' } as const

const ownOf = (actor: Actor): string | undefined => (actor.role === 'head' || actor.role === 'pedagogical-leader' ? actor.orgId : undefined)
const textIn = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 40_000) : '')
const find = async (tx: Tx, id: string | undefined): Promise<Measure | undefined> => (looksLikeId(id ?? '') ? store.loadMeasure(tx, id ?? '') : undefined)
const wrong = ({ t }: PageContext, form: Readonly<Record<string, unknown>>, field: string, key: PlainKey): ShownForm => ({ ...emptyForm, typed: typedIn(form), errors: [{ field, text: t(key) }] })

function stepOf(trinn: 'start' | 'accept' | 'decline' | 'share' | 'unshare' | 'take-back', on: LocalDate | undefined, form: Readonly<Record<string, unknown>>): Step | undefined {
  if (trinn === 'start' || trinn === 'accept') return { do: trinn, on }
  if (trinn !== 'take-back') return { do: trinn }
  const kindergartenId = idIn(form['barnehage'])
  return kindergartenId ? { do: trinn, kindergartenId } : undefined
}

const typedFrom = (values: ReturnType<typeof measureForm.parse>, budget: actions.Typed['budget'], form: Readonly<Record<string, unknown>>): actions.Typed => ({
  kind: values.type, title: values.tittel, goal: values.mal, signs: values.tegn, themes: boxes(form['temaer']), origin: values.opphav, needIds: values.opphav === 'need' ? boxes(form['behov']) : [], caseId: values.opphav === 'case' ? idIn(form['sak']) : undefined, reportId: values.opphav === 'report' ? idIn(form['melding']) : undefined, goalId: values.opphav === 'strategy' ? idIn(form['strategimal']) : undefined,
  partners: values.samarbeid, partnerIds: boxes(form['partnere']), plan: values.plan, copyOf: idIn(form['kopi']), despite: values.overlapp, budget, startsOn: values.fra, endsOn: values.til, kindergartens: boxes(form['barnehager']), departments: boxes(form['avdelinger']),
})

/** A new measure, with what is known of where it comes from filled in. */
async function newPage(tx: Tx, actor: Actor, context: PageContext, query: Readonly<Record<string, unknown>>, today: LocalDate) {
  const source0 = idIn(query['kopi']) ? await store.loadMeasure(tx, idIn(query['kopi']) ?? '') : undefined
  if (source0 && isLead(source0, actor)) return copyPage(tx, actor, context, source0)
  const [needs, found, report, goal] = await Promise.all([loadDecided(tx), idIn(query['sak']) ? loadCase(tx, idIn(query['sak']) ?? '') : undefined, idIn(query['melding']) ? loadReport(tx, idIn(query['melding']) ?? '') : undefined, idIn(query['mal']) ? loadGoal(tx, idIn(query['mal']) ?? '') : undefined])
  const need = needs.find(({ id }) => id === query['behov'])
  const source = found ?? report ?? goal
  const typed = { fra: formatDate(today, context.lang, 'short'), opphav: need ? 'need' : found ? 'case' : report ? 'report' : goal ? 'strategy' : '', ...(need ? { tittel: need.title, mal: need.wished, tegn: need.signs } : {}) }
  const kindergarten = need?.kindergartenId ?? source?.kindergartenId
  const whom = actor.role === 'head' ? [] : await askedFor(tx, actor, query, await loadChoices(tx), query['nettverk'] ? await loadNetworks(tx, actor.orgId) : [])
  return <WritePage page={context} view={await writeView(tx, actor, undefined, crypto.randomUUID(), 0, { ...emptyForm, typed }, { temaer: [...(need?.themes ?? []), ...(source?.themes ?? [])], behov: need ? [need.id] : [], barnehager: kindergarten ? [kindergarten] : whom, sak: found?.id, melding: report?.id, strategimal: goal?.id })} />
}

/** The same a year later: nothing of the answers comes along. */
async function copyPage(tx: Tx, actor: Actor, context: PageContext, measure: Measure) {
  const later = { ...measure, startsOn: addMonths(measure.startsOn, 12), endsOn: addMonths(measure.endsOn, 12) }
  const barnehager = measure.parts.filter(({ state }) => state === 'offered' || state === 'part').map(({ kindergartenId }) => kindergartenId)
  const view = await writeView(tx, actor, undefined, crypto.randomUUID(), 0, { ...emptyForm, typed: typedOf(later, context) }, { temaer: measure.themes, behov: measure.needIds, partnere: measure.partnerIds, barnehager, avdelinger: ownPart(measure, actor.orgId)?.departments ?? [], sak: measure.caseId, melding: measure.reportId, strategimal: measure.goalId, kopi: measure.id }, measure.needIds)
  return <WritePage page={context} view={view} />
}

/** The form with everything that can be chosen. */
async function writeView(tx: Tx, actor: Actor, measure: Measure | undefined, startKey: string, version: number, form: ShownForm, chosen: Readonly<Record<string, unknown>>, keptNeeds: readonly string[] = measure?.needIds ?? []): Promise<WriteView> {
  const [caseId, reportId, goalId] = [idIn(chosen['sak']), idIn(chosen['melding']), idIn(chosen['strategimal'])]
  const partnere = boxes(chosen['partnere']).filter(looksLikeId)
  const [themes, partners, networks, cohorts, decided, kept, kindergartens, departments, ofCase, ofReport, ofGoal] = await Promise.all([
    store.loadThemes(tx, actor.orgId), store.loadPartners(tx, actor.orgId, partnere), actor.role === 'head' ? [] : loadNetworks(tx, actor.orgId), actor.role === 'head' ? [] : loadCohorts(tx, actor.orgId), loadDecided(tx), loadNeeds(tx, keptNeeds), actor.role === 'head' ? [] : loadChoices(tx), actor.role === 'head' ? store.loadDepartments(tx, actor.orgId) : [], caseId ? loadCase(tx, caseId) : undefined, reportId ? loadReport(tx, reportId) : undefined, goalId ? loadGoal(tx, goalId) : undefined,
  ])
  const needs = [...kept, ...decided.filter(({ id }) => !kept.some((one) => one.id === id))]
  const source = ofCase ? { kind: 'case' as const, found: ofCase } : ofReport ? { kind: 'report' as const, found: ofReport } : ofGoal ? { kind: 'strategy' as const, found: ofGoal } : undefined
  return { id: measure?.id, startKey, version, form, themes, needs, source, kindergartens, departments, partners, networks, cohorts, copyOf: idIn(chosen['kopi']), clashes: [], chosen: { partnere, temaer: boxes(chosen['temaer']), behov: boxes(chosen['behov']), barnehager: boxes(chosen['barnehager']), avdelinger: boxes(chosen['avdelinger']) } }
}

async function show(tx: Tx, actor: Actor, context: PageContext, measure: Measure, today: LocalDate, errors: readonly FieldError[] = [], typed: Readonly<Record<string, string>> = {}, status = 200, side = 1): Promise<Answer> {
  const own = ownOf(actor)
  const part = own ? ownPart(measure, own) : undefined
  const [elements, expenses, partners, before, meanwhile] = await Promise.all([
    loadElements(tx, measure.id), loadExpenses(tx, measure.id), store.loadNames(tx, measure.partnerIds), part ? store.loadDepartmentsBefore(tx, measure.id, part.kindergartenId) : [], loadMeanwhile(tx, measure.isClosed ? [] : own ? (part && !part.closedOn ? [own] : []) : offeredOf(measure, actor), measure, measure.id),
  ])
  const [themes, needs, source, departments, closings, material] = await Promise.all([
    store.loadThemes(tx, own ?? measure.leadId), loadNeeds(tx, measure.needIds), measure.caseId ? loadCase(tx, measure.caseId) : measure.reportId ? loadReport(tx, measure.reportId) : measure.goalId ? loadGoal(tx, measure.goalId) : undefined, own ? store.loadDepartments(tx, own) : [], closingsOf(tx, measure), loadMaterialFor(tx, 'measure', measure.id, measure.themes, !measure.isClosed),
  ])
  return page(<MeasurePage page={context} view={{ measure, themes, needs, source, material, departments, before, partners, elements, expenses, clashes: clashesOf(measure.themes, meanwhile), leads: isLead(measure, actor), head: actor.role === 'head', own, today, closings, side, errors, typed }} />, status)
}

/** Those the lead has offered it, or who take part and have not closed. */
const offeredOf = (measure: Measure, actor: Actor): readonly string[] => (isLead(measure, actor) ? measure.parts.filter(({ state, closedOn }) => (state === 'offered' || state === 'part') && !closedOn).map(({ kindergartenId }) => kindergartenId) : [])

/** The parts that are closed and whose words the actor may read. */
async function closingsOf(tx: Tx, measure: Measure) {
  const all = await Promise.all(measure.parts.filter(({ closedOn }) => closedOn !== undefined).map(async ({ kindergartenId }) => {
    const [closing, measured, document] = await Promise.all([loadClosing(tx, measure.id, kindergartenId), loadMeasured(tx, kindergartenId), hasDocument(tx, measure.id, kindergartenId)])
    return closing?.closedOn ? [{ kindergartenId, closing, measured: measured.find(({ id }) => id === closing.comparisonId), hasDocument: document }] : []
  }))
  return all.flat()
}
