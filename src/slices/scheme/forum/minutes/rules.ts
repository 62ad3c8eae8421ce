import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { MeetingState } from '../meetings/rules.ts'

export type MinutesRefusal = 'not-found' | 'not-now' | 'note-missing'

/** A member who was in the meeting says that the minutes are right, or what is not. Until they are locked. */
export function approve(state: MeetingState, present: boolean, answer: { readonly approves: boolean; readonly note: string }): Decision<MinutesRefusal, { readonly kind: 'scheme.minutes-approved' | 'scheme.minutes-objected' }> {
  if (!present) return refuse('not-found')
  if (state !== 'closed') return refuse('not-now')
  if (!answer.approves && answer.note === '') return refuse('note-missing')
  return accept({ kind: answer.approves ? 'scheme.minutes-approved' : 'scheme.minutes-objected' })
}
