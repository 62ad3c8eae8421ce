import { sql } from 'kysely'
import type { Language } from '../../../../kernel/language.ts'
import type { Tx } from '../../../../platform/db.ts'

/** A person and a session whose calendar entry is not as it should be. */
export type Due = {
  readonly courseId: string
  readonly course: string
  readonly arranger: string
  readonly sessionId: string
  readonly title: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly place: string
  readonly sequence: number
  readonly placeId: string
  readonly name: string
  readonly email: string
  readonly language: Language
  readonly kindergarten: string
  /** What was sent before; undefined when nothing has been. */
  readonly version: number | undefined
  readonly wanted: boolean
}

/**
 * Entries that are to be sent, moved or taken out, the first session first: a seat that has none, a session that has been changed since, a seat or a session
 * that is no more. Sessions that are over are let be.
 */
export async function loadDue(tx: Tx, now: Date, limit: number): Promise<readonly Due[]> {
  // Two programs do not send the same.
  await sql`select pg_advisory_xact_lock(hashtextextended('course invitations', 43))`.execute(tx)
  const { rows } = await sql<{ course_id: string; course: string; arranger: string; session_id: string; title: string; starts_at: Date; ends_at: Date; place: string; sequence: number; place_id: string; name: string; email: string; language: Language; kindergarten: string; version: number | null; wanted: boolean }>`
    select * from (
      select c.id as course_id, c.title as course, a.name as arranger, s.id as session_id, s.title, s.starts_at, s.ends_at, case when p.how = 'digital' then coalesce(d.address, s.place) else s.place end as place, s.sequence,
        p.id as place_id, p.name, p.email, p.language, o.name as kindergarten, i.version, i.called_off, i.session_sequence,
        p.state = 'seated' and s.cancelled_at is null and c.state <> 'cancelled' as wanted
      from measures.course_session s join measures.course c on c.id = s.course_id and c.state <> 'draft' join measures.course_place p on p.course_id = s.course_id
        join register.organisation_card a on a.id = c.arranger_id join register.organisation_card o on o.id = p.kindergarten_id
        left join measures.course_session_address d on d.session_id = s.id left join measures.course_invitation i on i.session_id = s.id and i.place_id = p.id
      where s.ends_at > ${now}) t
    where (wanted and (version is null or called_off or session_sequence < sequence)) or (not wanted and version is not null and not called_off)
    order by starts_at, session_id, place_id limit ${limit}`.execute(tx)
  return rows.map((row) => ({
    courseId: row.course_id, course: row.course, arranger: row.arranger, sessionId: row.session_id, title: row.title, startsAt: row.starts_at, endsAt: row.ends_at, place: row.place, sequence: row.sequence,
    placeId: row.place_id, name: row.name, email: row.email, language: row.language, kindergarten: row.kindergarten, version: row.version ?? undefined, wanted: row.wanted,
  }))
}

export const saveSent = (tx: Tx, { sessionId, placeId, courseId, sequence, wanted }: Due, version: number, now: Date) =>
  tx
    .insertInto('measures.course_invitation')
    .values({ session_id: sessionId, place_id: placeId, course_id: courseId, version, session_sequence: sequence, called_off: !wanted, sent_at: now })
    .onConflict((one) => one.columns(['session_id', 'place_id']).doUpdateSet({ version, session_sequence: sequence, called_off: !wanted, sent_at: now }))
    .execute()
