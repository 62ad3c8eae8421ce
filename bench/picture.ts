// The challenge picture of the whole country: 5,600 kindergartens in 350 municipalities of 10 counties, 100,000 staff answers a year over 5 years.
// `node bench/picture.ts`. Each page is asked as its reader, in one process, and beside it the bare question to the same tables without any policy.
import { join, resolve } from 'node:path'
import { createHash } from 'node:crypto'
import { build } from 'esbuild'
import pg from 'pg'
import { openDb, openPool } from '../src/platform/db.ts'
import { readConfig } from '../src/platform/config.ts'
import { noJobs } from '../src/platform/jobs.ts'
import { silentLog } from '../src/platform/log.ts'
import { migratedTemplate, startScratchServer } from '../src/platform/scratch-database.ts'

const root = resolve(import.meta.dirname, '..')
const outfile = join(root, 'dist', 'bench-picture.mjs')
const contents = `export { buildApp } from './src/app.tsx'; export { refreshPicture } from './src/slices/insight/picture/making/actions.ts'; export * as needs from './src/slices/needs/index.ts'`
await build({ stdin: { contents, resolveDir: root, loader: 'ts' }, outfile, bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node24', jsx: 'automatic', jsxImportSource: 'preact', logLevel: 'warning' })
const { buildApp, refreshPicture, needs } = (await import(outfile)) as {
  buildApp: typeof import('../src/app.tsx').buildApp
  refreshPicture: typeof import('../src/slices/insight/picture/making/actions.ts').refreshPicture
  needs: typeof import('../src/slices/needs/index.ts')
}

const id = (series: number, n: string) => `('${series}0000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`
const fill = [
  `insert into register.organisation (id, kind, name, fictitious, created_at) select ${id(1, 'n')}, 'county-governor', 'Statsforvalter ' || n, true, now() from generate_series(1, 10) n`,
  `insert into register.organisation (id, kind, name, fictitious, created_at) select ${id(2, 'n')}, 'municipality', 'Kommune ' || n, true, now() from generate_series(1, 350) n`,
  `insert into register.organisation (id, kind, form, name, fictitious, created_at) select ${id(3, 'n')}, 'support-service', 'competence-team', 'Team ' || n, true, now() from generate_series(1, 350) n`,
  `insert into register.organisation (id, kind, name, fictitious, created_at) select ${id(4, 'n')}, 'owner', 'Eier ' || n, true, now() from generate_series(1, 300) n`,
  `insert into register.organisation (id, kind, name, fictitious, region_id, created_at) select ${id(5, 'n')}, 'kindergarten', 'Barnehage ' || n, true, 'oslo-viken', now() from generate_series(1, 5600) n`,
  `insert into register.register_fact (organisation_id, name, capacity, ownership, postal_place, source, as_of, read_at) select ${id(5, 'n')}, 'Barnehage ' || n, 15 + (n * 37) % 100, case when n % 2 = 0 then 'municipal' else 'private' end, 'Sted ' || (n % 700), 'bench', '2026-01-01', now() from generate_series(1, 5600) n`,
  `insert into register.county_number (number, name, period, governor_id) select (80 + n)::text, 'Fylke ' || n, '[2019-01-01,)', ${id(1, 'n')} from generate_series(1, 10) n`,
  `insert into register.municipality_number (number, name, county_number, period, organisation_id) select (8100 + n)::text, 'Kommune ' || n, (81 + n % 10)::text, '[2019-01-01,)', ${id(2, 'n')} from generate_series(1, 350) n`,
  `insert into register.relation (from_id, to_id, kind, period, source) select ${id(5, 'n')}, ${id(2, '1 + n % 350')}, 'lies-in', '[2019-01-01,)', 'bench' from generate_series(1, 5600) n`,
  `insert into register.relation (from_id, to_id, kind, period, source) select ${id(5, 'n')}, case when n % 2 = 0 then ${id(2, '1 + n % 350')} else ${id(4, '1 + n % 300')} end, 'owned-by', '[2019-01-01,)', 'bench' from generate_series(1, 5600) n`,
  `insert into register.relation (from_id, to_id, kind, period, source) select ${id(3, 'n')}, ${id(2, 'n')}, 'part-of', '[2019-01-01,)', 'bench' from generate_series(1, 350) n`,
  // About eighteen of each staff, every year: 100,000 answers, kept as what may be shown.
  `insert into needs.staff_session (id, region_id, kindergarten_id, start_key, instrument_version_id, kind, state, title, themes, expected, seen_by_owner, seen_by_team, made_at, made_by_name, opened_at, ended_at)
   select ${id(6, 'n * 10 + y')}, 'oslo-viken', ${id(5, 'n')}, gen_random_uuid(), v.id, 'live', 'ended', 'Møte', array['care', 'play', 'language', 'participation', 'home', 'transitions', 'reflection'], 18, n % 3 <> 0, n % 5 <> 0, t, 'Styrer', t, t
   from generate_series(1, 5600) n, generate_series(0, 4) y, needs.instrument_version v join needs.instrument i on i.id = v.instrument_id and i.code = 'staff-2026', lateral (select now() - make_interval(days => 70 + y * 365 + n % 100, secs => n) as t) x`,
  `insert into needs.staff_result select s.id, t ->> 'key', q ->> 'key', 'all', 15, 1.5 + (abs(hashtext(s.id::text || (q ->> 'key'))) % 30) / 10.0, 5, 5, 5, 0
   from needs.staff_session s join needs.instrument_version v on v.id = s.instrument_version_id, jsonb_array_elements(v.definition -> 'themes') t, jsonb_array_elements(t -> 'statements') q where t ->> 'key' = any (s.themes)`,
  'analyze',
]
const readers = [
  { who: 'county governor', role: 'county-governor', org: '10000000-0000-7000-8000-000000000001', table: 'picture', where: "governor_id = '10000000-0000-7000-8000-000000000001'" },
  { who: 'municipality', role: 'authority', org: '20000000-0000-7000-8000-00000000000a', table: 'picture', where: "municipality_id = '20000000-0000-7000-8000-00000000000a'" },
  { who: 'team', role: 'adviser', org: '30000000-0000-7000-8000-00000000000a', table: 'evidence', where: "seen_by_team and team_id = '30000000-0000-7000-8000-00000000000a'" },
  { who: 'owner', role: 'owner', org: '40000000-0000-7000-8000-00000000000a', table: 'evidence', where: "seen_by_owner and owner_id = '40000000-0000-7000-8000-00000000000a'" },
] as const

const scratch = await startScratchServer(root, 'bench-picture')
try {
  const database = await migratedTemplate(scratch, root, 'samspill_bench_picture')
  const owner = new pg.Client(scratch.owner(database))
  await owner.connect()
  const { host } = scratch.owner(database) as { host: string }
  const pool = openPool({ host, user: 'samspill_app', database }, { max: 4 })
  const now = () => new Date()
  const deps = { db: openDb(pool), now, config: readConfig({ SAMSPILL_DEMO: 'no' }, root), log: silentLog, jobs: noJobs }
  await needs.loadShipped(deps)
  for (const text of fill) await owner.query(text)
  const timed = async (work: () => Promise<unknown>) => {
    const from = performance.now()
    await work()
    return performance.now() - from
  }
  const rows = await owner.query<{ sessions: number; results: number }>('select (select count(*)::int from needs.staff_session) as sessions, (select count(*)::int from needs.staff_result) as results')
  console.log(`${rows.rows[0]?.sessions} sessions, ${rows.rows[0]?.results} results`)
  console.log(`first refresh, five years at once  ${(await timed(() => refreshPicture(deps))).toFixed(0)} ms`)
  await owner.query('vacuum analyze')
  await owner.query(`update needs.staff_session set ended_at = now() - interval '1 minute' where id in (select id from needs.staff_session order by ended_at desc limit 30)`)
  console.log(`a refresh with 30 new sessions     ${(await timed(() => refreshPicture(deps))).toFixed(0)} ms`)
  console.log(`a refresh with nothing new         ${(await timed(() => refreshPicture(deps))).toFixed(0)} ms`)

  const app = await buildApp(deps, new Map(), { css: '/a.css', js: '/a.js', folder: root })
  const [person] = (await owner.query<{ id: string }>("insert into identity.person (name, email, created_at) values ('Leser', 'leser@bench.example', now()) returning id")).rows
  for (const { who, role, org, table, where } of readers) {
    const token = `bench-${role}-token-with-forty-three-chars------`.slice(0, 43)
    const [member] = (await owner.query<{ id: string }>("insert into identity.membership (person_id, org_id, role, period) values ($1, $2, $3, '[2020-01-01,)') returning id", [person?.id, org, role])).rows
    await owner.query("insert into identity.session (token_hash, person_id, membership_id, provider, issuer, subject, csrf, started_at, seen_at) values ($1, $2, $3, 'bench', 'bench', 'bench', 'bench', now(), now())", [createHash('sha256').update(token).digest(), person?.id, member?.id])
    for (const [path, bare] of [
      ['/utfordringsbilde', `select source, theme, year, kindergartens_or_one, at_least, mean, low, middle, high, unknown from (select e.*, 1 as kindergartens_or_one from insight.${table} e where ${where} and year in (select distinct year from insight.${table} where ${where} order by 1 desc limit 2)) x`],
      ['/utfordringsbilde/rammeplan-2017-9-1', `select * from insight.${table} where ${where} and theme = 'rammeplan-2017-9-1'`],
    ] as const) {
      const took: number[] = []
      const floor: number[] = []
      for (let turn = 0; turn < 70; turn++) {
        const page = await timed(async () => {
          const answer = await app.inject({ method: 'GET', url: path, cookies: { sesjon: token, sprak: 'nb' } })
          if (answer.statusCode !== 200) throw new Error(`${who} ${path}: ${answer.statusCode}`)
        })
        const sql = await timed(() => owner.query(bare))
        if (turn >= 10) {
          took.push(page)
          floor.push(sql)
        }
      }
      const at = (list: number[], share: number) => list.toSorted((a, b) => a - b)[Math.floor(list.length * share)] ?? 0
      console.log(`${who.padEnd(16)} ${path.padEnd(38)} p50 ${at(took, 0.5).toFixed(1)} ms  p95 ${at(took, 0.95).toFixed(1)} ms  bare SQL p50 ${at(floor, 0.5).toFixed(1)} ms  ratio ${(at(took, 0.5) / at(floor, 0.5)).toFixed(1)}`)
    }
  }
  await app.close()
  await pool.end()
  await owner.end()
} finally {
  await scratch.server.stop()
}
