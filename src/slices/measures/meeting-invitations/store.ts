import { sql } from 'kysely'
import type { Language } from '../../../kernel/language.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'

export type MeetingKind = 'network' | 'resource-team'
/** A person and a meeting whose calendar entry is not as it should be. */
export type Due = {
  readonly kind: MeetingKind
  readonly meetingId: string
  /** The network or the resource team. */
  readonly of: string
  /** The name of the network; empty for a resource team, which goes by its kindergarten. */
  readonly network: string
  readonly kindergarten: string
  readonly host: string
  readonly title: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly place: string
  readonly personId: PersonId
  readonly name: string
  readonly language: Language
  /** What was sent before; undefined when nothing has been. */
  readonly version: number | undefined
  readonly wanted: boolean
  readonly cancelled: boolean
}

type Row = { kind: MeetingKind; meeting_id: string; of: string; network: string; kindergarten: string; host: string; title: string; starts_at: Date; ends_at: Date; place: string; person_id: PersonId; name: string; language: Language; version: number | null; wanted: boolean; cancelled: boolean }

/**
 * Entries that are to be sent, moved or taken out, the first meeting first. Who is to come is asked for the day of the meeting: whoever stands in for another that
 * day, or leaves before it, is counted as they are then. A head of three kindergartens in one network has one entry. Meetings that are over are let be.
 *
 * In a network: as those who are told of it (`network-meetings/told.ts`), also the leaders of schools. In a resource team: the head, the contacts of the services on the roster, and the
 * pedagogical leaders and advisers who sit in it by name; when no name fits, all of them.
 */
export async function loadDue(tx: Tx, now: Date, limit: number): Promise<readonly Due[]> {
  // Two programs do not send the same.
  await sql`select pg_advisory_xact_lock(hashtextextended('meeting invitations', 43))`.execute(tx)
  const { rows } = await sql<Row>`
    with coming as (
      select 'network' as kind, m.id, m.network_id as of, n.name as network, null::uuid as kindergarten_id, t.name as host, n.name || ': ' || m.title as title, m.starts_at, m.ends_at, m.held_on, m.place, m.cancelled_at is not null as cancelled, n.audience
      from measures.network_meeting m join measures.network n on n.id = m.network_id join register.organisation_card t on t.id = m.team_org_id where m.ends_at > ${now}
      union all
      select 'resource-team', m.id, m.resource_team_id, '', m.kindergarten_id, k.name, '', m.starts_at, m.ends_at, m.held_on, m.place, m.cancelled_at is not null or coalesce(k.closed_on <= m.held_on, false), null
      from measures.resource_meeting m join register.organisation_card k on k.id = m.kindergarten_id where m.ends_at > ${now}),
    within as (
      select c.id, c.held_on, c.audience, k.kindergarten_id, o.owner_id from coming c join measures.network_member k on k.network_id = c.of and k.period @> c.held_on
        join register.organisation_card o on o.id = k.kindergarten_id and (o.closed_on is null or o.closed_on > c.held_on)
      where c.kind = 'network' and not c.cancelled),
    heads as (select w.id, w.kindergarten_id, r.person_id from within w cross join lateral identity.recipients(array[w.kindergarten_id], array['head'], w.held_on, 'guidance') r),
    seats as (select c.id, c.held_on, c.kindergarten_id, s.part, lower(btrim(s.name)) as name, s.service_id from coming c join measures.resource_member s on s.resource_team_id = c.of and s.period @> c.held_on where c.kind = 'resource-team' and not c.cancelled),
    named as (
      select a.id, r.person_id, a.part, lower(p.name) = any (a.names) as sits, bool_or(lower(p.name) = any (a.names)) over (partition by a.id, a.part) as somebody
      from (select s.id, s.held_on, s.kindergarten_id, s.part, array_agg(s.name) as names from seats s where s.part in ('pedagogical-leader', 'adviser') group by 1, 2, 3, 4) a
        left join register.served_by v on v.kindergarten_id = a.kindergarten_id
        cross join lateral identity.recipients(array[case a.part when 'adviser' then v.team_id else a.kindergarten_id end], case a.part when 'adviser' then array['adviser', 'team-leader'] else array['pedagogical-leader'] end, a.held_on, 'guidance') r
        join identity.person p on p.id = r.person_id),
    wanted as (
      select h.id, h.kindergarten_id, h.person_id from heads h
      union select w.id, w.kindergarten_id, r.person_id from within w cross join lateral identity.recipients(array[w.kindergarten_id], array['pedagogical-leader'], w.held_on, 'guidance') r where w.audience in ('pedagogical-leaders', 'staff')
      union select w.id, w.kindergarten_id, r.person_id from within w cross join lateral identity.recipients(array[w.owner_id], array['owner'], w.held_on, 'guidance') r
        where w.audience = 'owners' or not exists (select from heads h where h.id = w.id and h.kindergarten_id = w.kindergarten_id)
      -- A school has no kindergarten: its own name stands there.
      union select c.id, s.school_id, r.person_id from coming c join measures.network_school s on c.kind = 'network' and s.network_id = c.of and s.state = 'accepted' and s.joined_on <= c.held_on and s.answered_at <= c.starts_at
        join register.organisation_card o on o.id = s.school_id and (o.closed_on is null or o.closed_on > c.held_on)
        cross join lateral identity.recipients(array[s.school_id], array['school-leader'], c.held_on, 'guidance') r where not c.cancelled
      union select c.id, c.kindergarten_id, r.person_id from coming c cross join lateral identity.recipients(array[c.kindergarten_id], array['head'], c.held_on, 'guidance') r where c.kind = 'resource-team' and not c.cancelled
      union select s.id, s.kindergarten_id, r.person_id from seats s cross join lateral identity.recipients(array[s.service_id], array['service-contact'], s.held_on, 'guidance') r where s.service_id is not null
      union select n.id, null, n.person_id from named n where n.sits or not n.somebody),
    people as (select w.id, w.person_id, (array_agg(w.kindergarten_id order by o.name))[1] as kindergarten_id from wanted w left join register.organisation_card o on o.id = w.kindergarten_id group by w.id, w.person_id),
    sent as (select coalesce(i.network_meeting_id, i.resource_meeting_id) as id, i.* from measures.meeting_invitation i where coalesce(i.network_meeting_id, i.resource_meeting_id) in (select id from coming))
    select c.kind, c.id as meeting_id, c.of, c.network, coalesce(k.name, h.name, '') as kindergarten, c.host, c.title, c.starts_at, c.ends_at, c.place, p.id as person_id, p.name, p.language, s.version, w.person_id is not null as wanted, c.cancelled
    from people w full join sent s on s.id = w.id and s.person_id = w.person_id join coming c on c.id = coalesce(w.id, s.id) join identity.person p on p.id = coalesce(w.person_id, s.person_id)
      left join register.organisation_card k on k.id = w.kindergarten_id left join register.organisation_card h on h.id = c.kindergarten_id
    where (w.person_id is not null and (s.version is null or s.called_off or (s.starts_at, s.ends_at, s.place, s.title) is distinct from (c.starts_at, c.ends_at, c.place, c.title)))
      or (w.person_id is null and not s.called_off)
    order by c.starts_at, c.id, p.id limit ${limit}`.execute(tx)
  return rows.map((row) => ({
    kind: row.kind, meetingId: row.meeting_id, of: row.of, network: row.network, kindergarten: row.kindergarten, host: row.host, title: row.title, startsAt: row.starts_at, endsAt: row.ends_at, place: row.place,
    personId: row.person_id, name: row.name, language: row.language, version: row.version ?? undefined, wanted: row.wanted, cancelled: row.cancelled,
  }))
}

export async function saveSent(tx: Tx, one: Due, version: number, now: Date): Promise<void> {
  const sent = { version, starts_at: one.startsAt, ends_at: one.endsAt, place: one.place, title: one.title, called_off: !one.wanted, sent_at: now }
  const key = one.kind === 'network' ? 'network_meeting_id' : 'resource_meeting_id'
  const before = await tx.updateTable('measures.meeting_invitation').set(sent).where(key, '=', one.meetingId).where('person_id', '=', one.personId).returning('version').executeTakeFirst()
  if (!before) await tx.insertInto('measures.meeting_invitation').values({ [key]: one.meetingId, person_id: one.personId, ...sent }).execute()
}

/** What was put in calendars of meetings that were over before a day. @returns how many */
export const forgetSent = async (tx: Tx, before: LocalDate): Promise<number> => Number((await tx.deleteFrom('measures.meeting_invitation').where('ends_at', '<', sql<Date>`${before}::date`).executeTakeFirstOrThrow()).numDeletedRows)
