import type { LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'

/** What somebody in the team is to do after a visit. `version` counts its changes: what was seen offline may have been changed since. */
export type FollowUp = {
  readonly id: string
  readonly visitId: string
  readonly kindergartenId: string
  readonly what: string
  readonly due: LocalDate
  readonly personId: string
  readonly person: string
  readonly doneOn: LocalDate | undefined
  readonly version: number
  readonly changedBy: string
}

export type FollowUpRefusal = 'follow-up-done' | 'follow-up-changed'
/** Marking as done, or giving it another day or another one to do it. Done already by someone else is no error of the one who comes second: it says so. */
export function change(followUp: Pick<FollowUp, 'version' | 'doneOn'>, seen: number, to: 'done' | 'moved'): Decision<FollowUpRefusal, { readonly kind: 'presence.follow-up-done' | 'presence.follow-up-changed' }> {
  if (followUp.doneOn !== undefined) return refuse('follow-up-done')
  if (followUp.version !== seen) return refuse('follow-up-changed')
  return accept({ kind: to === 'done' ? 'presence.follow-up-done' : 'presence.follow-up-changed' })
}
