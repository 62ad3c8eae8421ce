import { addDays, osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { mayAct, mayTell, type ActRefusal, type Plan } from '../plans/rules.ts'

export type Meeting = { readonly startsAt: Date; readonly version: number; readonly calledOff: boolean }
export type Hours = { readonly day: LocalDate; readonly from: string; readonly to: string }

const mostMeetings = 30
export type PlanRefusal = ActRefusal | 'day-past' | 'day-far' | 'too-many' | 'called-off' | 'held' | 'changed-meanwhile'
/** Anyone in the plan calls the others to a meeting; it needs nobody's confirmation. */
export function call(plan: Plan, orgId: string, { day }: Pick<Hours, 'day'>, there: number, today: LocalDate): Decision<PlanRefusal, { readonly kind: 'coordination.meeting-called' }> {
  const may = mayAct(plan, orgId, today)
  if (!may.ok) return may
  if (there >= mostMeetings) return refuse('too-many')
  if (day < today) return refuse('day-past')
  return day > addDays(today, 730) ? refuse('day-far') : accept({ kind: 'coordination.meeting-called' })
}

/** Moves a meeting that has not been, or calls it off (`day` undefined). */
export function move(plan: Plan, orgId: string, meeting: Meeting, day: LocalDate | undefined, seen: number, today: LocalDate): Decision<PlanRefusal, { readonly kind: 'coordination.meeting-moved' | 'coordination.meeting-called-off' }> {
  const may = mayAct(plan, orgId, today)
  if (!may.ok) return may
  if (meeting.calledOff) return refuse('called-off')
  if (osloDate(meeting.startsAt) < today) return refuse('held')
  if (seen !== meeting.version) return refuse('changed-meanwhile')
  if (day === undefined) return accept({ kind: 'coordination.meeting-called-off' })
  if (day < today) return refuse('day-past')
  return day > addDays(today, 730) ? refuse('day-far') : accept({ kind: 'coordination.meeting-moved' })
}

export type NoteRefusal = Exclude<ActRefusal, 'year-over'> | 'called-off' | 'meeting-ahead' | 'changed-meanwhile'
/** What was said and who came, from the day it is held. */
export function note(plan: Plan, orgId: string, meeting: Meeting, seen: number, today: LocalDate): Decision<NoteRefusal, { readonly kind: 'coordination.meeting-noted' }> {
  const may = mayTell(plan, orgId)
  if (!may.ok) return may
  if (meeting.calledOff) return refuse('called-off')
  if (osloDate(meeting.startsAt) > today) return refuse('meeting-ahead')
  return seen === meeting.version ? accept({ kind: 'coordination.meeting-noted' }) : refuse('changed-meanwhile')
}
