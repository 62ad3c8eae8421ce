import { sql } from 'kysely'
import type { AcceptedFile } from '../../../kernel/attachment.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/db.ts'

export type Told = { readonly kindergartenId: string; readonly kindergarten: string; readonly body: string; readonly version: number; readonly toldAt: Date; readonly toldBy: string; /** The schools in the network may read it too. */ readonly forSchools: boolean }
export type Mine = { readonly id: string; readonly name: string }
type MeetingKey = { readonly id: string; readonly networkId: string }

/** The kindergartens in the network today that the actor speaks for. */
export async function loadMine(tx: Tx, networkId: string): Promise<readonly Mine[]> {
  const { rows } = await sql<Mine>`
    select distinct o.id, o.name from measures.network_member m join register.organisation_card o on o.id = m.kindergarten_id
    where m.network_id = ${networkId} and m.period @> platform.today() and measures.speaks_in(m.network_id, m.kindergarten_id) order by o.name`.execute(tx)
  return rows
}

export async function loadTold(tx: Tx, meetingId: string): Promise<readonly Told[]> {
  const rows = await tx
    .selectFrom('measures.network_told as t').innerJoin('register.organisation_card as o', 'o.id', 't.kindergarten_id')
    .select(['t.kindergarten_id', 'o.name', 't.body', 't.version', 't.told_at', 't.told_by_name', 't.for_schools']).where('t.meeting_id', '=', meetingId).orderBy('o.name').execute()
  return rows.map((row) => ({ kindergartenId: row.kindergarten_id, kindergarten: row.name ?? '', body: row.body, version: row.version, toldAt: row.told_at, toldBy: row.told_by_name, forSchools: row.for_schools }))
}
export const saveTold = (tx: Tx, meeting: MeetingKey, teamId: string, kindergartenId: string, told: { readonly body: string; readonly version: number; readonly forSchools: boolean }, who: string, now: Date) =>
  tx
    .insertInto('measures.network_told')
    .values({ meeting_id: meeting.id, network_id: meeting.networkId, team_org_id: teamId, kindergarten_id: kindergartenId, body: told.body, version: told.version, told_at: now, told_by_name: who, for_schools: told.forSchools })
    .onConflict((one) => one.columns(['meeting_id', 'kindergarten_id']).doUpdateSet({ body: told.body, version: told.version, told_at: now, told_by_name: who, for_schools: told.forSchools }))
    .execute()

export const countBrought = async (tx: Tx, meetingId: string, kindergartenId: string): Promise<number> =>
  (await tx.selectFrom('measures.network_file').select('id').where('meeting_id', '=', meetingId).where('kindergarten_id', '=', kindergartenId).where('removed_at', 'is', null).execute()).length
export const saveBrought = (tx: Tx, meeting: MeetingKey, teamId: string, kindergartenId: string, file: AcceptedFile & { readonly sha256: string; readonly forSchools: boolean }, who: { readonly personId: PersonId; readonly name: string }, now: Date) =>
  tx
    .insertInto('measures.network_file')
    .values({ meeting_id: meeting.id, network_id: meeting.networkId, team_org_id: teamId, kindergarten_id: kindergartenId, name: file.name, media_type: file.mediaType, size: file.bytes.length, sha256: file.sha256, content: Buffer.from(file.bytes), added_at: now, added_by: who.personId, added_by_name: who.name, for_schools: file.forSchools })
    .execute()

export type Mover = { readonly kindergarten: string; readonly role: 'head' | 'pedagogical-leader'; readonly on: LocalDate; readonly nowIn: string; readonly nowRole: 'head' | 'pedagogical-leader' }
/** Whoever led a kindergarten in the network and leads in another today. */
export async function loadMovers(tx: Tx, networkId: string): Promise<readonly Mover[]> {
  const { rows } = await sql<{ kindergarten: string; role: Mover['role']; until: LocalDate; now_in: string; now_role: Mover['role'] }>`
    select k.name as kindergarten, v.role, v.until, o.name as now_in, v.now_role from measures.network_movers(${networkId}::uuid) v
      join register.organisation_card k on k.id = v.kindergarten_id join register.organisation_card o on o.id = v.now_in order by v.until desc, k.name`.execute(tx)
  return rows.map((row) => ({ kindergarten: row.kindergarten, role: row.role, on: row.until, nowIn: row.now_in, nowRole: row.now_role }))
}
