import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'
import type { Session } from '../rules.ts'

/** The sessions of courses, each course's in the order they are held. */
export async function loadSessions(tx: Tx, courseIds: readonly string[]): Promise<ReadonlyMap<string, readonly Session[]>> {
  if (courseIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('measures.course_session as s')
    .leftJoin('measures.course_session_address as a', 'a.session_id', 's.id')
    .select(['s.id', 's.course_id', 's.title', 's.starts_at', 's.ends_at', 's.place', 's.sequence', 's.cancelled_at', 'a.address'])
    .where('s.course_id', 'in', [...courseIds])
    .orderBy('s.starts_at')
    .orderBy('s.id')
    .execute()
  const all = rows.map((row) => ({ of: row.course_id, session: { id: row.id, title: row.title, startsAt: row.starts_at, endsAt: row.ends_at, place: row.place, digitalAddress: row.address ?? undefined, sequence: row.sequence, cancelledAt: row.cancelled_at ?? undefined } satisfies Session }))
  return new Map([...Map.groupBy(all, ({ of }) => of)].map(([id, list]) => [id, list.map(({ session }) => session)]))
}

/** The session a form has made already. */
export const findSession = async (tx: Tx, courseId: string, startKey: string): Promise<string | undefined> => (await tx.selectFrom('measures.course_session').select('id').where('course_id', '=', courseId).where('start_key', '=', startKey).executeTakeFirst())?.id

export type SessionContent = { readonly title: string; readonly startsAt: Date; readonly endsAt: Date; readonly place: string; readonly digitalAddress: string }

export async function insertSession(tx: Tx, courseId: string, session: SessionContent, who: string, now: Date, startKey?: string): Promise<string> {
  const { id } = await tx
    .insertInto('measures.course_session')
    .values({ course_id: courseId, start_key: startKey ?? null, title: session.title, starts_at: session.startsAt, ends_at: session.endsAt, place: session.place, made_at: now, changed_at: now, changed_by_name: who })
    .returning('id')
    .executeTakeFirstOrThrow()
  await saveAddress(tx, courseId, id, session.digitalAddress)
  return id
}
/** What has been sent to somebody's calendar has a number; what takes its place has the next. */
export async function saveSession(tx: Tx, courseId: string, id: string, session: SessionContent, sequence: number, who: string, now: Date): Promise<void> {
  await tx.updateTable('measures.course_session').set({ title: session.title, starts_at: session.startsAt, ends_at: session.endsAt, place: session.place, sequence, changed_at: now, changed_by_name: who }).where('id', '=', id).where('course_id', '=', courseId).execute()
  await saveAddress(tx, courseId, id, session.digitalAddress)
}
/** The course has another title: what stands in calendars has to be sent again. @returns how many sessions are not over */
export async function raiseSessions(tx: Tx, courseId: string, who: string, now: Date): Promise<number> {
  const { numUpdatedRows } = await tx.updateTable('measures.course_session').set({ sequence: sql<number>`sequence + 1`, changed_at: now, changed_by_name: who }).where('course_id', '=', courseId).where('cancelled_at', 'is', null).where('ends_at', '>', now).executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}
export const saveSessionCancelled = (tx: Tx, courseId: string, id: string, sequence: number, who: string, now: Date) =>
  tx.updateTable('measures.course_session').set({ cancelled_at: now, sequence, changed_at: now, changed_by_name: who }).where('id', '=', id).where('course_id', '=', courseId).execute()

async function saveAddress(tx: Tx, courseId: string, sessionId: string, address: string): Promise<void> {
  await tx.deleteFrom('measures.course_session_address').where('session_id', '=', sessionId).execute()
  if (address !== '') await tx.insertInto('measures.course_session_address').values({ session_id: sessionId, course_id: courseId, address }).execute()
}
