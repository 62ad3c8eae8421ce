import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../../../kernel/actor.ts'
import { kindergartenYearOf, startOfDayOslo, type LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import { dueKinds, runKinds, waitKinds, type DueKind, type Item, type Kind, type RunKind, type WaitKind } from './rules.ts'

// What the slices publish of kindergartens, with the reader's own rights: the page shows what their pages would. One question to each, however many kindergartens there are.

/** `link` leads to the page of the thing itself; `day` and `last` are 'YYYY-MM-DD'. */
type Row = { kind: Kind; kindergarten_id: string; id: string; title: string | null; themes: string[] | null; day: string | null; last: string | null; link: string }
type Asked = { /** `any(…)` of the kindergartens it is about. */ readonly among: RawBuilder<unknown>; readonly today: LocalDate; readonly actor: Pick<Actor, 'role' | 'personId'> }
type Question = (asked: Asked) => RawBuilder<Row>
export type Found = { readonly runs: readonly Item<RunKind>[]; readonly waits: readonly Item<WaitKind>[]; readonly dated: readonly Item<DueKind>[] }

/** @param parts which parts of the program the reader acts in: a deputy may have one of them */
export async function loadItems(tx: Tx, ids: readonly string[], actor: Pick<Actor, 'role' | 'personId'>, parts: { readonly guidance: boolean; readonly scheme: boolean }, today: LocalDate): Promise<Found> {
  const asked: Asked = { among: sql`any(${[...ids]}::uuid[])`, today, actor }
  const questions = [...(parts.guidance ? ofGuidance : []), ...(parts.scheme ? ofScheme : []), grants]
  const found = (await Promise.all(questions.map(async (question) => (await question(asked).execute(tx)).rows))).flat()
  const items = found.map((row): Item => ({ kind: row.kind, kindergartenId: row.kindergarten_id, id: row.id, title: row.title ?? '', themes: row.themes ?? [], day: (row.day as LocalDate | null) ?? undefined, last: (row.last as LocalDate | null) ?? undefined, href: row.link }))
  return { runs: items.filter(isOf(runKinds)), waits: items.filter(isOf(waitKinds)), dated: items.filter(isOf(dueKinds)) }
}

const isOf = <K extends Kind>(kinds: readonly K[]) => (item: Item): item is Item<K> => (kinds as readonly Kind[]).includes(item.kind)

const cases: Question = ({ among }) => sql<Row>`
  with mine as (select c.* from guidance.case_card c where c.kindergarten_id = ${among} and c.state = 'running')
  select 'case' as kind, c.kindergarten_id, c.id, c.reference as title, c.themes, (c.submitted_at at time zone 'Europe/Oslo')::date::text as day, null as last, '/veiledning/' || c.id as link from mine c
  union all select 'request', c.kindergarten_id, c.id, c.reference, c.themes, w.submitted_on::text, null, '/veiledning/' || c.id from mine c join guidance.request_wait w on w.case_id = c.id and w.first_met_on is null`
const caseDays: Question = ({ among }) => sql<Row>`
  select d.kind, d.kindergarten_id, d.case_id as id, d.reference as title, '{}'::text[] as themes, d.day::text, null as last, '/veiledning/' || d.case_id as link
  from guidance.case_day d where d.kindergarten_id = ${among} and d.kind in ('start-meeting', 'evaluation')`
const needs: Question = ({ among }) => sql<Row>`
  with mine as (select n.* from needs.need_card n where n.kindergarten_id = ${among} and n.state = 'decided')
  select 'need' as kind, n.kindergarten_id, n.id, n.title, n.themes, n.decided_on::text as day, null as last, '/behovsbeskrivelser/' || n.id as link from mine n
  where n.id not in (select unnest(m.need_ids) from measures.measure_card m where m.kindergarten_id = ${among})
    and not exists (select from guidance.case_card c where c.need_id = n.id) and not exists (select from scheme.report_card r where r.need_id = n.id and r.state in ('draft', 'signing', 'submitted'))`
const measures: Question = ({ among }) => sql<Row>`
  with mine as materialized (select m.kindergarten_id, m.id, m.title, m.themes, m.state, m.starts_on, m.ends_on, m.begun_on, m.next_on, m.followed_up_on from measures.measure_card m where m.kindergarten_id = ${among})
  select case m.state when 'offered' then 'offer' else 'measure' end as kind, m.kindergarten_id, m.id, m.title, m.themes, coalesce(m.begun_on, m.starts_on)::text as day, m.ends_on::text as last, '/tiltak/' || m.id as link from mine m where m.state <> 'closed'
  union all select 'measure-ends', m.kindergarten_id, m.id, m.title, m.themes, m.ends_on::text, null, '/tiltak/' || m.id from mine m where m.state = 'running'
  union all select 'follow-up', m.kindergarten_id, m.id, m.title, m.themes, m.next_on::text, null, '/tiltak/' || m.id from mine m where m.state = 'closed' and m.next_on is not null and m.followed_up_on is null`
const programmes: Question = ({ among }) => sql<Row>`
  with mine as materialized (select p.* from measures.programme_card p where p.kindergarten_id = ${among} and p.state in ('offered', 'part'))
  select case p.state when 'offered' then 'place-offer' else 'programme' end as kind, p.kindergarten_id, p.id, p.title, p.themes, p.starts_on::text as day, p.ends_on::text as last, '/fellessatsinger/' || p.id as link from mine p
  union all select 'programme-step', p.kindergarten_id, p.id, p.title, p.themes, p.next_on::text, null, '/fellessatsinger/' || p.id from mine p where p.state = 'part' and p.next_on is not null`
/** Asked once for each course and each session, and then put beside those who have a seat: many kindergartens go to the same. */
const courses: Question = ({ among, today }) => sql<Row>`
  with seats as materialized (select p.course_id, p.kindergarten_id, bool_or(p.state in ('seated', 'offered')) as has_seat from measures.course_place_card p where p.kindergarten_id = ${among} and p.state in ('seated', 'offered', 'waiting') group by 1, 2),
    going as materialized (select c.id, c.title, c.themes, (c.starts_at at time zone 'Europe/Oslo')::date as starts_on, (c.ends_at at time zone 'Europe/Oslo')::date as ends_on from measures.course_card c where c.id in (select s.course_id from seats s) and c.state in ('open', 'closed')),
    meetings as materialized (select e.id, e.course_id, case when e.title = '' then e.course else e.course || ': ' || e.title end as title, (e.starts_at at time zone 'Europe/Oslo')::date::text as day
      from measures.course_session_card e where e.course_id in (select s.course_id from seats s) and e.cancelled_at is null and e.course_state in ('open', 'closed') and e.starts_at >= ${startOfDayOslo(today)})
  select case when s.has_seat then 'course' else 'waiting-list' end as kind, s.kindergarten_id, c.id, c.title, c.themes, c.starts_on::text as day, c.ends_on::text as last, '/kurs/' || c.id as link from seats s join going c on c.id = s.course_id
  union all select 'course-session', s.kindergarten_id, m.id, m.title, '{}', m.day, null, '/kurs/' || m.course_id from seats s join meetings m on m.course_id = s.course_id where s.has_seat`
const networks: Question = ({ among }) => sql<Row>`
  select case n.part when 'member' then 'network' else 'invitation' end as kind, n.kindergarten_id, n.network_id as id, n.name as title, case when n.theme is null then '{}' else array[n.theme] end as themes, lower(n.period)::text as day, (upper(n.period) - 1)::text as last, '/nettverk/' || n.network_id as link
  from measures.network_kindergarten n where n.kindergarten_id = ${among}`
const networkMeetings: Question = ({ among, today }) => sql<Row>`
  select 'network-meeting' as kind, k.id as kindergarten_id, m.id, m.network || ': ' || m.title as title, '{}'::text[] as themes, (m.starts_at at time zone 'Europe/Oslo')::date::text as day, null as last, '/nettverk/' || m.network_id || '/moter/' || m.id as link
  from measures.network_meeting_card m cross join lateral unnest(m.kindergarten_ids) k (id) where not m.cancelled and m.starts_at >= ${startOfDayOslo(today)} and k.id = ${among}`
const resourceMeetings: Question = ({ among, today }) => sql<Row>`
  select 'resource-meeting' as kind, k.id as kindergarten_id, m.id, '' as title, '{}'::text[] as themes, (m.starts_at at time zone 'Europe/Oslo')::date::text as day, null as last, '/ressursteam/' || m.resource_team_id || '/moter/' || m.id as link
  from measures.resource_meeting_card m cross join lateral unnest(m.kindergarten_ids) k (id) where not m.cancelled and m.starts_at >= ${startOfDayOslo(today)} and k.id = ${among}`
const visits: Question = ({ among }) => sql<Row>`
  select 'visit' as kind, v.kindergarten_id, v.id, v.kind as title, '{}'::text[] as themes, v.held_on::text as day, null as last, '/besok/' || v.id as link from presence.visit_card v where v.kindergarten_id = ${among} and v.state = 'planned'`
/** Visits of the half-year plan, in the week they are planned in: an adviser's own, the leader all. As in the year calendar. */
const plannedVisits: Question = ({ among, today, actor }) => sql<Row>`
  select 'planned-visit' as kind, v.kindergarten_id, v.id, v.what as title, '{}'::text[] as themes, greatest(v.monday, ${today}::date)::text as day, (v.monday + 4)::text as last, '/kapasitet/halvarsplan/' || v.plan_id as link
  from team.planned_visit v where v.kindergarten_id = ${among} and v.monday + 4 >= ${today} and (${actor.role === 'team-leader'} or v.person_id = ${actor.personId})`
const surveys: Question = ({ among, today }) => sql<Row>`
  select 'survey-closes' as kind, s.kindergarten_id, s.id, s.title, '{}'::text[] as themes, s.day::text, null as last, '/okter/' || s.id as link from needs.session_day s where s.kindergarten_id = ${among} and s.kind = 'survey' and s.day >= ${today}`
const services: Question = ({ among, today }) => sql<Row>`
  with mine as materialized (select a.* from coordination.service_activity a where a.kindergarten_id = ${among})
  select 'support' as kind, a.kindergarten_id, a.id, a.service as title, array[a.theme] as themes, a.starts_on::text as day, a.ends_on::text as last, '/stottesystem/' || a.kindergarten_id as link from mine a
  union all select 'service-day', a.kindergarten_id, a.id, a.service, '{}', a.next_on::text, null, '/stottesystem/' || a.kindergarten_id from mine a where a.next_on >= ${today}
  union all select 'service-request', c.kindergarten_id, c.kindergarten_id, '', '{}', null, null, '/stottesystem/' || c.kindergarten_id from coordination.service_request_count c where c.waiting > 0 and c.kindergarten_id = ${among}`
const schools: Question = ({ among, today }) => sql<Row>`
  select case w.kind when 'plan' then 'joint-plan' else 'school-pair' end as kind, w.kindergarten_id, w.id, w.school as title, '{}'::text[] as themes, w.since::text as day, null as last,
    case w.kind when 'plan' then '/skole/planer/' else '/skole/samarbeid/' end || w.id as link from coordination.joint_wait w where w.kindergarten_id = ${among}
  union all select case d.what when 'meeting' then 'joint-meeting' else 'joint-day' end, k.id, d.id, d.title, '{}', d.day::text, null, case d.what when 'meeting' then '/skole/moter/' || d.id else '/skole/planer/' || d.plan_id end
    from coordination.joint_day d cross join lateral unnest(d.kindergarten_ids) k (id) where d.what <> 'joint-month' and d.day >= ${today} and k.id = ${among}`
const agreements: Question = ({ among }) => sql<Row>`
  select 'agreement' as kind, a.org_id as kindergarten_id, a.id, case when length(a.body) <= 80 then a.body else left(a.body, 79) || '…' end as title, '{}'::text[] as themes, a.due_on::text as day, null as last, '/droftinger/avtaler/' || a.id as link
  from strategy.open_agreement a where a.org_id = ${among}`
const ofGuidance: readonly Question[] = [cases, caseDays, needs, measures, programmes, courses, networks, networkMeetings, resourceMeetings, visits, plannedVisits, surveys, services, schools, agreements]

const reports: Question = ({ among }) => sql<Row>`
  with mine as materialized (select w.* from scheme.report_wait w where w.kindergarten_id = ${among})
  select 'signature' as kind, w.kindergarten_id, w.report_id as id, w.round as title, '{}'::text[] as themes, null as day, null as last, '/behov/' || w.report_id as link from mine w where w.kind = 'signature' and cardinality(w.missing) > 0
  union all select case w.kind when 'signature' then 'report-closes' else 'result' end, w.kindergarten_id, coalesce(w.result_id, w.report_id), case when w.year is null then w.round else w.round || ', ' || w.year end, '{}', w.due_on::text, null,
    case when w.kind = 'signature' then '/behov/' || w.report_id when w.result_id is null then '/resultater' else '/resultater/' || w.result_id end from mine w`
const ofScheme: readonly Question[] = [reports]

/** Who gets a grant this kindergarten year is open to all. */
const grants: Question = ({ among, today }) => sql<Row>`
  select distinct on (g.report_id, g.kindergarten_id) 'grant' as kind, g.kindergarten_id, g.report_id as id, coalesce(g.network, g.partner) as title, '{}'::text[] as themes, null as day, null as last,
    '/deltakere?aar=' || g.kindergarten_year || '&q=' || replace(g.kindergarten, ' ', '+') as link
  from scheme.participants() g where g.kindergarten_year = ${kindergartenYearOf(today)} and g.kindergarten_id = ${among}`
