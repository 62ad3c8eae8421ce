import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'

export type Reach = { readonly kindergartenId: string; readonly ownership: string; /** 4: three quarters of the places were filled, or more. */ readonly quarter: number }
/** How much of the staff the last measure of each kindergarten has reached in a kindergarten year, as far as the reader may see the measures. */
export async function loadReach(tx: Tx, year: number): Promise<readonly Reach[]> {
  const { rows } = await sql<{ kindergarten_id: string; ownership: string | null; quarter: number }>`
    select distinct on (r.kindergarten_id) r.kindergarten_id, p.ownership, r.quarter from measures.reach_card r join register.kindergarten_profile p on p.kindergarten_id = r.kindergarten_id
    where r.part = 'all' and r.last_on >= ${`${year}-08-01`}::date and r.last_on < ${`${year + 1}-08-01`}::date order by r.kindergarten_id, r.last_on desc, r.measure_id`.execute(tx)
  return rows.map((row) => ({ kindergartenId: row.kindergarten_id, ownership: row.ownership ?? 'other', quarter: row.quarter }))
}
