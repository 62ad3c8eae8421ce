import type { Role } from '../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'

// Consultation meetings about the municipality's strategy: called, moved, sent out, called off. The rules in words: docs/rules/strategy-discussions.md.

/** `hours`: so long a meeting may last. */
export const limits = { title: 150, purpose: 300, place: 200, link: 500, hours: 12 } as const
/** Who may be invited, by what they are in their organisation. */
export const invitedRoles = ['head', 'owner', 'union-representative', 'authority', 'university-contact', 'service-contact', 'school-leader'] as const satisfies readonly Role[]
export type InvitedRole = (typeof invitedRoles)[number]

export type Planned = { readonly title: string; readonly purpose: string; readonly startsAt: Date; readonly endsAt: Date; readonly place: string; readonly link: string }
export type Discussion = Planned & {
  readonly id: string
  readonly municipalityId: string
  readonly municipality: string
  readonly calledBy: string
  readonly sentAt: Date | undefined
  readonly cancelledAt: Date | undefined
  /** What is said may be written: the minutes are not sent, or they are being corrected. */
  readonly writing: boolean
  readonly correction: string | undefined
  readonly version: number
  readonly changedBy: string
  /** The one who asks prepares the meeting. */
  readonly led: boolean
}
export type Standing = 'cancelled' | 'preparing' | 'coming' | 'today' | 'over'
export function standingOf({ startsAt, endsAt, sentAt, cancelledAt }: Pick<Discussion, 'startsAt' | 'endsAt' | 'sentAt' | 'cancelledAt'>, now: Date): Standing {
  if (cancelledAt) return 'cancelled'
  if (osloDate(startsAt) === osloDate(now)) return 'today'
  return endsAt < now ? 'over' : sentAt ? 'coming' : 'preparing'
}
/** From the day of the meeting. */
export const isBegun = ({ startsAt, cancelledAt }: Pick<Discussion, 'startsAt' | 'cancelledAt'>, today: LocalDate): boolean => !cancelledAt && osloDate(startsAt) <= today

type Event<Kind extends string> = { readonly kind: `strategy.${Kind}` }
export type CallRefusal = 'been' | 'too-long' | 'same-meeting'
type Hours = Pick<Planned, 'startsAt' | 'endsAt'>
/** Counted in hours that pass, not on the clock: the night the clocks are set these differ. */
const isTooLong = ({ startsAt, endsAt }: Hours): boolean => endsAt.getTime() - startsAt.getTime() > limits.hours * 3_600_000
/** A new meeting: to come, no longer than a day's work, and not there already. @param same the municipality has one with the same name and time */
export function call(planned: Hours, same: boolean, now: Date): Decision<CallRefusal, Event<'discussion-called'>> {
  if (planned.startsAt <= now) return refuse('been')
  if (isTooLong(planned)) return refuse('too-long')
  return same ? refuse('same-meeting') : accept({ kind: 'strategy.discussion-called' })
}

export type ChangeRefusal = 'cancelled' | 'held' | 'changed-meanwhile' | CallRefusal
/** @param seen which edit of the meeting the form was made from */
export function change(meeting: Discussion, planned: Hours, same: boolean, seen: number, now: Date): Decision<ChangeRefusal, Event<'discussion-changed'>> {
  if (meeting.cancelledAt) return refuse('cancelled')
  if (meeting.endsAt < now) return refuse('held')
  if (meeting.version !== seen) return refuse('changed-meanwhile')
  // Words may be mended while the meeting goes on; it is not moved to a time that has been.
  if (planned.startsAt.getTime() !== meeting.startsAt.getTime() && planned.startsAt <= now) return refuse('been')
  if (isTooLong(planned)) return refuse('too-long')
  return same ? refuse('same-meeting') : accept({ kind: 'strategy.discussion-changed' })
}
export const isMoved = (before: Planned, after: Planned): boolean => before.startsAt.getTime() !== after.startsAt.getTime() || before.endsAt.getTime() !== after.endsAt.getTime() || before.place !== after.place || before.link !== after.link

export type SendRefusal = 'cancelled' | 'held' | 'nobody-invited' | 'already-sent' | 'only-caller'
/** The leader of the team and the municipality call meetings; advisers prepare them. */
export const calls = (role: Role): boolean => role === 'team-leader' || role === 'authority'
export function send(meeting: Discussion, invited: number, role: Role, now: Date): Decision<SendRefusal, Event<'discussion-invited'>> {
  if (!calls(role)) return refuse('only-caller')
  if (meeting.cancelledAt) return refuse('cancelled')
  if (meeting.endsAt < now) return refuse('held')
  if (meeting.sentAt) return refuse('already-sent')
  return invited === 0 ? refuse('nobody-invited') : accept({ kind: 'strategy.discussion-invited' })
}
export const callOff = (meeting: Discussion, role: Role, now: Date): Decision<'cancelled' | 'held' | 'only-caller', Event<'discussion-called-off'>> =>
  !calls(role) ? refuse('only-caller') : meeting.cancelledAt ? refuse('cancelled') : meeting.startsAt <= now ? refuse('held') : accept({ kind: 'strategy.discussion-called-off' })
