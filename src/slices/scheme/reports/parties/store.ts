import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'

export type PartyPart = 'lead' | 'member' | 'partner' | 'kindergarten'
export type PartyState = 'invited' | 'accepted' | 'declined'
export type Party = { readonly orgId: string; readonly name: string; readonly kind: string; readonly part: PartyPart; readonly state: PartyState; readonly answeredAt: Date | undefined; readonly answeredBy: string | undefined; readonly reason: string | undefined }

export async function loadParties(tx: Tx, reportId: string): Promise<readonly Party[]> {
  const rows = await tx
    .selectFrom('scheme.report_party as p')
    .innerJoin('register.organisation as o', 'o.id', 'p.org_id')
    .select(['p.org_id', 'o.name', 'o.kind', 'p.part', 'p.state', 'p.answered_at', 'p.answered_by_name', 'p.reason'])
    .where('p.report_id', '=', reportId)
    .orderBy('o.name')
    .orderBy('o.id')
    .execute()
  return rows.map((row) => ({ orgId: row.org_id, name: row.name, kind: row.kind, part: row.part as PartyPart, state: row.state as PartyState, answeredAt: row.answered_at ?? undefined, answeredBy: row.answered_by_name ?? undefined, reason: row.reason ?? undefined }))
}

/** Asks an organisation to take part. One that is there already stays as it answered. */
export async function inviteParty(tx: Tx, reportId: string, orgId: string, part: 'member' | 'partner'): Promise<boolean> {
  const made = await tx
    .insertInto('scheme.report_party')
    .values({ report_id: reportId, org_id: orgId, part, state: 'invited' })
    .onConflict((conflict) => conflict.columns(['report_id', 'org_id', 'part']).doNothing())
    .returning('org_id')
    .executeTakeFirst()
  return made !== undefined
}

export const dropParty = (tx: Tx, reportId: string, orgId: string, part: PartyPart) => tx.deleteFrom('scheme.report_party').where('report_id', '=', reportId).where('org_id', '=', orgId).where('part', '=', part).returning('org_id').executeTakeFirst()

export const answerParty = (tx: Tx, reportId: string, orgId: string, answer: { readonly state: 'accepted' | 'declined'; readonly reason: string; readonly who: string }, now: Date) =>
  tx
    .updateTable('scheme.report_party')
    .set({ state: answer.state, answered_at: now, answered_by_name: answer.who, reason: answer.reason || null })
    .where('report_id', '=', reportId)
    .where('org_id', '=', orgId)
    .where('part', 'in', ['member', 'partner'])
    .returning('part')
    .executeTakeFirst()

/** The kindergartens of the report are those that stand in its list now: they see what they are asked to sign. */
export async function syncKindergartens(tx: Tx, reportId: string, ids: readonly string[]): Promise<void> {
  await tx.deleteFrom('scheme.report_party').where('report_id', '=', reportId).where('part', '=', 'kindergarten').$if(ids.length > 0, (query) => query.where('org_id', 'not in', [...ids])).execute()
  if (ids.length > 0) await tx.insertInto('scheme.report_party').values(ids.map((org_id) => ({ report_id: reportId, org_id, part: 'kindergarten' }))).onConflict((conflict) => conflict.doNothing()).execute()
}

/** The partner is the one that stands in the report now; one who is no longer named has nothing more to do with it. */
export async function syncPartner(tx: Tx, reportId: string, orgId: string | undefined): Promise<boolean> {
  await tx.deleteFrom('scheme.report_party').where('report_id', '=', reportId).where('part', '=', 'partner').$if(orgId !== undefined, (query) => query.where('org_id', '<>', orgId ?? '')).execute()
  return orgId !== undefined && (await inviteParty(tx, reportId, orgId, 'partner'))
}

export type Candidate = { readonly id: string; readonly name: string; readonly number: string | undefined }
/** Owners, or kindergartens, that can be asked into a network, by name or number. Spelling need not be exact. */
export async function findCandidates(tx: Tx, kinds: readonly string[], words: string, not: readonly string[]): Promise<readonly Candidate[]> {
  if (words === '') return []
  const rows = await tx
    .selectFrom('register.organisation')
    .select(['id', 'name', 'organisation_number'])
    .where('kind', 'in', [...kinds])
    .where('closed_on', 'is', null)
    .where(({ or, eb }) => or([eb('organisation_number', '=', words.replaceAll(/\s/g, '')), sql<boolean>`platform.search_form(name) like '%' || platform.search_form(${words.slice(0, 100)}) || '%'`]))
    .$if(not.length > 0, (query) => query.where('id', 'not in', [...not]))
    .orderBy('name')
    .limit(20)
    .execute()
  return rows.map((row) => ({ id: row.id, name: row.name, number: row.organisation_number ?? undefined }))
}

export const findOrganisation = (tx: Tx, kinds: readonly string[], id: string): Promise<{ id: string; name: string }[]> =>
  tx.selectFrom('register.organisation').select(['id', 'name']).where('id', '=', id).where('kind', 'in', [...kinds]).where('closed_on', 'is', null).execute()

/** The kindergartens of one owner leave the report with it: out of the parties here, and out of the list the next time it is saved. */
export const takeOutKindergartens = (tx: Tx, reportId: string, ownerId: string) =>
  tx
    .deleteFrom('scheme.report_party')
    .where('report_id', '=', reportId)
    .where('part', '=', 'kindergarten')
    .where(({ or, eb, exists, selectFrom }) => or([eb('org_id', '=', ownerId), exists(selectFrom('register.relation as r').select('r.id').whereRef('r.from_id', '=', 'scheme.report_party.org_id').where('r.to_id', '=', ownerId).where('r.kind', '=', 'owned-by').where(sql<boolean>`upper_inf(r.period)`))]))
    .execute()
