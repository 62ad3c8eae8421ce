import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'

/** How long the link works. In hours. */
export const linkHours = 24

/** Another address than the one the person has. In small letters: that is how addresses are kept. */
export function ask(present: string, typed: string): Decision<'same', { readonly email: string }> {
  const email = typed.toLowerCase()
  return email === present ? refuse('same') : accept({ email })
}

export type Change = { readonly email: string; readonly expiresAt: Date }
export type ConfirmRefusal = 'expired' | 'taken'

/** The link proves that the new mailbox is the person's own. An address belongs to one person; who has it already is never said. */
export function confirm(change: Change, taken: boolean, now: Date): Decision<ConfirmRefusal, { readonly email: string }> {
  if (change.expiresAt <= now) return refuse('expired')
  return taken ? refuse('taken') : accept({ email: change.email })
}
