import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { contains } from '../../../kernel/period.ts'
import { standingOf, type Network } from '../networks/rules.ts'

// What a network does. The rules in words: docs/rules/measures-networks.md.

export const limits = { title: 120, place: 200, text: 5000, people: 200 } as const

export type Meeting = { readonly startsAt: Date; readonly cancelled: boolean; readonly version: number }
export type PlanRefusal = 'network-over' | 'date-passed' | 'outside-period'
/** A new meeting, or a new day for one: from today on, and while the network stands. */
export const plan = (network: Network, day: LocalDate, today: LocalDate): Decision<PlanRefusal, { readonly kind: 'measures.network-meeting-planned' }> =>
  standingOf(network, today) === 'over' ? refuse('network-over') : day < today ? refuse('date-passed') : contains(network.period, day) ? accept({ kind: 'measures.network-meeting-planned' }) : refuse('outside-period')

export type MeetingRefusal = 'meeting-cancelled' | 'changed-meanwhile' | 'held' | 'not-held-yet'
const standing = (meeting: Meeting, seen: number): 'meeting-cancelled' | 'changed-meanwhile' | undefined => (meeting.cancelled ? 'meeting-cancelled' : meeting.version !== seen ? 'changed-meanwhile' : undefined)
const heldOn = ({ startsAt }: Meeting): LocalDate => osloDate(startsAt)
/** Time, place and preparation: until the day is over. */
export function change(meeting: Meeting, seen: number, today: LocalDate): Decision<MeetingRefusal, { readonly kind: 'measures.network-meeting-changed' }> {
  const wrong = standing(meeting, seen)
  return wrong ? refuse(wrong) : heldOn(meeting) < today ? refuse('held') : accept({ kind: 'measures.network-meeting-changed' })
}
/** Notes and work until the next time: from the day of the meeting. */
export function writeNotes(meeting: Meeting, seen: number, today: LocalDate): Decision<MeetingRefusal, { readonly kind: 'measures.network-meeting-noted' }> {
  const wrong = standing(meeting, seen)
  return wrong ? refuse(wrong) : heldOn(meeting) > today ? refuse('not-held-yet') : accept({ kind: 'measures.network-meeting-noted' })
}
export const count = (meeting: Meeting, today: LocalDate): Decision<MeetingRefusal, { readonly kind: 'measures.network-presence-counted' }> =>
  meeting.cancelled ? refuse('meeting-cancelled') : heldOn(meeting) > today ? refuse('not-held-yet') : accept({ kind: 'measures.network-presence-counted' })
export const callOff = (meeting: Meeting, today: LocalDate): Decision<MeetingRefusal, { readonly kind: 'measures.network-meeting-cancelled' }> =>
  meeting.cancelled ? refuse('meeting-cancelled') : heldOn(meeting) < today ? refuse('held') : accept({ kind: 'measures.network-meeting-cancelled' })
