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

/** Deletes what is kept for people who no longer are known. Only the program itself may. */
export const forgetPeople = (tx: Tx, personIds: readonly string[]) => sql`select messaging.forget_people(${[...personIds]}::uuid[])`.execute(tx)

/** Deletes the notices about things that are forgotten themselves. Only the program itself may. */
export const forgetAbout = (tx: Tx, subjectIds: readonly string[]) => sql`select messaging.forget_about(${[...subjectIds]}::uuid[])`.execute(tx)
