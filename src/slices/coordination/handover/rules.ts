import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { addWorkingDays } from '../../../kernel/working-days.ts'

/** What the sender may share: each part chosen and written for it. */
export const sharedParts = ['theme', 'tried', 'effect', 'contact'] as const
export type SharedPart = (typeof sharedParts)[number]
/** The kindergarten's head agrees, for the kindergarten, that this is shared with that one. Never a parent's consent, never about a child. */
export type Consent = 'asked' | 'given' | 'refused' | 'withdrawn'
export type HandOverNext = 'visit' | 'suggestion' | 'own'
export type HandOver = {
  readonly id: string; readonly kindergartenId: string; readonly kindergarten: string; readonly fromId: string; readonly from: string; readonly toId: string; readonly to: string; readonly parts: readonly SharedPart[]; readonly madeAt: Date; readonly madeBy: string
  readonly consent: Consent; readonly consentAt: Date | undefined; readonly consentBy: string | undefined; readonly consentEndedAt: Date | undefined; readonly consentEndedBy: string | undefined
  readonly answer: 'accepted' | 'declined' | undefined; readonly reason: string; readonly answeredAt: Date | undefined; readonly answeredBy: string | undefined
  readonly next: HandOverNext | undefined; readonly suggestion: 'asked' | 'not-now' | undefined; readonly suggestionBy: string | undefined; readonly ended: 'closed' | 'withdrawn' | undefined; readonly endedAt: Date | undefined
}

/** So many working days the head has to say yes or no, and then the receiver. Our proposal. */
const answerDays = 5

export type HandOverStatus = 'asks-head' | 'refused' | 'waiting' | 'accepted' | 'declined' | 'consent-withdrawn' | 'taken-back' | 'ended'
export function statusOf({ consent, answer, ended }: Pick<HandOver, 'consent' | 'answer' | 'ended'>): HandOverStatus {
  if (ended === 'withdrawn') return 'taken-back'
  if (ended === 'closed') return 'ended'
  if (consent === 'asked') return 'asks-head'
  if (consent === 'refused') return 'refused'
  if (consent === 'withdrawn') return 'consent-withdrawn'
  return answer ?? 'waiting'
}

/** The receiver may read the words now: agreed to, not taken back by anyone, and not sent back. The database says the same. */
export const isShared = ({ consent, answer, ended }: Pick<HandOver, 'consent' | 'answer' | 'ended'>): boolean => consent === 'given' && answer !== 'declined' && ended !== 'withdrawn'
/** The team has suggested to ask for guidance, and the head has not answered; also when the sender is done with it. */
export const asksHead = ({ consent, next, suggestion }: Pick<HandOver, 'consent' | 'next' | 'suggestion'>): boolean => consent === 'given' && next === 'suggestion' && suggestion === undefined
/** What has come back to the sender, who finds another, talks to the head or closes it. */
export const hasComeBack = (one: Pick<HandOver, 'consent' | 'answer' | 'ended'>): boolean => ['refused', 'declined', 'consent-withdrawn'].includes(statusOf(one))
/** The last day to answer, for the head or then the receiver; undefined when nobody is waited for. */
export const dueOf = (one: Pick<HandOver, 'consent' | 'answer' | 'ended' | 'madeAt' | 'consentAt'>): LocalDate | undefined => (['asks-head', 'waiting'].includes(statusOf(one)) ? addWorkingDays(osloDate(one.consentAt ?? one.madeAt), answerDays) : undefined)

export type HandOverRefusal = 'kindergarten-closed' | 'receiver-closed' | 'nothing-shared' | 'part-empty' | 'part-not-chosen' | 'waits-already'
/** Begins a hand-over. What is written and not chosen is asked about, so that nothing is dropped in silence. `waits`: one to the same receiver about the same kindergarten has no answer yet. */
export function begin(texts: Readonly<Partial<Record<SharedPart, string>>>, parts: readonly SharedPart[], ground: { readonly kindergartenOpen: boolean; readonly receiverOpen: boolean; readonly waits: boolean }): Decision<HandOverRefusal, { readonly kind: 'coordination.handed-over' }> {
  if (!ground.kindergartenOpen) return refuse('kindergarten-closed')
  if (!ground.receiverOpen) return refuse('receiver-closed')
  if (parts.length === 0) return refuse('nothing-shared')
  if (parts.some((part) => (texts[part] ?? '') === '')) return refuse('part-empty')
  if (sharedParts.some((part) => !parts.includes(part) && (texts[part] ?? '') !== '')) return refuse('part-not-chosen')
  if (ground.waits) return refuse('waits-already')
  return accept({ kind: 'coordination.handed-over' })
}

type Standing = Pick<HandOver, 'consent' | 'answer' | 'ended' | 'next' | 'suggestion'>
export type ConsentRefusal = 'is-ended' | 'already-said' | 'not-given'
/** The head says yes or no, once; a yes can be taken back as long as the words are there to be read. */
export function sayConsent(one: Standing, to: 'given' | 'refused' | 'withdrawn'): Decision<ConsentRefusal, { readonly kind: 'coordination.consent-given' | 'coordination.consent-refused' | 'coordination.consent-withdrawn' }> {
  if (to === 'withdrawn') return one.consent === 'given' ? accept({ kind: 'coordination.consent-withdrawn' }) : refuse('not-given')
  if (one.ended) return refuse('is-ended')
  if (one.consent !== 'asked') return refuse('already-said')
  return accept({ kind: to === 'given' ? 'coordination.consent-given' : 'coordination.consent-refused' })
}

export type AnswerRefusal = 'is-ended' | 'consent-gone' | 'already-answered' | 'reason-missing' | 'next-missing'
/** The receiver takes it or not, once. A team that takes it says what comes next; a no has a reason and goes back to the sender. */
export function answerHandOver(one: Standing, given: { readonly answer: 'accepted' | 'declined'; readonly reason: string; readonly next: HandOverNext | undefined }, isTeam: boolean): Decision<AnswerRefusal, { readonly kind: 'coordination.hand-over-accepted' | 'coordination.hand-over-declined' }> {
  if (one.ended) return refuse('is-ended')
  if (one.consent !== 'given') return refuse('consent-gone')
  if (one.answer !== undefined) return refuse('already-answered')
  if (given.answer === 'declined') return given.reason === '' ? refuse('reason-missing') : accept({ kind: 'coordination.hand-over-declined' })
  return isTeam && given.next === undefined ? refuse('next-missing') : accept({ kind: 'coordination.hand-over-accepted' })
}

export type SuggestionRefusal = 'no-suggestion' | 'already-said'
/** The head says what came of the suggestion to ask for guidance. The head alone asks: nobody begins a case over the head. */
export function answerSuggestion(one: Standing): Decision<SuggestionRefusal, { readonly kind: 'coordination.suggestion-answered' }> {
  if (one.next !== 'suggestion') return refuse('no-suggestion')
  return one.suggestion === undefined ? accept({ kind: 'coordination.suggestion-answered' }) : refuse('already-said')
}

export type EndRefusal = 'is-ended' | 'already-answered' | 'not-answered'
/** The sender takes back what nobody has answered, and closes what has been. */
export function endHandOver(one: Standing, to: 'closed' | 'withdrawn'): Decision<EndRefusal, { readonly kind: 'coordination.hand-over-closed' | 'coordination.hand-over-withdrawn' }> {
  if (one.ended) return refuse('is-ended')
  const open = one.answer === undefined && (one.consent === 'asked' || one.consent === 'given')
  if (to === 'withdrawn') return open ? accept({ kind: 'coordination.hand-over-withdrawn' }) : refuse('already-answered')
  return open ? refuse('not-answered') : accept({ kind: 'coordination.hand-over-closed' })
}
