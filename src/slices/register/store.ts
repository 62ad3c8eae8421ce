import { sql, type SqlBool } from 'kysely'
import { fromRange, type Period } from '../../kernel/period.ts'
import type { OrgKind } from '../../kernel/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { isFromNationalRegister, type KindergartenFilter, type KindergartenRow } from './rules.ts'

/** Kindergartens that fit the filter, in Norwegian order, with how many there are in all. */
export async function searchKindergartens(tx: Tx, filter: KindergartenFilter, offset: number, limit: number): Promise<{ rows: KindergartenRow[]; total: number }> {
  const rows = await tx
    .selectFrom('register.organisation as o')
    .innerJoin('register.register_fact as f', 'f.organisation_id', 'o.id')
    .leftJoin('register.own_fact as own', 'own.organisation_id', 'o.id')
    .leftJoin('register.relation as lies', (join) => join.onRef('lies.from_id', '=', 'o.id').on('lies.kind', '=', 'lies-in').on(sql<SqlBool>`lies.period @> (select platform.today())`))
    .leftJoin('register.organisation as municipality', 'municipality.id', 'lies.to_id')
    .select(['o.id', 'o.organisation_number', 'o.nsr_id', 'o.name', 'own.short_name', 'o.fictitious', 'o.closed_on', 'f.address', 'f.postal_code', 'f.municipality_number', 'f.postal_place', 'f.capacity', 'f.ownership', 'f.owner_name', 'f.min_age', 'f.max_age', 'f.source', 'municipality.name as municipality_name'])
    .select(sql<number>`count(*) over ()`.as('total'))
    .where('o.kind', '=', 'kindergarten')
    .$if(filter.text !== '', (query) =>
      query.where((eb) =>
        eb.or([
          sql<SqlBool>`platform.search_form(o.name) like '%' || nullif(platform.search_form(${filter.text}), '') || '%'`,
          sql<SqlBool>`platform.search_form(own.short_name) like '%' || nullif(platform.search_form(${filter.text}), '') || '%'`,
          sql<SqlBool>`platform.search_form(${filter.text}) <% platform.search_form(o.name)`,
          sql<SqlBool>`platform.search_form(f.postal_place) = nullif(platform.search_form(${filter.text}), '')`,
          sql<SqlBool>`platform.search_form(f.owner_name) like '%' || nullif(platform.search_form(${filter.text}), '') || '%'`,
          eb('o.organisation_number', '=', filter.text.replaceAll(/\s/g, '')),
          eb('o.nsr_id', '=', filter.text.trim()),
          ...(/^\d{4}$/.test(filter.text) ? [eb('lies.to_id', 'in', eb.selectFrom('register.municipality_number as n').select('n.organisation_id').where('n.number', '=', filter.text))] : []),
          ...(/^\d{2}$/.test(filter.text) ? [eb('lies.to_id', 'in', eb.selectFrom('register.municipality_number as n').select('n.organisation_id').where('n.county_number', '=', filter.text))] : []),
        ]),
      ),
    )
    .$if(filter.municipality !== undefined, (query) => query.where('lies.to_id', '=', (eb) => eb.selectFrom('register.municipality_number as n').select('n.organisation_id').where('n.number', '=', filter.municipality ?? '').limit(1)))
    .$if(filter.county !== undefined, (query) => query.where('lies.to_id', 'in', (eb) => eb.selectFrom('register.municipality_number as n').select('n.organisation_id').where('n.county_number', '=', filter.county ?? '')))
    .$if(filter.ownership !== undefined, (query) => query.where('f.ownership', '=', filter.ownership ?? null))
    .$if(filter.size === 'small', (query) => query.where('f.capacity', '<', 20))
    .$if(filter.size === 'medium', (query) => query.where('f.capacity', '>=', 20).where('f.capacity', '<', 60))
    .$if(filter.size === 'large', (query) => query.where('f.capacity', '>=', 60))
    .$if(!filter.closed, (query) => query.where('o.closed_on', 'is', null))
    .orderBy(filter.sort === 'capacity' ? sql`f.capacity desc nulls last` : sql`o.name collate "nb-NO-x-icu"`)
    .orderBy('o.id')
    .limit(limit)
    .offset(offset)
    .execute()
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      organisationNumber: row.organisation_number ?? undefined,
      nsrId: row.nsr_id ?? undefined,
      name: row.name,
      address: row.address ?? undefined,
      postalCode: row.postal_code ?? undefined,
      municipalityNumber: row.municipality_number ?? undefined,
      shortName: row.short_name ?? undefined,
      fictitious: row.fictitious,
      fromNationalRegister: isFromNationalRegister(row.source),
      closedOn: row.closed_on ?? undefined,
      postalPlace: row.postal_place ?? undefined,
      municipalityName: row.municipality_name ?? undefined,
      capacity: row.capacity ?? undefined,
      ownership: (row.ownership as KindergartenRow['ownership']) ?? undefined,
      ownerName: row.owner_name ?? undefined,
      ages: row.min_age !== null && row.max_age !== null ? { from: row.min_age, to: row.max_age } : undefined,
    })),
  }
}

/** Municipalities with kindergartens in the register, with all the numbers they have had. */
export async function loadMunicipalities(tx: Tx): Promise<{ number: string; name: string }[]> {
  const rows = await tx
    .selectFrom('register.municipality_number as n')
    .innerJoin('register.organisation as o', 'o.id', 'n.organisation_id')
    .select(['n.number', 'n.name'])
    .where(sql<SqlBool>`n.period @> (select platform.today())`)
    .where((eb) => eb.exists(eb.selectFrom('register.relation as r').select('r.id').whereRef('r.to_id', '=', 'o.id').where('r.kind', '=', 'lies-in')))
    .orderBy(sql`n.name collate "nb-NO-x-icu"`)
    .execute()
  return rows
}

/** Counties through the reforms, those that are gone last. */
export async function loadCounties(tx: Tx): Promise<{ number: string; name: string; period: Period }[]> {
  const rows = await tx.selectFrom('register.county_number').select(['number', 'name', 'period']).orderBy(sql`period @> (select platform.today())`, 'desc').orderBy(sql`name collate "nb-NO-x-icu"`).execute()
  return rows.map((row) => ({ ...row, period: fromRange(row.period) }))
}

export async function loadKindergarten(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('register.organisation as o')
    .innerJoin('register.register_fact as f', 'f.organisation_id', 'o.id')
    .leftJoin('register.own_fact as own', 'own.organisation_id', 'o.id')
    .selectAll('f')
    .select(['o.id', 'o.organisation_number', 'o.nsr_id', 'o.fictitious', 'o.closed_on', 'own.short_name', 'own.area', 'own.contact_name', 'own.contact_email', 'own.contact_phone', 'own.staff_count', 'own.changed_at as own_changed_at', 'own.changed_by as own_changed_by'])
    .where('o.id', '=', id)
    .where('o.kind', '=', 'kindergarten')
    .executeTakeFirst()
  if (!row) return undefined
  const relations = await tx
    .selectFrom('register.relation as r')
    .innerJoin('register.organisation as o', 'o.id', 'r.to_id')
    .select(['r.kind', 'o.id', 'o.name', 'o.kind as org_kind', 'o.closed_on', 'r.period', sql<boolean>`r.period @> (select platform.today())`.as('now')])
    .where('r.from_id', '=', id)
    .orderBy('r.kind')
    .orderBy(sql`lower(r.period) desc`)
    .execute()
  const departments = await tx
    .selectFrom('register.relation as r')
    .innerJoin('register.organisation as o', 'o.id', 'r.from_id')
    .select(['o.id', 'o.name'])
    .where('r.to_id', '=', id)
    .where('r.kind', '=', 'part-of')
    .where('o.kind', '=', 'department')
    .where(sql<SqlBool>`r.period @> (select platform.today())`)
    .orderBy('o.name')
    .execute()
  const numbers = await tx
    .selectFrom('register.municipality_number as n')
    .innerJoin('register.relation as r', (join) => join.onRef('r.to_id', '=', 'n.organisation_id').on('r.kind', '=', 'lies-in'))
    .select(['n.number', 'n.name', 'n.period'])
    .where('r.from_id', '=', id)
    .orderBy(sql`lower(n.period) desc`)
    .execute()
  const changes = await tx.selectFrom('register.fact_change').select(['noticed_at', 'field', 'was', 'became', 'source']).where('organisation_id', '=', id).orderBy('noticed_at', 'desc').limit(20).execute()
  const predecessors = await tx
    .selectFrom('register.relation as r')
    .innerJoin('register.organisation as o', 'o.id', 'r.from_id')
    .select(['o.id', 'o.name'])
    .where('r.to_id', '=', id)
    .where('r.kind', '=', 'succeeded-by')
    .where(sql<SqlBool>`r.period @> (select platform.today())`)
    // One that was recorded as merged and opened again the same day went nowhere.
    .where('o.closed_on', 'is not', null)
    .execute()
  const ties = relations.map((one) => ({ kind: one.kind as TieKind, id: one.id, name: one.name, orgKind: one.org_kind as OrgKind, period: fromRange(one.period), now: one.now, closedOn: one.closed_on ?? undefined }))
  return { ...row, ties, departments, numbers, changes, predecessors }
}

type TieKind = 'owned-by' | 'lies-in' | 'supervised-by' | 'part-of' | 'served-by' | 'succeeded-by'
export type Kindergarten = NonNullable<Awaited<ReturnType<typeof loadKindergarten>>>
