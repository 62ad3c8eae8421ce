import type { LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'

/** How many one can follow: more than an adviser sees to. */
export const mostFollowed = 60

export type FollowRefusal = 'deputy' | 'not-served' | 'closed' | 'follows-already' | 'too-many'
/** Whether one may begin to follow a kindergarten: one's own team serves it, it is there, and one can see to it. A deputy follows for nobody. */
export function follow(place: { readonly served: boolean; readonly closedOn: LocalDate | undefined }, own: { readonly isDeputy: boolean; readonly follows: boolean; readonly count: number }, today: LocalDate): Decision<FollowRefusal, { readonly kind: 'insight.followed' }> {
  if (own.isDeputy) return refuse('deputy')
  if (!place.served) return refuse('not-served')
  if (place.closedOn !== undefined && place.closedOn <= today) return refuse('closed')
  if (own.follows) return refuse('follows-already')
  return own.count >= mostFollowed ? refuse('too-many') : accept({ kind: 'insight.followed' })
}

export type EndRefusal = 'not-following' | 'deputy'
/** One ends it oneself; the leader may end it for somebody. */
export function unfollow(found: { readonly isOwn: boolean } | undefined, who: { readonly leads: boolean; readonly isDeputy: boolean }): Decision<EndRefusal, { readonly kind: 'insight.unfollowed' }> {
  if (!found) return refuse('not-following')
  if (who.leads) return accept({ kind: 'insight.unfollowed' })
  return who.isDeputy ? refuse('deputy') : found.isOwn ? accept({ kind: 'insight.unfollowed' }) : refuse('not-following')
}
