import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'

/** How much of the staff of a kindergarten a measure has reached, as it may be seen outside it: bands of five, and quarters. */
export type Reached = { readonly kindergartenId: string; readonly measure: string; /** It has grown out of the need report that this is the result of. */ readonly ofReport: boolean; readonly gatherings: number; readonly peopleAtLeast: number; readonly quarter: 1 | 2 | 3 | 4 }
/** The measures of these kindergartens that had gatherings in the year, as far as the reader may see them: those of the report first. */
export async function loadReached(tx: Tx, reportId: string, year: number, kindergartenIds: readonly string[]): Promise<readonly Reached[]> {
  if (kindergartenIds.length === 0) return []
  const { rows } = await sql<{ kindergarten_id: string; title: string; of_report: boolean; gatherings: number; people_at_least: number; quarter: 1 | 2 | 3 | 4 }>`
    select r.kindergarten_id, m.title, m.report_id is not distinct from ${reportId}::uuid as of_report, r.gatherings, r.people_at_least, r.quarter
    from measures.reach_card r join measures.measure_card m on m.id = r.measure_id and m.kindergarten_id = r.kindergarten_id
    where r.part = 'all' and r.kindergarten_id = any(${kindergartenIds}::uuid[]) and r.last_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)
    order by of_report desc, r.last_on, r.measure_id limit 200`.execute(tx)
  return rows.map((row) => ({ kindergartenId: row.kindergarten_id, measure: row.title, ofReport: row.of_report, gatherings: row.gatherings, peopleAtLeast: row.people_at_least, quarter: row.quarter }))
}
