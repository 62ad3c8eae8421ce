import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { LocalDate } from '../../../kernel/dates.ts'

export type Ending = { readonly id: string; readonly name: string; readonly closedOn: string | undefined }
export type EndRefusal = 'date-in-future' | 'already-closed' | 'successor-is-itself' | 'successor-unknown' | 'successor-closed'

/** May the closing be recorded? `successor` is the kindergarten it went into, or nothing when it was closed. */
export function endKindergarten(unit: Ending, asked: { readonly on: LocalDate; readonly merged: boolean }, successor: Ending | undefined, today: LocalDate): Decision<EndRefusal, 'kindergarten-ended'> {
  if (unit.closedOn && !asked.merged) return refuse('already-closed')
  if (asked.on > today) return refuse('date-in-future')
  if (!asked.merged) return accept('kindergarten-ended')
  if (!successor) return refuse('successor-unknown')
  if (successor.id === unit.id) return refuse('successor-is-itself')
  return successor.closedOn ? refuse('successor-closed') : accept('kindergarten-ended')
}
