// A country that does not exist: 5,600 kindergartens in 350 municipalities of 10 counties, one municipality, one team and one owner much larger than the others,
// 100,000 answers a year over five years, and with them requests for guidance, needs, need reports and grants.
import type pg from 'pg'

/** The id of the n-th of a series. */
const id = (series: number, n: string) => `('${series}0000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`
export const largest = { governor: '10000000-0000-7000-8000-000000000001', municipality: '20000000-0000-7000-8000-000000000001', team: '30000000-0000-7000-8000-000000000001', owner: '40000000-0000-7000-8000-000000000001' }
/** Six hundred lie in the first municipality, the others are spread; three hundred of the private ones belong to the first owner. */
const municipality = 'case when n <= 600 then 1 else 1 + n % 350 end'
const owner = `case when n % 2 = 0 then ${id(2, municipality)} when n % 18 = 1 then ${id(4, '1')} else ${id(4, '2 + n % 900')} end`
const themes = `array['care', 'play', 'language', 'participation', 'home', 'transitions', 'reflection']`
const chapters = `(array['rammeplan-2017-1', 'rammeplan-2017-2', 'rammeplan-2017-3', 'rammeplan-2017-7', 'rammeplan-2017-9-1', 'rammeplan-2017-4'])`

const world = [
  `insert into register.organisation (id, kind, name, fictitious, created_at) select ${id(1, 'n')}, 'county-governor', 'Statsforvalter ' || n, true, now() from generate_series(1, 10) n`,
  `insert into register.organisation (id, kind, name, fictitious, created_at) select ${id(2, 'n')}, 'municipality', 'Kommune ' || n, true, now() from generate_series(1, 350) n`,
  `insert into register.organisation (id, kind, form, name, fictitious, created_at) select ${id(3, 'n')}, 'support-service', 'competence-team', 'Team ' || n, true, now() from generate_series(1, 350) n`,
  `insert into register.organisation (id, kind, name, fictitious, created_at) select ${id(4, 'n')}, 'owner', 'Eier ' || n, true, now() from generate_series(1, 901) n`,
  `insert into register.organisation (id, kind, name, fictitious, region_id, created_at) select ${id(5, 'n')}, 'kindergarten', 'Barnehage ' || n, true, 'oslo-viken', now() from generate_series(1, 5600) n`,
  `insert into register.register_fact (organisation_id, name, capacity, ownership, postal_place, source, as_of, read_at) select ${id(5, 'n')}, 'Barnehage ' || n, 15 + (n * 37) % 100, case when n % 2 = 0 then 'municipal' else 'private' end, 'Sted ' || case when n <= 600 then n % 15 else 15 + n % 685 end, 'bench', '2026-01-01', now() from generate_series(1, 5600) n`,
  `insert into register.county_number (number, name, period, governor_id) select (80 + n)::text, 'Fylke ' || n, '[2019-01-01,)', ${id(1, 'n')} from generate_series(1, 10) n`,
  `insert into register.municipality_number (number, name, county_number, period, organisation_id) select (8100 + n)::text, 'Kommune ' || n, (81 + (n - 1) % 10)::text, '[2019-01-01,)', ${id(2, 'n')} from generate_series(1, 350) n`,
  `insert into register.relation (from_id, to_id, kind, period, source) select ${id(5, 'n')}, ${id(2, municipality)}, 'lies-in', '[2019-01-01,)', 'bench' from generate_series(1, 5600) n`,
  `insert into register.relation (from_id, to_id, kind, period, source) select ${id(5, 'n')}, ${owner}, 'owned-by', '[2019-01-01,)', 'bench' from generate_series(1, 5600) n`,
  `insert into register.relation (from_id, to_id, kind, period, source) select ${id(3, 'n')}, ${id(2, 'n')}, 'part-of', '[2019-01-01,)', 'bench' from generate_series(1, 350) n`,
]

/** Sessions as they are kept: what may be shown. One in fifteen asks the same again in spring, one in forty is held together with two others. */
const sessions = [
  `insert into needs.staff_session (id, region_id, kindergarten_id, start_key, instrument_version_id, kind, state, title, themes, expected, seen_by_owner, seen_by_team, made_at, made_by_name, opened_at, ended_at)
   select ${id(6, 'n * 100 + y * 10 + again')}, 'oslo-viken', ${id(5, 'n')}, gen_random_uuid(), v.id, 'live', 'ended', 'Møte', ${themes}, 18, n % 3 <> 0, n % 5 <> 0, t, 'Styrer', t, t
   from generate_series(1, 5600) n, generate_series(0, 4) y, generate_series(0, 1) again, needs.instrument_version v join needs.instrument i on i.id = v.instrument_id and i.code = 'staff-2026',
     lateral (select '2026-09-01'::timestamptz + make_interval(days => n % 60 + again * 150, secs => n) - make_interval(years => y) as t) x where (again = 0 or n % 15 = 0) and t < now()`,
  `insert into needs.staff_session_unit (session_id, kindergarten_id, agreed_at, agreed_by_name)
   select s.id, other.from_id, s.made_at, 'Styrer' from needs.staff_session s join register.relation own on own.from_id = s.kindergarten_id and own.kind = 'owned-by'
   cross join lateral (select r.from_id from register.relation r where r.to_id = own.to_id and r.kind = 'owned-by' and r.from_id > own.from_id order by r.from_id limit 2) other where hashtext(s.id::text) % 40 = 0`,
  `insert into needs.staff_result select s.id, t ->> 'key', q ->> 'key', 'all', 15, 1.5 + (abs(hashtext(s.id::text || (q ->> 'key'))) % 30) / 10.0, 5, 5, 5, 0
   from needs.staff_session s join needs.instrument_version v on v.id = s.instrument_version_id, jsonb_array_elements(v.definition -> 'themes') t, jsonb_array_elements(t -> 'statements') q where t ->> 'key' = any (s.themes)`,
]
const others = [
  `insert into identity.person (id, name, email, created_at) values (${id(7, '1')}, 'Styrer', 'styrer@bench.example', now())`,
  `insert into guidance.flow_version (id, team_org_id, number, status, definition, changed_at, changed_by) select ${id(8, 'n')}, ${id(3, 'n')}, 1, 'published', '{}', now(), 'Leder' from generate_series(1, 350) n`,
  `insert into guidance.case (region_id, reference, kindergarten_id, team_org_id, flow_version_id, state, step_key, themes, created_at, created_by, created_by_name, changed_at, changed_by_name, submitted_at)
   select 'oslo-viken', 'B-' || c, ${id(5, 'n')}, ${id(3, municipality)}, ${id(8, municipality)}, 'running', 'x', array[${chapters}[1 + c % 6], ${chapters}[1 + (c + 1) % 6]], t, ${id(7, '1')}, 'Styrer', t, 'Styrer', t
   from generate_series(1, 20000) c, lateral (select 1 + (c * 7) % 5600 as n, now() - make_interval(days => 1 + c % 1500) as t) x`,
  `insert into needs.need_statement (region_id, kindergarten_id, start_key, state, title, finding, for_whom, cause, wished, signs, themes, staff_involved, rank, shared_with_team, made_at, made_by_name, changed_at, changed_by_name, decided_on, decided_by_name)
   select 'oslo-viken', ${id(5, '1 + c % 5600')}, gen_random_uuid(), 'decided', 'Behov', 'a', 'b', 'c', 'd', 'e', array[${chapters}[1 + c % 6]], 'yes', 1, c % 3 = 0, t, 'Styrer', t, 'Styrer', t::date, 'Styrer' from generate_series(1, 28000) c, lateral (select now() - make_interval(days => 1 + (c * 13) % 1800) as t) x`,
]
/** Need reports and grants as the picture keeps them: a round of the grant scheme is not played here. */
const reported = `insert into insight.evidence (source, theme, year, kindergarten_id, governor_id, municipality_id, owner_id, team_id, ownership, size, place, seen_by_owner, seen_by_team, known_on)
   select s, ${chapters}[1 + n % 5], y, p.kindergarten_id, p.governor_id, p.municipality_id, p.owner_id, null, p.ownership, case when p.capacity <= 25 then 'small' when p.capacity <= 75 then 'medium' else 'large' end, p.place, true, false, make_date(y, 3, 1)
   from (select row_number() over (order by kindergarten_id)::integer as n, * from register.kindergarten_profile) p, generate_series(2022, 2026) y, unnest(array['report', 'grant']) s where (n + y) % 2 = 0 and (s = 'report' or n % 5 < 2)`

export async function fill(owner: pg.Client): Promise<void> {
  for (const text of [...world, 'analyze', ...sessions, ...others, reported, "insert into insight.pool select distinct source, theme, year, 1, governor_id, '2000-01-01'::date from insight.evidence", 'analyze']) await owner.query(text)
}

/** One more session that ends now, of a kindergarten that the largest team and the largest owner see; and one that is open and takes answers. */
export const newSession = `with s as (insert into needs.staff_session (region_id, kindergarten_id, start_key, instrument_version_id, kind, state, title, themes, expected, seen_by_owner, seen_by_team, made_at, made_by_name, opened_at, ended_at)
   select 'oslo-viken', ${id(5, '$1::integer')}, gen_random_uuid(), v.id, 'live', 'ended', 'Møte', ${themes}, 18, true, true, now(), 'Styrer', now(), now() from needs.instrument_version v join needs.instrument i on i.id = v.instrument_id and i.code = 'staff-2026' returning *),
  kept as (insert into needs.staff_result select s.id, t ->> 'key', q ->> 'key', 'all', 15, 2.5, 5, 5, 5, 0 from s join needs.instrument_version v on v.id = s.instrument_version_id, jsonb_array_elements(v.definition -> 'themes') t, jsonb_array_elements(t -> 'statements') q where t ->> 'key' = any (s.themes))
  select id from s`
export const openSession = `with s as (insert into needs.staff_session (region_id, kindergarten_id, start_key, instrument_version_id, kind, state, title, themes, expected, code, phase, theme, made_at, made_by_name, opened_at)
   select 'oslo-viken', ${id(5, '5600')}, gen_random_uuid(), v.id, 'live', 'open', 'Møte', ${themes}, 500, 'BENCHE', 'answering', 'play', now(), 'Styrer', now() from needs.instrument_version v join needs.instrument i on i.id = v.instrument_id and i.code = 'staff-2026' returning id),
  t as (insert into needs.staff_ticket select s.id, sha256(convert_to('ticket ' || n, 'UTF8')) from s, generate_series(1, 500) n) select id from s`
