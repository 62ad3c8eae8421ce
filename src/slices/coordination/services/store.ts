import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { NamedTheme } from '../../../ui/theme-names.ts'
import type { Activity, ActivityContent, ActivityKind, Contact, Frequency, Reached, Service } from './rules.ts'

const day = (stored: string): LocalDate => stored as LocalDate
const dayOr = (stored: string | null): LocalDate | undefined => (stored === null ? undefined : day(stored))

export type Place = { readonly id: string; readonly name: string; readonly municipalityId: string | undefined; readonly isOpen: boolean; readonly teamId: string | undefined; readonly team: string | undefined }
type PlaceRow = { id: string; name: string; municipality_id: string | null; closed: boolean; team_id: string | null; team: string | null }
const placeOf = (row: PlaceRow): Place => ({ id: row.id, name: row.name, municipalityId: row.municipality_id ?? undefined, isOpen: !row.closed, teamId: row.team_id ?? undefined, team: row.team ?? undefined })
/** The kindergartens whose support system the actor reads, or a service may be active in. */
export async function loadPlaces(tx: Tx): Promise<readonly Place[]> {
  const { rows } = await sql<PlaceRow>`
    select k.id, k.name, k.municipality_id, coalesce(k.closed_on <= platform.today(), false) as closed, s.team_id, t.name as team from register.organisation_card k
      left join register.team_kindergarten s on s.kindergarten_id = k.id left join register.organisation_card t on t.id = s.team_id
    where k.kind = 'kindergarten' and k.id in (select coordination.kindergartens() union select coordination.within_reach()) order by k.name collate "nb-NO-x-icu" limit 2000`.execute(tx)
  return rows.map(placeOf)
}
export async function loadPlace(tx: Tx, id: string): Promise<Place | undefined> {
  const { rows } = await sql<PlaceRow>`
    select k.id, k.name, k.municipality_id, coalesce(k.closed_on <= platform.today(), false) as closed, s.team_id, t.name as team from register.organisation_card k
      left join register.served_by s on s.kindergarten_id = k.id left join register.organisation_card t on t.id = s.team_id
    where k.kind = 'kindergarten' and k.id = ${id} and k.id in (select coordination.kindergartens() union select coordination.within_reach())`.execute(tx)
  return rows[0] && placeOf(rows[0])
}
/** The services of a municipality, also those that have closed; the competence team is not one of them. */
export async function loadServices(tx: Tx, municipalityId: string | undefined): Promise<readonly Service[]> {
  if (municipalityId === undefined) return []
  const rows = await tx.selectFrom('register.organisation_card as o').where('o.part_of_id', '=', municipalityId).where('o.kind', '=', 'support-service').where(sql<boolean>`coalesce(o.form, '') <> 'competence-team'`)
    .select(['o.id', 'o.name', sql<boolean>`o.closed_on is null or o.closed_on > (select platform.today())`.as('is_open'), sql<boolean>`coordination.is_staffed(o.id)`.as('is_staffed')])
    .orderBy(sql`o.name collate "nb-NO-x-icu"`).execute()
  return rows.map((row) => ({ id: row.id ?? '', name: row.name ?? '', isOpen: row.is_open, isStaffed: row.is_staffed }))
}

/** What one can choose as a theme: the framework plan's, and one's own team's. */
export const loadThemes = async (tx: Tx, today: LocalDate, orgId: string): Promise<readonly NamedTheme[]> => named((await themes(tx)).filter((row) => (row.team_org_id === null || row.team_org_id === orgId) && (row.from_date ?? '') <= today && (row.until_date === null || row.until_date > today)))
/** All that have ever been, for their names. */
export const loadAllThemes = async (tx: Tx): Promise<readonly NamedTheme[]> => named(await themes(tx))
const themes = (tx: Tx) => tx.selectFrom('guidance.theme_card').selectAll().orderBy('position').orderBy('code').execute()
const named = (rows: Awaited<ReturnType<typeof themes>>): readonly NamedTheme[] => rows.map((row) => ({ code: row.code ?? '', name: { nb: row.name_nb ?? '', nn: row.name_nn ?? '', en: row.name_en ?? '' } }))

const activities = (tx: Tx) =>
  tx.selectFrom('coordination.activity as a').innerJoin('register.organisation_card as s', 's.id', 'a.service_id').innerJoin('register.organisation_card as k', 'k.id', 'a.kindergarten_id').innerJoin('register.organisation_card as w', 'w.id', 'a.written_by').selectAll('a').select(['s.name as service', 'k.name as kindergarten', 'w.name as written_by_org'])
type Row = Awaited<ReturnType<ReturnType<typeof activities>['execute']>>[number]
const activityOf = (row: Row): Activity => ({
  id: row.id, serviceId: row.service_id, service: row.service ?? '', kindergartenId: row.kindergarten_id, kindergarten: row.kindergarten ?? '', kind: row.kind as ActivityKind, theme: row.theme, what: row.what, method: row.method, frequency: row.frequency as Frequency, reaches: row.reaches as Reached[],
  startsOn: day(row.starts_on), endsOn: day(row.ends_on), nextOn: dayOr(row.next_on), writtenBy: row.written_by, writtenByName: row.written_by_org ?? '', agreedWith: row.agreed_with, version: row.version, changedAt: row.changed_at, changedBy: row.changed_by_name,
})
/** What services do and have done in a kindergarten, as the actor may read it: what ends last first. */
export const loadActivities = async (tx: Tx, kindergartenId: string): Promise<readonly Activity[]> => (await activities(tx).where('a.kindergarten_id', '=', kindergartenId).orderBy('a.ends_on', 'desc').orderBy('a.id').limit(1000).execute()).map(activityOf)
/** What a service does or will do, in all kindergartens. */
export const loadOwnActivities = async (tx: Tx, serviceId: string, today: LocalDate): Promise<readonly Activity[]> => (await activities(tx).where('a.service_id', '=', serviceId).where('a.ends_on', '>=', today).orderBy('a.ends_on', 'desc').orderBy('a.id').limit(3000).execute()).map(activityOf)
/** How many activities a service has in a kindergarten that are not over. */
export const countActivities = async (tx: Tx, serviceId: string, kindergartenId: string, today: LocalDate): Promise<number> =>
  (await tx.selectFrom('coordination.activity').select(sql<number>`count(*)::integer`.as('all')).where('service_id', '=', serviceId).where('kindergarten_id', '=', kindergartenId).where('ends_on', '>=', today).executeTakeFirstOrThrow()).all
export type Active = { readonly services: readonly string[]; readonly activities: number }
/** The services that do something today in each kindergarten the actor reads, and how many things they do. */
export async function loadActive(tx: Tx, today: LocalDate): Promise<ReadonlyMap<string, Active>> {
  const { rows } = await sql<{ kindergarten_id: string; services: string[]; activities: number }>`
    select a.kindergarten_id, array_agg(distinct o.name order by o.name) as services, count(*)::integer as activities from coordination.activity a join register.organisation_card o on o.id = a.service_id
    where a.starts_on <= ${today} and a.ends_on >= ${today} group by 1`.execute(tx)
  return new Map(rows.map(({ kindergarten_id, services, activities: count }) => [kindergarten_id, { services, activities: count }]))
}
export async function loadActivity(tx: Tx, id: string): Promise<Activity | undefined> {
  const row = await activities(tx).where('a.id', '=', id).executeTakeFirst()
  return row && activityOf(row)
}
/** As `loadActivity`, and nobody else changes it until the transaction is over. */
export async function lockActivity(tx: Tx, id: string): Promise<Activity | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`coordination.activity ${id}`}, 0))`.execute(tx)
  return loadActivity(tx, id)
}

const columnsOf = (one: ActivityContent) => ({ kind: one.kind, theme: one.theme, what: one.what, method: one.kind === 'observation' ? one.method : '', frequency: one.frequency, reaches: [...one.reaches], starts_on: one.startsOn, ends_on: one.endsOn, next_on: one.nextOn ?? null })
export const regionOf = (kindergartenId: string) => sql<string>`(select k.region_id from register.kindergarten_profile k where k.kindergarten_id = ${kindergartenId})`
export type NewActivity = ActivityContent & { readonly startKey: string; readonly serviceId: string; readonly kindergartenId: string; readonly writtenBy: string; readonly agreedWith: string }
/** @returns its id, the same when the same form is sent again */
export async function insertActivity(tx: Tx, one: NewActivity, who: string, at: Date): Promise<{ readonly id: string; readonly isNew: boolean } | undefined> {
  const made = await tx
    .insertInto('coordination.activity')
    .values({ ...columnsOf(one), region_id: regionOf(one.kindergartenId), start_key: one.startKey, service_id: one.serviceId, kindergarten_id: one.kindergartenId, written_by: one.writtenBy, agreed_with: one.agreedWith, made_at: at, made_by_name: who, changed_at: at, changed_by_name: who })
    .onConflict((conflict) => conflict.column('start_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) return { id: made.id, isNew: true }
  const there = await tx.selectFrom('coordination.activity').select('id').where('start_key', '=', one.startKey).executeTakeFirst()
  return there && { id: there.id, isNew: false }
}
export const saveActivity = (tx: Tx, id: string, one: ActivityContent, who: string, at: Date) =>
  tx.updateTable('coordination.activity').set({ ...columnsOf(one), version: sql<number>`version + 1`, changed_at: at, changed_by_name: who }).where('id', '=', id).execute()

const contactOf = (row: { id: string; service_id: string; kindergarten_id: string; name: string; phone: string; email: string; since: string; last_on: string | null }): Contact => ({ id: row.id, serviceId: row.service_id, kindergartenId: row.kindergarten_id, name: row.name, phone: row.phone, email: row.email, since: day(row.since), lastOn: dayOr(row.last_on) })
/** Who the kindergarten turns to now in each service that has said so. */
export const loadContacts = async (tx: Tx, kindergartenId: string): Promise<readonly Contact[]> => (await tx.selectFrom('coordination.contact').selectAll().where('kindergarten_id', '=', kindergartenId).where('last_on', 'is', null).execute()).map(contactOf)
/** Who each kindergarten turns to now in one service. */
export const loadOwnContacts = async (tx: Tx, serviceId: string): Promise<readonly Contact[]> => (await tx.selectFrom('coordination.contact').selectAll().where('service_id', '=', serviceId).where('last_on', 'is', null).execute()).map(contactOf)
export async function lockContact(tx: Tx, serviceId: string, kindergartenId: string): Promise<Contact | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`coordination.contact ${serviceId} ${kindergartenId}`}, 0))`.execute(tx)
  const row = await tx.selectFrom('coordination.contact').selectAll().where('service_id', '=', serviceId).where('kindergarten_id', '=', kindergartenId).where('last_on', 'is', null).executeTakeFirst()
  return row && contactOf(row)
}
export const endContact = (tx: Tx, id: string, lastOn: LocalDate, who: string) => tx.updateTable('coordination.contact').set({ last_on: lastOn, ended_by_name: who }).where('id', '=', id).execute()
/** @returns its id */
export const insertContact = async (tx: Tx, one: Pick<Contact, 'serviceId' | 'kindergartenId' | 'name' | 'phone' | 'email' | 'since'>, who: string, at: Date): Promise<string> =>
  (await tx.insertInto('coordination.contact').values({ service_id: one.serviceId, kindergarten_id: one.kindergartenId, name: one.name, phone: one.phone, email: one.email, since: one.since, made_at: at, made_by_name: who }).returning('id').executeTakeFirstOrThrow()).id

/** How many open requests each kindergarten has, for those who may read them: an owner and an authority are not told that anybody has asked. */
export async function loadCounts(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ kindergarten_id: string; open: number }>`select kindergarten_id, open from coordination.request_counts()`.execute(tx)
  return new Map(rows.map(({ kindergarten_id, open }) => [kindergarten_id, open]))
}

export type TeamWork = {
  readonly cases: readonly { readonly id: string; readonly reference: string | undefined }[]
  readonly measures: readonly { readonly id: string; readonly title: string; readonly endsOn: LocalDate }[]
  readonly lastVisit: LocalDate | undefined
  readonly nextVisit: { readonly id: string; readonly on: LocalDate } | undefined
}
/** What the team does in the kindergarten, as far as the actor may read it in the slices that own it. */
export async function loadTeamWork(tx: Tx, kindergartenId: string, teamId: string, today: LocalDate): Promise<TeamWork> {
  const [cases, measures, visits] = await Promise.all([
    tx.selectFrom('guidance.case_card').select(['id', 'reference']).where('kindergarten_id', '=', kindergartenId).where('state', '=', 'running').orderBy('submitted_at').limit(50).execute(),
    tx.selectFrom('measures.measure_card').select(['id', 'title', 'ends_on']).where('kindergarten_id', '=', kindergartenId).where('lead_id', '=', teamId).where('state', 'in', ['planned', 'running']).orderBy('starts_on').limit(50).execute(),
    tx.selectFrom('presence.visit_card').select(['id', 'held_on', 'state']).where('kindergarten_id', '=', kindergartenId).where('team_id', '=', teamId).orderBy('held_on', 'desc').limit(200).execute(),
  ])
  const next = visits.findLast((one) => one.state === 'planned' && (one.held_on ?? '') >= today)
  return {
    cases: cases.map(({ id, reference }) => ({ id: id ?? '', reference: reference ?? undefined })),
    measures: measures.map((row) => ({ id: row.id ?? '', title: row.title ?? '', endsOn: day(row.ends_on ?? '') })),
    lastVisit: dayOr(visits.find(({ state }) => state === 'held')?.held_on ?? null),
    nextVisit: next && { id: next.id ?? '', on: day(next.held_on ?? '') },
  }
}
/** The names of the services that do something in the kindergarten today, as the actor may know it. */
export const loadPartOf = async (tx: Tx, kindergartenId: string): Promise<readonly string[]> =>
  (
    await sql<{ name: string }>`select o.name from register.organisation_card o where o.id in (
      select a.service_id from coordination.activity a where a.kindergarten_id = ${kindergartenId} and platform.today() between a.starts_on and a.ends_on
      union select a.service_id from coordination.others_around() a where a.kindergarten_id = ${kindergartenId} and platform.today() between a.starts_on and a.ends_on) order by o.name collate "nb-NO-x-icu"`.execute(tx)
  ).rows.map(({ name }) => name)
