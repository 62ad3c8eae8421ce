import type { Tx } from '../../../../platform/db.ts'
import type { By } from '../plans/store.ts'

export type JointMeeting = {
  readonly id: string; readonly planId: string; readonly title: string; readonly startsAt: Date; readonly endsAt: Date; readonly place: string; readonly agenda: string; readonly notes: string
  readonly came: readonly string[]; readonly version: number; readonly calledOff: boolean; readonly calledBy: string; readonly changedAt: Date; readonly changedBy: string
}
const meetings = (tx: Tx) => tx.selectFrom('coordination.joint_meeting').selectAll()
type Row = Awaited<ReturnType<ReturnType<typeof meetings>['execute']>>[number]
const asMeeting = (row: Row): JointMeeting => ({
  id: row.id, planId: row.plan_id, title: row.title, startsAt: row.starts_at, endsAt: row.ends_at, place: row.place, agenda: row.agenda, notes: row.notes, came: row.came, version: row.version, calledOff: row.called_off_at !== null, calledBy: row.called_by, changedAt: row.changed_at, changedBy: row.changed_by_name,
})
export const loadMeetings = async (tx: Tx, planId: string): Promise<readonly JointMeeting[]> => (await meetings(tx).where('plan_id', '=', planId).orderBy('starts_at').orderBy('id').execute()).map(asMeeting)
export async function loadMeeting(tx: Tx, id: string): Promise<JointMeeting | undefined> {
  const row = await meetings(tx).where('id', '=', id).executeTakeFirst()
  return row && asMeeting(row)
}

export type MeetingContent = Pick<JointMeeting, 'title' | 'startsAt' | 'endsAt' | 'place' | 'agenda'>
/** The meeting that a form has made in a plan, when it was the same. */
export const findSame = async (tx: Tx, planId: string, key: string, { title, startsAt, endsAt, place, agenda }: MeetingContent): Promise<string | undefined> =>
  (await tx.selectFrom('coordination.joint_meeting').select('id').where('start_key', '=', key).where('plan_id', '=', planId)
    .where('title', '=', title).where('starts_at', '=', startsAt).where('ends_at', '=', endsAt).where('place', '=', place).where('agenda', '=', agenda).executeTakeFirst())?.id
/** @returns undefined when the key has made something else */
export const insertMeeting = async (tx: Tx, planId: string, key: string, content: MeetingContent, by: By, now: Date): Promise<string | undefined> =>
  (await tx.insertInto('coordination.joint_meeting').values({ plan_id: planId, start_key: key, title: content.title, starts_at: content.startsAt, ends_at: content.endsAt, place: content.place, agenda: content.agenda, called_by: by.orgId, changed_at: now, changed_by_name: by.name }).onConflict((conflict) => conflict.column('start_key').doNothing()).returning('id').executeTakeFirst())?.id
const touched = (meeting: Pick<JointMeeting, 'version'>, by: By, now: Date) => ({ version: meeting.version + 1, changed_at: now, changed_by_name: by.name })
export const saveMeeting = (tx: Tx, meeting: JointMeeting, content: MeetingContent, by: By, now: Date) =>
  tx.updateTable('coordination.joint_meeting').set({ title: content.title, starts_at: content.startsAt, ends_at: content.endsAt, place: content.place, agenda: content.agenda, ...touched(meeting, by, now) }).where('id', '=', meeting.id).execute()
export const saveCalledOff = (tx: Tx, meeting: JointMeeting, by: By, now: Date) => tx.updateTable('coordination.joint_meeting').set({ called_off_at: now, ...touched(meeting, by, now) }).where('id', '=', meeting.id).execute()
export const saveNotes = (tx: Tx, meeting: JointMeeting, notes: string, came: readonly string[], by: By, now: Date) => tx.updateTable('coordination.joint_meeting').set({ notes, came: [...came], ...touched(meeting, by, now) }).where('id', '=', meeting.id).execute()
