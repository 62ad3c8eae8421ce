import { sql } from 'kysely'
import type { AcceptedFile } from '../../../kernel/attachment.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/db.ts'

export type Meeting = {
  readonly id: string
  readonly networkId: string
  readonly title: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly place: string
  readonly preparation: string
  readonly notes: string
  readonly between: string
  readonly others: number | undefined
  readonly cancelled: boolean
  readonly version: number
}
export type StoredFile = { readonly id: string; readonly name: string; readonly size: number; readonly addedAt: Date; readonly addedBy: PersonId; readonly addedByName: string; /** The kindergarten that brought it; undefined for the team's own. */ readonly kindergartenId: string | undefined; readonly kindergarten: string | undefined; /** The schools in the network may read it too. */ readonly forSchools: boolean }

const meetings = (tx: Tx) => tx.selectFrom('measures.network_meeting as m').select(['m.id', 'm.network_id', 'm.title', 'm.starts_at', 'm.ends_at', 'm.place', 'm.preparation', 'm.notes', 'm.between_work', 'm.others', 'm.cancelled_at', 'm.version'])
type Row = Awaited<ReturnType<ReturnType<typeof meetings>['execute']>>[number]
const meetingOf = (row: Row): Meeting => ({
  id: row.id, networkId: row.network_id, title: row.title, startsAt: row.starts_at, endsAt: row.ends_at, place: row.place, preparation: row.preparation, notes: row.notes, between: row.between_work, others: row.others ?? undefined, cancelled: row.cancelled_at !== null, version: row.version,
})
/** The meetings of a network the actor may see, in the order they are held. */
export const loadMeetings = async (tx: Tx, networkId: string): Promise<readonly Meeting[]> => (await meetings(tx).where('m.network_id', '=', networkId).orderBy('m.starts_at').orderBy('m.id').limit(500).execute()).map(meetingOf)
export async function loadMeeting(tx: Tx, networkId: string, id: string): Promise<Meeting | undefined> {
  const row = await meetings(tx).where('m.id', '=', id).where('m.network_id', '=', networkId).executeTakeFirst()
  return row && meetingOf(row)
}
/** Whether a kindergarten of the actor's is in the network, so that what it does may be read. */
export const isIn = async (tx: Tx, networkId: string): Promise<boolean> => (await sql<{ there: boolean }>`select ${networkId}::uuid in (select measures.networks_in()) as there`.execute(tx)).rows[0]?.there ?? false

export type Planned = { readonly title: string; readonly startsAt: Date; readonly endsAt: Date; readonly place: string; readonly preparation: string }
/** The meeting that a form has made, when it was the same. */
export const findMeeting = async (tx: Tx, startKey: string, networkId: string, { title, startsAt, endsAt, place, preparation }: Planned): Promise<string | undefined> =>
  (await tx.selectFrom('measures.network_meeting').select('id').where('start_key', '=', startKey).where('network_id', '=', networkId)
    .where('title', '=', title).where('starts_at', '=', startsAt).where('ends_at', '=', endsAt).where('place', '=', place).where('preparation', '=', preparation).executeTakeFirst())?.id
/** @returns undefined when the key has made something else */
export async function insertMeeting(tx: Tx, startKey: string, network: { readonly id: string; readonly teamId: string }, planned: Planned, who: string, now: Date): Promise<string | undefined> {
  const { title, startsAt, endsAt, place, preparation } = planned
  const values = { start_key: startKey, network_id: network.id, team_org_id: network.teamId, title, starts_at: startsAt, ends_at: endsAt, place, preparation, changed_at: now, changed_by_name: who }
  return (await tx.insertInto('measures.network_meeting').values(values).onConflict((one) => one.column('start_key').doNothing()).returning('id').executeTakeFirst())?.id
}
export const savePlanned = (tx: Tx, id: string, { title, startsAt, endsAt, place, preparation }: Planned, version: number, who: string, now: Date) =>
  tx.updateTable('measures.network_meeting').set({ title, starts_at: startsAt, ends_at: endsAt, place, preparation, version, changed_at: now, changed_by_name: who }).where('id', '=', id).execute()
export const saveNotes = (tx: Tx, id: string, notes: string, between: string, version: number, who: string, now: Date) =>
  tx.updateTable('measures.network_meeting').set({ notes, between_work: between, version, changed_at: now, changed_by_name: who }).where('id', '=', id).execute()
export const saveCancelled = (tx: Tx, id: string, version: number, who: string, now: Date) =>
  tx.updateTable('measures.network_meeting').set({ cancelled_at: now, version, changed_at: now, changed_by_name: who }).where('id', '=', id).execute()

/** How many came, by kindergarten, of one meeting. */
export const loadPresence = async (tx: Tx, meetingId: string): Promise<ReadonlyMap<string, number>> =>
  new Map((await tx.selectFrom('measures.network_presence').select(['kindergarten_id', 'people']).where('meeting_id', '=', meetingId).execute()).map((row) => [row.kindergarten_id, row.people]))
/** How many came to each meeting of a network. */
export async function loadTotals(tx: Tx, networkId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.selectFrom('measures.network_presence').select('meeting_id').select(sql<number>`sum(people)::integer`.as('people')).where('network_id', '=', networkId).groupBy('meeting_id').execute()
  return new Map(rows.map((row) => [row.meeting_id, row.people]))
}
export async function savePresence(tx: Tx, meeting: Pick<Meeting, 'id' | 'networkId'>, teamId: string, counts: ReadonlyMap<string, number>, others: number | undefined): Promise<void> {
  for (const [kindergartenId, people] of counts)
    await tx.insertInto('measures.network_presence').values({ meeting_id: meeting.id, network_id: meeting.networkId, team_org_id: teamId, kindergarten_id: kindergartenId, people }).onConflict((one) => one.columns(['meeting_id', 'kindergarten_id']).doUpdateSet({ people })).execute()
  await tx.updateTable('measures.network_meeting').set({ others: others ?? null }).where('id', '=', meeting.id).execute()
}

export async function loadFiles(tx: Tx, meetingId: string): Promise<readonly StoredFile[]> {
  const rows = await tx
    .selectFrom('measures.network_file as f').leftJoin('register.organisation_card as o', 'o.id', 'f.kindergarten_id')
    .select(['f.id', 'f.name', 'f.size', 'f.added_at', 'f.added_by', 'f.added_by_name', 'f.kindergarten_id', 'f.for_schools', 'o.name as kindergarten']).where('f.meeting_id', '=', meetingId).where('f.removed_at', 'is', null).orderBy('f.added_at').orderBy('f.id').execute()
  return rows.map((row) => ({ id: row.id, name: row.name, size: row.size, addedAt: row.added_at, addedBy: row.added_by as PersonId, addedByName: row.added_by_name, kindergartenId: row.kindergarten_id ?? undefined, kindergarten: row.kindergarten ?? undefined, forSchools: row.for_schools }))
}
export const saveFile = (tx: Tx, meeting: Pick<Meeting, 'id' | 'networkId'>, teamId: string, file: AcceptedFile & { readonly sha256: string; readonly forSchools: boolean }, who: { readonly personId: PersonId; readonly name: string }, now: Date) =>
  tx
    .insertInto('measures.network_file')
    .values({ meeting_id: meeting.id, network_id: meeting.networkId, team_org_id: teamId, name: file.name, media_type: file.mediaType, size: file.bytes.length, sha256: file.sha256, content: Buffer.from(file.bytes), added_at: now, added_by: who.personId, added_by_name: who.name, for_schools: file.forSchools })
    .execute()
/** Emptied at once: what should not have been sent is not kept. */
export const removeFile = async (tx: Tx, meetingId: string, id: string, now: Date): Promise<boolean> =>
  (await tx.updateTable('measures.network_file').set({ removed_at: now, content: Buffer.alloc(0) }).where('meeting_id', '=', meetingId).where('id', '=', id).where('removed_at', 'is', null).returning('id').execute()).length > 0
export const loadContent = (tx: Tx, meetingId: string, id: string) => tx.selectFrom('measures.network_file').select(['name', 'media_type', 'content']).where('meeting_id', '=', meetingId).where('id', '=', id).where('removed_at', 'is', null).executeTakeFirst()
