// My kindergartens: a municipality with a hundred, a team that serves them, an owner of forty of them, in a country of 2,000 (bench/mine/fill.ts). `npm run bench:mine`.
// Each reader's page from the first question to the last word of HTML, its spreadsheet, and beside each the bare count straight from the tables. Fails when p95 of a page is above 150 ms.
import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import pg from 'pg'
import { readConfig } from '../src/platform/config.ts'
import { openDb, openPool } from '../src/platform/db.ts'
import { noJobs } from '../src/platform/jobs.ts'
import { silentLog } from '../src/platform/log.ts'
import { migratedTemplate, startScratchServer } from '../src/platform/scratch-database.ts'
import { bare, fill, ours } from './mine/fill.ts'

const root = resolve(import.meta.dirname, '..')
const outfile = join(root, 'dist', 'bench-mine.mjs')
const contents = `export { buildApp } from './src/app.tsx'; export { makeLists } from './src/slices/insight/unseen/actions.ts'; export * as needs from './src/slices/needs/index.ts'`
await build({ stdin: { contents, resolveDir: root, loader: 'ts' }, outfile, bundle: true, packages: 'external', platform: 'node', format: 'esm', target: 'node24', jsx: 'automatic', jsxImportSource: 'preact', logLevel: 'warning' })
const { buildApp, makeLists, needs } = (await import(outfile)) as { buildApp: typeof import('../src/app.tsx').buildApp; makeLists: typeof import('../src/slices/insight/unseen/actions.ts').makeLists; needs: typeof import('../src/slices/needs/index.ts') }

const supervised = `select r.from_id as id from register.relation r where r.kind = 'supervised-by' and r.to_id = '${ours.municipality}'`
const owned = `select r.from_id as id from register.relation r where r.kind = 'owned-by' and r.to_id = '${ours.owner}'`
const readers = [
  { who: 'team of 100', role: 'team-leader', org: ours.team, from: supervised, rows: 100, path: '/mine-barnehager' },
  { who: 'adviser, following 23', role: 'adviser', org: ours.team, from: `${supervised} order by 1 limit 23`, rows: 22, path: '/mine-barnehager' },
  { who: 'owner of 40', role: 'owner', org: ours.owner, from: owned, rows: 40, path: '/mine-barnehager' },
  { who: 'authority of 100', role: 'authority', org: ours.municipality, from: supervised, rows: 100, path: '/mine-barnehager' },
  { who: 'team of 100, 90 days', role: 'team-leader', org: ours.team, from: supervised, rows: 100, path: '/mine-barnehager?dager=90' },
  { who: 'team, overdue only', role: 'team-leader', org: ours.team, from: supervised, rows: undefined, path: '/mine-barnehager?bare=forfalt' },
  { who: 'team of 100, file', role: 'team-leader', org: ours.team, from: supervised, rows: undefined, path: '/mine-barnehager.xlsx' },
] as const
const most = 150

const at = (list: readonly number[], share: number) => list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0
const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`
const timed = async (work: () => Promise<unknown>) => {
  const from = performance.now()
  await work()
  return performance.now() - from
}
const demand = (good: boolean, what: string) => {
  if (good) return
  console.log(`NOT SO: ${what}`)
  process.exitCode = 1
}

const scratch = await startScratchServer(root, 'bench-mine')
try {
  const database = await migratedTemplate(scratch, root, 'samspill_bench_mine')
  const owner = new pg.Client(scratch.owner(database))
  // A fault is told as it is, not as the connection that ends with it.
  owner.on('error', () => {})
  await owner.connect()
  const { host } = scratch.owner(database) as { host: string }
  const pool = openPool({ host, user: 'samspill_app', database }, { max: 4 })
  const now = () => new Date()
  const deps = { db: openDb(pool), now, config: readConfig({ SAMSPILL_DEMO: 'no' }, root), log: silentLog, jobs: noJobs }
  await needs.loadShipped(deps)
  await fill(owner)
  await makeLists(deps, ours.team)
  await owner.query('vacuum analyze')
  const app = await buildApp(deps, new Map(), { css: '/a.css', js: '/a.js', folder: root })
  const { rows: people } = await owner.query<{ id: string }>("select id from identity.person where email = 'styrer1@bench.example'")
  for (const { who, role, org, from, rows, path } of readers) {
    const token = createHash('sha256').update(who).digest('base64url')
    const { rows: member } = await owner.query<{ id: string }>("insert into identity.membership (person_id, org_id, role, period) values ($1, $2, $3, '[2020-01-01,)') on conflict do nothing returning id", [people[0]?.id, org, role])
    const membership = member[0]?.id ?? (await owner.query<{ id: string }>('select id from identity.membership where person_id = $1 and org_id = $2 and role = $3', [people[0]?.id, org, role])).rows[0]?.id
    await owner.query("insert into identity.session (token_hash, person_id, membership_id, provider, issuer, subject, csrf, started_at, seen_at) values ($1, $2, $3, 'bench', 'bench', 'bench', 'bench', now(), now())", [createHash('sha256').update(token).digest(), people[0]?.id, membership])
    const took: number[] = []
    const floor: number[] = []
    let length = 0
    for (let turn = -8; turn < 60; turn++) {
      const page = await timed(async () => {
        const answer = await app.inject({ method: 'GET', url: path, cookies: { sesjon: token, sprak: 'nb' }, remoteAddress: `10.0.${(turn + 8) >> 4}.${turn + 10}` })
        demand(answer.statusCode === 200, `${who} answers (${answer.statusCode})`)
        if (turn === 0 && rows !== undefined) demand((answer.payload.match(/<th role="rowheader"/g)?.length ?? 0) >= rows, `${who} sees ${rows} (${answer.payload.match(/<th role="rowheader"/g)?.length})`)
        length = answer.rawPayload.length
      })
      const count = await timed(() => owner.query(bare(from)))
      if (turn >= 0) {
        took.push(page)
        floor.push(count)
      }
    }
    console.log(`${who.padEnd(22)} p50 ${ms(at(took, 0.5)).padStart(7)}  p95 ${ms(at(took, 0.95)).padStart(7)}  bare count p50 ${ms(at(floor, 0.5)).padStart(7)}  p95 ${ms(at(floor, 0.95)).padStart(7)}  ratio of p95 ${(at(took, 0.95) / at(floor, 0.95)).toFixed(1)}  ${(length / 1024).toFixed(0)} kB`)
    demand(path.includes('.xlsx') || at(took, 0.95) <= most, `${who}: at most ${most} ms at p95`)
  }
  await app.close()
  await pool.end()
  await owner.end()
} finally {
  await scratch.server.stop()
}
