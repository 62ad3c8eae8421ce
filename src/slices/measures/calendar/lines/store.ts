import { sql, type RawBuilder } from 'kysely'
import type { Role } from '../../../../kernel/actor.ts'
import { addDays, compareDates, osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import { clashesOn, concerns, merged, opensTo, type DayClash, type Line, type What } from '../rules.ts'

// What the slices have days for, through their published views: each runs with the reader's own rights, so the calendar shows what the pages would.

type Span = { readonly from: LocalDate; readonly to: LocalDate }
type Row = { what: What; id: string; day: LocalDate | null; last: LocalDate | null; at: Date | null; until: Date | null; title: string | null; place: string | null; version: number | null; kindergarten: string | null; more: string[] | null; many: number | null; link: string | null }

/** Everything with a day from `from` up to `to` that the actor may read, one line for each thing. */
export async function loadLines(tx: Tx, role: Role, span: Span): Promise<readonly Line[]> {
  const found = await Promise.all(Object.entries(questions).filter(([source]) => concerns(role, source as Line['source'])).map(async ([source, ask]) => ({ source: source as Line['source'], rows: (await ask(span).execute(tx)).rows })))
  return merged(found.flatMap(({ source, rows }) => rows.map((row) => lineOf(source, row, role))))
}

/** What else is on the days a course has sessions, as far as the actor may see. */
export async function loadDayClashes(tx: Tx, role: Role, sessions: readonly { readonly id: string; readonly startsAt: Date; readonly cancelledAt: Date | undefined }[]): Promise<readonly DayClash[]> {
  const held = sessions.filter(({ cancelledAt }) => cancelledAt === undefined)
  const days = held.map(({ startsAt }) => osloDate(startsAt)).toSorted(compareDates)
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return []
  const own = new Set(held.map(({ id }) => id))
  return clashesOn(days, await loadLines(tx, role, { from: first, to: addDays(last, 1) }), ({ source, id }) => source === 'course' && own.has(id), role === 'head')
}

const lineOf = (source: Line['source'], row: Row, role: Role): Line => {
  const day = row.at ? osloDate(row.at) : (row.day as LocalDate)
  return {
    source, what: row.what, id: row.id, day, last: row.last ?? day, starts: row.at ?? undefined,
    minutes: row.at && row.until ? Math.round((row.until.getTime() - row.at.getTime()) / 60_000) : 60,
    title: row.title ?? '', place: row.place ?? '', version: row.version ?? 0, kindergartens: row.kindergarten ? [row.kindergarten] : (row.more ?? []), count: row.many ?? undefined,
    href: row.link !== null && opensTo[source].includes(role) ? row.link : undefined,
  }
}

const nameOf = (id: RawBuilder<unknown>) => sql`(select o.name from register.organisation_card o where o.id = ${id})`
const namesOf = (ids: RawBuilder<unknown>) => sql`array(select o.name from register.organisation_card o where o.id = any (${ids}) order by o.name)`
/** Columns a source has no use for. */
const none = (...names: readonly string[]) => sql.join(names.map((name) => sql`null::${sql.raw(types[name] ?? 'text')} as ${sql.ref(name)}`))
const types: Readonly<Record<string, string>> = { day: 'date', last: 'date', at: 'timestamptz', until: 'timestamptz', version: 'integer', many: 'integer', more: 'text[]' }
/** A moment within the days, by Norway's clock. */
const within = (at: RawBuilder<unknown>, { from, to }: Span) => sql`${at} >= (${from}::date)::timestamp at time zone 'Europe/Oslo' and ${at} < (${to}::date)::timestamp at time zone 'Europe/Oslo'`
/** When there is more than a page can show, it is the first that are there. */
const firstBy = (...columns: readonly string[]) => sql`order by ${sql.join(columns.map((column) => sql.ref(column)))} limit 1000`

const questions: Readonly<Record<Line['source'], (span: Span) => RawBuilder<Row>>> = {
  planning: ({ from, to }) => sql<Row>`select d.kind as what, d.id, d.from_on as day, d.last_on as last, d.title, ${nameOf(sql`d.kindergarten_id`)} as kindergarten, null::integer as many, ${none('at', 'until', 'place', 'version', 'more', 'link')}
    from measures.planning_day d where d.last_on >= ${from}::date and d.from_on < ${to}::date
    union all select a.kind, null::uuid, a.from_on, a.last_on, '', null, a.kindergartens, ${none('at', 'until', 'place', 'version', 'more', 'link')} from measures.days_in_area(${from}::date, ${to}::date) a ${firstBy('day', 'id')}`,
  round: (span) => sql<Row>`select r.kind as what, r.round_id as id, (r.at at time zone 'Europe/Oslo')::date as day, r.title, '/runder/' || r.round_id as link, ${none('last', 'at', 'until', 'place', 'version', 'more', 'kindergarten')}
    from scheme.round_day r where ${within(sql`r.at`, span)} ${firstBy('r.at', 'r.round_id')}`,
  forum: (span) => sql<Row>`select 'meeting' as what, m.id, m.starts_at as at, m.title, m.version, '/forum/' || m.forum_id || '/moter/' || m.id as link, ${none('day', 'last', 'until', 'place', 'more', 'kindergarten')}
    from scheme.forum_meeting_day m where ${within(sql`m.starts_at`, span)} ${firstBy('m.starts_at', 'm.id')}`,
  course: (span) => sql<Row>`select 'course' as what, s.id, s.starts_at as at, s.ends_at as until, case when s.title = '' then s.course else s.course || ': ' || s.title end as title, s.place, s.sequence as version,
      ${namesOf(sql`array(select p.kindergarten_id from measures.course_place_card p where p.course_id = s.course_id and p.state = 'seated')`)} as more, '/kurs/' || s.course_id as link, ${none('day', 'last', 'kindergarten')}
    from measures.course_session_card s where s.cancelled_at is null and s.course_state not in ('draft', 'cancelled') and ${within(sql`s.starts_at`, span)} ${firstBy('s.starts_at', 's.id')}`,
  network: (span) => sql<Row>`select 'meeting' as what, m.id, m.starts_at as at, m.ends_at as until, m.network || ': ' || m.title as title, m.place, m.version, ${namesOf(sql`m.kindergarten_ids`)} as more, '/nettverk/' || m.network_id || '/moter/' || m.id as link, ${none('day', 'last', 'kindergarten')}
    from measures.network_meeting_card m where not m.cancelled and ${within(sql`m.starts_at`, span)} ${firstBy('m.starts_at', 'm.id')}`,
  'resource-team': (span) => sql<Row>`select 'meeting' as what, m.id, m.starts_at as at, m.ends_at as until, m.place, m.version, ${namesOf(sql`m.kindergarten_ids`)} as more, '/ressursteam/' || m.resource_team_id || '/moter/' || m.id as link, ${none('day', 'last', 'title', 'kindergarten')}
    from measures.resource_meeting_card m where not m.cancelled and ${within(sql`m.starts_at`, span)} ${firstBy('m.starts_at', 'm.id')}`,
  guidance: ({ from, to }) => sql<Row>`select c.kind as what, c.case_id as id, case when c.at_time is null then c.day end as day,
      case when c.at_time is not null then (c.day + c.at_time::time) at time zone 'Europe/Oslo' end as at, c.reference as title, ${nameOf(sql`c.kindergarten_id`)} as kindergarten, '/veiledning/' || c.case_id as link, ${none('last', 'until', 'place', 'version', 'more')}
    from guidance.case_day c where c.day >= ${from}::date and c.day < ${to}::date ${firstBy('c.day', 'c.case_id')}`,
  visit: ({ from, to }) => sql<Row>`select 'visit' as what, v.id, v.held_on as day, ${nameOf(sql`v.kindergarten_id`)} as kindergarten, '/besok/' || v.id as link, ${none('last', 'at', 'until', 'title', 'place', 'version', 'more')}
    from presence.visit_card v where v.held_on >= ${from}::date and v.held_on < ${to}::date ${firstBy('v.held_on', 'v.id')}`,
  planned: ({ from, to }) => sql<Row>`select 'planned' as what, p.id, p.monday as day, p.monday + 4 as last, p.what as title, p.group_name as place, ${nameOf(sql`p.kindergarten_id`)} as kindergarten, '/kapasitet/halvarsplan/' || p.plan_id as link, ${none('at', 'until', 'version', 'more')}
    from team.planned_visit p where p.monday + 4 >= ${from}::date and p.monday < ${to}::date and (p.person_id = (select platform.actor_person()) or (select platform.actor_role()) = 'team-leader') ${firstBy('p.monday', 'p.id')}`,
  session: ({ from, to }) => sql<Row>`select case s.kind when 'survey' then 'survey-closes' else 'staff-session' end as what, s.id, s.day, s.title, ${nameOf(sql`s.kindergarten_id`)} as kindergarten, '/okter/' || s.id as link, ${none('last', 'at', 'until', 'place', 'version', 'more')}
    from needs.session_day s where s.day >= ${from}::date and s.day < ${to}::date ${firstBy('s.day', 's.id')}`,
  joint: ({ from, to }) => sql<Row>`select j.what, j.id, case when j.starts_at is null then j.day end as day, j.starts_at as at, j.ends_at as until, j.title, j.place, j.version,
      ${namesOf(sql`j.kindergarten_ids`)} as more, '/skole/' || case when j.what = 'meeting' then 'moter/' || j.id else 'planer/' || j.plan_id end as link, ${none('last', 'kindergarten')}
    from coordination.joint_day j where j.day >= ${from}::date and j.day < ${to}::date ${firstBy('j.day', 'j.id')}`,
  discussion: (span) => sql<Row>`select 'meeting' as what, d.id, d.starts_at as at, d.ends_at as until, d.title, d.place, d.version, '/droftinger/' || d.id as link, ${none('day', 'last', 'more', 'many', 'kindergarten')}
    from strategy.discussion_day d where ${within(sql`d.starts_at`, span)} ${firstBy('d.starts_at', 'd.id')}`,
  measure: ({ from, to }) => sql<Row>`select d.what, m.id, d.day, m.title, ${nameOf(sql`m.kindergarten_id`)} as kindergarten, '/tiltak/' || m.id as link, ${none('last', 'at', 'until', 'place', 'version', 'more')}
    from measures.measure_card m cross join lateral (values ('measure-starts', coalesce(m.begun_on, m.starts_on)), ('measure-ends', m.ends_on), ('follow-up', case when m.followed_up_on is null then m.next_on end)) d (what, day)
    where d.day >= ${from}::date and d.day < ${to}::date ${firstBy('d.day', 'm.id')}`,
}
