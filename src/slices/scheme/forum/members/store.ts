import { sql } from 'kysely'
import { fromRange, toRange, type Period } from '../../../../kernel/period.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Candidate, Member, NewMember, StandsFor, TieRule } from './rules.ts'

export type Forum = {
  readonly id: string
  readonly managerId: string
  readonly managerName: string
  readonly name: string
  readonly area: string
  readonly workingGroups: boolean
  readonly regions: readonly string[]
  readonly quorumPercent: number
  readonly tieRule: TieRule
  readonly version: number
}
export type ForumContent = Pick<Forum, 'name' | 'area' | 'workingGroups' | 'regions' | 'quorumPercent' | 'tieRule'>

const forums = (tx: Tx) =>
  tx
    .selectFrom('scheme.forum as f')
    .innerJoin('register.organisation as o', 'o.id', 'f.manager_id')
    .select(['f.id', 'f.manager_id', 'o.name as manager_name', 'f.name', 'f.area', 'f.working_groups', 'f.regions', 'f.quorum_percent', 'f.tie_rule', 'f.version'])
    // A forum is no secret, but these pages are for those who sit in it and those who run it; the program itself makes the minutes a document.
    .where(sql<boolean>`(f.id in (select scheme.seen_forums()) or (select platform.is_system()))`)
type Row = Awaited<ReturnType<ReturnType<typeof forums>['execute']>>[number]
const forumFrom = (row: Row): Forum => ({
  id: row.id, managerId: row.manager_id, managerName: row.manager_name, name: row.name, area: row.area, workingGroups: row.working_groups, regions: row.regions, quorumPercent: row.quorum_percent, tieRule: row.tie_rule as TieRule, version: row.version,
})

/** Nobody else seats anybody in the forum until the transaction is over. */
export const lockSeats = (tx: Tx, forumId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`forum seats ${forumId}`}, 0))`.execute(tx)

/** The forums the actor sits in or runs, by name. */
export const loadForums = async (tx: Tx): Promise<Forum[]> => (await forums(tx).orderBy(sql`f.name collate "nb-NO-x-icu"`).execute()).map(forumFrom)
export async function loadForum(tx: Tx, id: string): Promise<Forum | undefined> {
  const row = await forums(tx).where('f.id', '=', id).executeTakeFirst()
  return row && forumFrom(row)
}

const columns = (content: ForumContent) => ({ name: content.name, area: content.area, working_groups: content.workingGroups, regions: [...content.regions], quorum_percent: content.quorumPercent, tie_rule: content.tieRule })

export async function insertForum(tx: Tx, managerId: string, content: ForumContent): Promise<string> {
  const row = await tx
    .insertInto('scheme.forum')
    .values({ ...columns(content), manager_id: managerId, region_id: sql<string>`coalesce((select o.region_id from register.organisation o where o.id = ${managerId}), 'oslo-viken')` })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}
/** @returns false when somebody has changed it since `version` */
export const updateForum = async (tx: Tx, id: string, content: ForumContent, version: number): Promise<boolean> =>
  (await tx.updateTable('scheme.forum').set({ ...columns(content), version: version + 1 }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()) !== undefined

/** Everyone who sits, has sat or will sit in the forum. */
export async function loadMembers(tx: Tx, forumId: string): Promise<Member[]> {
  const { rows } = await sql<{ id: string; person_id: string; name: string; org_id: string; org_name: string; stands_for: StandsFor; votes: boolean; chairs: boolean; period: string }>`select * from scheme.forum_people(${forumId})`.execute(tx)
  return rows.map((row) => ({ id: row.id, personId: row.person_id, name: row.name, orgId: row.org_id, orgName: row.org_name, standsFor: row.stands_for, votes: row.votes, chairs: row.chairs, period: fromRange(row.period) }))
}

/** Who has the address, in each organisation they have a role in. */
export async function findCandidates(tx: Tx, forumId: string, email: string): Promise<Candidate[]> {
  const { rows } = await sql<{ person_id: string; name: string; org_id: string; org_name: string; org_kind: string }>`select * from scheme.forum_candidates(${forumId}, ${email})`.execute(tx)
  return rows.map((row) => ({ personId: row.person_id, name: row.name, orgId: row.org_id, orgName: row.org_name, orgKind: row.org_kind }))
}

export const insertMember = (tx: Tx, forumId: string, candidate: Candidate, member: NewMember) =>
  tx
    .insertInto('scheme.forum_member')
    .values({ forum_id: forumId, person_id: candidate.personId, org_id: candidate.orgId, stands_for: member.standsFor, votes: member.votes, chairs: member.chairs, period: toRange(member.period) })
    .execute()
export const savePeriod = (tx: Tx, memberId: string, period: Period) => tx.updateTable('scheme.forum_member').set({ period: toRange(period) }).where('id', '=', memberId).execute()

export type ForumRound = { readonly id: string; readonly title: string; readonly stage: string; readonly kindergartenYear: number; readonly forumId: string | undefined; readonly managerId: string; readonly schemeCode: string }
const rounds = (tx: Tx) => tx.selectFrom('scheme.round').select(['id', 'title', 'stage', 'kindergarten_year', 'forum_id', 'manager_id', 'scheme_code'])
const roundFrom = (row: Awaited<ReturnType<ReturnType<typeof rounds>['execute']>>[number]): ForumRound => ({ id: row.id, title: row.title, stage: row.stage, kindergartenYear: row.kindergarten_year, forumId: row.forum_id ?? undefined, managerId: row.manager_id, schemeCode: row.scheme_code })
/** The rounds that go through the forum, the newest first. */
export const loadRoundsOf = async (tx: Tx, forumId: string): Promise<ForumRound[]> => (await rounds(tx).where('forum_id', '=', forumId).orderBy('closes_at', 'desc').execute()).map(roundFrom)
export async function loadRoundOf(tx: Tx, id: string): Promise<ForumRound | undefined> {
  const row = await rounds(tx).where('id', '=', id).executeTakeFirst()
  return row && roundFrom(row)
}

export type ComingMeeting = { readonly id: string; readonly forumId: string; readonly roundId: string; readonly round: string; readonly title: string; readonly startsAt: Date; readonly state: string; readonly sits: boolean; readonly runs: boolean }
/** Meetings that are not over, in the forums where this person sits for this organisation, and in those it runs: there the planned ones too. */
export async function loadComing(tx: Tx, personId: string, orgId: string, today: string): Promise<ComingMeeting[]> {
  const { rows } = await sql<{ id: string; forum_id: string; round_id: string; round: string; title: string; starts_at: Date; state: string; sits: boolean; runs: boolean }>`
    select m.id, m.forum_id, m.round_id, r.title as round, m.title, m.starts_at, m.state, s.id is not null as sits, m.forum_id in (select scheme.run_forums()) as runs
    from scheme.meeting m join scheme.round r on r.id = m.round_id
      left join scheme.forum_member s on s.forum_id = m.forum_id and s.person_id = ${personId} and s.org_id = ${orgId} and s.period @> ${today}::date
    where m.state in ('planned', 'called', 'open') and (s.id is not null or m.forum_id in (select scheme.run_forums()))
    order by m.starts_at, m.id limit 20`.execute(tx)
  return rows.map((row) => ({ id: row.id, forumId: row.forum_id, roundId: row.round_id, round: row.round, title: row.title, startsAt: row.starts_at, state: row.state, sits: row.sits, runs: row.runs }))
}
