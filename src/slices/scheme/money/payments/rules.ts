import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { sumOre, type Ore } from '../../../../kernel/money.ts'

export const itemStates = ['proposed', 'ordered', 'paid', 'refused', 'dropped'] as const
export type ItemState = (typeof itemStates)[number]

/** One payment of a run, with the recipient as it was when the run was prepared. */
export type Item = {
  readonly id: string; readonly number: number; readonly lineId: string; readonly ore: Ore; readonly dueOn: LocalDate; readonly recipientName: string; readonly recipientNumber: string
  readonly reference: string; readonly year: number; readonly county: string; readonly state: ItemState; readonly answeredOn: LocalDate | undefined; readonly answerReason: string | undefined
}
export type Run = {
  readonly id: string; readonly number: number; readonly dueUntil: LocalDate; readonly preparedAt: Date; readonly preparedBy: string; readonly preparedByName: string; readonly approvedAt: Date | undefined; readonly approvedByName: string | undefined
  readonly cancelledAt: Date | undefined; readonly cancelledByName: string | undefined; readonly cancelReason: string | undefined; readonly sha256: string | undefined; readonly count: number; readonly total: Ore; readonly waiting: number; readonly refused: number
}

export const runStates = ['prepared', 'approved', 'answered', 'cancelled'] as const
export type RunState = (typeof runStates)[number]
/** Where a run has come. It is answered when accounting has said of every payment whether it was made. */
export const runState = (run: Pick<Run, 'approvedAt' | 'cancelledAt' | 'waiting'>): RunState => (run.cancelledAt ? 'cancelled' : !run.approvedAt ? 'prepared' : run.waiting > 0 ? 'approved' : 'answered')
/** The ways from one state to the next; drawn in docs/rules/scheme-money.md. */
export const runWays: readonly (readonly [from: RunState, to: RunState, by: string])[] = [
  ['prepared', 'approved', 'another person approves, and the file is made'],
  ['prepared', 'cancelled', 'anyone of the county governor’s, with a reason'],
  ['approved', 'answered', 'accounting has answered for every payment'],
]

/** Kinds of person at the county governor's: the leader administers the organisation's people. What each may approve in one run is data. */
export const personKinds = ['officer', 'leader'] as const
export type PersonKind = (typeof personKinds)[number]
/** Undefined: no limit. */
export type Limits = Readonly<Record<PersonKind, Ore | undefined>>

export type ApproveRefusal = 'run-cancelled' | 'already-approved' | 'own-run' | 'over-limit' | 'outdated'
/**
 * Another person than the one who prepared the run approves it, within the limit of their kind. Refused when a decision has changed since, so that a line would be paid more than is granted.
 * @param covers whether each line can still take its payments
 */
export function approve(run: Pick<Run, 'approvedAt' | 'cancelledAt' | 'preparedBy' | 'total'>, by: { readonly personId: string; readonly kind: PersonKind }, limits: Limits, covers: boolean): Decision<ApproveRefusal, { readonly kind: 'scheme.payments-approved' }> {
  if (run.cancelledAt) return refuse('run-cancelled')
  if (run.approvedAt) return refuse('already-approved')
  if (run.preparedBy === by.personId) return refuse('own-run')
  const limit = limits[by.kind]
  if (limit !== undefined && run.total > limit) return refuse('over-limit')
  return covers ? accept({ kind: 'scheme.payments-approved' }) : refuse('outdated')
}

/** Those who can approve a run of so much: of the county governor's people another than the one who prepared it, whose kind may approve the sum. */
export const whoCanApprove = <One extends { readonly personId: string; readonly kind: PersonKind }>(run: Pick<Run, 'preparedBy' | 'total'>, people: readonly One[], limits: Limits): readonly One[] =>
  people.filter(({ personId, kind }) => { const limit = limits[kind]; return personId !== run.preparedBy && (limit === undefined || run.total <= limit) })

export type CancelRefusal = 'run-cancelled' | 'already-approved'
/** A run that nobody has approved is given up: its payments can be taken into another. */
export function cancelRun(run: Pick<Run, 'approvedAt' | 'cancelledAt'>): Decision<CancelRefusal, { readonly kind: 'scheme.payments-cancelled' }> {
  if (run.cancelledAt) return refuse('run-cancelled')
  return run.approvedAt ? refuse('already-approved') : accept({ kind: 'scheme.payments-cancelled' })
}

/** What accounting says of a payment. */
export type ItemAnswer = { readonly state: 'paid'; readonly onDay: LocalDate } | { readonly state: 'refused'; readonly onDay: LocalDate; readonly reason: string }
export type AnswerRefusal = 'not-approved' | 'already-paid' | 'already-refused' | 'why' | 'future'
/** A payment is answered once: one that is paid is never paid again. */
export function answerItem(item: Pick<Item, 'state'>, answer: ItemAnswer, today: LocalDate): Decision<AnswerRefusal, { readonly kind: 'scheme.payment-paid' | 'scheme.payment-refused' }> {
  if (item.state === 'paid') return refuse('already-paid')
  if (item.state === 'refused') return refuse('already-refused')
  if (item.state !== 'ordered') return refuse('not-approved')
  if (answer.onDay > today) return refuse('future')
  if (answer.state === 'refused' && answer.reason.trim() === '') return refuse('why')
  return accept({ kind: answer.state === 'paid' ? 'scheme.payment-paid' : 'scheme.payment-refused' })
}

/** What goes with the file, and what accounting's own count must agree with. */
export const controlTotals = (items: readonly Pick<Item, 'ore'>[]): { readonly count: number; readonly total: Ore } => ({ count: items.length, total: sumOre(items.map((item) => item.ore)) })

/** What a payment is called in the file and in accounting's answer: run and number. */
export const paymentReference = (run: number, item: number): string => `${String(run).padStart(4, '0')}-${String(item).padStart(4, '0')}`
