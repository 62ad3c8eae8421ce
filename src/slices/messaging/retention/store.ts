import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'

export type MessagingBefore = { readonly notice: Date; readonly delivery: Date; readonly link: Date }

/** Deletes notices and tries from before, and blanks links that no longer work. @returns how many of each */
export async function forget(tx: Tx, before: MessagingBefore): Promise<Record<string, number>> {
  const { rows } = await sql<{ what: string; n: number }>`select what, n from messaging.forget(${before.notice}, ${before.delivery}, ${before.link})`.execute(tx)
  return Object.fromEntries(rows.map(({ what, n }) => [what, n]))
}

/** Deletes what is kept for people who no longer are known. Only the program itself may. */
export const forgetPeople = (tx: Tx, personIds: readonly string[]) => sql`select messaging.forget_people(${[...personIds]}::uuid[])`.execute(tx)
