import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Shown } from '../shown.ts'

export type LastReach = Pick<Shown, 'gatherings' | 'peopleAtLeast' | 'quarter' | 'lastOn'> & { readonly kindergartenId: string; readonly kindergarten: string; readonly measureId: string; readonly measure: string }
/** The last measure that something is counted of in each kindergarten the actor sees, those who are least reached first. One question, however many there are. */
export async function loadLastReach(tx: Tx, offset: number, size: number): Promise<{ readonly rows: readonly LastReach[]; readonly total: number }> {
  const { rows } = await sql<{ kindergarten_id: string; kindergarten: string; measure_id: string; measure: string; gatherings: number; people_at_least: number; quarter: number; last: LocalDate; total: number }>`
    with each as (
      select distinct on (s.kindergarten_id) s.kindergarten_id, s.measure_id, m.title as measure, s.gatherings, s.people_at_least, s.quarter, s.last_on
      from measures.reach_shown s join measures.measure m on m.id = s.measure_id where s.part = 'all' order by s.kindergarten_id, s.last_on desc, s.measure_id
    )
    select each.kindergarten_id, o.name as kindergarten, each.measure_id, each.measure, each.gatherings, each.people_at_least, each.quarter, each.last_on::text as last, count(*) over ()::integer as total
    from each join register.organisation_card o on o.id = each.kindergarten_id
    order by each.quarter, o.name collate "nb-NO-x-icu", each.kindergarten_id offset ${sql.lit(offset)} limit ${sql.lit(size)}`.execute(tx)
  return {
    rows: rows.map((row) => ({ kindergartenId: row.kindergarten_id, kindergarten: row.kindergarten, measureId: row.measure_id, measure: row.measure, gatherings: row.gatherings, peopleAtLeast: row.people_at_least, quarter: row.quarter as Shown['quarter'], lastOn: row.last })),
    total: rows[0]?.total ?? 0,
  }
}
