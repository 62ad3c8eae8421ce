import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { PersonId } from '../../../../kernel/ids.ts'
import type { Language } from '../../../../kernel/language.ts'
import type { Tx } from '../../../../platform/db.ts'

/** A person and a meeting whose calendar entry is not as it should be. */
export type Due = {
  readonly id: string
  readonly title: string
  readonly place: string
  readonly from: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly personId: PersonId
  readonly name: string
  readonly language: Language
  /** What was sent before; undefined when nothing has been. */
  readonly version: number | undefined
  readonly wanted: boolean
  readonly cancelled: boolean
}

/** Entries that are to be sent, moved or taken out, the first meeting first. Meetings that are over are let be. For `system`. */
export async function loadDue(tx: Tx, now: Date, limit: number): Promise<readonly Due[]> {
  // Two programs do not send the same.
  await sql`select pg_advisory_xact_lock(hashtextextended('discussion invitations', 43))`.execute(tx)
  const { rows } = await sql<{ id: string; title: string; place: string; host: string; starts_at: Date; ends_at: Date; person_id: PersonId; name: string; language: Language; version: number | null; wanted: boolean; cancelled: boolean }>`
    with coming as (
      select d.id, d.title, d.place, h.name as host, d.starts_at, d.ends_at, d.cancelled_at is not null as cancelled from strategy.discussion d join register.organisation_card h on h.id = d.called_by_id where d.ends_at > ${now} and d.sent_at is not null),
    wanted as (
      select c.id, p.person_id, p.name, p.language from coming c cross join lateral strategy.discussion_people(c.id) p where not c.cancelled
        and not exists (select from strategy.discussion_person o where o.discussion_id = c.id and o.person_id = p.person_id and o.off_at is not null)),
    sent as (select x.* from strategy.discussion_calendar x where x.discussion_id in (select id from coming))
    select c.id, c.title, c.place, c.host, c.starts_at, c.ends_at, coalesce(w.person_id, s.person_id) as person_id, coalesce(w.name, s.name) as name, coalesce(w.language, s.language) as language, s.version, w.person_id is not null as wanted, c.cancelled
    from wanted w full join sent s on s.discussion_id = w.id and s.person_id = w.person_id join coming c on c.id = coalesce(w.id, s.discussion_id)
    where (w.person_id is not null and (s.version is null or s.called_off or (s.starts_at, s.ends_at, s.place, s.title) is distinct from (c.starts_at, c.ends_at, c.place, c.title)))
      or (w.person_id is null and not s.called_off)
    order by c.starts_at, c.id, person_id limit ${limit}`.execute(tx)
  return rows.map((row) => ({ id: row.id, title: row.title, place: row.place, from: row.host, startsAt: row.starts_at, endsAt: row.ends_at, personId: row.person_id, name: row.name, language: row.language, version: row.version ?? undefined, wanted: row.wanted, cancelled: row.cancelled }))
}
export async function saveSent(tx: Tx, one: Due, version: number, now: Date): Promise<void> {
  const sent = { name: one.name, language: one.language, version, starts_at: one.startsAt, ends_at: one.endsAt, place: one.place, title: one.title, called_off: !one.wanted, sent_at: now }
  await tx.insertInto('strategy.discussion_calendar').values({ discussion_id: one.id, person_id: one.personId, ...sent }).onConflict((conflict) => conflict.columns(['discussion_id', 'person_id']).doUpdateSet(sent)).execute()
}
/** What was put in calendars of meetings that were over before a day. @returns how many */
export const forgetSent = async (tx: Tx, before: LocalDate): Promise<number> => Number((await tx.deleteFrom('strategy.discussion_calendar').where('ends_at', '<', sql<Date>`${before}::date`).executeTakeFirstOrThrow()).numDeletedRows)
