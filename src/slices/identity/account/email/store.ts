import type { Tx } from '../../../../platform/db.ts'
import type { Change } from './rules.ts'

/** Keeps the wish in the place of an earlier one, and lets go of those that have run out. */
export async function saveChange(tx: Tx, personId: string, tokenHash: Buffer, change: Change, at: Date): Promise<void> {
  await forgetChanges(tx, at)
  const wish = { token_hash: tokenHash, email: change.email, asked_at: at, expires_at: change.expiresAt }
  await tx.insertInto('identity.email_change').values({ person_id: personId, ...wish }).onConflict((conflict) => conflict.column('person_id').doUpdateSet(wish)).execute()
}

/** Deletes wishes whose link has run out. @returns how many */
export const forgetChanges = async (tx: Tx, now: Date): Promise<number> => Number((await tx.deleteFrom('identity.email_change').where('expires_at', '<=', now).executeTakeFirstOrThrow()).numDeletedRows)

/** The person's own wish behind a link; another person's link is not found. Locked for the one who confirms: a link is used once. */
export async function loadChange(tx: Tx, personId: string, tokenHash: Buffer, lock = false): Promise<Change | undefined> {
  const found = tx.selectFrom('identity.email_change').select(['email', 'expires_at']).where('person_id', '=', personId).where('token_hash', '=', tokenHash)
  const row = await (lock ? found.forUpdate() : found).executeTakeFirst()
  return row && { email: row.email, expiresAt: row.expires_at }
}

/** The address that waits to be confirmed. */
export const loadWaiting = async (tx: Tx, personId: string, now: Date): Promise<string | undefined> =>
  (await tx.selectFrom('identity.email_change').select('email').where('person_id', '=', personId).where('expires_at', '>', now).executeTakeFirst())?.email

export const isTaken = async (tx: Tx, personId: string, email: string): Promise<boolean> =>
  (await tx.selectFrom('identity.person').select('id').where('email', '=', email).where('id', '!=', personId).executeTakeFirst()) !== undefined

export async function useChange(tx: Tx, personId: string, email: string): Promise<void> {
  await tx.updateTable('identity.person').set({ email }).where('id', '=', personId).execute()
  await tx.deleteFrom('identity.email_change').where('person_id', '=', personId).execute()
}
