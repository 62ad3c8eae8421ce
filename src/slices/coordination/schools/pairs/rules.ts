import { addDays, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'

/** The two who work together. Each confirms for itself. */
export const sides = ['kindergarten', 'school'] as const
export type Side = (typeof sides)[number]
export type Proposer = Side | 'municipality'

/** What decides how it stands. `endedOn`: the last day it holds. */
export type Facts = { readonly startsOn: LocalDate; readonly confirmed: Readonly<Record<Side, boolean>>; readonly endedOn: LocalDate | undefined }

export type Standing = 'proposed' | 'declined' | 'later' | 'running' | 'ended'
export function standingOf({ startsOn, confirmed, endedOn }: Facts, today: LocalDate): Standing {
  const both = confirmed.kindergarten && confirmed.school
  if (!both) return endedOn === undefined ? 'proposed' : 'declined'
  if (endedOn !== undefined && endedOn < today) return 'ended'
  return today < startsOn ? 'later' : 'running'
}

/** They make plans together: both have said so, and it has not come to its last day. */
export const isJoined = (pair: Facts, today: LocalDate): boolean => ['later', 'running'].includes(standingOf(pair, today))

export type ProposeRefusal = 'school-closed' | 'kindergarten-closed' | 'pair-there' | 'starts-far'
type Known = { readonly schoolClosed: boolean; readonly kindergartenClosed: boolean; /** Of the same two, those from before. */ readonly earlier: readonly Pick<Facts, 'confirmed' | 'endedOn'>[] }
/** A new pair of the two, from a day. Over the border of a municipality too: children go to the school where they live, not where the kindergarten lies. */
export function propose(startsOn: LocalDate, { schoolClosed, kindergartenClosed, earlier }: Known, today: LocalDate): Decision<ProposeRefusal, { readonly kind: 'coordination.pair-proposed' }> {
  if (schoolClosed) return refuse('school-closed')
  if (kindergartenClosed) return refuse('kindergarten-closed')
  if (earlier.some(({ confirmed, endedOn }) => endedOn === undefined || (confirmed.kindergarten && confirmed.school && endedOn >= startsOn))) return refuse('pair-there')
  if (startsOn < addDays(today, -730) || startsOn > addDays(today, 730)) return refuse('starts-far')
  return accept({ kind: 'coordination.pair-proposed' })
}

export type ConfirmRefusal = 'pair-ended' | 'already-confirmed' | 'school-closed' | 'kindergarten-closed'
export function confirm({ confirmed, endedOn }: Facts, side: Side, closed: { readonly school: boolean; readonly kindergarten: boolean }): Decision<ConfirmRefusal, { readonly kind: 'coordination.pair-confirmed' }> {
  if (endedOn !== undefined) return refuse('pair-ended')
  if (confirmed[side]) return refuse('already-confirmed')
  if (closed.school) return refuse('school-closed')
  if (closed.kindergarten) return refuse('kindergarten-closed')
  return accept({ kind: 'coordination.pair-confirmed' })
}

export type EndRefusal = 'pair-ended' | 'reason-missing' | 'last-day-missing' | 'last-day-outside'
/** Either side ends it with a last day and a reason. A proposal is declined today, whatever day is said. */
export function end(pair: Facts, on: LocalDate | undefined, reason: string, today: LocalDate): Decision<EndRefusal, { readonly kind: 'coordination.pair-ended' | 'coordination.pair-declined'; readonly on: LocalDate }> {
  if (pair.endedOn !== undefined) return refuse('pair-ended')
  if (reason.trim() === '') return refuse('reason-missing')
  if (standingOf(pair, today) === 'proposed') return accept({ kind: 'coordination.pair-declined', on: today })
  if (on === undefined) return refuse('last-day-missing')
  if (on < pair.startsOn || on > addDays(today, 730)) return refuse('last-day-outside')
  return accept({ kind: 'coordination.pair-ended', on })
}
