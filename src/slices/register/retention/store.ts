import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'

/** Deletes reports and raw answers from before. @returns how many of each */
export async function forget(tx: Tx, runsBefore: Date, answersBefore: Date): Promise<Record<string, number>> {
  const { rows } = await sql<{ what: string; n: number }>`select what, n from register.forget(${runsBefore}, ${answersBefore})`.execute(tx)
  return Object.fromEntries(rows.map(({ what, n }) => [what, n]))
}
