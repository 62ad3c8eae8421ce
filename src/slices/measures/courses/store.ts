import { sql, type SqlBool } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import { loadSessions } from './sessions/store.ts'
import type { How, RoleGroup } from './places/rules.ts'
import type { CourseContent, CourseKind, CourseState, Session } from './rules.ts'

export type Course = CourseContent & {
  readonly id: string
  readonly arrangerId: string
  readonly arranger: string
  readonly state: CourseState
  readonly version: number
  /** Those who waited for the ones that go first have been let in. */
  readonly priorityGiven: boolean
  readonly changedBy: string
  readonly changedAt: Date
  readonly sessions: readonly Session[]
}

const courses = (tx: Tx) =>
  tx
    .selectFrom('measures.course as c')
    .innerJoin('register.organisation_card as o', 'o.id', 'c.arranger_id')
    .selectAll('c')
    .select([
      'o.name as arranger',
      sql<Record<string, number> | null>`(select jsonb_object_agg(q.role_group, q.seats) from measures.course_role_quota q where q.course_id = c.id)`.as('per_role'),
      sql<string[] | null>`(select array_agg(p.kindergarten_id::text) from measures.course_priority p where p.course_id = c.id)`.as('first'),
    ])
type Row = Awaited<ReturnType<ReturnType<typeof courses>['execute']>>[number]

const courseOf = (row: Row, sessions: readonly Session[]): Course => ({
  id: row.id, arrangerId: row.arranger_id, arranger: row.arranger ?? '', state: row.state as CourseState, version: row.version, priorityGiven: row.priority_given_at !== null, changedBy: row.changed_by_name, changedAt: row.changed_at, sessions,
  kind: row.kind as CourseKind, title: row.title, about: row.about, heldBy: row.held_by, themes: row.themes, audience: row.audience as RoleGroup[], measureId: row.measure_id ?? undefined,
  limits: { seats: { 'on-site': row.seats_on_site, digital: row.seats_digital }, perKindergarten: row.quota_kindergarten ?? undefined, perRole: (row.per_role ?? {}) as Partial<Record<RoleGroup, number>>, priorityUntil: row.priority_until ?? undefined },
  priorityKindergartens: row.first ?? [], opensAt: row.opens_at, closesAt: row.closes_at, offerHours: row.offer_hours, byLink: row.by_link,
})

/** The courses the actor may see, those changed last first. */
export async function loadCourses(tx: Tx): Promise<readonly Course[]> {
  const rows = await courses(tx).orderBy('c.changed_at', 'desc').limit(300).execute()
  const sessions = await loadSessions(tx, rows.map(({ id }) => id))
  return rows.map((row) => courseOf(row, sessions.get(row.id) ?? []))
}
export async function loadCourse(tx: Tx, id: string): Promise<Course | undefined> {
  const [row, sessions] = await Promise.all([courses(tx).where('c.id', '=', id).executeTakeFirst(), loadSessions(tx, [id])])
  return row && courseOf(row, sessions.get(id) ?? [])
}
/** As `loadCourse`, and nobody else gives or takes a seat in it until the transaction is over. */
export async function lockCourse(tx: Tx, id: string): Promise<Course | undefined> {
  const [, course] = await Promise.all([sql`select pg_advisory_xact_lock(hashtextextended('course ' || ${id}::text, 0))`.execute(tx), loadCourse(tx, id)])
  return course
}

export type Numbers = { readonly seated: Readonly<Record<How, number>>; readonly offered: Readonly<Record<How, number>>; readonly waiting: Readonly<Record<How, number>>; readonly roles: ReadonlyMap<RoleGroup, number> }
const noNumbers = () => ({ seated: { 'on-site': 0, digital: 0 }, offered: { 'on-site': 0, digital: 0 }, waiting: { 'on-site': 0, digital: 0 }, roles: new Map<RoleGroup, number>() })
/** How many have a seat, are offered one and wait, in each course; `roles` are those with a seat. */
export async function loadNumbers(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Numbers>> {
  const all = new Map(ids.map((id) => [id, noNumbers()]))
  if (ids.length === 0) return all
  const { rows } = await sql<{ course_id: string; how: How; state: 'seated' | 'offered' | 'waiting'; role_group: RoleGroup; people: number }>`select * from measures.course_numbers(${sql.val([...ids])}::uuid[])`.execute(tx)
  for (const { course_id, how, state, role_group, people } of rows) {
    const one = all.get(course_id)
    if (!one) continue
    one[state][how] += people
    if (state === 'seated') one.roles.set(role_group, (one.roles.get(role_group) ?? 0) + people)
  }
  return all
}

const columnsOf = (course: CourseContent) => ({
  kind: course.kind, title: course.title, about: course.about, held_by: course.heldBy, themes: [...course.themes], audience: [...course.audience], measure_id: course.measureId ?? null, seats_on_site: course.limits.seats['on-site'], seats_digital: course.limits.seats.digital,
  quota_kindergarten: course.limits.perKindergarten ?? null, priority_until: course.limits.priorityUntil ?? null, opens_at: course.opensAt, closes_at: course.closesAt, offer_hours: course.offerHours, by_link: course.byLink,
})
/** @returns its id, the same for the same start key, so that a double click makes one */
export async function insertCourse(tx: Tx, startKey: string, arrangerId: string, course: CourseContent, who: string, now: Date): Promise<{ readonly id: string; readonly isNew: boolean } | undefined> {
  const made = await tx
    .insertInto('measures.course')
    .values({ ...columnsOf(course), start_key: startKey, arranger_id: arrangerId, region_id: sql<string>`coalesce((select o.region_id from register.organisation o where o.id = ${arrangerId}), (select min(p.region_id) from scheme.running_partnership p where p.partner_id = ${arrangerId}))`, made_at: now, made_by_name: who, changed_at: now, changed_by_name: who })
    .onConflict((conflict) => conflict.column('start_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) {
    await saveLists(tx, made.id, course)
    return { id: made.id, isNew: true }
  }
  const there = await tx.selectFrom('measures.course').select('id').where('start_key', '=', startKey).where('arranger_id', '=', arrangerId).executeTakeFirst()
  return there && { id: there.id, isNew: false }
}
const changed = (who: string, now: Date) => ({ version: sql<number>`version + 1`, changed_at: now, changed_by_name: who })
/** @param again the day for those who go first was moved: there is somebody to let in again when it has passed */
export async function saveContent(tx: Tx, id: string, course: CourseContent, who: string, now: Date, again: boolean): Promise<void> {
  await tx.updateTable('measures.course').set({ ...columnsOf(course), ...changed(who, now), ...(again ? { priority_given_at: null } : {}) }).where('id', '=', id).execute()
  await tx.deleteFrom('measures.course_role_quota').where('course_id', '=', id).execute()
  await tx.deleteFrom('measures.course_priority').where('course_id', '=', id).execute()
  await saveLists(tx, id, course)
}
async function saveLists(tx: Tx, id: string, { limits, priorityKindergartens }: CourseContent): Promise<void> {
  const quotas = Object.entries(limits.perRole).map(([role_group, seats]) => ({ course_id: id, role_group, seats }))
  if (quotas.length > 0) await tx.insertInto('measures.course_role_quota').values(quotas).execute()
  if (priorityKindergartens.length > 0) await tx.insertInto('measures.course_priority').values(priorityKindergartens.map((kindergarten_id) => ({ course_id: id, kindergarten_id }))).execute()
}
export const saveState = (tx: Tx, id: string, state: CourseState, who: string, now: Date) => tx.updateTable('measures.course').set({ state, ...changed(who, now) }).where('id', '=', id).execute()
export const savePriorityGiven = (tx: Tx, id: string, now: Date) => tx.updateTable('measures.course').set({ priority_given_at: now }).where('id', '=', id).execute()

export type Asked = { readonly id: string; readonly name: string }
/** The kindergartens a course of the arranger's is open to. */
export const loadAsked = async (tx: Tx): Promise<readonly Asked[]> =>
  (await tx.selectFrom('register.organisation_card').select(['id', 'name']).where('id', 'in', sql<string>`(select measures.course_open_to())`).orderBy(sql`name collate "nb-NO-x-icu"`).limit(2000).execute()).map(({ id, name }) => ({ id: id ?? '', name: name ?? '' }))

/** May the actor's own kindergartens still send people to what this organisation arranges? One who has people in a course reads it also when the agreement is over. */
export const loadIsAsked = async (tx: Tx, arrangerId: string): Promise<boolean> => (await sql<{ asked: boolean }>`select ${arrangerId}::uuid in (select measures.course_arrangers()) as asked`.execute(tx)).rows[0]?.asked ?? false

export type Kindergarten = { readonly id: string; readonly name: string; readonly closedOn: LocalDate | undefined; readonly ownerId: string | undefined; readonly teamId: string | undefined; /** Universities and colleges its owner works with. */ readonly partners: readonly string[]; /** Goes first in this course. */ readonly first: boolean }
/** Kindergartens as a course sees them, by id. For the program's own eyes. */
export async function loadKindergartens(tx: Tx, courseId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Kindergarten>> {
  const rows = await tx
    .selectFrom('register.organisation_card as o')
    .leftJoin('register.served_by as s', 's.kindergarten_id', 'o.id')
    .select(['o.id', 'o.name', 'o.owner_id', 's.team_id', sql<LocalDate | null>`o.closed_on::text`.as('closed'), sql<boolean>`exists (select from measures.course_priority p where p.course_id = ${courseId} and p.kindergarten_id = o.id)`.as('first'), sql<string[]>`array(select p.partner_id::text from scheme.running_partnership p where p.owner_id = o.owner_id)`.as('partners')])
    .where(sql<SqlBool>`o.id = any (${sql.val([...ids])}::uuid[])`)
    .where('o.kind', '=', 'kindergarten')
    .execute()
  return new Map(rows.map((row) => [row.id ?? '', { id: row.id ?? '', name: row.name ?? '', closedOn: row.closed ?? undefined, ownerId: row.owner_id ?? undefined, teamId: row.team_id ?? undefined, partners: row.partners, first: row.first }]))
}
