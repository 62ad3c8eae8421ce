import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Language } from '../../../kernel/language.ts'
import type { Tx } from '../../../platform/db.ts'
import type { DayKind } from './rules.ts'

export type PlanningDay = { readonly id: string; readonly kind: DayKind; readonly title: string; readonly from: LocalDate; readonly last: LocalDate }

/** The days a kindergarten has set aside from a day on, or up to another. */
export async function loadDays(tx: Tx, kindergartenId: string, { from, to }: { readonly from: LocalDate; readonly to?: LocalDate }): Promise<readonly PlanningDay[]> {
  const found = tx.selectFrom('measures.planning_day').select(['id', 'kind', 'title', 'from_on', 'last_on']).where('kindergarten_id', '=', kindergartenId).where('last_on', '>=', from)
  const rows = await (to === undefined ? found : found.where('from_on', '<', to)).orderBy('from_on').orderBy('id').execute()
  return rows.map((row) => ({ id: row.id, kind: row.kind as DayKind, title: row.title, from: row.from_on as LocalDate, last: row.last_on as LocalDate }))
}

/** The kindergarten's days change one at a time. @returns its region, and when it was closed; undefined when there is no such kindergarten */
export async function lockKindergarten(tx: Tx, id: string): Promise<{ readonly regionId: string; readonly closedOn: LocalDate | undefined } | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 41))`.execute(tx)
  const row = await tx.selectFrom('register.organisation').select(['region_id', 'closed_on']).where('id', '=', id).executeTakeFirst()
  return row?.region_id ? { regionId: row.region_id, closedOn: (row.closed_on as LocalDate | null) ?? undefined } : undefined
}

export const insertDay = (tx: Tx, kindergartenId: string, regionId: string, day: Omit<PlanningDay, 'id'>, who: string, now: Date) =>
  tx.insertInto('measures.planning_day').values({ region_id: regionId, kindergarten_id: kindergartenId, kind: day.kind, title: day.title, from_on: day.from, last_on: day.last, made_at: now, made_by_name: who }).execute()

export const deleteDay = async (tx: Tx, id: string, kindergartenId: string): Promise<boolean> => (await tx.deleteFrom('measures.planning_day').where('id', '=', id).where('kindergarten_id', '=', kindergartenId).executeTakeFirstOrThrow()).numDeletedRows > 0n

type Feed = { readonly id: string; readonly madeAt: Date; readonly fetchedAt: Date | undefined }
/** The address of a person in the capacity they act in, while it works. */
export async function loadFeed(tx: Tx, personId: string, membershipId: string): Promise<Feed | undefined> {
  const row = await tx.selectFrom('measures.calendar_feed').select(['id', 'made_at', 'fetched_at']).where('person_id', '=', personId).where('membership_id', '=', membershipId).where('revoked_at', 'is', null).executeTakeFirst()
  return row && { id: row.id, madeAt: row.made_at, fetchedAt: row.fetched_at ?? undefined }
}

export const insertFeed = (tx: Tx, feed: { readonly id: string; readonly personId: string; readonly membershipId: string; readonly language: Language; readonly hash: Buffer }, now: Date) =>
  tx.insertInto('measures.calendar_feed').values({ id: feed.id, person_id: feed.personId, membership_id: feed.membershipId, language: feed.language, token_hash: feed.hash, made_at: now }).execute()

/** One address at a time is made or stopped. */
export const lockFeed = (tx: Tx, membershipId: string) => sql`select pg_advisory_xact_lock(hashtextextended('calendar feed ' || ${membershipId}::text, 0))`.execute(tx)
export const revokeFeed = async (tx: Tx, personId: string, membershipId: string, now: Date): Promise<boolean> =>
  (await tx.updateTable('measures.calendar_feed').set({ revoked_at: now }).where('person_id', '=', personId).where('membership_id', '=', membershipId).where('revoked_at', 'is', null).executeTakeFirstOrThrow()).numUpdatedRows > 0n

export type FeedOf = { readonly id: string; readonly personId: string; readonly membershipId: string; readonly language: Language; readonly revoked: boolean; readonly fetchedAt: Date | undefined }
/** Whose address it is, also one that has been revoked. For the program's own work. */
export async function findFeed(tx: Tx, hash: Buffer): Promise<FeedOf | undefined> {
  const row = await tx.selectFrom('measures.calendar_feed').selectAll().where('token_hash', '=', hash).executeTakeFirst()
  return row && { id: row.id, personId: row.person_id, membershipId: row.membership_id, language: row.language as Language, revoked: row.revoked_at !== null, fetchedAt: row.fetched_at ?? undefined }
}

export const saveFetched = (tx: Tx, id: string, at: Date) => tx.updateTable('measures.calendar_feed').set({ fetched_at: at }).where('id', '=', id).execute()

/** Deletes days and addresses whose time is out. @returns how many */
export const forgetCalendar = async (tx: Tx, before: LocalDate): Promise<number> => (await sql<{ n: number }>`select measures.forget_calendar(${before}::date) as n`.execute(tx)).rows[0]?.n ?? 0
