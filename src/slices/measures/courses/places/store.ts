import { sql, type SqlBool } from 'kysely'
import type { Language } from '../../../../kernel/language.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { How, Person, Place, PlaceState, RoleGroup, Taken } from './rules.ts'

/** A person in a course. */
export type PersonPlace = Place & Person & { readonly courseId: string; readonly kindergarten: string; readonly language: Language; readonly registeredBy: 'head' | 'self' | 'arranger'; readonly registeredByName: string }

const places = (tx: Tx) => tx.selectFrom('measures.course_place as p').innerJoin('register.organisation_card as o', 'o.id', 'p.kindergarten_id').selectAll('p').select(['o.name as kindergarten', sql<boolean>`o.closed_on is not null and o.closed_on <= platform.today()`.as('closed_down')])
type Row = Awaited<ReturnType<ReturnType<typeof places>['execute']>>[number]
const placeOf = (row: Row): PersonPlace => ({
  id: row.id, courseId: row.course_id, kindergartenId: row.kindergarten_id, kindergarten: row.kindergarten ?? '', closedDown: row.closed_down, roleGroup: row.role_group as RoleGroup, name: row.name, email: row.email, how: row.how as How, language: row.language as Language, state: row.state as PlaceState,
  goesFirst: row.goes_first, registeredAt: row.registered_at, seq: Number(row.seq), offeredUntil: row.offered_until ?? undefined, registeredBy: row.registered_by as PersonPlace['registeredBy'], registeredByName: row.registered_by_name,
})

/** Everybody who has been in a course, in the order they were registered; with kindergartens only theirs. */
export const loadPlaces = async (tx: Tx, courseId: string, kindergartenIds?: readonly string[]): Promise<readonly PersonPlace[]> =>
  (await places(tx).where('p.course_id', '=', courseId).$if(kindergartenIds !== undefined, (query) => query.where(sql<SqlBool>`p.kindergarten_id = any (${sql.val([...(kindergartenIds ?? [])])}::uuid[])`)).orderBy('p.registered_at').orderBy('p.seq').execute()).map(placeOf)
export async function loadPlace(tx: Tx, id: string): Promise<PersonPlace | undefined> {
  const row = await places(tx).where('p.id', '=', id).executeTakeFirst()
  return row && placeOf(row)
}
export async function loadByToken(tx: Tx, hash: Buffer): Promise<PersonPlace | undefined> {
  const row = await places(tx).where('p.token_hash', '=', hash).executeTakeFirst()
  return row && placeOf(row)
}
/** Those whom some forms have registered. @param keys the forms' */
export const loadByForms = async (tx: Tx, keys: readonly string[]) =>
  (await sql<{ id: string; course_id: string; kindergarten_id: string; form_key: string; name: string; state: PlaceState }>`
    select id, course_id, kindergarten_id, form_key, name, state from measures.course_place where form_key = any (${sql.val([...keys])}::uuid[]) order by form_key, form_line`.execute(tx)).rows.map((row) => ({ id: row.id, courseId: row.course_id, kindergartenId: row.kindergarten_id, formKey: row.form_key, name: row.name, state: row.state }))

type CourseTaken = { readonly taken: Taken; /** An offer's time is out, and nobody has seen to it yet. */ readonly due: boolean }
/** The seats that are taken in a course, as the registrations of some kindergartens must know them: without asking for each person. */
export async function loadTaken(tx: Tx, courseId: string, kindergartenIds: readonly string[], now: Date): Promise<CourseTaken> {
  const { rows } = await sql<{ kindergarten_id: string | null; how: How; role_group: RoleGroup; people: number; due: boolean }>`
    select case when kindergarten_id = any (${sql.val([...kindergartenIds])}::uuid[]) then kindergarten_id end as kindergarten_id, how, role_group, count(*)::int as people, bool_or(coalesce(offered_until <= ${now}, false)) as due
    from measures.course_place where course_id = ${courseId} and state in ('seated', 'offered') group by 1, how, role_group`.execute(tx)
  const taken = { how: { 'on-site': 0, digital: 0 }, kindergarten: new Map<string, number>(), role: new Map<RoleGroup, number>() }
  for (const { kindergarten_id, how, role_group, people } of rows) {
    taken.how[how] += people
    if (kindergarten_id !== null) taken.kindergarten.set(kindergarten_id, (taken.kindergarten.get(kindergarten_id) ?? 0) + people)
    taken.role.set(role_group, (taken.role.get(role_group) ?? 0) + people)
  }
  return { taken, due: rows.some(({ due }) => due) }
}

type NewPlace = Person & { readonly id: string; readonly courseId: string; readonly kindergartenId: string; readonly state: 'seated' | 'waiting'; readonly goesFirst: boolean; readonly hash: Buffer; readonly formKey: string; /** In the form, from 0. */ readonly line: number; readonly language: Language; readonly by: PersonPlace['registeredBy']; readonly byName: string }
export const insertPlaces = (tx: Tx, people: readonly NewPlace[], now: Date) =>
  tx
    .insertInto('measures.course_place')
    .values(people.map((one) => ({
      id: one.id, course_id: one.courseId, kindergarten_id: one.kindergartenId, role_group: one.roleGroup, name: one.name, email: one.email, how: one.how, language: one.language, state: one.state, goes_first: one.goesFirst, registered_at: now,
      token_hash: one.hash, form_key: one.formKey, form_line: one.line, registered_by: one.by, registered_by_name: one.byName, changed_at: now,
    })))
    .execute()
export const savePlace = (tx: Tx, ids: readonly string[], state: PlaceState, offeredUntil: Date | undefined, now: Date) =>
  tx.updateTable('measures.course_place').set({ state, offered_until: offeredUntil ?? null, changed_at: now }).where('id', 'in', [...ids]).execute()

export type Clash = { readonly name: string; readonly email: string; readonly kindergartenId: string; readonly course: string; readonly courseId: string }
/** People of some kindergartens who have a seat or wait in another course at the same time. */
export async function loadClashes(tx: Tx, courseId: string, kindergartenIds: readonly string[]): Promise<readonly Clash[]> {
  const { rows } = await sql<{ name: string; email: string; kindergarten_id: string; title: string; id: string }>`
    select distinct p.name, p.email, p.kindergarten_id, c.title, c.id from measures.course_place p join measures.course c on c.id = p.course_id and c.state in ('open', 'closed')
    where p.kindergarten_id = any (${sql.val([...kindergartenIds])}::uuid[]) and p.course_id <> ${courseId} and p.state in ('seated', 'offered', 'waiting')
      and exists (select from measures.course_session a join measures.course_session b on b.course_id = ${courseId} and b.cancelled_at is null and a.starts_at < b.ends_at and b.starts_at < a.ends_at where a.course_id = p.course_id and a.cancelled_at is null)
    order by p.name, c.title limit 5000`.execute(tx)
  return rows.map((row) => ({ name: row.name, email: row.email, kindergartenId: row.kindergarten_id, course: row.title, courseId: row.id }))
}

/** Courses where time has done something: an offer is out of time, or the day for those who go first has passed. */
export const loadDue = async (tx: Tx, now: Date): Promise<readonly string[]> =>
  (await sql<{ id: string }>`
    select distinct p.course_id as id from measures.course_place p where p.state = 'offered' and p.offered_until <= ${now}
    union select c.id from measures.course c where c.priority_until <= ${now} and c.priority_given_at is null and c.state in ('open', 'closed')`.execute(tx)).rows.map(({ id }) => id)

export const forgetUnseated = async (tx: Tx, before: Date): Promise<readonly string[]> => (await sql<{ id: string }>`select measures.forget_unseated(${before}) as id`.execute(tx)).rows.map(({ id }) => id)
export const forgetCourses = async (tx: Tx, before: Date): Promise<readonly string[]> => (await sql<{ id: string }>`select measures.forget_courses(${before}) as id`.execute(tx)).rows.map(({ id }) => id)
