import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import { regionOf } from '../places/store.ts'
import type { Discussion, Planned } from './rules.ts'

const meetings = (tx: Tx) =>
  tx
    .selectFrom('strategy.discussion as d').innerJoin('register.organisation_card as m', 'm.id', 'd.municipality_id').innerJoin('register.organisation_card as c', 'c.id', 'd.called_by_id')
    .selectAll('d').select(['m.full_name as municipality', 'c.name as called_by']).select(sql<boolean>`d.municipality_id in (select strategy.discussed_places())`.as('led'))
type Row = Awaited<ReturnType<ReturnType<typeof meetings>['execute']>>[number]
const meetingOf = (row: Row): Discussion => ({
  id: row.id, municipalityId: row.municipality_id, municipality: row.municipality ?? '', calledBy: row.called_by ?? '', title: row.title, purpose: row.purpose, startsAt: row.starts_at, endsAt: row.ends_at, place: row.place, link: row.link,
  sentAt: row.sent_at ?? undefined, cancelledAt: row.cancelled_at ?? undefined, writing: row.writing, correction: row.correction ?? undefined, version: row.version, changedBy: row.changed_by_name, led: row.led,
})

/** The meetings the actor prepares or is invited to, the last first. */
export const loadMeetings = async (tx: Tx): Promise<readonly Discussion[]> => (await meetings(tx).orderBy('d.starts_at', 'desc').orderBy('d.id').limit(200).execute()).map(meetingOf)
export async function loadMeeting(tx: Tx, id: string): Promise<Discussion | undefined> {
  const row = await meetings(tx).where('d.id', '=', id).executeTakeFirst()
  return row && meetingOf(row)
}
/** As `loadMeeting`, and nobody else changes the meeting or what belongs to it until the transaction is over. */
export async function lockMeeting(tx: Tx, id: string): Promise<Discussion | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended('strategy.discussion ' || ${id}::text, 0))`.execute(tx)
  return loadMeeting(tx, id)
}
/** Whether the municipality has a meeting with the same name and time, besides `but`; of two who ask at once the second waits until the first is done. */
export async function isThere(tx: Tx, municipalityId: string, { title, startsAt }: Pick<Planned, 'title' | 'startsAt'>, but?: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended('strategy.discussion of ' || ${municipalityId}::text, 0))`.execute(tx)
  const there = await tx.selectFrom('strategy.discussion').select('id').where('municipality_id', '=', municipalityId).where('starts_at', '=', startsAt).where(sql<boolean>`lower(title) = lower(${title})`).where('cancelled_at', 'is', null).$if(but !== undefined, (query) => query.where('id', '<>', but ?? '')).executeTakeFirst()
  return there !== undefined
}
/** What the form has made, when it asks for the same again. */
export const findByKey = async (tx: Tx, startKey: string, municipalityId: string, { title, purpose, startsAt, endsAt }: Planned): Promise<string | undefined> =>
  (await tx.selectFrom('strategy.discussion').select('id').where('start_key', '=', startKey).where('municipality_id', '=', municipalityId).where('title', '=', title).where('purpose', '=', purpose).where('starts_at', '=', startsAt).where('ends_at', '=', endsAt).executeTakeFirst())?.id

const columnsOf = ({ title, purpose, startsAt, endsAt, place, link }: Planned) => ({ title, purpose, starts_at: startsAt, ends_at: endsAt, place, link })
/** @returns undefined when the key has made a meeting */
export const insertMeeting = async (tx: Tx, startKey: string, municipalityId: string, calledBy: string, planned: Planned, who: string, now: Date): Promise<string | undefined> =>
  (await tx.insertInto('strategy.discussion').values({ ...columnsOf(planned), start_key: startKey, municipality_id: municipalityId, region_id: regionOf(municipalityId), called_by_id: calledBy, made_at: now, made_by_name: who, changed_at: now, changed_by_name: who }).onConflict((conflict) => conflict.column('start_key').doNothing()).returning('id').executeTakeFirst())?.id

const edited = (who: string, now: Date) => ({ version: sql<number>`version + 1`, changed_at: now, changed_by_name: who })
export const saveMeeting = (tx: Tx, id: string, planned: Planned, who: string, now: Date) => tx.updateTable('strategy.discussion').set({ ...columnsOf(planned), ...edited(who, now) }).where('id', '=', id).execute()
export const saveSent = (tx: Tx, id: string, who: string, now: Date) => tx.updateTable('strategy.discussion').set({ sent_at: now, ...edited(who, now) }).where('id', '=', id).execute()
export const saveCancelled = (tx: Tx, id: string, who: string, now: Date) => tx.updateTable('strategy.discussion').set({ cancelled_at: now, ...edited(who, now) }).where('id', '=', id).execute()
/** Whether what is said may be written, and why it is written again. */
export const saveWriting = (tx: Tx, id: string, writing: boolean, correction: string | undefined, who: string, now: Date) => tx.updateTable('strategy.discussion').set({ writing, correction: correction ?? null, ...edited(who, now) }).where('id', '=', id).execute()

/** What has had its time of meetings that ended before the day (docs/rules); for `system`. @returns the ids of meetings that went whole */
export const forget = async (tx: Tx, before: string): Promise<readonly string[]> => (await sql<{ id: string }>`select id from strategy.forget_discussions(${before}) as id`.execute(tx)).rows.map(({ id }) => id)
