import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { ItemState } from '../votes/rules.ts'

/** A meeting from plan to minutes that nobody can change; or cancelled before it was opened. */
export const meetingStates = ['planned', 'called', 'open', 'closed', 'locked', 'cancelled'] as const
export type MeetingState = (typeof meetingStates)[number]
export const meetingSteps = {
  call: { from: ['planned'], to: 'called' },
  open: { from: ['called'], to: 'open' },
  close: { from: ['open'], to: 'closed' },
  resume: { from: ['closed'], to: 'open' },
  lock: { from: ['closed'], to: 'locked' },
  cancel: { from: ['planned', 'called'], to: 'cancelled' },
} as const satisfies Readonly<Record<string, { readonly from: readonly MeetingState[]; readonly to: MeetingState }>>
export const steps = ['call', 'open', 'close', 'resume', 'cancel'] as const
/** Neither the plan nor the agenda can be changed any more. */
export const isOver = (state: MeetingState): boolean => state === 'closed' || state === 'locked' || state === 'cancelled'
export type MeetingStep = keyof typeof meetingSteps

export type MeetingFacts = {
  readonly state: MeetingState
  readonly items: readonly { readonly state: ItemState }[]
  readonly roundInForum: boolean
  /** The one who acts led the meeting, or runs a forum that has no chair. */
  readonly chair: boolean
}
export type MeetingRefusal = 'not-found' | 'not-now' | 'no-agenda' | 'round-not-in-forum' | 'voting-goes-on' | 'nobody-present' | 'not-the-chair' | 'changed-meanwhile' | 'already-on-agenda' | 'not-in-round'

export function takeMeeting(step: MeetingStep, meeting: MeetingFacts): Decision<MeetingRefusal, { readonly kind: `scheme.meeting-${MeetingStep}`; readonly to: MeetingState }> {
  if (!(meetingSteps[step].from as readonly MeetingState[]).includes(meeting.state)) return refuse('not-now')
  if (step === 'call' && meeting.items.length === 0) return refuse('no-agenda')
  if ((step === 'call' || step === 'open') && !meeting.roundInForum) return refuse('round-not-in-forum')
  if (step === 'close' && meeting.items.some(({ state }) => state === 'voting')) return refuse('voting-goes-on')
  // Minutes are approved by the one who led the meeting; a forum without a chair has the county governor to do it.
  if (step === 'lock' && !meeting.chair) return refuse('not-the-chair')
  return accept({ kind: `scheme.meeting-${step}`, to: meetingSteps[step].to })
}
