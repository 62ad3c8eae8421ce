import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import { onceFor, type Tx } from '../../../platform/db.ts'
import type { Kind } from '../capacity/rules.ts'
import { totalMinutes, type Source, type State, type Work } from './rules.ts'

export type Commitment = Work & {
  readonly id: string
  /** The kindergarten's name, or the group's. */
  readonly to: string
  readonly person: string | undefined
  readonly minutes: number
  readonly state: State
  readonly closedOn: LocalDate | undefined
  readonly overReason: string
  readonly version: number
  readonly madeAt: Date
  readonly madeBy: string
}

const commitments = (tx: Tx) => tx.selectFrom('team.commitment as c').leftJoin('register.organisation_card as o', 'o.id', 'c.kindergarten_id').selectAll('c').select('o.name as kindergarten')
type Row = Awaited<ReturnType<ReturnType<typeof commitments>['execute']>>[number]
const commitmentOf = (row: Row): Commitment => ({
  id: row.id, kind: row.kind as Kind, what: row.what, kindergartenId: row.kindergarten_id ?? undefined, group: row.group_name, to: row.kindergarten ?? row.group_name, personId: row.person_id ?? undefined, person: row.person_name ?? undefined,
  visits: row.visits, visitMinutes: row.visit_minutes, travelMinutes: row.travel_minutes, travelFrom: row.travel_from === 'coordinates' ? 'coordinates' : 'typed', otherMinutes: row.other_minutes, minutes: row.total_minutes,
  from: row.earliest_on as LocalDate, until: row.latest_on as LocalDate, themes: row.themes, source: row.source as Source, sourceId: row.source_id ?? undefined, state: row.state as State, closedOn: (row.closed_on as LocalDate | null) ?? undefined,
  overReason: row.over_reason, version: row.version, madeAt: row.made_at, madeBy: row.made_by_name,
})

/** All that is promised, by the last day: what is reckoned from leaves none out. */
export const loadCommitments = async (tx: Tx, teamId: string): Promise<readonly Commitment[]> =>
  (await commitments(tx).where('c.team_org_id', '=', teamId).where('c.state', '=', 'promised').orderBy('c.latest_on').orderBy('c.id').execute()).map(commitmentOf)
/** What is done or taken back, the last first: as much as one looks back through. */
export const loadEnded = async (tx: Tx, teamId: string): Promise<readonly Commitment[]> =>
  (await commitments(tx).where('c.team_org_id', '=', teamId).where('c.state', '<>', 'promised').orderBy('c.closed_on', 'desc').orderBy('c.id').limit(100).execute()).map(commitmentOf)
export async function loadCommitment(tx: Tx, teamId: string, id: string): Promise<Commitment | undefined> {
  const row = await commitments(tx).where('c.team_org_id', '=', teamId).where('c.id', '=', id).executeTakeFirst()
  return row && commitmentOf(row)
}
/** Nobody promises anything in the team's name before this is done: what is full is decided once. */
export const lockTeam = (tx: Tx, teamId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`${teamId} promises`}, 0))`.execute(tx)

const columns = (one: Work, person: string | undefined) => ({
  kind: one.kind, what: one.what, person_id: one.personId ?? null, person_name: person ?? null, visits: one.visits, visit_minutes: one.visitMinutes, travel_minutes: one.travelMinutes, travel_from: one.travelFrom, other_minutes: one.otherMinutes,
  earliest_on: one.from, latest_on: one.until, themes: [...one.themes],
})
/** What the form with this key has made, when it was the same as now. */
export const idOfForm = async (tx: Tx, teamId: string, startKey: string, one: Work): Promise<string | undefined> =>
  (await tx.selectFrom('team.commitment').select('id').where('team_org_id', '=', teamId).where('start_key', '=', startKey).where('kind', '=', one.kind).where('what', '=', one.what)
    .where('kindergarten_id', 'is not distinct from', one.kindergartenId ?? null).where('group_name', '=', groupOf(one)).where('person_id', 'is not distinct from', one.personId ?? null)
    .where('total_minutes', '=', totalMinutes(one)).where('visits', '=', one.visits).where('earliest_on', '=', one.from).where('latest_on', '=', one.until).executeTakeFirst())?.id
const groupOf = ({ kindergartenId, group }: Work): string => (kindergartenId === undefined ? group : '')
/** A key that has made something else makes this too: nothing that was written is lost. */
export async function insertCommitment(tx: Tx, teamId: string, startKey: string | undefined, one: Work, person: string | undefined, reason: string, by: string, now: Date): Promise<string> {
  const insert = async (key: string): Promise<string | undefined> =>
    (await tx
      .insertInto('team.commitment')
      .values({ team_org_id: teamId, ...columns(one, person), kindergarten_id: one.kindergartenId ?? null, group_name: groupOf(one), source: one.source, source_id: one.sourceId ?? null, start_key: key, over_reason: reason, made_at: now, made_by_name: by, changed_at: now, changed_by_name: by })
      .onConflict((conflict) => conflict.columns(['team_org_id', 'start_key']).where('start_key', 'is not', null).doNothing())
      .returning('id')
      .executeTakeFirst())?.id
  const { id } = await onceFor(startKey ?? crypto.randomUUID(), async () => undefined, insert)
  await insertVersion(tx, { id, version: 1 }, 'promised', one, person, reason, by, now)
  return id
}
export type Happened = 'promised' | 'assigned' | 'freed' | 'changed' | 'done' | 'withdrawn'
/** What is written of a promise after it is made. How it stands after the change is written first: one who frees what is theirs may not write of it afterwards. */
export async function saveCommitment(tx: Tx, before: Commitment, happened: Happened, one: Work, person: string | undefined, reason: string, by: string, now: Date): Promise<void> {
  await insertVersion(tx, { id: before.id, version: before.version + 1 }, happened, one, person, reason, by, now)
  await tx.updateTable('team.commitment').set({ ...columns(one, person), over_reason: reason, version: before.version + 1, changed_at: now, changed_by_name: by }).where('id', '=', before.id).execute()
}
export async function closeCommitment(tx: Tx, before: Commitment, state: 'done' | 'withdrawn', on: LocalDate, by: string, now: Date): Promise<void> {
  await insertVersion(tx, { id: before.id, version: before.version + 1 }, state, before, before.person, before.overReason, by, now)
  await tx.updateTable('team.commitment').set({ state, closed_on: on, version: before.version + 1, changed_at: now, changed_by_name: by }).where('id', '=', before.id).execute()
}
const insertVersion = (tx: Tx, { id, version }: Pick<Commitment, 'id' | 'version'>, happened: Happened, one: Work, person: string | undefined, reason: string, by: string, now: Date) =>
  tx.insertInto('team.commitment_version').values({ commitment_id: id, version, what_happened: happened, person_name: person ?? null, total_minutes: totalMinutes(one), earliest_on: one.from, latest_on: one.until, over_reason: reason, at: now, by_name: by }).execute()

export type Version = { readonly version: number; readonly happened: Happened; readonly person: string | undefined; readonly minutes: number; readonly from: LocalDate; readonly until: LocalDate; readonly reason: string; readonly at: Date; readonly by: string }
/** The last first. */
export async function loadVersions(tx: Tx, id: string): Promise<readonly Version[]> {
  const rows = await tx.selectFrom('team.commitment_version').selectAll().where('commitment_id', '=', id).orderBy('version', 'desc').limit(100).execute()
  return rows.map((row) => ({ version: row.version, happened: row.what_happened as Happened, person: row.person_name ?? undefined, minutes: row.total_minutes, from: row.earliest_on as LocalDate, until: row.latest_on as LocalDate, reason: row.over_reason, at: row.at, by: row.by_name }))
}
/** The promise something others have begun is counted as; undefined when it is not, or was taken back. */
export const idOfSource = async (tx: Tx, teamId: string, source: Source, sourceId: string): Promise<string | undefined> =>
  (await tx.selectFrom('team.commitment').select('id').where('team_org_id', '=', teamId).where('source', '=', source).where('source_id', '=', sourceId).where('state', '<>', 'withdrawn').executeTakeFirst())?.id

/** Something others have begun, which takes time from the team. */
export type Found = { readonly source: Exclude<Source, 'typed'>; readonly id: string; readonly name: string; readonly kind: Kind; readonly kindergartenId: string | undefined; readonly kindergartens: number; readonly personId: string | undefined; readonly themes: readonly string[]; readonly from: LocalDate | undefined; readonly until: LocalDate | undefined; /** Meetings that have a day, when it has. */ readonly meetings: number | undefined; readonly closed: boolean }
type FoundRow = { source: Found['source']; id: string; name: string; kind: string; kindergarten_id: string | null; kindergartens: number; person_id: string | null; themes: string[]; from: string | null; until: string | null; meetings: number | null; closed: boolean }
const foundOf = (row: FoundRow): Found => ({
  source: row.source, id: row.id, name: row.name, kind: row.kind as Kind, kindergartenId: row.kindergarten_id ?? undefined, kindergartens: row.kindergartens, personId: row.person_id ?? undefined, themes: row.themes, from: (row.from as LocalDate | null) ?? undefined, until: (row.until as LocalDate | null) ?? undefined, meetings: row.meetings ?? undefined, closed: row.closed,
})
/** Through the views their slices publish: running cases, measures the team leads, networks that meet, courses it holds. */
const foundSql = (teamId: string, today: LocalDate) => sql<FoundRow>`
  select * from (
    select 'case' as source, c.id, coalesce(c.reference, '') as name, 'guidance' as kind, c.kindergarten_id, 1 as kindergartens,
      (select a.person_id from guidance.case_adviser a where a.case_id = c.id and a.ended_at is null order by a.assigned_at limit 1) as person_id, c.themes, null::text as "from", null::text as until, null::integer as meetings, c.state <> 'running' as closed
    from guidance.case_card c where c.team_org_id = ${teamId} and c.state in ('running', 'closed')
    union all
    select 'measure', m.id, min(m.title), case when min(m.kind) in ('guidance', 'course', 'network', 'presence', 'resource-team') then min(m.kind) else 'other' end, case when count(distinct m.kindergarten_id) = 1 then min(m.kindergarten_id::text)::uuid end,
      count(distinct m.kindergarten_id)::integer, null, array(select distinct t from measures.measure_card n, unnest(n.themes) t where n.id = m.id order by t), min(m.starts_on)::text, max(m.ends_on)::text, null, bool_and(m.state = 'closed')
    from measures.measure_card m where m.lead_id = ${teamId} group by m.id
    union all
    select 'network', n.network_id, min(n.network), 'network', null, max(cardinality(n.kindergarten_ids)), null, '{}', min((n.starts_at at time zone 'Europe/Oslo')::date)::text, max((n.starts_at at time zone 'Europe/Oslo')::date)::text, count(*)::integer, false
    from measures.network_meeting_card n where n.team_id = ${teamId} and not n.cancelled and (n.starts_at at time zone 'Europe/Oslo')::date >= ${today}::date group by n.network_id
    union all
    select 'course', c.id, c.title, 'course', null, 0, null, c.themes, (c.starts_at at time zone 'Europe/Oslo')::date::text, (c.ends_at at time zone 'Europe/Oslo')::date::text, (select count(*)::integer from measures.course_session_card s where s.course_id = c.id and s.cancelled_at is null and s.starts_at is not null),
      c.state in ('cancelled', 'finished')
    from measures.course_card c where c.arranger_id = ${teamId} and c.state <> 'draft'
  ) found`
/** What is not promised yet, the cases somebody has first; with a person, only the cases that one has. */
export async function loadFound(tx: Tx, teamId: string, today: LocalDate, personId?: string): Promise<readonly Found[]> {
  const { rows } = await sql<FoundRow>`
    select f.* from (${foundSql(teamId, today)}) f where not f.closed and (f.until is null or f.until::date >= ${today}::date) and (${personId ?? null}::uuid is null or f.person_id = ${personId ?? null}::uuid)
      and not exists (select from team.commitment c where c.team_org_id = ${teamId} and c.source = f.source and c.source_id = f.id and c.state <> 'withdrawn')
    order by array_position(array['case', 'measure', 'network', 'course'], f.source), f.person_id is null, f.name limit 100`.execute(tx)
  return rows.map(foundOf)
}
/** One of them, also when it is closed or promised already: that is told by name. */
export async function loadOneFound(tx: Tx, teamId: string, source: Source, id: string, today: LocalDate): Promise<Found | undefined> {
  const { rows } = await sql<FoundRow>`select f.* from (${foundSql(teamId, today)}) f where f.source = ${source} and f.id = ${id}`.execute(tx)
  return rows[0] && foundOf(rows[0])
}

/** How many cases and promises each adviser has had with a kindergarten, the one in question left out. */
export async function loadBefore(tx: Tx, teamId: string, kindergartenId: string, apartFrom: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ person_id: string; times: number }>`
    select person_id, count(*)::integer as times from (
      select distinct a.person_id, a.case_id as about from guidance.case_adviser a where a.team_org_id = ${teamId} and a.kindergarten_id = ${kindergartenId}
      union select c.person_id, coalesce(c.source_id, c.id) from team.commitment c where c.team_org_id = ${teamId} and c.kindergarten_id = ${kindergartenId} and c.person_id is not null and c.state <> 'withdrawn'
    ) had where not (about = any(${[...apartFrom]}::uuid[])) group by person_id`.execute(tx)
  return new Map(rows.map((row) => [row.person_id, row.times]))
}
