import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'
import type { Scheme } from '../../schemes/rules.ts'
import { roleWordsOf } from '../../schemes/store.ts'
import type { TieRule } from '../members/rules.ts'
import type { ItemState } from '../votes/rules.ts'
import type { MeetingState } from './rules.ts'

export type Meeting = {
  readonly id: string
  readonly forumId: string
  readonly roundId: string
  readonly roundTitle: string
  readonly roundStage: string
  /** The words of the round's scheme. */
  readonly roleWords: Scheme['roleWords']
  readonly managerId: string
  readonly title: string
  readonly startsAt: Date
  readonly place: string
  readonly state: MeetingState
  /** As they were when the meeting opened. */
  readonly quorumPercent: number | undefined
  readonly tieRule: TieRule | undefined
  readonly version: number
  readonly lockedAt: Date | undefined
  readonly lockedBy: string | undefined
}
const meetings = (tx: Tx) =>
  tx
    .selectFrom('scheme.meeting as m')
    .innerJoin('scheme.round as r', 'r.id', 'm.round_id')
    .select(['m.id', 'm.forum_id', 'm.round_id', 'r.title as round_title', 'r.stage', 'r.manager_id', 'm.title', 'm.starts_at', 'm.place', 'm.state', 'm.quorum_percent', 'm.tie_rule', 'm.version', 'm.locked_at', 'm.locked_by_name'])
    .select(roleWordsOf('r.scheme_code').as('role_words'))
type Row = Awaited<ReturnType<ReturnType<typeof meetings>['execute']>>[number]
const meetingFrom = (row: Row): Meeting => ({
  id: row.id, forumId: row.forum_id, roundId: row.round_id, roundTitle: row.round_title, roundStage: row.stage, roleWords: row.role_words, managerId: row.manager_id, title: row.title, startsAt: row.starts_at, place: row.place, state: row.state as MeetingState,
  quorumPercent: row.quorum_percent ?? undefined, tieRule: (row.tie_rule as TieRule | null) ?? undefined, version: row.version, lockedAt: row.locked_at ?? undefined, lockedBy: row.locked_by_name ?? undefined,
})

export const loadMeetings = async (tx: Tx, forumId: string): Promise<Meeting[]> => (await meetings(tx).where('m.forum_id', '=', forumId).orderBy('m.starts_at', 'desc').orderBy('m.id').execute()).map(meetingFrom)
export async function loadMeeting(tx: Tx, forumId: string, id: string): Promise<Meeting | undefined> {
  const row = await meetings(tx).where('m.forum_id', '=', forumId).where('m.id', '=', id).executeTakeFirst()
  return row && meetingFrom(row)
}
/** As `loadMeeting`, and nobody else changes it until the transaction is over. */
export async function lockMeeting(tx: Tx, forumId: string, id: string): Promise<Meeting | undefined> {
  const row = await meetings(tx).where('m.forum_id', '=', forumId).where('m.id', '=', id).forUpdate('m').executeTakeFirst()
  return row && meetingFrom(row)
}

export type MeetingPlan = { readonly title: string; readonly startsAt: Date; readonly place: string }
export async function insertMeeting(tx: Tx, forumId: string, roundId: string, plan: MeetingPlan, by: string, at: Date): Promise<string> {
  const row = await tx
    .insertInto('scheme.meeting')
    .values({ forum_id: forumId, round_id: roundId, title: plan.title, starts_at: plan.startsAt, place: plan.place, made_at: at, made_by_name: by })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}
export const updateMeeting = async (tx: Tx, id: string, plan: MeetingPlan, version: number): Promise<boolean> =>
  (await tx.updateTable('scheme.meeting').set({ title: plan.title, starts_at: plan.startsAt, place: plan.place, version: version + 1 }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()) !== undefined

/** The next state; a meeting that opens takes the forum's rules with it. */
export const saveState = (tx: Tx, id: string, state: MeetingState, rules: { readonly quorumPercent: number; readonly tieRule: TieRule } | undefined, locked: { readonly at: Date; readonly by: string } | undefined) =>
  tx
    .updateTable('scheme.meeting')
    .set((eb) => ({
      state, version: eb('version', '+', 1),
      ...(rules ? { quorum_percent: rules.quorumPercent, tie_rule: rules.tieRule } : {}),
      ...(locked ? { locked_at: locked.at, locked_by_name: locked.by } : {}),
    }))
    .where('id', '=', id)
    .execute()

export type Guest = { readonly id: string; readonly name: string; readonly from: string }
export const loadGuests = async (tx: Tx, meetingId: string): Promise<Guest[]> =>
  (await tx.selectFrom('scheme.meeting_guest').select(['id', 'name', 'comes_from']).where('meeting_id', '=', meetingId).where('removed_at', 'is', null).orderBy('name').execute()).map((row) => ({ id: row.id, name: row.name, from: row.comes_from }))
export const insertGuest = (tx: Tx, meetingId: string, name: string, from: string) => tx.insertInto('scheme.meeting_guest').values({ meeting_id: meetingId, name, comes_from: from }).execute()
export const removeGuest = (tx: Tx, meetingId: string, id: string, at: Date) => tx.updateTable('scheme.meeting_guest').set({ removed_at: at }).where('id', '=', id).where('meeting_id', '=', meetingId).execute()

export type Attendance = { readonly memberId: string; readonly present: boolean }
export const loadAttendance = async (tx: Tx, meetingId: string): Promise<Attendance[]> =>
  (await tx.selectFrom('scheme.meeting_attendance').select(['member_id', 'present']).where('meeting_id', '=', meetingId).execute()).map((row) => ({ memberId: row.member_id, present: row.present }))
export const saveAttendance = (tx: Tx, meetingId: string, rows: readonly Attendance[], by: string, at: Date) =>
  tx
    .insertInto('scheme.meeting_attendance')
    .values(rows.map(({ memberId, present }) => ({ meeting_id: meetingId, member_id: memberId, present, at, by_name: by })))
    .onConflict((oc) => oc.columns(['meeting_id', 'member_id']).doUpdateSet((eb) => ({ present: eb.ref('excluded.present'), at: eb.ref('excluded.at'), by_name: eb.ref('excluded.by_name') })))
    .execute()

export type Item = { readonly id: string; readonly position: number; readonly kind: 'general' | 'reports'; readonly title: string; readonly state: ItemState; readonly minutes: string; readonly version: number; readonly changedBy: string; readonly meetingId: string }
const items = (tx: Tx) => tx.selectFrom('scheme.meeting_item').select(['id', 'position', 'kind', 'title', 'state', 'minutes', 'version', 'changed_by_name', 'meeting_id']).where('removed_at', 'is', null)
const itemFrom = (row: Awaited<ReturnType<ReturnType<typeof items>['execute']>>[number]): Item => ({
  id: row.id, position: row.position, kind: row.kind as Item['kind'], title: row.title, state: row.state as ItemState, minutes: row.minutes, version: row.version, changedBy: row.changed_by_name, meetingId: row.meeting_id,
})
/** The agenda as the actor may see it: items with a report the actor has a tie to are not in it. */
export const loadItems = async (tx: Tx, meetingId: string): Promise<Item[]> => (await items(tx).where('meeting_id', '=', meetingId).orderBy('position').execute()).map(itemFrom)
export async function loadItem(tx: Tx, meetingId: string, id: string): Promise<Item | undefined> {
  const row = await items(tx).where('meeting_id', '=', meetingId).where('id', '=', id).executeTakeFirst()
  return row && itemFrom(row)
}
export async function lockItem(tx: Tx, meetingId: string, id: string): Promise<Item | undefined> {
  const row = await items(tx).where('meeting_id', '=', meetingId).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && itemFrom(row)
}
/** The numbers on the agenda where the actor leaves the room. */
export const loadHidden = async (tx: Tx, meetingId: string): Promise<number[]> => (await sql<{ position: number }>`select position from scheme.hidden_positions(${meetingId}) as hidden(position)`.execute(tx)).rows.map(({ position }) => position)

/** Nobody else puts a report of the round on any agenda until the transaction is over. */
export const lockAgendas = (tx: Tx, roundId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`agendas ${roundId}`}, 0))`.execute(tx)

/** Adds an item last on the agenda, with the reports it is about. */
export async function insertItem(tx: Tx, meetingId: string, item: { readonly kind: Item['kind']; readonly title: string; readonly reports: readonly string[] }, by: string, at: Date): Promise<string> {
  const id = crypto.randomUUID()
  await tx
    .insertInto('scheme.meeting_item')
    .values({ id, meeting_id: meetingId, kind: item.kind, title: item.title, changed_at: at, changed_by_name: by, position: sql<number>`scheme.next_position(${meetingId})` })
    .execute()
  if (item.reports.length > 0) await tx.insertInto('scheme.meeting_item_report').values(item.reports.map((report_id) => ({ item_id: id, report_id, changed_at: at, changed_by_name: by }))).execute()
  return id
}
export const removeItem = (tx: Tx, id: string, by: string, at: Date) => tx.updateTable('scheme.meeting_item').set({ removed_at: at, changed_at: at, changed_by_name: by }).where('id', '=', id).execute()
/** @returns false when somebody has changed it since `version` */
export const saveMinutes = async (tx: Tx, id: string, minutes: string, version: number, by: string, at: Date): Promise<boolean> =>
  (await tx.updateTable('scheme.meeting_item').set({ minutes, version: version + 1, changed_at: at, changed_by_name: by }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()) !== undefined
export const saveItemState = (tx: Tx, id: string, state: ItemState, by: string, at: Date) =>
  tx.updateTable('scheme.meeting_item').set((eb) => ({ state, version: eb('version', '+', 1), changed_at: at, changed_by_name: by })).where('id', '=', id).execute()

export type Unplaced = { readonly id: string; readonly reference: string; readonly title: string; readonly leadName: string }
/** Sent reports of the round that are on no agenda, of those the actor handles. */
export async function loadUnplaced(tx: Tx, roundId: string): Promise<Unplaced[]> {
  const rows = await tx
    .selectFrom('scheme.report as r')
    .innerJoin('register.organisation as o', 'o.id', 'r.lead_id')
    .leftJoin('scheme.report_fact as f', 'f.report_id', 'r.id')
    .select(['r.id', 'r.reference', 'f.title', 'o.name as lead_name'])
    .where('r.round_id', '=', roundId)
    .where('r.state', '=', 'submitted')
    .where('r.id', 'in', sql<string>`(select scheme.handled_reports())`)
    .where('r.id', 'not in', sql<string>`(select scheme.placed_reports(${roundId}))`)
    .orderBy('r.reference')
    .execute()
  return rows.map((row) => ({ id: row.id, reference: row.reference ?? '', title: row.title ?? '', leadName: row.lead_name }))
}
