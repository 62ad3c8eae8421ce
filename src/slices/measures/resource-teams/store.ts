import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import { fromRange, toRange, type Period } from '../../../kernel/period.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Part } from './rules.ts'

export type Team = { readonly id: string; readonly kindergartenId: string; readonly kindergarten: string; readonly closed: boolean }
export type Member = { readonly id: string; readonly part: Part; readonly name: string; readonly serviceId: string | undefined; readonly service: string | undefined; readonly period: Period }
export type Standard = { readonly version: number; readonly body: string; readonly writtenAt: Date; readonly writtenBy: string }
export type Meeting = {
  readonly id: string
  readonly teamId: string
  readonly kindergartenId: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly place: string
  readonly agenda: string
  readonly standardVersion: number
  readonly cancelled: boolean
  readonly version: number
}
export type Minutes = { readonly themes: readonly string[]; readonly body: string; readonly version: number; readonly writtenAt: Date; readonly writtenBy: string }
export type Task = {
  readonly id: string
  readonly teamId: string
  readonly meetingId: string
  readonly kindergarten: string
  readonly body: string
  readonly member: string
  readonly part: Part
  readonly serviceId: string | undefined
  readonly dueOn: LocalDate
  readonly doneOn: LocalDate | undefined
  readonly doneBy: string | undefined
}
export type Unit = { readonly id: string; readonly name: string }

const teams = (tx: Tx) =>
  tx.selectFrom('measures.resource_team as t').innerJoin('register.organisation_card as o', 'o.id', 't.kindergarten_id').select(['t.id', 't.kindergarten_id', 'o.name']).select(sql<boolean>`coalesce(o.closed_on <= platform.today(), false)`.as('closed'))
type TeamRow = Awaited<ReturnType<ReturnType<typeof teams>['execute']>>[number]
const teamOf = (row: TeamRow): Team => ({ id: row.id, kindergartenId: row.kindergarten_id, kindergarten: row.name ?? '', closed: row.closed })
/** The teams the actor may see. */
export const loadTeams = async (tx: Tx): Promise<readonly Team[]> => (await teams(tx).orderBy('o.name').orderBy('t.id').limit(1000).execute()).map(teamOf)
export async function loadTeam(tx: Tx, id: string): Promise<Team | undefined> {
  const row = await teams(tx).where('t.id', '=', id).executeTakeFirst()
  return row && teamOf(row)
}
/** As `loadTeam`, and its plan, roster and standard change one step at a time. */
export async function lockTeam(tx: Tx, id: string): Promise<Team | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 28))`.execute(tx)
  return loadTeam(tx, id)
}
/** The open kindergartens the actor may begin a team in, and has none in: its own for a head, those it serves for a competence team. */
export async function loadBeginnable(tx: Tx): Promise<readonly Unit[]> {
  const { rows } = await sql<Unit>`
    select o.id, o.name from register.organisation_card o
    where o.kind = 'kindergarten' and (o.closed_on is null or o.closed_on > platform.today()) and not exists (select from measures.resource_team t where t.kindergarten_id = o.id)
      and (o.id = platform.actor_org() or o.id in (select s.kindergarten_id from register.team_kindergarten s where s.team_id = platform.actor_org())) order by o.name`.execute(tx)
  return rows
}
/** How a kindergarten stands to one who would begin a team there. */
export async function loadStanding(tx: Tx, kindergartenId: string): Promise<{ readonly closed: boolean; readonly own: boolean; readonly there: boolean; readonly name: string } | undefined> {
  const { rows } = await sql<{ closed: boolean; own: boolean; there: boolean; name: string }>`
    select o.name, coalesce(o.closed_on <= platform.today(), false) as closed, measures.plans_for(o.id) as own, exists (select from measures.resource_team t where t.kindergarten_id = o.id) as there
    from register.organisation_card o where o.id = ${kindergartenId} and o.kind = 'kindergarten'`.execute(tx)
  return rows[0]
}
/** @returns undefined when somebody else has begun it meanwhile */
export async function insertTeam(tx: Tx, kindergartenId: string, who: string, now: Date): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into measures.resource_team (region_id, kindergarten_id, made_at, made_by_name)
    select s.region_id, s.kindergarten_id, ${now}, ${who} from register.served_by s where s.kindergarten_id = ${kindergartenId} and s.region_id is not null
    on conflict (kindergarten_id) do nothing returning id`.execute(tx)
  return rows[0]?.id
}

export async function loadMembers(tx: Tx, teamId: string): Promise<readonly Member[]> {
  const rows = await tx
    .selectFrom('measures.resource_member as m').leftJoin('register.organisation_card as s', 's.id', 'm.service_id')
    .select(['m.id', 'm.part', 'm.name', 'm.service_id', 'm.period', 's.name as service']).where('m.resource_team_id', '=', teamId).orderBy(sql`lower(m.period)`).orderBy('m.name').execute()
  return rows.map((row) => ({ id: row.id, part: row.part as Part, name: row.name, serviceId: row.service_id ?? undefined, service: row.service ?? undefined, period: fromRange(row.period) }))
}
export const insertMember = (tx: Tx, team: Pick<Team, 'id' | 'kindergartenId'>, member: { readonly part: Part; readonly name: string; readonly serviceId: string | undefined; readonly period: Period }, who: string) =>
  tx.insertInto('measures.resource_member').values({ resource_team_id: team.id, kindergarten_id: team.kindergartenId, part: member.part, name: member.name, service_id: member.serviceId ?? null, period: toRange(member.period), added_by_name: who }).execute()
/** The last day in the team is today. */
export const endMember = (tx: Tx, id: string, lastDay: LocalDate) =>
  sql`update measures.resource_member set period = daterange(lower(period), greatest(lower(period), ${lastDay}::date) + 1) where id = ${id}`.execute(tx)
/** The services of the municipality the kindergarten lies in. */
export async function loadServices(tx: Tx, kindergartenId: string): Promise<readonly Unit[]> {
  const { rows } = await sql<Unit>`
    select s.id, s.name from register.organisation_card k join register.organisation_card s on s.part_of_id = k.municipality_id and s.kind = 'support-service' and (s.closed_on is null or s.closed_on > platform.today())
    where k.id = ${kindergartenId} order by s.name`.execute(tx)
  return rows
}

/** The competence team that serves the kindergarten today. */
export const loadServingTeam = async (tx: Tx, kindergartenId: string): Promise<string | undefined> => (await tx.selectFrom('register.served_by').select('team_id').where('kindergarten_id', '=', kindergartenId).executeTakeFirst())?.team_id ?? undefined

export async function loadStandards(tx: Tx, teamId: string): Promise<readonly Standard[]> {
  const rows = await tx.selectFrom('measures.resource_standard').select(['version', 'body', 'written_at', 'written_by_name']).where('resource_team_id', '=', teamId).orderBy('version', 'desc').execute()
  return rows.map((row) => ({ version: row.version, body: row.body, writtenAt: row.written_at, writtenBy: row.written_by_name }))
}
export const insertStandard = (tx: Tx, team: Pick<Team, 'id' | 'kindergartenId'>, version: number, body: string, who: string, now: Date) =>
  tx.insertInto('measures.resource_standard').values({ resource_team_id: team.id, kindergarten_id: team.kindergartenId, version, body, written_at: now, written_by_name: who }).execute()

const meetings = (tx: Tx) => tx.selectFrom('measures.resource_meeting as m').select(['m.id', 'm.resource_team_id', 'm.kindergarten_id', 'm.starts_at', 'm.ends_at', 'm.place', 'm.agenda', 'm.standard_version', 'm.cancelled_at', 'm.version'])
type MeetingRow = Awaited<ReturnType<ReturnType<typeof meetings>['execute']>>[number]
const meetingOf = (row: MeetingRow): Meeting => ({
  id: row.id, teamId: row.resource_team_id, kindergartenId: row.kindergarten_id, startsAt: row.starts_at, endsAt: row.ends_at, place: row.place, agenda: row.agenda, standardVersion: row.standard_version, cancelled: row.cancelled_at !== null, version: row.version,
})
/** The meetings the actor may see, of one team or of all, in the order they are held. */
export const loadMeetings = async (tx: Tx, teamId?: string): Promise<readonly Meeting[]> => (await (teamId ? meetings(tx).where('m.resource_team_id', '=', teamId) : meetings(tx)).orderBy('m.starts_at').limit(2000).execute()).map(meetingOf)
export async function loadMeeting(tx: Tx, teamId: string, id: string): Promise<Meeting | undefined> {
  const row = await meetings(tx).where('m.id', '=', id).where('m.resource_team_id', '=', teamId).executeTakeFirst()
  return row && meetingOf(row)
}
export type When = { readonly startsAt: Date; readonly endsAt: Date; readonly place: string; readonly agenda: string }
/** @returns how many were new: what is planned at the same time already stays as it is */
export async function insertMeetings(tx: Tx, team: Pick<Team, 'id' | 'kindergartenId'>, whens: readonly When[], standardVersion: number, who: string, now: Date): Promise<number> {
  const made = await tx
    .insertInto('measures.resource_meeting')
    .values(whens.map((when) => ({ resource_team_id: team.id, kindergarten_id: team.kindergartenId, starts_at: when.startsAt, ends_at: when.endsAt, place: when.place, agenda: when.agenda, standard_version: standardVersion, changed_at: now, changed_by_name: who })))
    .onConflict((one) => one.columns(['resource_team_id', 'starts_at']).where('cancelled_at', 'is', null).doNothing())
    .returning('id')
    .execute()
  return made.length
}
export const isTaken = async (tx: Tx, teamId: string, startsAt: Date, exceptId: string): Promise<boolean> =>
  (await tx.selectFrom('measures.resource_meeting').select('id').where('resource_team_id', '=', teamId).where('starts_at', '=', startsAt).where('cancelled_at', 'is', null).where('id', '<>', exceptId).executeTakeFirst()) !== undefined
export const saveMeeting = (tx: Tx, id: string, when: When, version: number, who: string, now: Date) =>
  tx.updateTable('measures.resource_meeting').set({ starts_at: when.startsAt, ends_at: when.endsAt, place: when.place, agenda: when.agenda, version, changed_at: now, changed_by_name: who }).where('id', '=', id).execute()
export const saveCancelled = (tx: Tx, id: string, who: string, now: Date) =>
  tx.updateTable('measures.resource_meeting').set((one) => ({ cancelled_at: now, version: one('version', '+', 1), changed_at: now, changed_by_name: who })).where('id', '=', id).execute()

export async function loadMinutes(tx: Tx, meetingId: string): Promise<Minutes | undefined> {
  const row = await tx.selectFrom('measures.resource_minutes').selectAll().where('meeting_id', '=', meetingId).executeTakeFirst()
  return row && { themes: row.themes, body: row.body, version: row.version, writtenAt: row.written_at, writtenBy: row.written_by_name }
}
export const saveMinutes = (tx: Tx, meeting: Pick<Meeting, 'id' | 'kindergartenId'>, themes: readonly string[], body: string, version: number, who: string, now: Date) => {
  const written = { themes: [...themes], body, version, written_at: now, written_by_name: who }
  return tx.insertInto('measures.resource_minutes').values({ meeting_id: meeting.id, kindergarten_id: meeting.kindergartenId, ...written }).onConflict((one) => one.column('meeting_id').doUpdateSet(written)).execute()
}

const tasks = (tx: Tx) =>
  tx.selectFrom('measures.resource_task as t').innerJoin('measures.resource_member as m', 'm.id', 't.member_id').innerJoin('register.organisation_card as o', 'o.id', 't.kindergarten_id')
    .select(['t.id', 't.resource_team_id', 't.meeting_id', 'o.name as kindergarten', 't.body', 'm.name as member', 'm.part', 't.service_id', 't.due_on', 't.done_on', 't.done_by_name'])
type TaskRow = Awaited<ReturnType<ReturnType<typeof tasks>['execute']>>[number]
const taskOf = (row: TaskRow): Task => ({
  id: row.id, teamId: row.resource_team_id, meetingId: row.meeting_id, kindergarten: row.kindergarten ?? '', body: row.body, member: row.member, part: row.part as Part, serviceId: row.service_id ?? undefined, dueOn: row.due_on as LocalDate,
  doneOn: (row.done_on as LocalDate | null) ?? undefined, doneBy: row.done_by_name ?? undefined,
})
/** Tasks of a team the actor may see, the open ones first and the most urgent of them. */
export const loadTasks = async (tx: Tx, teamId: string): Promise<readonly Task[]> => (await tasks(tx).where('t.resource_team_id', '=', teamId).orderBy(sql`t.done_on is not null`).orderBy('t.due_on').orderBy('t.id').limit(500).execute()).map(taskOf)
export const loadOpenTasks = async (tx: Tx): Promise<readonly Task[]> => (await tasks(tx).where('t.done_on', 'is', null).orderBy('t.due_on').orderBy('t.id').limit(200).execute()).map(taskOf)
export const hasTask = async (tx: Tx, startKey: string, meetingId: string): Promise<boolean> => (await tx.selectFrom('measures.resource_task').select('id').where('start_key', '=', startKey).where('meeting_id', '=', meetingId).executeTakeFirst()) !== undefined
export const insertTask = (tx: Tx, startKey: string, meeting: Meeting, raisedOn: LocalDate, task: { readonly body: string; readonly member: Member; readonly dueOn: LocalDate }, who: string, now: Date) =>
  tx.insertInto('measures.resource_task').values({ start_key: startKey, resource_team_id: meeting.teamId, meeting_id: meeting.id, kindergarten_id: meeting.kindergartenId, body: task.body, member_id: task.member.id, service_id: task.member.serviceId ?? null, raised_on: raisedOn, due_on: task.dueOn, given_at: now, given_by_name: who }).onConflict((one) => one.column('start_key').doNothing()).returning('id').executeTakeFirst()
/** @returns false when there is no such open task the actor may say is done */
export const saveDone = async (tx: Tx, teamId: string, id: string, today: LocalDate, who: string): Promise<boolean> =>
  (await tx.updateTable('measures.resource_task').set({ done_on: today, done_by_name: who }).where('id', '=', id).where('resource_team_id', '=', teamId).where('done_on', 'is', null).returning('id').execute()).length > 0

/** Meetings held before a day go with what belongs to them. @returns the ids of the meetings */
export const forgetMeetings = async (tx: Tx, before: LocalDate): Promise<readonly string[]> => (await sql<{ id: string }>`select measures.forget_resource_meetings(${before}::date) as id`.execute(tx)).rows.map((row) => row.id)
