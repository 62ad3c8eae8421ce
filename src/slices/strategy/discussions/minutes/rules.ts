import type { Role } from '../../../../kernel/actor.ts'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { calls, isBegun, type Discussion } from '../rules.ts'
import type { Content } from './shape.ts'

export const limits = { correction: 500, objection: 2000 } as const
export type Objection = { readonly org: string; readonly role: Role; readonly name: string; readonly body: string; readonly at: Date }
export type Minutes = {
  readonly id: string
  readonly number: number
  readonly state: 'reading' | 'withdrawn' | 'approved'
  readonly correction: string | undefined
  readonly content: Content
  readonly sentAt: Date
  readonly sentBy: string
  readonly approvedAt: Date | undefined
  readonly approvedBy: string | undefined
  readonly objections: readonly Objection[]
}
type Event<Kind extends string> = { readonly kind: `strategy.${Kind}` }

export type MinutesRefusal = 'cancelled' | 'not-begun' | 'minutes-sent' | 'nothing-written'
/** Sent for reading: what was written becomes a version that is not rewritten. */
export function sendForReading(meeting: Discussion, written: number, today: LocalDate): Decision<MinutesRefusal, Event<'discussion-minutes-sent'>> {
  if (meeting.cancelledAt) return refuse('cancelled')
  if (!isBegun(meeting, today)) return refuse('not-begun')
  if (!meeting.writing) return refuse('minutes-sent')
  return written === 0 ? refuse('nothing-written') : accept({ kind: 'strategy.discussion-minutes-sent' })
}
export type ApproveRefusal = 'only-caller' | 'not-sent' | 'approved-already'
/** Objections do not stop it: they stand in the minutes, by name. */
export function approve(last: Pick<Minutes, 'state'> | undefined, role: Role): Decision<ApproveRefusal, Event<'discussion-minutes-approved'>> {
  if (!calls(role)) return refuse('only-caller')
  if (last?.state === 'approved') return refuse('approved-already')
  return last?.state === 'reading' ? accept({ kind: 'strategy.discussion-minutes-approved' }) : refuse('not-sent')
}
/** Corrections become a new version; the approved one stands until it is. */
export function correct(meeting: Pick<Discussion, 'writing'>, last: Pick<Minutes, 'state'> | undefined, why: string): Decision<'not-sent' | 'why-missing', Event<'discussion-minutes-corrected'> & { readonly withdraws: boolean }> {
  if (meeting.writing || !last) return refuse('not-sent')
  return why === '' ? refuse('why-missing') : accept({ kind: 'strategy.discussion-minutes-corrected', withdraws: last.state === 'reading' })
}
export const object = (last: Pick<Minutes, 'state'> | undefined): Decision<'not-in-reading', Event<'discussion-minutes-objected'>> => (last?.state === 'reading' ? accept({ kind: 'strategy.discussion-minutes-objected' }) : refuse('not-in-reading'))
