import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Candidate, DeclineReason, InvitationState, LeaveReason } from '../networks/rules.ts'
import { takeTurn } from '../networks/store.ts'

/** A school that has been asked into a network, and what came of it. */
export type NetworkSchool = {
  readonly id: string
  readonly networkId: string
  readonly teamId: string
  readonly schoolId: string
  readonly school: string
  readonly invitedAt: Date
  readonly invitedBy: string
  readonly answerBy: LocalDate
  /** How many school leaders were told. */
  readonly told: number
  readonly state: InvitationState
  readonly reason: DeclineReason | LeaveReason | undefined
  readonly answeredAt: Date | undefined
  readonly answeredBy: string | undefined
  readonly joinedOn: LocalDate | undefined
  readonly leftOn: LocalDate | undefined
  readonly remindedAt: Date | undefined
}

const schools = (tx: Tx) => tx.selectFrom('measures.network_school as s').innerJoin('register.organisation_card as o', 'o.id', 's.school_id').selectAll('s').select('o.name as school')
type Row = Awaited<ReturnType<ReturnType<typeof schools>['execute']>>[number]
const schoolOf = (row: Row): NetworkSchool => ({
  id: row.id, networkId: row.network_id, teamId: row.team_org_id, schoolId: row.school_id, school: row.school ?? '', invitedAt: row.invited_at, invitedBy: row.invited_by_name, answerBy: row.answer_by as LocalDate, told: row.told,
  state: row.state as InvitationState, reason: (row.reason as DeclineReason | null) ?? undefined, answeredAt: row.answered_at ?? undefined, answeredBy: row.answered_by_name ?? undefined,
  joinedOn: (row.joined_on as LocalDate | null) ?? undefined, leftOn: (row.left_on as LocalDate | null) ?? undefined, remindedAt: row.reminded_at ?? undefined,
})

/** The schools of a network, or of all, that the actor may know of; the last asked first. */
export const loadSchools = async (tx: Tx, networkId?: string): Promise<readonly NetworkSchool[]> =>
  (await (networkId ? schools(tx).where('s.network_id', '=', networkId) : schools(tx)).orderBy('s.invited_at', 'desc').orderBy('o.name').limit(500).execute()).map(schoolOf)
export async function loadSchool(tx: Tx, id: string): Promise<NetworkSchool | undefined> {
  const row = await schools(tx).where('s.id', '=', id).executeTakeFirst()
  return row && schoolOf(row)
}
/** As `loadSchool`, and nothing else changes in its network before this is done. */
export async function lockSchool(tx: Tx, id: string): Promise<NetworkSchool | undefined> {
  const found = await tx.selectFrom('measures.network_school').select('network_id').where('id', '=', id).executeTakeFirst()
  if (!found) return undefined
  await takeTurn(tx, found.network_id)
  return loadSchool(tx, id)
}

/** A school as it stands to a network today. `worksWith`: the kindergartens in the network that it works with, as far as the actor may know. */
export type SchoolCandidate = Candidate & { readonly id: string; readonly name: string; readonly place: string | undefined; readonly worksWith: readonly string[] }
/** The schools a team may ask into a network; or those of them that were chosen, also where it may not. */
export async function loadSchoolCandidates(tx: Tx, network: { readonly id: string; readonly teamId: string }, chosen?: readonly string[]): Promise<readonly SchoolCandidate[]> {
  const { rows } = await sql<{ id: string; name: string; place: string | null; closed: boolean; near: boolean; works_with: string[]; state: InvitationState | null; answer_by: LocalDate | null; answered_on: LocalDate | null }>`
    select o.id, o.name, m.name as place, coalesce(o.closed_on <= platform.today(), false) as closed, o.id in (select measures.schools_of_team(${network.teamId}::uuid)) as near,
      array(select k.name from coordination.working_pair p join measures.network_member n on n.kindergarten_id = p.kindergarten_id and n.network_id = ${network.id} and n.period @> platform.today()
        join register.organisation_card k on k.id = p.kindergarten_id where p.school_id = o.id order by k.name) as works_with,
      i.state, i.answer_by, (i.answered_at at time zone 'Europe/Oslo')::date as answered_on
    from register.organisation_card o left join register.organisation_card m on m.id = o.part_of_id
    left join lateral (select s.state, s.answer_by, s.answered_at from measures.network_school s where s.network_id = ${network.id} and s.school_id = o.id order by s.invited_at desc, s.id desc limit 1) i on true
    where o.kind = 'school' and ${chosen ? sql`o.id = any (${[...chosen]}::uuid[])` : sql`o.id in (select measures.schools_of_team(${network.teamId}::uuid)) and (o.closed_on is null or o.closed_on > platform.today())`}
    order by m.name nulls last, o.name, o.id limit 500`.execute(tx)
  return rows.map((row) => ({
    id: row.id, name: row.name, place: row.place ?? undefined, worksWith: row.works_with, closed: row.closed, served: row.near, member: row.state === 'accepted',
    last: row.state && row.answer_by ? { state: row.state, answerBy: row.answer_by, answeredOn: row.answered_on ?? undefined } : undefined,
  }))
}

/** An open invitation whose last day has passed gives way to a new one. */
export async function insertSchool(tx: Tx, network: { readonly id: string; readonly teamId: string }, schoolId: string, answerBy: LocalDate, told: number, who: string, now: Date): Promise<string> {
  await tx.updateTable('measures.network_school').set({ state: 'expired' }).where('network_id', '=', network.id).where('school_id', '=', schoolId).where('state', '=', 'open').execute()
  const { id } = await tx.insertInto('measures.network_school').values({ network_id: network.id, team_org_id: network.teamId, school_id: schoolId, invited_at: now, invited_by_name: who, answer_by: answerBy, told }).returning('id').executeTakeFirstOrThrow()
  return id
}
export const saveJoined = (tx: Tx, id: string, from: LocalDate, who: string, now: Date) =>
  tx.updateTable('measures.network_school').set({ state: 'accepted', joined_on: from, answered_at: now, answered_by_name: who }).where('id', '=', id).execute()
export const saveDeclined = (tx: Tx, id: string, reason: DeclineReason, who: string, now: Date) =>
  tx.updateTable('measures.network_school').set({ state: 'declined', reason, answered_at: now, answered_by_name: who }).where('id', '=', id).execute()
/** It is in the network until the day it leaves. */
export const saveLeft = (tx: Tx, id: string, on: LocalDate, reason: LeaveReason, who: string, now: Date) =>
  tx.updateTable('measures.network_school').set({ state: 'left', left_on: on, reason, answered_at: now, answered_by_name: who }).where('id', '=', id).execute()
export const saveTakenBack = (tx: Tx, id: string) => tx.updateTable('measures.network_school').set({ state: 'withdrawn' }).where('id', '=', id).execute()
/** The network is over: nobody answers any more. */
export const saveAllTakenBack = (tx: Tx, networkId: string) => tx.updateTable('measures.network_school').set({ state: 'withdrawn' }).where('network_id', '=', networkId).where('state', '=', 'open').execute()
export const saveReminded = (tx: Tx, id: string, now: Date) => tx.updateTable('measures.network_school').set({ reminded_at: now }).where('id', '=', id).execute()
/** Open invitations no school has been reminded of. For the program's own work. */
export const loadUnreminded = async (tx: Tx, until: LocalDate): Promise<readonly NetworkSchool[]> =>
  (await schools(tx).innerJoin('measures.network as n', 'n.id', 's.network_id').where('s.state', '=', 'open').where('s.reminded_at', 'is', null).where('s.answer_by', '<=', until).where('n.ended_on', 'is', null).orderBy('s.id').limit(500).execute()).map(schoolOf)

/** How many came from each school to a meeting, as far as the actor may know. */
export const loadSchoolPresence = async (tx: Tx, meetingId: string): Promise<ReadonlyMap<string, number>> =>
  new Map((await tx.selectFrom('measures.network_school_presence').select(['school_id', 'people']).where('meeting_id', '=', meetingId).execute()).map((row) => [row.school_id, row.people]))
export async function saveSchoolPresence(tx: Tx, meeting: { readonly id: string; readonly networkId: string }, teamId: string, counts: ReadonlyMap<string, number>): Promise<void> {
  for (const [schoolId, people] of counts)
    await tx.insertInto('measures.network_school_presence').values({ meeting_id: meeting.id, network_id: meeting.networkId, team_org_id: teamId, school_id: schoolId, people }).onConflict((one) => one.columns(['meeting_id', 'school_id']).doUpdateSet({ people })).execute()
}
