import { sql, type SqlBool } from 'kysely'
import type { OrgKind } from '../../../kernel/actor.ts'
import { fromRange, type Period } from '../../../kernel/period.ts'
import type { Tx } from '../../../platform/db.ts'
import { listedKinds } from './rules.ts'

export type OrganisationRow = { readonly id: string; readonly name: string; readonly kind: OrgKind; readonly form: string | undefined; readonly organisationNumber: string | undefined; readonly kindergartens: number; readonly closedOn: string | undefined }

export async function searchOrganisations(tx: Tx, filter: { readonly text: string; readonly kind: OrgKind | undefined }, offset: number, limit: number): Promise<{ rows: OrganisationRow[]; total: number }> {
  const rows = await tx
    .selectFrom('register.organisation as o')
    .select(['o.id', 'o.name', 'o.kind', 'o.form', 'o.organisation_number', 'o.closed_on'])
    .select(sql<number>`count(*) over ()`.as('total'))
    .select(sql<number>`(select count(distinct k.id) from register.relation r
      left join register.relation lies on lies.to_id = r.from_id and lies.kind = 'lies-in' and lies.period @> (select platform.today())
      join register.organisation k on k.id in (r.from_id, lies.from_id) and k.kind = 'kindergarten' and k.closed_on is null
      where r.to_id = o.id and r.period @> (select platform.today()) and r.kind = case o.kind when 'municipality' then 'lies-in' when 'support-service' then 'served-by' else 'owned-by' end)`.as('kindergartens'))
    .where('o.kind', 'in', filter.kind ? [filter.kind] : listedKinds)
    .$if(filter.text !== '', (query) =>
      query.where((eb) =>
        eb.or([
          sql<SqlBool>`platform.search_form(o.name) like '%' || nullif(platform.search_form(${filter.text}), '') || '%'`,
          eb('o.organisation_number', '=', filter.text.replaceAll(/\s/g, '')),
          eb.exists(eb.selectFrom('register.municipality_number as n').select('n.number').whereRef('n.organisation_id', '=', 'o.id').where('n.number', '=', filter.text)),
        ]),
      ),
    )
    .orderBy(sql`o.name collate "nb-NO-x-icu"`)
    .orderBy('o.id')
    .limit(limit)
    .offset(offset)
    .execute()
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({ id: row.id, name: row.name, kind: row.kind as OrgKind, form: row.form ?? undefined, organisationNumber: row.organisation_number ?? undefined, kindergartens: row.kindergartens, closedOn: row.closed_on ?? undefined })),
  }
}

export type RelationKind = 'owned-by' | 'lies-in' | 'supervised-by' | 'part-of' | 'served-by' | 'succeeded-by'
/** How another organisation stands to this one, or stood. */
export type Tie = { readonly kind: RelationKind; readonly id: string; readonly name: string; readonly orgKind: OrgKind; readonly period: Period; readonly closedOn: string | undefined }
export type Organisation = {
  readonly id: string
  readonly name: string
  readonly kind: OrgKind
  readonly form: string | undefined
  readonly organisationNumber: string | undefined
  readonly fictitious: boolean
  readonly closedOn: string | undefined
  /** What it is owned by, lies in, is part of. */
  readonly above: readonly Tie[]
  /** What it owns, has in it, serves. */
  readonly below: readonly Tie[]
  readonly numbers: readonly { readonly number: string; readonly name: string; readonly period: Period }[]
}

export async function loadOrganisation(tx: Tx, id: string): Promise<Organisation | undefined> {
  const row = await tx.selectFrom('register.organisation').select(['id', 'name', 'kind', 'form', 'organisation_number', 'fictitious', 'closed_on']).where('id', '=', id).executeTakeFirst()
  if (!row) return undefined
  const numbers = await tx.selectFrom('register.municipality_number').select(['number', 'name', 'period']).where('organisation_id', '=', id).orderBy(sql`lower(period)`, 'desc').execute()
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as OrgKind,
    form: row.form ?? undefined,
    organisationNumber: row.organisation_number ?? undefined,
    fictitious: row.fictitious,
    closedOn: row.closed_on ?? undefined,
    above: await loadTies(tx, id, 'from_id'),
    below: await loadTies(tx, id, 'to_id'),
    numbers: numbers.map((one) => ({ ...one, period: fromRange(one.period) })),
  }
}

/** Kindergartens in a municipality are found in their list, so they are left out here. */
async function loadTies(tx: Tx, id: string, side: 'from_id' | 'to_id'): Promise<Tie[]> {
  const rows = await tx
    .selectFrom('register.relation as r')
    .innerJoin('register.organisation as o', 'o.id', side === 'from_id' ? 'r.to_id' : 'r.from_id')
    .select(['r.kind', 'r.period', 'o.id', 'o.name', 'o.kind as org_kind', 'o.closed_on'])
    .where(`r.${side}`, '=', id)
    .where('o.kind', '<>', 'department')
    .$if(side === 'to_id', (query) => query.where('r.kind', 'not in', ['lies-in', 'supervised-by']))
    .orderBy(sql`o.name collate "nb-NO-x-icu"`)
    .limit(1000)
    .execute()
  return rows.map((row) => ({ kind: row.kind as RelationKind, id: row.id, name: row.name, orgKind: row.org_kind as OrgKind, period: fromRange(row.period), closedOn: row.closed_on ?? undefined }))
}

