import { sql } from 'kysely'
import type { OrgKind } from '../../../../kernel/actor.ts'
import { fromRange, toRange, type Period } from '../../../../kernel/period.ts'
import type { Tx } from '../../../../platform/db.ts'
import { relationKinds, type Relation, type Side, type WrittenKind } from './rules.ts'

export async function loadSide(tx: Tx, id: string): Promise<Side | undefined> {
  const row = await tx.selectFrom('register.organisation').select(['id', 'name', 'kind', 'form', 'closed_on']).where('id', '=', id).executeTakeFirst()
  return row && asSide(row)
}

/** As `loadSide`, and nobody else changes what it stands to until the transaction ends. */
export async function lockSide(tx: Tx, id: string): Promise<Side | undefined> {
  const row = await tx.selectFrom('register.organisation').select(['id', 'name', 'kind', 'form', 'closed_on']).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && asSide(row)
}

/** What the organisation stands to or has stood to, the newest first. */
export async function loadRelations(tx: Tx, fromId: string): Promise<Relation[]> {
  const rows = await tx
    .selectFrom('register.relation as r')
    .innerJoin('register.organisation as o', 'o.id', 'r.to_id')
    .select(['r.id as relation_id', 'r.kind as relation_kind', 'r.period', 'o.id', 'o.name', 'o.kind', 'o.form', 'o.closed_on'])
    .where('r.from_id', '=', fromId)
    .where('r.kind', 'in', [...relationKinds])
    .orderBy(sql`lower(r.period)`, 'desc')
    .orderBy('r.id')
    .execute()
  return rows.map((row) => ({ id: row.relation_id, kind: row.relation_kind as WrittenKind, period: fromRange(row.period), to: asSide(row) }))
}

export const insertRelation = (tx: Tx, relation: { readonly fromId: string; readonly toId: string; readonly kind: WrittenKind; readonly period: Period }, source: string) =>
  tx.insertInto('register.relation').values({ from_id: relation.fromId, to_id: relation.toId, kind: relation.kind, period: toRange(relation.period), source }).execute()

export const setPeriod = (tx: Tx, id: string, period: Period) => tx.updateTable('register.relation').set({ period: toRange(period) }).where('id', '=', id).execute()

/** Organisations of some kinds by name or number, open ones only. */
export async function findSides(tx: Tx, text: string, kinds: readonly OrgKind[], limit: number): Promise<Side[]> {
  if (kinds.length === 0) return []
  const rows = await tx
    .selectFrom('register.organisation as o')
    .select(['o.id', 'o.name', 'o.kind', 'o.form', 'o.closed_on'])
    .where('o.kind', 'in', [...kinds])
    .where('o.closed_on', 'is', null)
    .where((eb) =>
      eb.or([
        sql<boolean>`platform.search_form(o.name) like '%' || nullif(platform.search_form(${text}), '') || '%'`,
        eb('o.organisation_number', '=', text.replaceAll(/\s/g, '')),
        eb.exists(eb.selectFrom('register.municipality_number as n').select('n.number').whereRef('n.organisation_id', '=', 'o.id').where('n.number', '=', text)),
      ]),
    )
    .orderBy(sql`o.name collate "nb-NO-x-icu"`)
    .orderBy('o.id')
    .limit(limit)
    .execute()
  return rows.map(asSide)
}

const asSide = (row: { id: string; name: string; kind: string; form: string | null; closed_on: string | null }): Side => ({ id: row.id, name: row.name, kind: row.kind as OrgKind, form: row.form ?? undefined, closed: row.closed_on !== null })
