import { addDays, daysBetween, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { contains, type Period } from '../../../kernel/period.ts'

/** Who meets in a network. */
export const audiences = ['heads', 'pedagogical-leaders', 'staff', 'owners'] as const
export type Audience = (typeof audiences)[number]
export const leadersMeet = (audience: Audience): boolean => audience === 'pedagogical-leaders' || audience === 'staff'
/** Why one says no, and why one leaves. Codes only: there is no room for words about anybody. */
export const declineReasons = ['no-time', 'other-network', 'not-relevant', 'too-far', 'other'] as const
export const leaveReasons = ['no-time', 'other-network', 'not-useful', 'too-far', 'other'] as const
export const endReasons = ['finished', 'too-few', 'joined', 'other'] as const
export type DeclineReason = (typeof declineReasons)[number]
export type LeaveReason = (typeof leaveReasons)[number]
export type EndReason = (typeof endReasons)[number]

/** A network nobody can meet in is no network, and one of more than this is a mailing list. */
const fewestInvited = 2
const mostInNetwork = 40
/** An invitation may stand open so long; one who says no is left in peace for some time; a reminder goes so many days before the last day. */
const longestOpenDays = 90
const restDays = 90
export const remindDays = 3

export type Network = { readonly period: Period; readonly endedOn: LocalDate | undefined }
export type Standing = 'planned' | 'running' | 'over'
export const standingOf = ({ period, endedOn }: Network, today: LocalDate): Standing =>
  (endedOn !== undefined && endedOn <= today) || (period.to !== undefined && period.to <= today) ? 'over' : contains(period, today) ? 'running' : 'planned'

export type InvitationState = 'open' | 'accepted' | 'declined' | 'withdrawn' | 'expired' | 'left'
export type Invitation = { readonly state: InvitationState; readonly answerBy: LocalDate }
/** As it is read: nobody has to do anything for the last day to pass. */
export const stateOf = ({ state, answerBy }: Invitation, today: LocalDate): InvitationState => (state === 'open' && answerBy < today ? 'expired' : state)

/** Who is in it is told to those who are in it, or are asked and may still answer. */
export const seesMembers = (invitation: Invitation, today: LocalDate): boolean => ['open', 'accepted'].includes(stateOf(invitation, today))

/** A kindergarten as it stands today, seen from the team that asks. */
export type Candidate = {
  readonly closed: boolean
  /** The team serves it today. */
  readonly served: boolean
  readonly member: boolean
  /** Its last invitation to this network. */
  readonly last: (Invitation & { readonly answeredOn: LocalDate | undefined }) | undefined
}
export type InviteRefusal = 'network-over' | 'closed' | 'not-served' | 'already-member' | 'already-invited' | 'declined-lately'
export type DateRefusal = 'answer-by-passed' | 'answer-by-late'

/** May this kindergarten be asked into this network today? */
export function invite(network: Network, candidate: Candidate, today: LocalDate): Decision<InviteRefusal, { readonly kind: 'measures.network-invited' }> {
  if (standingOf(network, today) === 'over') return refuse('network-over')
  if (candidate.closed) return refuse('closed')
  if (!candidate.served) return refuse('not-served')
  if (candidate.member) return refuse('already-member')
  const { last } = candidate
  if (last && stateOf(last, today) === 'open') return refuse('already-invited')
  if (last?.state === 'declined' && last.answeredOn !== undefined && daysBetween(last.answeredOn, today) < restDays) return refuse('declined-lately')
  return accept({ kind: 'measures.network-invited' })
}

/** So many are asked to begin with. */
export const wrongStart = (asked: number): 'too-few' | 'too-many' | undefined => (asked < fewestInvited ? 'too-few' : asked > mostInNetwork ? 'too-many' : undefined)
/** So many more are asked. `there`: those who are in it, or may still answer. */
export const wrongMore = (asked: number, there: number): 'nobody-chosen' | 'too-many' | undefined => (asked === 0 ? 'nobody-chosen' : asked + there > mostInNetwork ? 'too-many' : undefined)

/** The last day to answer: from today, and not so far off that it is forgotten. */
export const wrongAnswerBy = (answerBy: LocalDate, today: LocalDate): DateRefusal | undefined =>
  answerBy < today ? 'answer-by-passed' : answerBy > addDays(today, longestOpenDays) ? 'answer-by-late' : undefined

export type Answer = { readonly take: 'accept' } | { readonly take: 'decline'; readonly reason: DeclineReason | undefined }
export type AnswerRefusal = 'withdrawn' | 'answered' | 'expired' | 'network-over' | 'closed' | 'not-served' | 'reason-missing'
export type Answered = { readonly kind: 'measures.network-accepted' | 'measures.network-declined'; readonly reason: DeclineReason | undefined }

/** Either the head or the one who answers for the owner says yes or no for the kindergarten: the first answer holds. */
export function answer(network: Network, invitation: Invitation, candidate: Pick<Candidate, 'closed' | 'served'>, given: Answer, today: LocalDate): Decision<AnswerRefusal, Answered> {
  const state = stateOf(invitation, today)
  if (state === 'withdrawn' || state === 'expired') return refuse(state)
  if (state !== 'open') return refuse('answered')
  if (standingOf(network, today) === 'over') return refuse('network-over')
  if (given.take === 'decline') return given.reason ? accept({ kind: 'measures.network-declined', reason: given.reason }) : refuse('reason-missing')
  if (candidate.closed) return refuse('closed')
  if (!candidate.served) return refuse('not-served')
  return accept({ kind: 'measures.network-accepted', reason: undefined })
}

/** From when one who says yes today is in it: not before it begins. */
export const memberFrom = ({ period }: Network, today: LocalDate): LocalDate => (period.from > today ? period.from : today)

export type TakeBackRefusal = 'withdrawn' | 'answered'
export const takeBack = (invitation: Invitation): Decision<TakeBackRefusal, { readonly kind: 'measures.network-withdrawn' }> =>
  invitation.state === 'open' ? accept({ kind: 'measures.network-withdrawn' }) : refuse(invitation.state === 'withdrawn' ? 'withdrawn' : 'answered')

export type LeaveRefusal = 'not-member' | 'reason-missing'
export const leave = (member: boolean, reason: LeaveReason | undefined): Decision<LeaveRefusal, { readonly kind: 'measures.network-left'; readonly reason: LeaveReason }> =>
  !member ? refuse('not-member') : reason ? accept({ kind: 'measures.network-left', reason }) : refuse('reason-missing')

export type EndRefusal = 'network-over' | 'reason-missing'
export const end = (network: Network, reason: EndReason | undefined, today: LocalDate): Decision<EndRefusal, { readonly kind: 'measures.network-ended'; readonly reason: EndReason }> =>
  standingOf(network, today) === 'over' ? refuse('network-over') : reason ? accept({ kind: 'measures.network-ended', reason }) : refuse('reason-missing')

/** Reminded once, when there are few days left and there was time to forget. */
export const isDue = (invitation: Invitation & { readonly invitedOn: LocalDate; readonly reminded: boolean }, today: LocalDate): boolean =>
  !invitation.reminded && stateOf(invitation, today) === 'open' && daysBetween(today, invitation.answerBy) <= remindDays && invitation.invitedOn < today
