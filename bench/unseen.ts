// Who is unseen in the whole country: 5,600 kindergartens, 350 teams, 20,000 requests with meetings. `npm run bench:unseen`.
// The job that makes every team's list, and beside it the bare questions to the same tables without policies, with the same rows written.
import { makeLists } from '../src/slices/insight/unseen/actions.ts'
import { median, timed } from './measuring.ts'
import { inScratch } from './scratch.ts'

const id = (series: number, n: string) => `('${series}0000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`
const fill = [
  `insert into register.organisation (id, kind, name, fictitious, created_at) select ${id(2, 'n')}, 'municipality', 'Kommune ' || n, true, now() from generate_series(1, 350) n`,
  `insert into register.organisation (id, kind, form, name, fictitious, created_at) select ${id(3, 'n')}, 'support-service', 'competence-team', 'Team ' || n, true, now() from generate_series(1, 350) n`,
  `insert into register.organisation (id, kind, name, fictitious, created_at) select ${id(4, 'n')}, 'owner', 'Eier ' || n, true, now() from generate_series(1, 1500) n`,
  `insert into register.organisation (id, kind, name, fictitious, region_id, created_at) select ${id(5, 'n')}, 'kindergarten', 'Barnehage ' || n, true, 'oslo-viken', now() from generate_series(1, 5600) n`,
  `insert into register.register_fact (organisation_id, name, capacity, children, staff, ownership, source, as_of, read_at) select ${id(5, 'n')}, 'Barnehage ' || n, 15 + (n * 37) % 100, 12 + (n * 31) % 95, 3 + n % 20, case when n % 2 = 0 then 'municipal' else 'private' end, 'bench', '2026-01-01', now() from generate_series(1, 5600) n`,
  `insert into register.relation (from_id, to_id, kind, period, source) select ${id(5, 'n')}, ${id(2, '1 + n % 350')}, 'lies-in', '[2019-01-01,)', 'bench' from generate_series(1, 5600) n`,
  `insert into register.relation (from_id, to_id, kind, period, source) select ${id(5, 'n')}, case when n % 2 = 0 then ${id(2, '1 + n % 350')} else ${id(4, '1 + n % 1500')} end, 'owned-by', '[2019-01-01,)', 'bench' from generate_series(1, 5600) n`,
  `insert into register.relation (from_id, to_id, kind, period, source) select ${id(3, 'n')}, ${id(2, 'n')}, 'part-of', '[2019-01-01,)', 'bench' from generate_series(1, 350) n`,
  `insert into identity.person (id, name, email, created_at) select ${id(6, 'n')}, 'Styrer ' || n, 'styrer' || n || '@bench.example', now() from generate_series(1, 5000) n`,
  `insert into identity.membership (person_id, org_id, role, period) select ${id(6, 'n')}, ${id(5, 'n')}, 'head', case when n % 20 = 0 then '[2020-01-01,2026-01-01)' else '[2020-01-01,)' end::daterange from generate_series(1, 5000) n`,
  `insert into guidance.flow_version (id, team_org_id, number, status, definition, changed_at, changed_by) select ${id(7, 'n')}, ${id(3, 'n')}, 1, 'published', '{}', now(), 'Leder' from generate_series(1, 350) n`,
  `insert into guidance.case (id, region_id, reference, kindergarten_id, team_org_id, flow_version_id, state, step_key, created_at, created_by, created_by_name, changed_at, changed_by_name, submitted_at, closed_at, outcome)
   select ${id(8, 'n')}, 'oslo-viken', 'B-' || n, ${id(5, '1 + n % 4000')}, ${id(3, '1 + (1 + n % 4000) % 350')}, ${id(7, '1 + (1 + n % 4000) % 350')}, case when n % 4 = 0 then 'running' else 'closed' end, 'x', t, ${id(6, '1')}, 'Styrer', t, 'Styrer', t, case when n % 4 <> 0 then t + interval '60 days' end, case when n % 4 <> 0 then 'done' end
   from generate_series(1, 20000) n, lateral (select now() - make_interval(days => 100 + n % 1500) as t) x`,
  `insert into guidance.meeting (case_id, kind, number, held_on, minutes_used, written_at, written_by_name) select ${id(8, 'n')}, case when k = 0 then 'start-meeting' else 'session' end, case when k > 0 then k end, (now() - make_interval(days => 80 + n % 1500))::date, 60, now(), 'Rådgiver' from generate_series(1, 20000) n, generate_series(0, 2) k where n % 3 <> 0`,
  'analyze',
]
/** The same facts straight from the tables, and as many lines written as the job wrote. */
const bare = [
  `select k.id, f.capacity, f.children, f.staff, f.ownership, o.to_id, l.to_id, team.from_id, c.n, c.last_on, m.since
   from register.organisation k left join register.register_fact f on f.organisation_id = k.id
   left join register.relation o on o.from_id = k.id and o.kind = 'owned-by' and upper_inf(o.period) left join register.relation l on l.from_id = k.id and l.kind = 'lies-in' and upper_inf(l.period)
   left join register.relation team on team.to_id = l.to_id and team.kind = 'part-of' and upper_inf(team.period)
   left join (select c.kindergarten_id, count(*) as n, max(greatest(c.submitted_at::date, m.last_on)) as last_on from guidance.case c left join (select case_id, count(*) filter (where kind = 'session') as sessions, max(held_on) as last_on from guidance.meeting group by 1) m on m.case_id = c.id group by 1) c on c.kindergarten_id = k.id
   left join (select org_id, min(lower(period)) as since from identity.membership where role = 'head' group by 1) m on m.org_id = k.id where k.kind = 'kindergarten'`,
  'create temporary table written on commit drop as select * from insight.unseen_line',
]

await inScratch('unseen', 4, async ({ deps, owner }) => {
  for (const text of fill) await owner.query(text)
  const first = await timed(() => makeLists(deps))
  const [made] = (await owner.query<{ runs: number; lines: number; calls: number }>('select (select count(*)::int from insight.unseen_run) as runs, (select count(*)::int from insight.unseen_line) as lines, (select count(*)::int from insight.unseen_call) as calls')).rows
  const jobs: number[] = []
  const floors: number[] = []
  for (let turn = 0; turn < 5; turn++) {
    jobs.push(await timed(() => makeLists(deps)))
    floors.push(
      await timed(async () => {
        await owner.query('begin')
        for (const text of bare) await owner.query(text)
        await owner.query('commit')
      }),
    )
  }
  console.log(`5600 kindergartens: ${made?.runs} lists, ${made?.lines} lines, ${made?.calls} to call`)
  console.log(`the first time  ${first.toFixed(0)} ms`)
  console.log(`the job         ${median(jobs).toFixed(0)} ms (median of ${jobs.length}: ${jobs.map((one) => one.toFixed(0)).join(', ')})`)
  console.log(`the bare SQL    ${median(floors).toFixed(0)} ms`)
  console.log(`ratio           ${(median(jobs) / median(floors)).toFixed(1)}`)
})
