import { sql } from 'kysely'
import type { Language } from '../../../kernel/language.ts'
import type { Tx } from '../../../platform/db.ts'
import type { RevokeReason, Session } from './rules.ts'

export type Course = { readonly id: string; readonly title: string; readonly arrangerId: string; readonly arranger: string; readonly heldBy: string; readonly sessions: readonly Session[]; readonly atLeast: number | undefined }

/** A course with its sessions, as far as the actor may see it. */
export async function loadCourse(tx: Tx, id: string): Promise<Course | undefined> {
  const row = await tx
    .selectFrom('measures.course as c')
    .innerJoin('register.organisation_card as o', 'o.id', 'c.arranger_id')
    .leftJoin('measures.course_certificate_rule as r', 'r.course_id', 'c.id')
    .select(['c.id', 'c.title', 'c.arranger_id', 'c.held_by', 'o.name as arranger', 'r.at_least'])
    .where('c.id', '=', id)
    .where('c.state', '!=', 'draft')
    .executeTakeFirst()
  if (!row) return undefined
  const sessions = await tx.selectFrom('measures.course_session').select(['id', 'title', 'starts_at', 'ends_at', 'cancelled_at']).where('course_id', '=', id).orderBy('starts_at').orderBy('id').execute()
  return {
    id: row.id, title: row.title, arrangerId: row.arranger_id, arranger: row.arranger ?? '', heldBy: row.held_by, atLeast: row.at_least ?? undefined,
    sessions: sessions.map((one) => ({ id: one.id, title: one.title, startsAt: one.starts_at, endsAt: one.ends_at, cancelled: one.cancelled_at !== null })),
  }
}

export type Person = { readonly placeId: string; readonly name: string; readonly email: string; readonly language: Language; readonly kindergarten: string; readonly kindergartenId: string }
/** Those with a seat, by name; with an address only those who share it. */
export async function loadSeated(tx: Tx, courseId: string, email?: string): Promise<readonly Person[]> {
  const rows = await tx.selectFrom('measures.course_place as p').innerJoin('register.organisation_card as o', 'o.id', 'p.kindergarten_id').select(['p.id', 'p.kindergarten_id', 'p.name', 'p.email', 'p.language', 'o.name as kindergarten']).where('p.course_id', '=', courseId).where('p.state', '=', 'seated').$if(email !== undefined, (query) => query.where(sql<boolean>`lower(p.email) = lower(${email ?? ''})`)).orderBy(sql`p.name collate "nb-NO-x-icu"`).orderBy('p.id').execute()
  return rows.map((row) => ({ placeId: row.id, name: row.name, email: row.email, language: row.language as Language, kindergarten: row.kindergarten ?? '', kindergartenId: row.kindergarten_id }))
}

export type Mark = { readonly sessionId: string; readonly placeId: string; readonly came: boolean; readonly how: 'list' | 'code' | 'link'; readonly at: Date; readonly by: string | undefined; /** The moment a phone said, when it told afterwards. */ readonly told: Date | undefined }
export async function loadMarks(tx: Tx, courseId: string, sessionId?: string): Promise<readonly Mark[]> {
  const rows = await tx.selectFrom('measures.course_attendance').selectAll().where('course_id', '=', courseId).$if(sessionId !== undefined, (query) => query.where('session_id', '=', sessionId ?? '')).execute()
  return rows.map((row) => ({ sessionId: row.session_id, placeId: row.place_id, came: row.came, how: row.how as Mark['how'], at: row.at, by: row.by_name ?? undefined, told: row.told_at ?? undefined }))
}

type NewMark = { readonly courseId: string; readonly sessionId: string; readonly placeId: string; readonly came: boolean; readonly how: Mark['how']; readonly by: string | undefined; readonly told?: Date }
/** Saves that somebody came or did not; what was written before is kept beside it. */
export async function saveMark(tx: Tx, mark: NewMark, was: boolean | undefined, now: Date): Promise<void> {
  await tx
    .insertInto('measures.course_attendance')
    .values({ session_id: mark.sessionId, place_id: mark.placeId, course_id: mark.courseId, came: mark.came, how: mark.how, at: now, by_name: mark.by ?? null, told_at: mark.told ?? null })
    .onConflict((one) => one.columns(['session_id', 'place_id']).doUpdateSet({ came: mark.came, how: mark.how, at: now, by_name: mark.by ?? null, ...(mark.told ? { told_at: mark.told } : {}) }))
    .execute()
  if (was === undefined || was === mark.came) return
  await tx.insertInto('measures.course_attendance_change').values({ session_id: mark.sessionId, place_id: mark.placeId, course_id: mark.courseId, was, became: mark.came, at: now, by_name: mark.by ?? null }).execute()
}

/** One who checks in has the row to themselves until it is saved; others check in meanwhile, but no list of the session is saved. @returns what was written before */
export async function lockMark(tx: Tx, sessionId: string, placeId: string): Promise<Pick<Mark, 'came' | 'told'> | undefined> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${sessionId}, 44))`.execute(tx)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${sessionId} ${placeId}`}, 44))`.execute(tx)
  const row = await tx.selectFrom('measures.course_attendance').select(['came', 'told_at']).where('session_id', '=', sessionId).where('place_id', '=', placeId).executeTakeFirst()
  return row && { came: row.came, told: row.told_at ?? undefined }
}
/** A list is saved by one at a time, and nobody checks in while it is. */
export const lockSession = (tx: Tx, sessionId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${sessionId}, 44))`.execute(tx)

export type Change = { readonly name: string; readonly was: boolean; readonly became: boolean; readonly at: Date; readonly by: string | undefined }
export async function loadChanges(tx: Tx, sessionId: string): Promise<readonly Change[]> {
  const rows = await tx.selectFrom('measures.course_attendance_change as h').innerJoin('measures.course_place as p', 'p.id', 'h.place_id').select(['p.name', 'h.was', 'h.became', 'h.at', 'h.by_name']).where('h.session_id', '=', sessionId).orderBy('h.at', 'desc').orderBy('h.id', 'desc').limit(200).execute()
  return rows.map((row) => ({ name: row.name, was: row.was, became: row.became, at: row.at, by: row.by_name ?? undefined }))
}

export const loadCode = async (tx: Tx, sessionId: string): Promise<string | undefined> => (await tx.selectFrom('measures.course_session_code').select('code').where('session_id', '=', sessionId).executeTakeFirst())?.code
/** The letters of a session, the same for whoever asks first and next. */
export async function openCode(tx: Tx, courseId: string, sessionId: string, code: string, who: string, now: Date): Promise<void> {
  await tx.insertInto('measures.course_session_code').values({ session_id: sessionId, course_id: courseId, code, opened_at: now, opened_by_name: who }).onConflict((one) => one.column('session_id').doNothing()).execute()
}
/** Which session the letters are for. For the program's own work. */
export async function findByCode(tx: Tx, code: string): Promise<{ readonly courseId: string; readonly sessionId: string } | undefined> {
  const row = await tx.selectFrom('measures.course_session_code').select(['course_id', 'session_id']).where('code', '=', code).executeTakeFirst()
  return row && { courseId: row.course_id, sessionId: row.session_id }
}
/** Whose link it is. For the program's own work. */
export async function findPlace(tx: Tx, hash: Buffer): Promise<(Person & { readonly courseId: string; readonly seated: boolean }) | undefined> {
  const row = await tx.selectFrom('measures.course_place as p').innerJoin('register.organisation_card as o', 'o.id', 'p.kindergarten_id').select(['p.id', 'p.course_id', 'p.kindergarten_id', 'p.name', 'p.email', 'p.language', 'p.state', 'o.name as kindergarten']).where('p.token_hash', '=', hash).executeTakeFirst()
  return row && { placeId: row.id, courseId: row.course_id, name: row.name, email: row.email, language: row.language as Language, kindergarten: row.kindergarten ?? '', kindergartenId: row.kindergarten_id, seated: row.state === 'seated' }
}

export const saveRule = (tx: Tx, courseId: string, atLeast: number, who: string, now: Date) =>
  tx.insertInto('measures.course_certificate_rule').values({ course_id: courseId, at_least: atLeast, changed_at: now, changed_by_name: who }).onConflict((one) => one.column('course_id').doUpdateSet({ at_least: atLeast, changed_at: now, changed_by_name: who })).execute()

/** What a certificate says, as it was the day it was given. */
export type Facts = { readonly name: string; readonly course: string; readonly arranger: string; readonly heldBy: string; readonly sessions: readonly { readonly title: string; readonly on: string; readonly minutes: number }[]; readonly came: number; readonly held: number }
export type Certificate = { readonly id: string; readonly courseId: string; readonly placeId: string; readonly code: string; readonly facts: Facts; readonly issuedAt: Date; readonly revokedAt: Date | undefined; readonly revokedReason: RevokeReason | undefined }
const certificates = (tx: Tx) => tx.selectFrom('measures.course_certificate').selectAll()
const certificateOf = (row: Awaited<ReturnType<ReturnType<typeof certificates>['execute']>>[number]): Certificate => ({ id: row.id, courseId: row.course_id, placeId: row.place_id, code: row.code, facts: row.facts as unknown as Facts, issuedAt: row.issued_at, revokedAt: row.revoked_at ?? undefined, revokedReason: (row.revoked_reason as RevokeReason | null) ?? undefined })

export const loadCertificates = async (tx: Tx, courseId: string): Promise<readonly Certificate[]> => (await certificates(tx).where('course_id', '=', courseId).orderBy('issued_at').orderBy('id').execute()).map(certificateOf)
/** The one a person has now. */
export async function loadOwn(tx: Tx, placeId: string): Promise<Certificate | undefined> {
  const row = await certificates(tx).where('place_id', '=', placeId).where('revoked_at', 'is', null).executeTakeFirst()
  return row && certificateOf(row)
}
export async function findCertificate(tx: Tx, code: string): Promise<Certificate | undefined> {
  const row = await certificates(tx).where('code', '=', code).executeTakeFirst()
  return row && certificateOf(row)
}
export const insertCertificate = (tx: Tx, one: { readonly courseId: string; readonly placeId: string; readonly code: string; readonly facts: Facts }, who: string, now: Date) =>
  tx.insertInto('measures.course_certificate').values({ course_id: one.courseId, place_id: one.placeId, code: one.code, facts: JSON.stringify(one.facts), issued_at: now, issued_by_name: who }).execute()
export const saveRevoked = async (tx: Tx, id: string, courseId: string, reason: RevokeReason, who: string, now: Date): Promise<boolean> =>
  (await tx.updateTable('measures.course_certificate').set({ revoked_at: now, revoked_by_name: who, revoked_reason: reason }).where('id', '=', id).where('course_id', '=', courseId).where('revoked_at', 'is', null).executeTakeFirstOrThrow()).numUpdatedRows > 0n
/** What is done once for a course (giving certificates, asking for the evaluation) is done by one at a time. Another lock than that of its seats (`courses/store.ts`). */
export const lockCourse = (tx: Tx, courseId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${courseId}, 45))`.execute(tx)
