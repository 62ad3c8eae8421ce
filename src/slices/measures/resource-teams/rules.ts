import type { Role } from '../../../kernel/actor.ts'
import { addDays, osloDate, weekday, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { contains, type Period } from '../../../kernel/period.ts'
import { isWorkingDay } from '../../../kernel/working-days.ts'

// Resource teams: who sits in them, when they meet, and what is followed up. The rules in words: docs/rules/measures-resource-teams.md.

/** What one is in the team. */
export const parts = ['head', 'pedagogical-leader', 'ppt', 'health-nurse', 'special-education', 'adviser', 'child-welfare', 'other'] as const
export type Part = (typeof parts)[number]
/** Weeks between the meetings of a plan; `once` is one meeting by itself. */
export const rhythms = ['once', '2', '4', '6', '8'] as const
export type Rhythm = (typeof rhythms)[number]
const mostMeetings = 30
const mostMembers = 20
export const limits = { standard: 5000, agenda: 5000, minutes: 5000, task: 500, place: 200, name: 120, themes: 12 } as const

/** Who may plan, and who reads the minutes: the team around it and other services see agenda and tasks. */
export const plans = (role: Role): boolean => role === 'head' || role === 'adviser' || role === 'team-leader'
export const writesMinutes = (role: Role): boolean => role === 'head' || role === 'pedagogical-leader'

export type BeginRefusal = 'there-already' | 'closed' | 'not-served'
export const begin = (kindergarten: { readonly closed: boolean; readonly own: boolean; readonly there: boolean }): Decision<BeginRefusal, { readonly kind: 'measures.resource-team-begun' }> =>
  kindergarten.there ? refuse('there-already') : kindergarten.closed ? refuse('closed') : kindergarten.own ? accept({ kind: 'measures.resource-team-begun' }) : refuse('not-served')

export type SeatRefusal = 'too-many-members' | 'member-twice' | 'period'
/** A person sits in one seat at a time, and a seat has a first day and perhaps a last. */
export function seat(there: readonly { readonly name: string; readonly part: Part; readonly period: Period }[], wanted: { readonly name: string; readonly part: Part; readonly from: LocalDate; readonly until: LocalDate | undefined }): Decision<SeatRefusal, { readonly kind: 'measures.resource-member-added' }> {
  if (wanted.until !== undefined && wanted.until < wanted.from) return refuse('period')
  // Who has gone out before the new one comes takes no seat.
  if (there.filter(({ period }) => period.to === undefined || period.to > wanted.from).length >= mostMembers) return refuse('too-many-members')
  const to = wanted.until && addDays(wanted.until, 1)
  const same = there.filter((one) => one.part === wanted.part && one.name.trim().toLowerCase() === wanted.name.trim().toLowerCase())
  return same.some(({ period }) => (to === undefined || period.from < to) && (period.to === undefined || wanted.from < period.to)) ? refuse('member-twice') : accept({ kind: 'measures.resource-member-added' })
}

/** Somebody goes out of the team: one who sits in it today, or is to come. */
export const leaveSeat = ({ period }: { readonly period: Period }, today: LocalDate): Decision<'not-member', { readonly kind: 'measures.resource-member-ended' }> =>
  contains(period, today) || period.from > today ? accept({ kind: 'measures.resource-member-ended' }) : refuse('not-member')

export type Plan = { readonly first: LocalDate; readonly last: LocalDate | undefined; readonly rhythm: Rhythm }
export type PlanRefusal = 'date-passed' | 'last-missing' | 'last-before-first' | 'too-many-meetings' | 'no-days'
export type Planned = { readonly kind: 'measures.resource-meetings-planned'; readonly days: readonly LocalDate[]; readonly leftOut: readonly LocalDate[] }

/** The days of a plan: every so many weeks, without holidays, weekends and July, when the kindergartens are closed or nearly so. */
export function planDays({ first, last, rhythm }: Plan, today: LocalDate): Decision<PlanRefusal, Planned> {
  if (first < today) return refuse('date-passed')
  if (rhythm === 'once') return accept({ kind: 'measures.resource-meetings-planned', days: [first], leftOut: [] })
  if (last === undefined) return refuse('last-missing')
  if (last < first) return refuse('last-before-first')
  const all: LocalDate[] = []
  for (let day = first; day <= last && all.length <= 2 * mostMeetings; day = addDays(day, 7 * Number(rhythm))) all.push(day)
  const days = all.filter(isMeetingDay)
  if (days.length > mostMeetings) return refuse('too-many-meetings')
  return days.length === 0 ? refuse('no-days') : accept({ kind: 'measures.resource-meetings-planned', days, leftOut: all.filter((day) => !isMeetingDay(day)) })
}
const isMeetingDay = (day: LocalDate): boolean => isWorkingDay(day) && weekday(day) <= 5 && day.slice(5, 7) !== '07'

export type Meeting = { readonly startsAt: Date; readonly cancelled: boolean; readonly version: number }
export type MeetingRefusal = 'cancelled' | 'changed-meanwhile' | 'not-held-yet' | 'held'
/** Agenda, time and place: while it is to come, or the same day; never to a day that has been. */
export function changeMeeting(meeting: Meeting, to: LocalDate, seen: number, today: LocalDate): Decision<MeetingRefusal | 'date-passed', { readonly kind: 'measures.resource-meeting-changed' }> {
  if (meeting.cancelled) return refuse('cancelled')
  if (osloDate(meeting.startsAt) < today) return refuse('held')
  if (meeting.version !== seen) return refuse('changed-meanwhile')
  return to < today ? refuse('date-passed') : accept({ kind: 'measures.resource-meeting-changed' })
}
export const cancelMeeting = (meeting: Meeting, today: LocalDate): Decision<MeetingRefusal, { readonly kind: 'measures.resource-meeting-cancelled' }> =>
  meeting.cancelled ? refuse('cancelled') : osloDate(meeting.startsAt) < today ? refuse('held') : accept({ kind: 'measures.resource-meeting-cancelled' })
/** Minutes are of what has been: from the day of the meeting. Two who write at once do not write over each other. */
export const writeMinutes = (meeting: Meeting, there: number, seen: number, today: LocalDate): Decision<MeetingRefusal, { readonly kind: 'measures.resource-minutes-written' }> =>
  meeting.cancelled ? refuse('cancelled') : osloDate(meeting.startsAt) > today ? refuse('not-held-yet') : there !== seen ? refuse('changed-meanwhile') : accept({ kind: 'measures.resource-minutes-written' })

export type TaskRefusal = 'cancelled' | 'not-member' | 'due-passed'
export const giveTask = (meeting: Meeting, member: { readonly period: Period } | undefined, dueOn: LocalDate, today: LocalDate): Decision<TaskRefusal, { readonly kind: 'measures.resource-task-given' }> =>
  meeting.cancelled ? refuse('cancelled') : !member || !contains(member.period, today) ? refuse('not-member') : dueOn < today ? refuse('due-passed') : accept({ kind: 'measures.resource-task-given' })

/** Whom an open task waits for: the kindergarten's own see those given to them and whatever is late, a service those given to it, the team those given to its advisers. */
export function waitsFor(task: { readonly part: Part; readonly serviceId: string | undefined; readonly dueOn: LocalDate }, who: { readonly role: Role; readonly orgId: string }, today: LocalDate): boolean {
  if (who.role === 'service-contact') return task.serviceId === who.orgId
  if (who.role === 'pedagogical-leader') return task.part === 'pedagogical-leader'
  if (who.role === 'adviser' || who.role === 'team-leader') return task.part === 'adviser'
  return who.role === 'head' && (task.part === 'head' || task.part === 'special-education' || task.part === 'other' || task.serviceId === undefined || task.dueOn < today)
}
