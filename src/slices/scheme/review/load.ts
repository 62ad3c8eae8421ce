import type { Actor } from '../../../kernel/actor.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { zero, type Ore } from '../../../kernel/money.ts'
import type { Tx } from '../../../platform/db.ts'
import * as audit from '../../audit/index.ts'
import { loadRound, type Round } from '../rounds/store.ts'
import type { Scheme } from '../schemes/rules.ts'
import { loadScheme } from '../schemes/store.ts'
import { criteriaOf } from './criteria/actions.ts'
import { fromScheme, type Criteria } from './criteria/rules.ts'
import { loadCriteria } from './criteria/store.ts'
import { eligibilityOf, type Found } from './eligibility/rules.ts'
import { loadClarifications, loadFound, loadFoundOf, type Clarification } from './eligibility/store.ts'
import { standingOf, type Standing } from './rules.ts'
import { areApart, isOwn, meanPoints, summarise, type Begun, type CriterionSummary } from './scores/rules.ts'
import { loadBegun, loadBegunOf, loadDeliveries, loadDeliveriesOf, loadReaders, type Delivery, type Reader } from './scores/store.ts'
import * as store from './store.ts'
import { check, isChecked, lastChangeOf, threads, type CheckRefusal, type Comment } from './talk/rules.ts'
import { loadChecks, loadFlags, loadFlagsOf, loadWordings, type Check, type Flag } from './talk/store.ts'

type Moments = Awaited<ReturnType<typeof audit.timeline>>
export type ReviewRound = Pick<Round, 'id' | 'title' | 'stage' | 'closesAt'>

export type ReportView = {
  readonly round: ReviewRound
  readonly scheme: Pick<Scheme, 'roleWords'> | undefined
  readonly themes: Scheme['themes']
  readonly strands: Scheme['strands']
  readonly criteria: Criteria
  readonly report: store.SentReport
  readonly amounts: readonly store.Amount[]
  readonly kindergartens: readonly string[]
  readonly staff: Awaited<ReturnType<typeof store.loadStaff>>
  readonly governed: boolean
  /** The actor may read what others have given and said. */
  readonly open: boolean
  readonly standing: Standing
  readonly found: readonly Found[]
  readonly eligible: boolean | undefined
  readonly clarifications: readonly Clarification[]
  readonly readers: readonly Reader[]
  readonly own: { readonly delivered: boolean; readonly begun: readonly Begun[]; /** The weights have been changed since it was written. */ readonly stale: boolean; /** Why it came back, if it did. */ readonly returned: string | undefined } | undefined
  readonly deliveries: readonly Delivery[]
  readonly summary: readonly CriterionSummary[]
  readonly mean: number | undefined
  readonly comments: readonly Comment[]
  readonly flags: readonly Flag[]
  readonly checks: readonly Check[]
  readonly checked: boolean
  /** Why the actor cannot go through it now; undefined when they can. */
  readonly uncheckable: CheckRefusal | undefined
  readonly personId: string
  readonly moments: Moments
}

/** What a report is reviewed by, for one who handles it. */
export async function loadCriteriaOf(tx: Tx, id: string): Promise<Criteria | undefined> {
  const [{ handled }, report] = await Promise.all([store.handles(tx, id), store.loadSent(tx, id)])
  const round = report && handled ? await loadRound(tx, report.roundId) : undefined
  return round && criteriaOf(tx, round)
}

/** All about the assessment of one report, as far as the actor may see it; undefined for one who does not handle it. */
export async function loadReportView(tx: Tx, actor: Actor, id: string | undefined): Promise<ReportView | undefined> {
  if (!looksLikeId(id ?? '')) return undefined
  const [standing, report] = await Promise.all([store.handles(tx, id ?? ''), store.loadSent(tx, id ?? '')])
  const round = report && standing.handled ? await loadRound(tx, report.roundId) : undefined
  if (!report || !round) return undefined
  const [scheme, kept, amounts, kindergartens, staff, found, clarifications, readers, begun, deliveries, wordings, flags, checks, moments] = await Promise.all([
    loadScheme(tx, round.schemeCode), loadCriteria(tx, round.id), store.loadAmounts(tx, report.id), store.loadKindergartens(tx, report.id), store.loadStaff(tx, report.id), loadFound(tx, report.id), loadClarifications(tx, report.id),
    loadReaders(tx, [report.id]), loadBegun(tx, report.id, actor.personId), loadDeliveries(tx, report.id), loadWordings(tx, report.id), loadFlags(tx, report.id), loadChecks(tx, [report.id]), audit.timeline(tx, report.id),
  ])
  const criteria = kept ?? fromScheme(scheme ?? { eligibility: [], priority: [] })
  const { eligible, clarifying } = eligibilityOf(criteria.eligibility, found)
  const current = deliveries.filter(({ returned }) => !returned)
  const delivered = readers.filter((one) => one.delivered).length
  const checked = isChecked(checks.at(-1)?.at, lastChangeOf(found, deliveries))
  const going = check({ stage: round.stage, eligible, readers: readers.length, delivered, openFlags: flags.filter(({ resolved }) => !resolved).length, consideredBy: found.at(-1)?.personId, lastChange: lastChangeOf(found, deliveries), checkedAt: checks.at(-1)?.at }, actor.personId)
  const reader = readers.find((one) => isOwn(one, actor))
  const sentBack = deliveries.findLast(({ personId, returned }) => returned && personId === actor.personId)?.returned
  return {
    round, scheme, themes: scheme?.themes ?? [], strands: scheme?.strands ?? [], criteria, report, amounts, kindergartens, staff, governed: standing.governed, open: standing.open, found, eligible, clarifications, readers, deliveries, flags, checks, checked, uncheckable: going.ok ? undefined : going.because, moments, personId: actor.personId,
    standing: standingOf({ state: report.state, eligible, clarifying, readers: readers.length, delivered, checked }),
    own: reader && { delivered: reader.delivered, begun: begun.scores, stale: begun.criteria !== undefined && begun.criteria !== criteria.number && criteria.number > 1, returned: reader.delivered ? undefined : sentBack?.reason },
    summary: summarise(current, criteria), mean: meanPoints(current), comments: threads(wordings),
  }
}

export type ListRow = {
  readonly report: store.SentReport
  readonly standing: Standing
  readonly eligible: boolean | undefined
  readonly readers: readonly Reader[]
  readonly points: number | undefined
  readonly apart: boolean
  readonly flags: number
  readonly asked: Ore
  readonly own: 'not-mine' | 'not-begun' | 'begun' | 'delivered'
}
export type ReviewList = { readonly round: ReviewRound; readonly governs: boolean; readonly themes: Scheme['themes']; readonly strands: Scheme['strands']; readonly rows: readonly ListRow[] }

/** Every sent report of the round that the actor handles; undefined for one who handles none and does not lead the round. */
export async function loadList(tx: Tx, actor: Actor, roundId: string | undefined): Promise<ReviewList | undefined> {
  const round = looksLikeId(roundId ?? '') ? await loadRound(tx, roundId ?? '') : undefined
  if (!round) return undefined
  const governs = actor.role === 'county-governor' && round.managerId === actor.orgId
  const [handled, sent, scheme, kept, found, deliveries, flags, begun, asked] = await Promise.all([
    store.handledOf(tx, round.id), store.loadSentOf(tx, round.id), loadScheme(tx, round.schemeCode), loadCriteria(tx, round.id), loadFoundOf(tx, round.id), loadDeliveriesOf(tx, round.id), loadFlagsOf(tx, round.id), loadBegunOf(tx, round.id, actor.personId), store.loadAsked(tx, round.id),
  ])
  const reports = sent.filter(({ id }) => handled.has(id))
  if (!scheme || (!governs && reports.length === 0)) return undefined
  const ids = reports.map(({ id }) => id)
  const [readers, checks] = await Promise.all([loadReaders(tx, ids), loadChecks(tx, ids)])
  const criteria = kept ?? fromScheme(scheme)
  const [readersOf, deliveriesOf, flagsOf, checkOf] = [by(readers), by(deliveries), by(flags), by(checks)]
  const rows = reports.map((report): ListRow => {
    const ofReport = found.get(report.id) ?? []
    const { eligible, clarifying } = eligibilityOf(criteria.eligibility, ofReport)
    const own = readersOf(report.id)
    const given = deliveriesOf(report.id)
    const delivered = own.filter((one) => one.delivered).length
    const mine = own.find((one) => isOwn(one, actor))
    const checked = isChecked(checkOf(report.id).at(-1)?.at, lastChangeOf(ofReport, given))
    return {
      report, eligible, readers: own, points: meanPoints(given), apart: areApart(given, criteria), flags: flagsOf(report.id).length, asked: asked.get(report.id) ?? zero,
      standing: standingOf({ state: report.state, eligible, clarifying, readers: own.length, delivered, checked }),
      own: !mine ? 'not-mine' : mine.delivered ? 'delivered' : begun.has(report.id) ? 'begun' : 'not-begun',
    }
  })
  return { round, governs, themes: scheme.themes, strands: scheme.strands, rows }
}

/** Rows by the report they are about. */
function by<Row extends { readonly reportId: string }>(rows: readonly Row[]): (reportId: string) => readonly Row[] {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const list = found.get(row.reportId) ?? []
    list.push(row)
    found.set(row.reportId, list)
  }
  return (reportId) => found.get(reportId) ?? []
}
