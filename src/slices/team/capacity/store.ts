import { sql } from 'kysely'
import { addDays, type LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Away, Estimate, Hours, HoursTyped, Kind, Month, Partiality, Place, Promised } from './rules.ts'

export type Who = { readonly personId: string; readonly name: string }

export async function loadHours(tx: Tx, teamId: string, personId?: string): Promise<readonly Hours[]> {
  const { rows } = await sql<{ id: string; person_id: string; from: string; until: string | null; weekly_minutes: number; preferred_days: number[]; impossible_days: number[]; base_name: string; base_latitude: number | null; base_longitude: number | null; version: number }>`
    select id, person_id, lower(period)::text as from, (upper(period) - 1)::text as until, weekly_minutes, preferred_days, impossible_days, base_name, base_latitude, base_longitude, version
    from team.work_hours where team_org_id = ${teamId} and (${personId ?? null}::uuid is null or person_id = ${personId ?? null}::uuid) order by lower(period)`.execute(tx)
  return rows.map((row) => ({
    id: row.id, personId: row.person_id, from: row.from as LocalDate, until: (row.until as LocalDate | null) ?? undefined, weeklyMinutes: row.weekly_minutes, preferred: row.preferred_days.map(Number), impossible: row.impossible_days.map(Number), base: row.base_name,
    place: row.base_latitude === null || row.base_longitude === null ? undefined : { latitude: row.base_latitude, longitude: row.base_longitude }, version: row.version,
  }))
}

export async function loadAway(tx: Tx, teamId: string, personId?: string): Promise<readonly Away[]> {
  const { rows } = await sql<{ id: string; person_id: string; from: string; until: string }>`
    select id, person_id, lower(period)::text as from, (upper(period) - 1)::text as until from team.absence where team_org_id = ${teamId} and (${personId ?? null}::uuid is null or person_id = ${personId ?? null}::uuid) order by lower(period)`.execute(tx)
  return rows.map((row) => ({ id: row.id, personId: row.person_id, from: row.from as LocalDate, until: row.until as LocalDate }))
}

/** What is promised and not done, as the reckoning needs it. */
export async function loadPromised(tx: Tx, teamId: string): Promise<readonly Promised[]> {
  const [{ rows: planned }, { rows }] = await Promise.all([
    sql<{ commitment_id: string; person_id: string; monday: string }>`select commitment_id, person_id, monday::text from team.planned_visit where team_org_id = ${teamId} order by monday, id`.execute(tx),
    sql<{ id: string; what: string; to: string; person_id: string | null; total_minutes: number; visits: number; earliest_on: string; latest_on: string }>`
      select c.id, c.what, coalesce(o.name, c.group_name) as "to", c.person_id, c.total_minutes, c.visits, c.earliest_on::text, c.latest_on::text
      from team.commitment c left join register.organisation_card o on o.id = c.kindergarten_id where c.team_org_id = ${teamId} and c.state = 'promised' order by c.latest_on, c.id limit 2000`.execute(tx),
  ])
  const set = Map.groupBy(planned, (row) => row.commitment_id)
  return rows.map((row) => ({
    id: row.id, what: row.what, to: row.to, personId: row.person_id ?? undefined, minutes: row.total_minutes, visits: row.visits, from: row.earliest_on as LocalDate, until: row.latest_on as LocalDate,
    set: (set.get(row.id) ?? []).map((visit) => ({ monday: visit.monday as LocalDate, personId: visit.person_id })),
  }))
}

export async function loadEstimates(tx: Tx, teamId: string): Promise<readonly Estimate[]> {
  const rows = await tx.selectFrom('team.estimate').selectAll().where('team_org_id', '=', teamId).orderBy('made_at').orderBy('id').execute()
  return rows.map((row) => ({ kind: row.kind as Kind, visits: row.visits, visitMinutes: row.visit_minutes, otherMinutes: row.other_minutes, from: row.from_date as LocalDate }))
}
export const insertEstimate = async (tx: Tx, teamId: string, { kind, visits, visitMinutes, otherMinutes, from }: Estimate, by: string, now: Date): Promise<string> =>
  (await tx.insertInto('team.estimate').values({ team_org_id: teamId, kind, visits, visit_minutes: visitMinutes, other_minutes: otherMinutes, from_date: from, made_at: now, made_by_name: by }).returning('id').executeTakeFirstOrThrow()).id

/** Kindergartens the team serves, with the point the register has. */
export type Served = { readonly id: string; readonly name: string; readonly ownerId: string | undefined; readonly place: Place | undefined }
export async function loadServed(tx: Tx, teamId: string): Promise<readonly Served[]> {
  const { rows } = await sql<{ id: string; name: string; owner_id: string | null; latitude: number | null; longitude: number | null }>`
    select o.id, o.name, o.owner_id, f.latitude, f.longitude from register.team_kindergarten s join register.organisation_card o on o.id = s.kindergarten_id left join register.kindergarten_fact f on f.kindergarten_id = o.id
    where s.team_id = ${teamId} and o.closed_on is null order by o.name, o.id`.execute(tx)
  return rows.map((row) => ({ id: row.id, name: row.name, ownerId: row.owner_id ?? undefined, place: row.latitude === null || row.longitude === null ? undefined : { latitude: row.latitude, longitude: row.longitude } }))
}

/** Nobody writes the same person's hours before this is done. */
export async function lockHours(tx: Tx, teamId: string, personId: string): Promise<readonly Hours[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${teamId} ${personId} hours`}, 0))`.execute(tx)
  return loadHours(tx, teamId, personId)
}
const periodOf = (from: LocalDate, until: LocalDate | undefined): string => `[${from},${until === undefined ? '' : addDays(until, 1)})`
const columns = (typed: HoursTyped, until: LocalDate | undefined) => ({
  period: periodOf(typed.from, until), weekly_minutes: typed.weeklyMinutes, preferred_days: [...typed.preferred], impossible_days: [...typed.impossible], base_name: typed.base, base_latitude: typed.place?.latitude ?? null, base_longitude: typed.place?.longitude ?? null,
})
/** From the day and on: what held before ends the day before, and what was written to begin later still does. */
export async function saveHours(tx: Tx, teamId: string, who: Who, before: readonly Hours[], typed: HoursTyped, by: string, now: Date): Promise<string> {
  const changed = { changed_at: now, changed_by_name: by }
  const next = before.filter(({ from }) => from > typed.from).map(({ from }) => addDays(from, -1))[0]
  const same = before.find(({ from }) => from === typed.from)
  if (same) {
    await tx.updateTable('team.work_hours').set({ ...columns(typed, next), ...changed, version: same.version + 1 }).where('id', '=', same.id).execute()
    return same.id
  }
  const holds = before.find(({ from, until }) => from < typed.from && (until === undefined || until >= typed.from))
  if (holds) await tx.updateTable('team.work_hours').set({ period: periodOf(holds.from, addDays(typed.from, -1)), version: holds.version + 1, ...changed }).where('id', '=', holds.id).execute()
  return (await tx.insertInto('team.work_hours').values({ team_org_id: teamId, person_id: who.personId, person_name: who.name, ...columns(typed, next), ...changed }).returning('id').executeTakeFirstOrThrow()).id
}
export const insertAway = async (tx: Tx, teamId: string, personId: string, { from, until }: Pick<Away, 'from' | 'until'>, by: string, now: Date): Promise<string> =>
  (await tx.insertInto('team.absence').values({ team_org_id: teamId, person_id: personId, period: periodOf(from, until), made_at: now, made_by_name: by }).returning('id').executeTakeFirstOrThrow()).id
/** @returns false when it was gone already, or is somebody else's */
export const removeAway = async (tx: Tx, teamId: string, personId: string, id: string): Promise<boolean> =>
  (await tx.deleteFrom('team.absence').where('team_org_id', '=', teamId).where('person_id', '=', personId).where('id', '=', id).returning('id').executeTakeFirst()) !== undefined

/** Who is partial to what today, for whoever gives work away, also in the leader's place; an adviser is told of themself. */
export async function loadPartial(tx: Tx, teamId: string): Promise<readonly { readonly personId: string; readonly orgId: string }[]> {
  const { rows } = await sql<{ person_id: string; org_id: string }>`select person_id, org_id from team.partial_today(${teamId})`.execute(tx)
  return rows.map((row) => ({ personId: row.person_id, orgId: row.org_id }))
}
/** What one has said oneself: read by oneself and the leader, by nobody in their place. */
export async function loadPartialityOf(tx: Tx, teamId: string, personId: string): Promise<readonly Partiality[]> {
  const { rows } = await sql<{ id: string; name: string; since: string }>`
    select p.id, o.name, p.since::text from team.partiality p join register.organisation_card o on o.id = p.org_id
    where p.team_org_id = ${teamId} and p.person_id = ${personId} and p.ended_on is null order by o.name, p.id`.execute(tx)
  return rows.map((row) => ({ id: row.id, org: row.name, since: row.since as LocalDate }))
}
/** What one can be partial to: the kindergartens the team serves, and those who own them. */
export async function loadOrgs(tx: Tx, teamId: string): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select o.id, o.name from register.organisation_card o where o.id in (select kindergarten_id from register.team_kindergarten where team_id = ${teamId}
      union select k.owner_id from register.team_kindergarten s join register.organisation_card k on k.id = s.kindergarten_id where s.team_id = ${teamId}) and o.closed_on is null order by o.name, o.id`.execute(tx)
  return rows
}
/** @returns undefined when it stands there already */
export async function insertPartial(tx: Tx, teamId: string, personId: string, orgId: string, since: LocalDate, now: Date): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`insert into team.partiality (team_org_id, person_id, org_id, since, made_at) values (${teamId}, ${personId}, ${orgId}, ${since}, ${now})
    on conflict (team_org_id, person_id, org_id) where ended_on is null do nothing returning id`.execute(tx)
  return rows[0]?.id
}
export const endPartial = async (tx: Tx, teamId: string, personId: string, id: string, on: LocalDate): Promise<boolean> =>
  (await tx.updateTable('team.partiality').set({ ended_on: on }).where('team_org_id', '=', teamId).where('person_id', '=', personId).where('id', '=', id).where('ended_on', 'is', null).returning('id').executeTakeFirst()) !== undefined

/** Teams where somebody has written hours, or something is promised; and those the authority was told of, for what is told is never older than a night. */
export const loadTeams = async (tx: Tx): Promise<readonly string[]> =>
  (await sql<{ id: string }>`select team_org_id as id from team.work_hours union select team_org_id from team.commitment union select team_org_id from team.waiting_told`.execute(tx)).rows.map(({ id }) => id)
export async function saveTold(tx: Tx, teamId: string, months: readonly Month[], now: Date): Promise<void> {
  await tx.deleteFrom('team.capacity_told').where('team_org_id', '=', teamId).execute()
  if (months.length > 0) await tx.insertInto('team.capacity_told').values(months.map(({ month, people, available, promised, open }) => ({ team_org_id: teamId, month, people, available_minutes: available, promised_minutes: promised, open_minutes: open, as_of: now }))).execute()
}
/** What the authority is told of each team, month by month. */
export type Told = { readonly teamId: string; readonly months: readonly Month[] }
export async function loadTold(tx: Tx): Promise<readonly Told[]> {
  const rows = await tx.selectFrom('team.capacity_told').selectAll().orderBy('month').execute()
  return [...Map.groupBy(rows, (row) => row.team_org_id)].map(([teamId, own]) => ({
    teamId, months: own.map((row) => ({ month: row.month as LocalDate, people: row.people, available: row.available_minutes, promised: row.promised_minutes, open: row.open_minutes })),
  }))
}
export const forget = async (tx: Tx, what: 'forget_hours' | 'forget_days' | 'forget_commitments', before: LocalDate): Promise<readonly string[]> => (await sql<{ id: string }>`select id from ${sql.id('team', what)}(${before}) as id`.execute(tx)).rows.map(({ id }) => id)
/** What is kept about a person's hours and promises, for the copy one may ask for. */
export async function loadAboutHours(tx: Tx, personId: string) {
  const hours = await tx.selectFrom('team.work_hours').select(['period', 'weekly_minutes', 'preferred_days', 'impossible_days', 'base_name', 'changed_at']).where('person_id', '=', personId).orderBy('period').execute()
  const away = await tx.selectFrom('team.absence').select(['period', 'made_at']).where('person_id', '=', personId).orderBy('period').execute()
  const partialTo = await tx.selectFrom('team.partiality').select(['org_id', 'since', 'ended_on']).where('person_id', '=', personId).orderBy('since').execute()
  const promised = await tx.selectFrom('team.commitment').select(['what', 'total_minutes', 'earliest_on', 'latest_on', 'state', 'over_reason']).where('person_id', '=', personId).orderBy('earliest_on').execute()
  return { hours, away, partialTo, promised }
}
