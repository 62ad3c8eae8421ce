// A country that does not exist: 2,000 kindergartens, of them a hundred in one municipality, forty of those with one owner, and one team for them all.
// The first three hundred have cases, needs, measures, programmes, courses, networks and visits; the hundred more than others.
import type pg from 'pg'

/** The id of the n-th of a series. */
const id = (series: string, n: string) => `('${series}0000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`
export const ours = { municipality: '20000000-0000-7000-8000-000000000001', team: '30000000-0000-7000-8000-000000000001', owner: '40000000-0000-7000-8000-000000000001' }
const municipality = 'case when n <= 100 then 1 else 2 + n % 349 end'
const owner = `case when n <= 40 then ${id('4', '1')} when n % 2 = 0 then ${id('2', municipality)} else ${id('4', '2 + n % 900')} end`
const theme = (n: string) => `array[(array['rammeplan-2017-2', 'rammeplan-2017-3', 'rammeplan-2017-7', 'rammeplan-2017-9-1', 'rammeplan-2017-4'])[1 + (${n}) % 5]]`
const written = "now(), 'Styrer', now(), 'Styrer'"
const filled = 300
const all = 2000

const statements = [
  `insert into register.organisation (id, kind, name, fictitious, created_at) select ${id('2', 'n')}, 'municipality', 'Kommune ' || n, true, now() from generate_series(1, 350) n`,
  `insert into register.organisation (id, kind, form, name, fictitious, created_at) select ${id('3', 'n')}, 'support-service', 'competence-team', 'Team ' || n, true, now() from generate_series(1, 350) n`,
  `insert into register.organisation (id, kind, name, fictitious, created_at) select ${id('4', 'n')}, 'owner', 'Eier ' || n, true, now() from generate_series(1, 901) n`,
  `insert into register.organisation (id, kind, name, fictitious, region_id, created_at) select ${id('5', 'n')}, 'kindergarten', 'Barnehage ' || n, true, 'oslo-viken', now() from generate_series(1, ${all}) n`,
  `insert into register.register_fact (organisation_id, name, capacity, ownership, postal_place, source, as_of, read_at) select ${id('5', 'n')}, 'Barnehage ' || n, 15 + (n * 37) % 100, case when n > 40 and n % 2 = 0 then 'municipal' else 'private' end, 'Sted ' || n % 15, 'bench', '2026-01-01', now() from generate_series(1, ${all}) n`,
  `insert into register.relation (from_id, to_id, kind, period, source) select ${id('5', 'n')}, ${id('2', municipality)}, k, '[2019-01-01,)', 'bench' from generate_series(1, ${all}) n, unnest(array['lies-in', 'supervised-by']) k`,
  `insert into register.relation (from_id, to_id, kind, period, source) select ${id('5', 'n')}, ${owner}, 'owned-by', '[2019-01-01,)', 'bench' from generate_series(1, ${all}) n`,
  `insert into register.relation (from_id, to_id, kind, period, source) select ${id('3', 'n')}, ${id('2', 'n')}, 'part-of', '[2019-01-01,)', 'bench' from generate_series(1, 350) n`,
  `insert into identity.person (id, name, email, created_at) select ${id('6', 'n')}, 'Styrer ' || n, 'styrer' || n || '@bench.example', now() from generate_series(1, 1900) n`,
  `insert into identity.membership (person_id, org_id, role, period) select ${id('6', 'n')}, ${id('5', 'n')}, 'head', case when n % 20 = 0 then '[2020-01-01,2026-01-01)' else '[2020-01-01,)' end::daterange from generate_series(1, 1900) n`,
  `insert into guidance.flow_version (id, team_org_id, number, status, definition, changed_at, changed_by) select ${id('7', 'n')}, ${id('3', 'n')}, 1, 'published', '{}', now(), 'Leder' from generate_series(1, 350) n`,
  'analyze',
  `insert into guidance.case (id, region_id, reference, kindergarten_id, team_org_id, flow_version_id, state, step_key, themes, created_at, created_by, created_by_name, changed_at, changed_by_name, submitted_at)
   select ${id('8', 'n * 4 + c')}, 'oslo-viken', 'B-' || n * 4 + c, ${id('5', 'n')}, ${id('3', municipality)}, ${id('7', municipality)}, 'running', 'x', ${theme('n + c')}, t, ${id('6', '1')}, 'Styrer', t, 'Styrer', t from generate_series(1, ${filled}) n, generate_series(0, 1) c, lateral (select now() - make_interval(days => 10 + (n * 7 + c) % 200) as t) x`,
  `insert into guidance.meeting (case_id, kind, held_on, minutes_used, written_at, written_by_name) select c.id, 'start-meeting', current_date - 5, 60, now(), 'Rådgiver' from guidance.case c where hashtext(c.id::text) % 2 = 0`,
  `insert into needs.need_statement (region_id, kindergarten_id, start_key, state, title, finding, for_whom, cause, wished, signs, themes, staff_involved, rank, shared_with_team, made_at, made_by_name, changed_at, changed_by_name, decided_on, decided_by_name)
   select 'oslo-viken', ${id('5', 'n')}, gen_random_uuid(), 'decided', 'Behov ' || c, 'a', 'b', 'c', 'd', 'e', ${theme('n + c')}, 'yes', 1 + c, c % 2 = 0, ${written}, current_date - 30, 'Styrer' from generate_series(1, ${filled}) n, generate_series(0, 3) c`,
  `insert into measures.measure (id, region_id, lead_id, start_key, kind, title, goal, themes, origin, starts_on, ends_on, begun_on, made_at, made_by_name, changed_at, changed_by_name)
   select ${id('a', 'n * 4 + c')}, 'oslo-viken', ${id('5', 'n')}, gen_random_uuid(), 'staff-work', 'Tiltak ' || c, 'mål', ${theme('n + c')}, 'own', current_date - 100, current_date - 20 + 60 * c, current_date - 90, ${written} from generate_series(1, ${filled}) n, generate_series(0, 3) c`,
  `insert into measures.part (measure_id, kindergarten_id, state, answered_at, answered_by_name, shared_with_team) select ${id('a', 'n * 4 + c')}, ${id('5', 'n')}, 'part', now(), 'Styrer', c % 2 = 0 from generate_series(1, ${filled}) n, generate_series(0, 3) c`,
  `insert into measures.programme (id, region_id, lead_id, start_key, title, goal, themes, starts_on, ends_on, made_at, made_by_name, changed_at, changed_by_name) select ${id('b', 'p')}, 'oslo-viken', '${ours.team}', gen_random_uuid(), 'Fellessatsing ' || p, 'mål', ${theme('p')}, current_date - 100, current_date + 200, ${written} from generate_series(1, 4) p`,
  `insert into measures.programme_cohort (id, programme_id, start_key, position, name, starts_on, ends_on) select ${id('c', 'p')}, ${id('b', 'p')}, gen_random_uuid(), 1, 'Pulje', current_date - 100, current_date + 200 from generate_series(1, 4) p`,
  `insert into measures.programme_place (programme_id, cohort_id, kindergarten_id, state, answered_at, answered_by_name) select ${id('b', '1 + n % 4')}, ${id('c', '1 + n % 4')}, ${id('5', 'n')}, 'part', now(), 'Styrer' from generate_series(1, 100) n`,
  `insert into measures.network (id, region_id, team_org_id, start_key, name, theme, audience, facilitator, period, made_at, made_by_name, changed_at, changed_by_name) select ${id('d', 'p')}, 'oslo-viken', '${ours.team}', gen_random_uuid(), 'Nettverk ' || p, (${theme('p')})[1], 'heads', 'Leder', daterange(current_date - 100, null), ${written} from generate_series(1, 10) p`,
  `insert into measures.network_member (network_id, team_org_id, kindergarten_id, period) select ${id('d', '1 + n % 10')}, '${ours.team}', ${id('5', 'n')}, daterange(current_date - 100, null) from generate_series(1, 100) n`,
  `insert into measures.network_meeting (network_id, team_org_id, start_key, title, starts_at, ends_at, changed_at, changed_by_name) select ${id('d', 'p')}, '${ours.team}', gen_random_uuid(), 'Møte', now() + make_interval(days => 3 + p), now() + make_interval(days => 3 + p, hours => 2), now(), 'Leder' from generate_series(1, 10) p`,
  `insert into measures.course (id, region_id, arranger_id, start_key, kind, title, about, themes, seats_on_site, seats_digital, state, opens_at, closes_at, offer_hours, made_at, made_by_name, changed_at, changed_by_name) select ${id('e', 'p')}, 'oslo-viken', '${ours.team}', gen_random_uuid(), 'course', 'Kurs ' || p, 'om', ${theme('p')}, 200, 0, 'open', now() - interval '30 days', now() + interval '5 days', 48, ${written} from generate_series(1, 20) p`,
  `insert into measures.course_session (course_id, starts_at, ends_at, made_at, changed_at, changed_by_name) select ${id('e', 'p')}, now() + make_interval(days => 2 + p + s), now() + make_interval(days => 2 + p + s, hours => 3), now(), now(), 'Leder' from generate_series(1, 20) p, generate_series(0, 2) s`,
  `insert into measures.course_place (course_id, kindergarten_id, role_group, name, email, how, language, state, goes_first, registered_at, token_hash, registered_by, registered_by_name, changed_at)
   select ${id('e', '1 + (n + s) % 20')}, ${id('5', 'n')}, 'assistant', 'Deltaker ' || n || ' ' || s, 'd' || n || '-' || s || '@bench.example', 'on-site', 'nb', 'seated', false, now(), sha256((n || ' ' || s)::bytea), 'head', 'Styrer', now() from generate_series(1, 100) n, generate_series(0, 5) s`,
  `insert into presence.visit (region_id, team_org_id, kindergarten_id, start_key, sent, kind, state, held_on, themes, made_by, made_at, made_by_name, changed_at, changed_by_name)
   select 'oslo-viken', ${id('3', municipality)}, ${id('5', 'n')}, gen_random_uuid(), repeat('0', 64), 'visit', case when v = 0 then 'planned' else 'held' end, case when v = 0 then current_date + n % 20 - 5 else current_date - 100 * v - n % 300 end, '{}', ${id('6', '1')}, ${written} from generate_series(1, ${filled}) n, generate_series(0, 3) v`,
  `insert into needs.staff_session (region_id, kindergarten_id, start_key, instrument_version_id, kind, state, title, themes, expected, seen_by_owner, seen_by_team, made_at, made_by_name, opened_at, ended_at)
   select 'oslo-viken', ${id('5', 'n')}, gen_random_uuid(), v.id, 'live', 'ended', 'Møte', array['care', 'play'], 18, true, true, t, 'Styrer', t, t from generate_series(1, ${all}) n, generate_series(1, 3) s, needs.instrument_version v join needs.instrument i on i.id = v.instrument_id and i.code = 'staff-2026', lateral (select now() - make_interval(days => 100 * s + n % 60) as t) x`,
  `insert into register.organisation (id, kind, form, name, fictitious, created_at) select ${id('9', 'n')}, 'support-service', 'ppt', 'Tjeneste ' || n, true, now() from generate_series(1, 4) n`,
  `insert into register.relation (from_id, to_id, kind, period, source) select ${id('9', 'n')}, '${ours.municipality}', 'part-of', '[2019-01-01,)', 'bench' from generate_series(1, 4) n`,
  `insert into coordination.activity (service_id, kindergarten_id, start_key, kind, theme, what, frequency, reaches, starts_on, ends_on, next_on, written_by, made_at, made_by_name, changed_at, changed_by_name)
   select ${id('9', '1 + (n + s) % 4')}, ${id('5', 'n')}, gen_random_uuid(), 'staff-guidance', (${theme('n + s')})[1], 'Veileder personalet', 'monthly', array['all-staff'], current_date - 40, current_date + 100, current_date + n % 30, ${id('9', '1 + (n + s) % 4')}, ${written} from generate_series(1, 100) n, generate_series(0, 1) s`,
  `insert into insight.follow (team_org_id, kindergarten_id, person_id, person_name, from_on) select '${ours.team}', ${id('5', 'n')}, ${id('6', '1 + n % 4')}, 'Rådgiver ' || n % 4, current_date - 50 from generate_series(1, 90) n`,
]

export async function fill(owner: pg.Client): Promise<void> {
  for (const text of [...statements, 'analyze']) {
    try {
      await owner.query(text)
    } catch (problem) {
      throw new Error(text.slice(0, 160), { cause: problem })
    }
  }
}

/** The bare question: how many of each thing the kindergartens have, straight from the tables without any policy. */
export const bare = (kindergartens: string): string => `with k as materialized (${kindergartens})
  select (select count(*) from guidance.case c where c.kindergarten_id in (select id from k) and c.state = 'running'), (select count(*) from needs.need_statement n where n.kindergarten_id in (select id from k) and n.state = 'decided'),
    (select count(*) from measures.part p join measures.measure m on m.id = p.measure_id where p.kindergarten_id in (select id from k) and p.state = 'part'), (select count(*) from measures.programme_place p where p.kindergarten_id in (select id from k)),
    (select count(*) from measures.network_member m where m.kindergarten_id in (select id from k)), (select count(*) from measures.course_place p join measures.course_session s on s.course_id = p.course_id where p.kindergarten_id in (select id from k)),
    (select count(*) from presence.visit v where v.kindergarten_id in (select id from k)), (select count(*) from needs.staff_session s where s.kindergarten_id in (select id from k)), (select count(*) from identity.membership m where m.org_id in (select id from k) and m.role = 'head')`
