import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Participant, ParticipantFilter } from './rules.ts'

type Row = {
  readonly kindergarten_id: string; readonly kindergarten: string; readonly organisation_number: string | null; readonly fictitious: boolean; readonly municipality: string | null; readonly municipality_number: string | null; readonly owner: string | null; readonly ownership: string | null
  readonly network: string | null; readonly themes: string[]; readonly partner: string | null; readonly scheme_code: string; readonly strand: string; readonly kindergarten_year: number; readonly together: boolean; readonly total: number
}

/** Those who take part and fit the filter, the newest year first, in Norwegian order; with how many there are in all. The function in the database gives public facts only, whoever asks. */
export async function searchParticipants(tx: Tx, filter: ParticipantFilter, offset: number, limit: number): Promise<{ rows: Participant[]; total: number }> {
  const like = (column: 'kindergarten' | 'owner' | 'network' | 'partner') => sql`platform.search_form(p.${sql.ref(column)}) like '%' || nullif(platform.search_form(${filter.text}), '') || '%'`
  const found = await sql<Row>`
    select p.*, count(*) over ()::int as total from (select a.*, count(*) over (partition by a.report_id, a.kindergarten_year) > 1 as together from scheme.participants() a) p
    where (${filter.text}::text = '' or ${like('kindergarten')} or ${like('owner')} or ${like('network')} or ${like('partner')} or p.organisation_number = replace(${filter.text}::text, ' ', ''))
      and (${filter.year ?? null}::integer is null or p.kindergarten_year = ${filter.year ?? null}::integer)
      and (${filter.ownership ?? null}::text is null or p.ownership = ${filter.ownership ?? null}::text)
      and (${filter.municipality ?? null}::text is null or p.municipality_number = (select c.number from register.municipality_number n join register.municipality_number c on c.organisation_id = n.organisation_id
        where n.number = ${filter.municipality ?? null}::text order by c.period @> platform.today() desc, lower(c.period) desc limit 1))
    order by p.kindergarten_year desc, p.kindergarten collate "nb-NO-x-icu", p.kindergarten_id, p.report_id limit ${limit} offset ${offset}`.execute(tx)
  return {
    total: found.rows[0]?.total ?? 0,
    rows: found.rows.map((row) => ({
      kindergartenId: row.kindergarten_id, kindergarten: row.kindergarten, organisationNumber: row.organisation_number ?? undefined, fictitious: row.fictitious, municipality: row.municipality ?? undefined, municipalityNumber: row.municipality_number ?? undefined, owner: row.owner ?? undefined,
      ownership: row.ownership === 'municipal' || row.ownership === 'private' ? row.ownership : undefined, network: row.network ?? undefined, themes: row.themes, partner: row.partner ?? undefined, schemeCode: row.scheme_code, strand: row.strand, year: row.kindergarten_year, together: row.together,
    })),
  }
}

export type Choices = { readonly years: readonly number[]; readonly municipalities: readonly { readonly number: string; readonly name: string }[] }
/** The years and municipalities there is anything to find in. */
export async function loadChoices(tx: Tx): Promise<Choices> {
  const { rows } = await sql<{ year: number; number: string | null; name: string | null }>`select distinct kindergarten_year as year, municipality_number as number, municipality as name from scheme.participants() order by 1 desc`.execute(tx)
  const places = new Map(rows.flatMap(({ number, name }) => (number && name ? [[number, name] as const] : [])))
  return { years: [...new Set(rows.map(({ year }) => year))], municipalities: [...places].map(([number, name]) => ({ number, name })).toSorted((a, b) => a.name.localeCompare(b.name, 'nb')) }
}
