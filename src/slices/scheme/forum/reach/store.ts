import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'
import type { Reached } from './rules.ts'

/** The kindergartens of the county governor's counties, by municipality and name, and whether reports have had them with them. Nothing for those outside the forum. */
export async function loadReach(tx: Tx, roundId: string): Promise<Reached[]> {
  const { rows } = await sql<{ name: string; owner_id: string | null; owner_name: string | null; private: boolean; municipality_name: string; in_round: boolean; ever: boolean }>`
    select * from scheme.reach(${roundId}) order by municipality_name collate "nb-NO-x-icu", name collate "nb-NO-x-icu"`.execute(tx)
  return rows.map((row) => ({ name: row.name, ownerId: row.owner_id ?? undefined, ownerName: row.owner_name ?? undefined, private: row.private, municipality: row.municipality_name, inRound: row.in_round, ever: row.ever }))
}
