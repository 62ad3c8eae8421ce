import type { Role } from '../../../../kernel/actor.ts'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { Comment, PlanHead } from '../rules.ts'

type Event<Kind extends string> = { readonly kind: `strategy.${Kind}` }
type Heard = Pick<PlanHead, 'state' | 'hearingUntil'>

export const hearingRuns = ({ state, hearingUntil }: Heard, today: LocalDate): boolean => state === 'hearing' && hearingUntil !== undefined && hearingUntil >= today
export type SayRefusal = 'not-asked' | 'no-hearing' | 'hearing-over'
/** Heads and owners say what they mean, until the deadline is past. */
export function say(plan: Heard, role: Role, today: LocalDate): Decision<SayRefusal, Event<'hearing-comment-given'> & { readonly role: 'head' | 'owner' }> {
  if (role !== 'head' && role !== 'owner') return refuse('not-asked')
  if (plan.state === 'draft') return refuse('no-hearing')
  return hearingRuns(plan, today) ? accept({ kind: 'strategy.hearing-comment-given', role }) : refuse('hearing-over')
}
/** Each gets one answer with a reason, also while the hearing runs; once the plan is adopted it stands. */
export const answer = (plan: Heard, comment: Comment | undefined): Decision<'stands' | 'comment-unknown' | 'answered-already', Event<'hearing-comment-answered'>> => {
  if (plan.state === 'adopted') return refuse('stands')
  if (!comment) return refuse('comment-unknown')
  return comment.outcome ? refuse('answered-already') : accept({ kind: 'strategy.hearing-comment-answered' })
}
