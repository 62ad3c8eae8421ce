import { sql } from 'kysely'
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

/** Everybody who has been in a course, in the order they were registered; with a kindergarten only its own. */
export const loadPlaces = async (tx: Tx, courseId: string, kindergartenId?: string): Promise<readonly PersonPlace[]> =>
  (await places(tx).where('p.course_id', '=', courseId).$if(kindergartenId !== undefined, (query) => query.where('p.kindergarten_id', '=', kindergartenId ?? '')).orderBy('p.registered_at').orderBy('p.seq').execute()).map(placeOf)
export async function loadPlace(tx: Tx, id: string): Promise<PersonPlace | undefined> {
  const row = await places(tx).where('p.id', '=', id).executeTakeFirst()
  return row && placeOf(row)
}
export async function loadByToken(tx: Tx, hash: Buffer): Promise<PersonPlace | undefined> {
  const row = await places(tx).where('p.token_hash', '=', hash).executeTakeFirst()
  return row && placeOf(row)
}
export const loadByForm = async (tx: Tx, formKey: string): Promise<readonly PersonPlace[]> => (await places(tx).where('p.form_key', '=', formKey).orderBy('p.form_line').execute()).map(placeOf)

type CourseTaken = { readonly taken: Taken; /** An offer's time is out, and nobody has seen to it yet. */ readonly due: boolean }
/** The seats that are taken in a course, as one kindergarten's registration must know them: without asking for each person. */
export async function loadTaken(tx: Tx, courseId: string, kindergartenId: string, now: Date): Promise<CourseTaken> {
  const { rows } = await sql<{ how: How; role_group: RoleGroup; people: number; own: number; due: boolean }>`
    select how, role_group, count(*)::int as people, (count(*) filter (where kindergarten_id = ${kindergartenId}))::int as own, bool_or(coalesce(offered_until <= ${now}, false)) as due
    from measures.course_place where course_id = ${courseId} and state in ('seated', 'offered') group by how, role_group`.execute(tx)
  const taken = { how: { 'on-site': 0, digital: 0 }, kindergarten: new Map<string, number>(), role: new Map<RoleGroup, number>() }
  for (const { how, role_group, people, own } of rows) {
    taken.how[how] += people
    taken.kindergarten.set(kindergartenId, (taken.kindergarten.get(kindergartenId) ?? 0) + own)
    taken.role.set(role_group, (taken.role.get(role_group) ?? 0) + people)
  }
  return { taken, due: rows.some(({ due }) => due) }
}

type NewPlace = Person & { readonly id: string; readonly state: 'seated' | 'waiting'; readonly goesFirst: boolean; readonly hash: Buffer }
type Registering = { readonly courseId: string; readonly kindergartenId: string; readonly language: Language; readonly formKey: string; readonly by: 'head' | 'self'; readonly byName: string }
export const insertPlaces = (tx: Tx, about: Registering, people: readonly NewPlace[], now: Date) =>
  tx
    .insertInto('measures.course_place')
    .values(people.map((one, at) => ({
      id: one.id, course_id: about.courseId, kindergarten_id: about.kindergartenId, role_group: one.roleGroup, name: one.name, email: one.email, how: one.how, language: about.language, state: one.state, goes_first: one.goesFirst, registered_at: now,
      token_hash: one.hash, form_key: about.formKey, form_line: at, registered_by: about.by, registered_by_name: about.byName, changed_at: now,
    })))
    .execute()
export const savePlace = (tx: Tx, ids: readonly string[], state: PlaceState, offeredUntil: Date | undefined, now: Date) =>
  tx.updateTable('measures.course_place').set({ state, offered_until: offeredUntil ?? null, changed_at: now }).where('id', 'in', [...ids]).execute()

export type Clash = { readonly name: string; readonly email: string; readonly course: string; readonly courseId: string }
/** People of a kindergarten who have a seat or wait in another course at the same time. */
export async function loadClashes(tx: Tx, courseId: string, kindergartenId: string): Promise<readonly Clash[]> {
  const { rows } = await sql<{ name: string; email: string; title: string; id: string }>`
    select distinct p.name, p.email, c.title, c.id from measures.course_place p join measures.course c on c.id = p.course_id and c.state in ('open', 'closed')
    where p.kindergarten_id = ${kindergartenId} and p.course_id <> ${courseId} and p.state in ('seated', 'offered', 'waiting')
      and exists (select from measures.course_session a join measures.course_session b on b.course_id = ${courseId} and b.cancelled_at is null and a.starts_at < b.ends_at and b.starts_at < a.ends_at where a.course_id = p.course_id and a.cancelled_at is null)
    order by p.name, c.title limit 500`.execute(tx)
  return rows.map((row) => ({ name: row.name, email: row.email, course: row.title, courseId: row.id }))
}

/** Courses where time has done something: an offer is out of time, or the day for those who go first has passed. */
export const loadDue = async (tx: Tx, now: Date): Promise<readonly string[]> =>
  (await sql<{ id: string }>`
    select distinct p.course_id as id from measures.course_place p where p.state = 'offered' and p.offered_until <= ${now}
    union select c.id from measures.course c where c.priority_until <= ${now} and c.priority_given_at is null and c.state in ('open', 'closed')`.execute(tx)).rows.map(({ id }) => id)

export const forgetUnseated = async (tx: Tx, before: Date): Promise<readonly string[]> => (await sql<{ id: string }>`select measures.forget_unseated(${before}) as id`.execute(tx)).rows.map(({ id }) => id)
export const forgetCourses = async (tx: Tx, before: Date): Promise<readonly string[]> => (await sql<{ id: string }>`select measures.forget_courses(${before}) as id`.execute(tx)).rows.map(({ id }) => id)
