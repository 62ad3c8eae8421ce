import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { Step } from '../flow/index.ts'
import type { CaseInStep, CaseTask } from '../tasks/rules.ts'

/** Why another service fits better; what the statistics count. */
export const handOverReasons = ['other-competence', 'inclusive-practice', 'health-promotion', 'prevention', 'other'] as const
export type HandOverReason = (typeof handOverReasons)[number]

export type HandOverAnswer = 'accepted' | 'declined'
export type HandOver = {
  readonly id: string
  readonly toOrgId: string
  readonly toName: string
  readonly reason: HandOverReason
  readonly summary: string
  readonly kindergartenName: string
  readonly teamName: string
  readonly reference: string
  readonly handedAt: Date
  readonly handedBy: string
  readonly answer: HandOverAnswer | undefined
  readonly answerText: string
  readonly answeredAt: Date | undefined
  readonly answeredBy: string | undefined
  readonly withdrawnAt: Date | undefined
}

export type HandOverStatus = 'waiting' | HandOverAnswer | 'withdrawn'
export const statusOf = ({ answer, withdrawnAt }: Pick<HandOver, 'answer' | 'withdrawnAt'>): HandOverStatus => (withdrawnAt ? 'withdrawn' : (answer ?? 'waiting'))

/** True of a step where a case is handed over: the kind says so, or the municipality's gates ask for it there. */
export const asksForHandOver = (step: Pick<Step, 'kind' | 'gates'>): boolean => step.kind === 'hand-over' || step.gates.includes('handed-over-to-named')

type Standing = Pick<HandOver, 'answer' | 'withdrawnAt'>
/** Those made or answered since the case came to this step, and any that still waits. One accepted the last time around is another story; the flow's gate counts the same way. */
export const thatCount = <One extends Pick<HandOver, 'answer' | 'withdrawnAt' | 'handedAt' | 'answeredAt'>>(all: readonly One[], stepEnteredAt: Date): One[] =>
  all.filter((one) => one.handedAt >= stepEnteredAt || (one.answeredAt !== undefined && one.answeredAt >= stepEnteredAt) || statusOf(one) === 'waiting')

export type OfferRefusal = 'case-closed' | 'not-handing-over' | 'already-waiting' | 'already-accepted' | 'unknown-service'
type OfferSituation = {
  readonly closed: boolean
  readonly asked: boolean
  /** The hand-overs that count now, see `thatCount`. */
  readonly before: readonly Standing[]
  readonly services: readonly string[]
  readonly toOrgId: string
  /** Somebody in the service has accepted by phone already. */
  readonly acceptedBy: string
}

/** Asks one service at a time, among the municipality's own. One that said no may be asked again: people change their minds, the trace stays. */
export function handOver({ closed, asked, before, services, toOrgId, acceptedBy }: OfferSituation): Decision<OfferRefusal, { readonly kind: 'guidance.handed-over'; readonly answer: 'accepted' | undefined }> {
  if (closed) return refuse('case-closed')
  if (!asked) return refuse('not-handing-over')
  if (before.some((one) => statusOf(one) === 'waiting')) return refuse('already-waiting')
  if (before.some((one) => statusOf(one) === 'accepted')) return refuse('already-accepted')
  if (!services.includes(toOrgId)) return refuse('unknown-service')
  return accept({ kind: 'guidance.handed-over', answer: acceptedBy === '' ? undefined : 'accepted' })
}

/** So many working days the service has to answer before its task is overdue. Nothing happens by itself. Our proposal. */
export const answerDays = 5

export type AnswerRefusal = 'already-answered' | 'withdrawn'
/** The service says yes or no, once. */
export function answerHandOver(one: Standing, answer: HandOverAnswer): Decision<AnswerRefusal, { readonly kind: 'guidance.hand-over-answered'; readonly answer: HandOverAnswer }> {
  const status = statusOf(one)
  if (status === 'withdrawn') return refuse('withdrawn')
  return status === 'waiting' ? accept({ kind: 'guidance.hand-over-answered', answer }) : refuse('already-answered')
}

export type TeamRefusal = 'case-closed' | AnswerRefusal
/** The team notes that a named person said yes by phone. */
export function noteAcceptance(closed: boolean, one: Standing): Decision<TeamRefusal, { readonly kind: 'guidance.hand-over-accepted-by-phone' }> {
  if (closed) return refuse('case-closed')
  const status = statusOf(one)
  if (status === 'withdrawn') return refuse('withdrawn')
  return status === 'waiting' ? accept({ kind: 'guidance.hand-over-accepted-by-phone' }) : refuse('already-answered')
}

/** The team takes back what nobody has answered, also from a closed case: nobody should be asked in vain. */
export function withdrawHandOver(one: Standing): Decision<AnswerRefusal, { readonly kind: 'guidance.hand-over-withdrawn' }> {
  const status = statusOf(one)
  if (status === 'withdrawn') return refuse('withdrawn')
  return status === 'waiting' ? accept({ kind: 'guidance.hand-over-withdrawn' }) : refuse('already-answered')
}

/** The team chooses a service; then it waits for that service. `made` are those that count now, see `thatCount`. */
export function handOverTasks({ id, step }: CaseInStep, made: readonly Standing[]): CaseTask[] {
  if (!asksForHandOver(step) || made.some((one) => statusOf(one) === 'accepted')) return []
  const href = `/veiledning/${id}/overforing`
  if (made.some((one) => statusOf(one) === 'waiting')) return [{ words: 'tasks.hand-over.answer', href, waitsFor: 'service' }]
  const movers = step.responsible === 'team-leader' ? (['adviser', 'team-leader'] as const) : (['adviser'] as const)
  return movers.map((waitsFor) => ({ words: 'tasks.hand-over.offer', href, waitsFor }))
}
