import { sql } from 'kysely'
import { looksLikeId } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/db.ts'

export type Place = { readonly id: string; readonly name: string; readonly language: 'nb' | 'nn' }
/** The municipalities the actor writes plans and reports for, with the form of Norwegian each has chosen. */
export async function loadPlaces(tx: Tx): Promise<readonly Place[]> {
  const { rows } = await sql<{ id: string; name: string; language: string | null }>`
    select m.id, m.full_name as name, own.language from register.organisation_card m left join register.own_fact own on own.organisation_id = m.id
    where m.kind = 'municipality' and m.closed_on is null and m.id in (select strategy.written_places()) order by m.full_name`.execute(tx)
  return rows.map((row) => ({ id: row.id, name: row.name, language: row.language === 'nn' ? 'nn' : 'nb' }))
}
/** Whether the actor writes plans and reports for the municipality. */
export async function writesFor(tx: Tx, municipalityId: string): Promise<boolean> {
  if (!looksLikeId(municipalityId)) return false
  const { rows } = await sql`select from register.organisation_card m where m.id = ${municipalityId} and m.closed_on is null and m.id in (select strategy.written_places())`.execute(tx)
  return rows.length > 0
}

/** The region a municipality's rows belong to, as a column of what is inserted: that of its kindergartens. */
export const regionOf = (municipalityId: string) => sql<string>`(select k.region_id from register.kindergarten_profile k where k.municipality_id = ${municipalityId} and k.region_id is not null limit 1)`
