import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { timingOf, type AppealPeriod, type Demand, type Timing } from './period/deadline.ts'

/** What the county governor may do with an appeal, and what the appeal body may answer. */
export const considered = ['changed', 'dismissed', 'sent-on'] as const
export type Considered = (typeof considered)[number]
export const answers = ['upheld', 'changed', 'sent-back', 'dismissed'] as const
export type Answer = (typeof answers)[number]

export type AppealStatus = 'received' | Considered | 'answered'
export const appealStatus = (one: { readonly outcome: Considered | undefined; readonly answer: Answer | undefined }): AppealStatus => (one.answer ? 'answered' : (one.outcome ?? 'received'))

/** The ways of an appeal; the diagram in docs/rules/scheme-decisions.md is drawn from this. */
export const appealWays: readonly { readonly from: AppealStatus; readonly to: AppealStatus; readonly how: string }[] = [
  { from: 'received', to: 'changed', how: 'the county governor changes the decision' },
  { from: 'received', to: 'dismissed', how: 'it may not be considered' },
  { from: 'received', to: 'sent-on', how: 'to the appeal body with a recommendation' },
  { from: 'sent-on', to: 'answered', how: 'the appeal body has decided' },
]

export type AppealRefusal = 'not-recipient' | 'no-right' | 'replaced' | 'already-appealed' | 'too-late' | 'late-reason-missing'
type Appealing = {
  readonly recipient: { readonly individual: boolean | undefined } | undefined
  readonly replaced: boolean
  readonly appealed: boolean
  readonly period: AppealPeriod
  readonly now: Date
  readonly latestMonths: number
  readonly lateReason: string
}
/** An appeal from one the decision is to. Late is taken with the reason why, for so long as the law lets it be; whether it is considered is decided afterwards. */
export function appeal(one: Appealing): Decision<AppealRefusal, { readonly kind: 'scheme.appealed'; readonly timing: Exclude<Timing, 'too-late'> }> {
  if (!one.recipient) return refuse('not-recipient')
  if (one.recipient.individual !== true) return refuse('no-right')
  if (one.replaced) return refuse('replaced')
  if (one.appealed) return refuse('already-appealed')
  const timing = timingOf(one.period, one.now, one.latestMonths)
  if (timing === 'too-late') return refuse('too-late')
  if (timing === 'late' && one.lateReason === '') return refuse('late-reason-missing')
  return accept({ kind: 'scheme.appealed', timing })
}

export type DemandRefusal = 'not-recipient' | 'no-right' | 'already-reasoned' | 'already-asked' | 'period-over'
/** Reasons are demanded where none were given, while the period to appeal runs; that stops it. */
export function demandReasons(one: { readonly recipient: Appealing['recipient']; readonly reasoned: boolean; readonly demand: Demand | undefined; readonly period: AppealPeriod; readonly now: Date }): Decision<DemandRefusal, { readonly kind: 'scheme.reasons-asked' }> {
  if (!one.recipient) return refuse('not-recipient')
  if (one.recipient.individual !== true) return refuse('no-right')
  if (one.reasoned) return refuse('already-reasoned')
  if (one.demand) return refuse('already-asked')
  return timingOf(one.period, one.now, 0) === 'in-time' ? accept({ kind: 'scheme.reasons-asked' }) : refuse('period-over')
}

export type ConsiderRefusal = 'already-considered' | 'replaced' | 'in-time-not-dismissed'
/**
 * The county governor looks at the decision again: changes it (a new decision is begun, and goes the same way as the first), dismisses an appeal that may not be
 * considered, or sends it on with a recommendation. One that came in time is not dismissed for being late; `formal` says that something else is wrong with it.
 */
export function consider(one: { readonly status: AppealStatus; readonly replaced: boolean; readonly timing: 'in-time' | 'late'; readonly outcome: Considered; readonly formal: boolean }): Decision<ConsiderRefusal, { readonly kind: 'scheme.appeal-considered'; readonly outcome: Considered }> {
  if (one.status !== 'received') return refuse('already-considered')
  if (one.outcome === 'changed' && one.replaced) return refuse('replaced')
  if (one.outcome === 'dismissed' && one.timing === 'in-time' && !one.formal) return refuse('in-time-not-dismissed')
  return accept({ kind: 'scheme.appeal-considered', outcome: one.outcome })
}

/** What the appeal body answered is noted once, about an appeal that was sent there. */
export const noteAnswer = (status: AppealStatus): Decision<'not-sent-on', { readonly kind: 'scheme.appeal-answered' }> => (status === 'sent-on' ? accept({ kind: 'scheme.appeal-answered' }) : refuse('not-sent-on'))

/** What the appeal body has changed, or sent back to be decided anew, is carried out by a new decision. */
export const asksForNew = (answer: Answer): boolean => answer === 'changed' || answer === 'sent-back'

export type AppealFacts = { readonly status: AppealStatus; readonly timing: 'in-time' | 'late'; readonly sentAt: Date; readonly consideredAt: Date | undefined; readonly answer: Answer | undefined }
export type AppealStatistics = {
  readonly decisions: number
  readonly withRight: number
  readonly appeals: number
  readonly late: number
  readonly waiting: number
  readonly changed: number
  readonly dismissed: number
  readonly sentOn: number
  readonly changedByBody: number
  /** Days from received to considered, of those considered; undefined when none is. */
  readonly medianDays: number | undefined
}
/** Appeals of a round, in numbers. Each is an organisation's, so the numbers name no group of people. */
export function statisticsOf(decisions: number, withRight: number, appeals: readonly AppealFacts[]): AppealStatistics {
  const count = (holds: (one: AppealFacts) => boolean) => appeals.filter(holds).length
  const days = appeals.flatMap(({ sentAt, consideredAt }) => (consideredAt ? [Math.floor((consideredAt.getTime() - sentAt.getTime()) / 86_400_000)] : [])).toSorted((a, b) => a - b)
  const [low, high] = [days[Math.floor((days.length - 1) / 2)], days[Math.floor(days.length / 2)]]
  return {
    decisions, withRight, appeals: appeals.length,
    late: count((one) => one.timing === 'late'), waiting: count((one) => one.status === 'received'), changed: count((one) => one.status === 'changed'), dismissed: count((one) => one.status === 'dismissed'),
    sentOn: count((one) => one.status === 'sent-on' || one.status === 'answered'), changedByBody: count((one) => one.answer !== undefined && asksForNew(one.answer)),
    medianDays: low === undefined || high === undefined ? undefined : (low + high) / 2,
  }
}
