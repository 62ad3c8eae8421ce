import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { LocalDate } from '../../../kernel/dates.ts'

/** Free text is at most so long, in characters. */
export const longest = { short: 300, long: 3000 } as const

export type HeldRefusal = 'held-in-future' | 'held-before-sent'

/** What has been held was held between the day the request was sent and today. */
export function checkHeld(heldOn: LocalDate, sentOn: LocalDate, today: LocalDate): HeldRefusal | undefined {
  if (heldOn > today) return 'held-in-future'
  return heldOn < sentOn ? 'held-before-sent' : undefined
}

/** What one has written oneself may be changed so long; after that it stands, and a correction is written beside it. */
const changeHours = 24
export type ChangeRefusal = 'not-yours' | 'too-late-to-change'
export type Written = { readonly writtenAt: Date; readonly writtenBy: string | undefined }

export function mayChange(written: Written, personId: string, now: Date): Decision<ChangeRefusal, { readonly kind: 'may-change' }> {
  if (written.writtenBy !== personId) return refuse('not-yours')
  if (now.getTime() - written.writtenAt.getTime() > changeHours * 3_600_000) return refuse('too-late-to-change')
  return accept({ kind: 'may-change' })
}
