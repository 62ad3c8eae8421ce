import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Meanwhile } from './rules.ts'

type Row = { kindergarten_id: string; kindergarten: string; source: Meanwhile['source']; id: string; title: string | null; themes: string[]; from_day: LocalDate; to_day: LocalDate }
/** What kindergartens have been offered or take part in within some days, beside one measure. */
export async function loadMeanwhile(tx: Tx, kindergartens: readonly string[], days: { readonly startsOn: LocalDate; readonly endsOn: LocalDate }, beside: string | undefined): Promise<readonly Meanwhile[]> {
  if (kindergartens.length === 0 || days.endsOn < days.startsOn) return []
  const { rows } = await sql<Row>`
    select s.kindergarten_id, o.name as kindergarten, s.source, s.id, s.title, s.themes, s.starts_on::text as from_day, s.ends_on::text as to_day
    from measures.at_the_same_time(${[...kindergartens]}::uuid[], ${days.startsOn}, ${days.endsOn}, ${beside ?? null}::uuid) s join register.organisation_card o on o.id = s.kindergarten_id
    order by o.name collate "nb-NO-x-icu", s.starts_on, s.id`.execute(tx)
  return rows.map((row) => ({ kindergartenId: row.kindergarten_id, kindergarten: row.kindergarten, source: row.source, id: row.id, title: row.title ?? undefined, themes: row.themes, startsOn: row.from_day, endsOn: row.to_day }))
}
