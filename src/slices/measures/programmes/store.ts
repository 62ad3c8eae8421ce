import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Cohort, LeaveReason, Place, PlaceState, Programme, ProgrammeContent } from './rules.ts'

const programmes = (tx: Tx) =>
  tx
    .selectFrom('measures.programme as p')
    .innerJoin('register.organisation_card as o', 'o.id', 'p.lead_id')
    .selectAll('p')
    .select(['o.name as lead', sql<LocalDate>`p.starts_on::text`.as('from_day'), sql<LocalDate>`p.ends_on::text`.as('to_day'), sql<LocalDate | null>`p.ended_on::text`.as('ended_day')])
type Row = Awaited<ReturnType<ReturnType<typeof programmes>['execute']>>[number]
const programmeOf = (row: Row): Programme => ({
  id: row.id, leadId: row.lead_id, lead: row.lead ?? '', title: row.title, goal: row.goal, focus: row.focus, themes: row.themes, startsOn: row.from_day, endsOn: row.to_day, endedOn: row.ended_day ?? undefined, version: row.version, changedAt: row.changed_at, changedBy: row.changed_by_name,
})

/** The programmes the actor may see, those that end last first. */
export const loadProgrammes = async (tx: Tx): Promise<readonly Programme[]> => (await programmes(tx).orderBy('p.ends_on', 'desc').orderBy('p.id').limit(200).execute()).map(programmeOf)
export async function loadProgramme(tx: Tx, id: string): Promise<Programme | undefined> {
  const row = await programmes(tx).where('p.id', '=', id).executeTakeFirst()
  return row && programmeOf(row)
}
/** As `loadProgramme`, and nobody else changes anything in it before the transaction is over. */
export async function lockProgramme(tx: Tx, id: string): Promise<Programme | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended('programme ' || ${id}::text, 0))`.execute(tx)
  return loadProgramme(tx, id)
}

const columnsOf = ({ title, goal, focus, themes, startsOn, endsOn }: ProgrammeContent) => ({ title, goal, focus, themes: [...themes], starts_on: startsOn, ends_on: endsOn })
const changed = (who: string, now: Date) => ({ version: sql<number>`version + 1`, changed_at: now, changed_by_name: who })

/** @returns its id, the same for the same start key, so that a double click makes one; undefined when the key is somebody else's */
export async function insertProgramme(tx: Tx, startKey: string, leadId: string, content: ProgrammeContent, who: string, now: Date): Promise<{ readonly id: string; readonly isNew: boolean } | undefined> {
  const made = await tx
    .insertInto('measures.programme')
    .values({ ...columnsOf(content), start_key: startKey, lead_id: leadId, region_id: sql<string>`(select o.region_id from register.organisation o where o.id = ${leadId})`, made_at: now, made_by_name: who, changed_at: now, changed_by_name: who })
    .onConflict((conflict) => conflict.column('start_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) return { id: made.id, isNew: true }
  const there = await tx.selectFrom('measures.programme').select('id').where('start_key', '=', startKey).where('lead_id', '=', leadId).executeTakeFirst()
  return there && { id: there.id, isNew: false }
}
export const saveContent = (tx: Tx, id: string, content: ProgrammeContent, who: string, now: Date) => tx.updateTable('measures.programme').set({ ...columnsOf(content), ...changed(who, now) }).where('id', '=', id).execute()
export const saveEnd = (tx: Tx, id: string, on: LocalDate, who: string, now: Date) => tx.updateTable('measures.programme').set({ ended_on: on, ...changed(who, now) }).where('id', '=', id).execute()

const cohorts = (tx: Tx) => tx.selectFrom('measures.programme_cohort as c').selectAll('c').select([sql<LocalDate>`c.starts_on::text`.as('from_day'), sql<LocalDate>`c.ends_on::text`.as('to_day'), sql<LocalDate | null>`c.handed_over_on::text`.as('handed_day')])
const cohortOf = (row: Awaited<ReturnType<ReturnType<typeof cohorts>['execute']>>[number]): Cohort => ({ id: row.id, programmeId: row.programme_id, position: row.position, name: row.name, startsOn: row.from_day, endsOn: row.to_day, learned: row.learned, handedOverOn: row.handed_day ?? undefined, received: row.received })
/** The cohorts the actor may see, the first first. */
export const loadCohorts = async (tx: Tx, programmeId: string): Promise<readonly Cohort[]> => (await cohorts(tx).where('c.programme_id', '=', programmeId).orderBy('c.position').execute()).map(cohortOf)

/** The cohort a start key made before: a double click makes one. */
export const findCohort = async (tx: Tx, startKey: string, programmeId: string): Promise<string | undefined> => (await tx.selectFrom('measures.programme_cohort').select('id').where('start_key', '=', startKey).where('programme_id', '=', programmeId).executeTakeFirst())?.id
/** @returns undefined when the key is another programme's */
export const insertCohort = async (tx: Tx, startKey: string, programmeId: string, cohort: Pick<Cohort, 'name' | 'position' | 'startsOn' | 'endsOn'>): Promise<string | undefined> =>
  (await tx.insertInto('measures.programme_cohort').values({ programme_id: programmeId, start_key: startKey, position: cohort.position, name: cohort.name, starts_on: cohort.startsOn, ends_on: cohort.endsOn }).onConflict((conflict) => conflict.column('start_key').doNothing()).returning('id').executeTakeFirst())?.id
export const saveHandedOver = (tx: Tx, id: string, learned: string, on: LocalDate, who: string) => tx.updateTable('measures.programme_cohort').set({ learned, handed_over_on: on, handed_over_by_name: who }).where('id', '=', id).execute()
export const saveReceived = (tx: Tx, id: string, received: string) => tx.updateTable('measures.programme_cohort').set({ received }).where('id', '=', id).execute()

const places = (tx: Tx) =>
  tx
    .selectFrom('measures.programme_place as l')
    .innerJoin('register.organisation_card as o', 'o.id', 'l.kindergarten_id')
    .select(['l.programme_id', 'l.id', 'l.kindergarten_id', 'l.cohort_id', 'l.state', 'l.departments', 'l.left_reason', 'o.name', sql<LocalDate | null>`l.left_on::text`.as('left_day'), sql<boolean>`coalesce(o.closed_on <= platform.today(), false)`.as('closed_down'), sql<boolean>`(l.programme_id in (select measures.programmes_led()) and l.kindergarten_id not in (select measures.may_take_part()))`.as('moved')])
    .orderBy(sql`o.name collate "nb-NO-x-icu"`)
type PlaceRow = Awaited<ReturnType<ReturnType<typeof places>['execute']>>[number]
const placeOf = (row: PlaceRow): Place => ({ id: row.id, kindergartenId: row.kindergarten_id, kindergarten: row.name ?? '', cohortId: row.cohort_id, state: row.state as PlaceState, departments: row.departments, leftOn: row.left_day ?? undefined, leftReason: (row.left_reason as LeaveReason | null) ?? undefined, closedDown: row.closed_down, moved: row.moved && !row.closed_down })
/** The places of a programme the actor may know of, by name. */
export const loadPlaces = async (tx: Tx, programmeId: string): Promise<readonly Place[]> => (await places(tx).where('l.programme_id', '=', programmeId).execute()).map(placeOf)
/** The offers a kindergarten has not answered, with their programmes. */
export const loadOffers = async (tx: Tx, kindergartenId: string): Promise<readonly { readonly programmeId: string; readonly title: string; readonly lead: string; readonly startsOn: LocalDate }[]> =>
  (
    await places(tx)
      .innerJoin('measures.programme as p', 'p.id', 'l.programme_id')
      .innerJoin('register.organisation_card as d', 'd.id', 'p.lead_id')
      .innerJoin('measures.programme_cohort as c', 'c.id', 'l.cohort_id')
      .select(['p.title', 'd.name as lead', sql<LocalDate>`c.starts_on::text`.as('from_day')])
      .where('l.kindergarten_id', '=', kindergartenId)
      .where('l.state', '=', 'offered')
      .where('p.ended_on', 'is', null)
      .execute()
  ).map((row) => ({ programmeId: row.programme_id, title: row.title, lead: row.lead ?? '', startsOn: row.from_day }))

/** Offers places: new ones, and anew to those who were asked before and are not in it. */
export async function offerPlaces(tx: Tx, programmeId: string, cohortId: string, kindergartens: readonly string[]): Promise<void> {
  const asked = new Set((await tx.selectFrom('measures.programme_place').select('kindergarten_id').where('programme_id', '=', programmeId).execute()).map((row) => row.kindergarten_id))
  const [again, fresh] = [kindergartens.filter((id) => asked.has(id)), kindergartens.filter((id) => !asked.has(id))]
  if (fresh.length > 0) await tx.insertInto('measures.programme_place').values(fresh.map((kindergarten_id) => ({ programme_id: programmeId, cohort_id: cohortId, kindergarten_id, state: 'offered' }))).execute()
  if (again.length > 0) await tx.updateTable('measures.programme_place').set({ state: 'offered', cohort_id: cohortId, departments: [], answered_at: null, answered_by_name: null, left_on: null, left_reason: null }).where('programme_id', '=', programmeId).where('kindergarten_id', 'in', again).execute()
}
export const savePlace = (tx: Tx, programmeId: string, kindergartenId: string, next: { readonly state: 'part' | 'declined' | 'taken-back'; readonly departments?: readonly string[] }, who: string, now: Date) =>
  tx.updateTable('measures.programme_place').set({ state: next.state, ...(next.departments ? { departments: [...next.departments] } : {}), answered_at: now, answered_by_name: who }).where('programme_id', '=', programmeId).where('kindergarten_id', '=', kindergartenId).execute()
export const saveLeft = (tx: Tx, programmeId: string, kindergartenId: string, reason: LeaveReason, on: LocalDate, who: string, now: Date) =>
  tx.updateTable('measures.programme_place').set({ state: 'left', left_on: on, left_reason: reason, answered_at: now, answered_by_name: who }).where('programme_id', '=', programmeId).where('kindergarten_id', '=', kindergartenId).execute()

export type Observer = { readonly id: string; readonly name: string }
/** Those who work for the lead today and can observe, by name. */
export async function loadObservers(tx: Tx, leadId: string): Promise<readonly Observer[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct p.id, p.name from identity.membership m join identity.person p on p.id = m.person_id
    where m.org_id = ${leadId} and m.role in ('adviser', 'team-leader', 'owner') and m.cancelled_at is null and m.period @> platform.today() order by p.name, p.id`.execute(tx)
  return rows
}
/** The open departments of kindergartens, by name. */
export const loadDepartmentsOf = async (tx: Tx, kindergartens: readonly string[]): Promise<readonly { readonly id: string; readonly name: string; readonly kindergartenId: string }[]> =>
  kindergartens.length === 0
    ? []
    : (await tx.selectFrom('register.organisation_card').select(['id', 'name', 'part_of_id']).where('kind', '=', 'department').where('part_of_id', 'in', [...kindergartens]).where('closed_on', 'is', null).orderBy(sql`name collate "nb-NO-x-icu"`).execute()).map((row) => ({ id: row.id ?? '', name: row.name ?? '', kindergartenId: row.part_of_id ?? '' }))
/** Members today of the networks the actor's own team has, for offering a network what it does together. */
export const loadNetworks = async (tx: Tx, teamId: string): Promise<readonly { readonly id: string; readonly name: string; readonly members: readonly string[] }[]> => {
  const rows = await tx.selectFrom('measures.network_kindergarten').select(['network_id', 'name', 'kindergarten_id']).where('team_id', '=', teamId).where('part', '=', 'member').orderBy('name').execute()
  return [...Map.groupBy(rows, (row) => row.network_id ?? '')].map(([id, list]) => ({ id, name: list[0]?.name ?? '', members: list.map((row) => row.kindergarten_id ?? '') }))
}

/** Programmes that were over before the day go, with everything in them. @returns their ids */
export const forgetProgrammes = async (tx: Tx, before: LocalDate): Promise<readonly string[]> => (await sql<{ id: string }>`select forgotten as id from measures.forget_programmes(${before}) as forgotten`.execute(tx)).rows.map(({ id }) => id)
