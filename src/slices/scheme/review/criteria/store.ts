import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'
import type { Criteria } from './rules.ts'

/** Nobody delivers an assessment in the round while its weights are being set, and the other way round. */
export const lockCriteria = (tx: Tx, roundId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`review criteria ${roundId}`}, 0))`.execute(tx)

/** The criteria the round has of its own, the newest version; undefined while it uses the scheme's. */
export async function loadCriteria(tx: Tx, roundId: string): Promise<Criteria | undefined> {
  const row = await tx.selectFrom('scheme.review_criteria').select(['number', 'definition']).where('round_id', '=', roundId).orderBy('number', 'desc').limit(1).executeTakeFirst()
  return row && { ...(row.definition as unknown as Omit<Criteria, 'number'>), number: row.number }
}

export type CriteriaVersion = { readonly number: number; readonly criteria: Criteria; readonly at: Date; readonly by: string }
/** Every version, the newest first. */
export async function loadVersions(tx: Tx, roundId: string): Promise<readonly CriteriaVersion[]> {
  const rows = await tx.selectFrom('scheme.review_criteria').select(['number', 'definition', 'made_at', 'made_by_name']).where('round_id', '=', roundId).orderBy('number', 'desc').execute()
  return rows.map((row) => ({ number: row.number, criteria: { ...(row.definition as unknown as Omit<Criteria, 'number'>), number: row.number }, at: row.made_at, by: row.made_by_name }))
}

export const insertCriteria = (tx: Tx, roundId: string, { number, ...definition }: Criteria, by: string, now: Date) =>
  tx.insertInto('scheme.review_criteria').values({ round_id: roundId, number, definition: JSON.stringify(definition), made_at: now, made_by_name: by }).execute()

export async function countDelivered(tx: Tx, roundId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select scheme.deliveries_in(${roundId}) as count`.execute(tx)
  return rows[0]?.count ?? 0
}
