import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import { withoutKey, type KeyKind } from '../rules.ts'

export type MessagingBefore = { readonly notice: Date; readonly delivery: Date }

/** Deletes notices and tries from before. @returns how many of each */
export async function forget(tx: Tx, before: MessagingBefore): Promise<Record<string, number>> {
  const { rows } = await sql<{ what: string; n: number }>`select what, n from messaging.forget(${before.notice}, ${before.delivery})`.execute(tx)
  return Object.fromEntries(rows.map(({ what, n }) => [what, n]))
}

/** Blanks keys from before in letters of the kind: a link that no longer works is of no use to anybody. @returns how many */
export async function forgetKeys(tx: Tx, kind: KeyKind, before: Date): Promise<number> {
  const path = withoutKey[kind]
  const { numUpdatedRows } = await tx.updateTable('messaging.notice').set({ path, calendar: null }).where('kind', '=', kind).where('path', '!=', path).where('at', '<', before).executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** Deletes what is kept for people who no longer are known, or the notices about things that are forgotten themselves. Only the program itself may. */
export const forgetKept = (tx: Tx, gone: { readonly people: readonly string[] } | { readonly about: readonly string[] }) =>
  ('people' in gone ? sql`select messaging.forget_people(${[...gone.people]}::uuid[])` : sql`select messaging.forget_about(${[...gone.about]}::uuid[])`).execute(tx)
