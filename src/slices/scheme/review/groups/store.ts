import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'
import type { Ruling, Tie } from './rules.ts'

export type Member = { readonly id: string; readonly personId: string; readonly name: string; readonly orgId: string; readonly orgName: string }
export type Group = { readonly id: string; readonly name: string; readonly themes: readonly string[]; readonly members: readonly Member[] }

/** Those who change a round's groups and readers come one after the other. */
export const lockGroups = (tx: Tx, roundId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`review groups ${roundId}`}, 0))`.execute(tx)

/** The working groups of a round that the actor sees, with their members now. */
export async function loadGroups(tx: Tx, roundId: string): Promise<readonly Group[]> {
  const [groups, members] = await Promise.all([
    tx.selectFrom('scheme.review_group').select(['id', 'name', 'themes']).where('round_id', '=', roundId).where('ended_at', 'is', null).orderBy(sql`name collate "nb-NO-x-icu"`).orderBy('id').execute(),
    tx
      .selectFrom('scheme.review_group_member as m')
      .innerJoin('scheme.review_group as g', 'g.id', 'm.group_id')
      .innerJoin('register.organisation as o', 'o.id', 'm.org_id')
      .select(['m.id', 'm.group_id', 'm.person_id', 'm.person_name', 'm.org_id', 'o.name as org_name'])
      .where('g.round_id', '=', roundId)
      .where('m.ended_at', 'is', null)
      .orderBy('m.person_name')
      .orderBy('m.person_id')
      .execute(),
  ])
  return groups.map((group) => ({ ...group, members: members.filter((one) => one.group_id === group.id).map((one) => ({ id: one.id, personId: one.person_id, name: one.person_name, orgId: one.org_id, orgName: one.org_name })) }))
}

export async function insertGroup(tx: Tx, roundId: string, name: string, themes: readonly string[], by: string, now: Date): Promise<string> {
  const { id } = await tx.insertInto('scheme.review_group').values({ round_id: roundId, name, themes: [...themes], made_at: now, made_by_name: by }).returning('id').executeTakeFirstOrThrow()
  return id
}
export const saveGroup = (tx: Tx, id: string, name: string, themes: readonly string[]) => tx.updateTable('scheme.review_group').set({ name, themes: [...themes] }).where('id', '=', id).execute()

export type Candidate = { readonly personId: string; readonly name: string; readonly orgId: string; readonly orgName: string; readonly source: 'officer' | 'forum' | 'mail' }
/** Who can be asked in: the county governor's own, the forum's members, and whoever has this e-mail address. */
export async function loadCandidates(tx: Tx, roundId: string, mail: string): Promise<readonly Candidate[]> {
  const { rows } = await sql<{ person_id: string; name: string; org_id: string; org_name: string; source: Candidate['source'] }>`select * from scheme.review_candidates(${roundId}, ${mail}) order by name, org_name`.execute(tx)
  return rows.map((row) => ({ personId: row.person_id, name: row.name, orgId: row.org_id, orgName: row.org_name, source: row.source }))
}

export const insertMember = (tx: Tx, groupId: string, one: Candidate, by: string, now: Date) =>
  tx.insertInto('scheme.review_group_member').values({ group_id: groupId, person_id: one.personId, person_name: one.name, org_id: one.orgId, added_at: now, added_by_name: by }).execute()
export const endMember = (tx: Tx, id: string, by: string, now: Date) => tx.updateTable('scheme.review_group_member').set({ ended_at: now, ended_by_name: by }).where('id', '=', id).where('ended_at', 'is', null).execute()

const keyOf = (reportId: string, personId: string): string => `${reportId} ${personId}`
export type Standing = { readonly tieOf: (reportId: string, personId: string) => Tie | undefined; readonly rulingOf: (reportId: string, personId: string) => Ruling & { readonly note?: string } | undefined }

/** Ties and rulings for every pair of report and person, asked for at once. */
export async function loadStanding(tx: Tx, reportIds: readonly string[], personIds: readonly string[]): Promise<Standing> {
  if (reportIds.length === 0 || personIds.length === 0) return { tieOf: () => undefined, rulingOf: () => undefined }
  const [ties, rulings] = await Promise.all([
    sql<{ report_id: string; person_id: string; org_name: string; tie: Tie['tie'] }>`select * from scheme.reader_ties(${[...reportIds]}::uuid[], ${[...personIds]}::uuid[])`.execute(tx),
    tx.selectFrom('scheme.impartiality').select(['report_id', 'person_id', 'basis', 'disqualified', 'note']).where('report_id', '=', sql<string>`any (${[...reportIds]}::uuid[])`).where('person_id', '=', sql<string>`any (${[...personIds]}::uuid[])`).execute(),
  ])
  const tied = new Map(ties.rows.map((row) => [keyOf(row.report_id, row.person_id), { orgName: row.org_name, tie: row.tie }]))
  const ruled = new Map(rulings.map((row) => [keyOf(row.report_id, row.person_id), { disqualified: row.disqualified, basis: row.basis, note: row.note }]))
  return { tieOf: (reportId, personId) => tied.get(keyOf(reportId, personId)), rulingOf: (reportId, personId) => ruled.get(keyOf(reportId, personId)) }
}

export const insertAssignments = (tx: Tx, pairs: readonly { readonly report: string; readonly personId: string; readonly orgId: string }[], by: string, now: Date) =>
  pairs.length === 0 ? Promise.resolve([]) : tx.insertInto('scheme.assignment').values(pairs.map(({ report, personId, orgId }) => ({ report_id: report, person_id: personId, org_id: orgId, assigned_at: now, assigned_by_name: by }))).execute()
export const deleteAssignment = (tx: Tx, reportId: string, personId: string) => tx.deleteFrom('scheme.assignment').where('report_id', '=', reportId).where('person_id', '=', personId).execute()

type NewRuling = { readonly reportId: string; readonly personId: string; readonly basis: 'decided' | 'declared'; readonly tie: string | undefined; readonly disqualified: boolean; readonly note: string }
/** The last word about a person and a report. */
export const saveRuling = (tx: Tx, one: NewRuling, by: string, now: Date) =>
  tx
    .insertInto('scheme.impartiality')
    .values({ report_id: one.reportId, person_id: one.personId, basis: one.basis, tie: one.tie?.slice(0, 200) ?? null, disqualified: one.disqualified, note: one.note, at: now, by_name: by })
    .onConflict((conflict) => conflict.columns(['report_id', 'person_id']).doUpdateSet((eb) => ({ basis: eb.ref('excluded.basis'), disqualified: eb.ref('excluded.disqualified'), note: eb.ref('excluded.note'), at: eb.ref('excluded.at'), by_name: eb.ref('excluded.by_name') })))
    .execute()
