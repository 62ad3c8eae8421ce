import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Choice } from './rules.ts'

/** The kindergartens the actor may offer something, with what they are found by, by name. */
export const loadChoices = async (tx: Tx): Promise<readonly Choice[]> => {
  const rows = await tx
    .selectFrom('register.organisation_card as k')
    .leftJoin('register.organisation_card as o', 'o.id', 'k.owner_id')
    .select(['k.id', 'k.name', 'k.organisation_number', 'k.owner_id', 'o.name as owner'])
    .where('k.id', 'in', sql<string>`(select measures.may_take_part())`)
    .orderBy(sql`k.name collate "nb-NO-x-icu"`)
    .limit(2000)
    .execute()
  return rows.map((row) => ({ id: row.id ?? '', name: row.name ?? '', number: row.organisation_number ?? undefined, ownerId: row.owner_id ?? undefined, owner: row.owner ?? undefined }))
}

/** The cohorts of joint programmes the actor's own organisation leads, with those in them or asked; the newest first. */
export const loadCohorts = async (tx: Tx, leadId: string): Promise<readonly { readonly id: string; readonly name: string; readonly members: readonly string[] }[]> => {
  const rows = await tx
    .selectFrom('measures.programme_cohort as c')
    .innerJoin('measures.programme as p', 'p.id', 'c.programme_id')
    .innerJoin('measures.programme_place as l', 'l.cohort_id', 'c.id')
    .select(['c.id', 'c.name', 'p.title', 'l.kindergarten_id'])
    .where('p.lead_id', '=', leadId)
    .where('l.state', 'in', ['offered', 'part'])
    .orderBy('c.starts_on', 'desc')
    .orderBy('c.id')
    .execute()
  return [...Map.groupBy(rows, ({ id }) => id)].slice(0, 20).map(([id, list]) => ({ id, name: `${list[0]?.title}, ${list[0]?.name}`, members: list.map((row) => row.kindergarten_id) }))
}
