import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { sleep } from '../src/platform/clock.ts'
import { startJobs, type JobRunner } from '../src/platform/jobs.ts'
import { silentLog } from '../src/platform/log.ts'
import { optimiser } from '../src/platform/optimiser.ts'
import { allQueues } from '../src/jobs.ts'
import { halfYearQueue } from '../src/slices/team/half-year/actions.ts'
import { jobKinds } from '../src/slices/team/jobs.ts'
import { freePort } from './free-port.ts'
import { openWorld, words, type World } from './kit.ts'

// The program is killed (-9) while it stores a half-year plan: nothing half is left, the page says that it is being made, and whoever works next makes it.

let world: World
let jobs: JobRunner | undefined
let program: ChildProcess | undefined
let folder = ''
let owner = { host: '', user: '', database: '' }
const started = (): JobRunner => jobs ?? expect.fail('no jobs')
beforeAll(async () => {
  world = await openWorld({ deps: { jobs: { enqueue: (...one) => started().enqueue(...one), enqueueEach: (...all) => started().enqueueEach(...all) } } })
  owner = { host: inject('sockets'), user: inject('owner'), database: (await world.asOwner<{ name: string }>('select current_database() as name'))[0]?.name ?? '' }
  jobs = await startJobs(owner, { ...owner, user: 'samspill_app' }, allQueues, silentLog)
  folder = mkdtempSync(join(tmpdir(), 'samspill-killed-'))
}, 60_000)
afterAll(async () => {
  program?.kill('SIGKILL')
  optimiser.end()
  await jobs?.stop()
  await world.close()
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

/** Asks until there is an answer; what never comes is found by the test's own limit. */
async function until<Found>(look: () => Promise<Found | undefined>): Promise<Found> {
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    await sleep(50)
  }
}
async function startProgram(): Promise<ChildProcess> {
  const url = `postgres://${owner.user}@localhost/${owner.database}?host=${encodeURIComponent(owner.host)}`
  const env = { ...process.env, DATABASE_URL: url, SAMSPILL_DATA: folder, PORT: String(await freePort()), SAMSPILL_DEMO: 'no', LOG_LEVEL: 'silent' }
  return spawn(process.execPath, [join(inject('root'), 'bin', 'start.ts')], { cwd: inject('root'), env, stdio: 'ignore' })
}
const count = async (table: string, id: string) => (await world.asOwner<{ n: number }>(`select count(*)::integer as n from team.${table} where half_year_id = $1`, [id]))[0]?.n
const stateOf = async (id: string) => (await world.asOwner<{ state: string }>('select state from team.half_year where id = $1', [id]))[0]?.state

test('a half-year plan that is interrupted half way leaves nothing half, and is made again', async () => {
  const team = await world.org('Kompetanseteam barnehage Fjordvik')
  await world.asOwner('delete from team.half_year; delete from team.commitment; delete from team.work_hours; delete from team.absence; delete from team.partiality')
  await world.asOwner("insert into team.work_hours (team_org_id, person_id, person_name, period, weekly_minutes, changed_at, changed_by_name) select $1, id, name, '[2026-01-01,)', 240, now(), 'Prøve' from identity.person where name = 'Ragnhild Dal'", [team])
  // More than there are hours for: something is short, and the plan has all its parts.
  await world.asOwner("insert into team.commitment (team_org_id, kind, what, group_name, visits, visit_minutes, travel_minutes, travel_from, other_minutes, earliest_on, latest_on, source, made_at, made_by_name, changed_at, changed_by_name) select $1, 'other', 'Prøve ' || n, 'Alle', 2, 200, 0, 'typed', 0, '2027-01-11', '2027-01-29', 'typed', now(), 'Prøve', now(), 'Prøve' from generate_series(1, 3) n", [team])
  const holder = new pg.Client(owner)
  await holder.connect()
  await holder.query('begin')
  await holder.query('lock table team.half_year_short in share mode')
  const tone = await world.as('tone')
  const page = (await tone.post('/kapasitet/halvarsplan', { uker: '2026-12-28', nokkel: crypto.randomUUID() })).location?.split('?')[0] ?? ''
  const id = page.split('/').at(-1) ?? ''

  program = await startProgram()
  // The plan and its visits are written, and what is short waits for the lock: the middle of it.
  const backend = await until(async () => (await world.asOwner<{ pid: number }>("select l.pid from pg_locks l where l.relation = 'team.half_year_short'::regclass and not l.granted"))[0]?.pid)
  const gone = new Promise((done) => program?.once('exit', done))
  program.kill('SIGKILL')
  await gone
  await holder.query('rollback')
  await holder.end()
  await until(async () => ((await world.asOwner('select from pg_stat_activity where pid = $1', [backend])).length === 0 ? true : undefined))

  expect([await stateOf(id), await count('half_year_visit', id), await count('half_year_short', id)]).toEqual(['waiting', 0, 0])
  expect(words((await tone.get(`${page}?sprak=nb`)).text)).toContain('Forslaget blir laget nå.')
  expect(await world.asOwner("select from pgboss.job where name = $1 and state = 'active' and heartbeat_seconds = 30", [halfYearQueue])).toHaveLength(1)

  // Half a minute later nobody has heard from the worker; and when the pause before the next try is over, the next takes it.
  await world.asOwner("update pgboss.job set heartbeat_on = now() - interval '1 minute' where name = $1", [halfYearQueue])
  const boss = new PgBoss({ ...owner, supervise: false, schedule: false })
  await boss.start()
  await boss.supervise(halfYearQueue)
  await boss.stop({ graceful: false })
  expect(await world.asOwner("update pgboss.job set start_after = now() where name = $1 and state = 'retry' returning id", [halfYearQueue])).toHaveLength(1)
  await started().work(jobKinds(world.deps).filter(({ queue }) => queue === halfYearQueue))
  await until(async () => ((await stateOf(id)) === 'proposed' ? true : undefined))
  const [short] = await world.asOwner<{ visits: number }>('select sum(visits)::integer as visits from team.half_year_short where half_year_id = $1', [id])
  expect([(await count('half_year_visit', id) ?? 0) + (short?.visits ?? 0), (short?.visits ?? 0) > 0]).toEqual([6, true])
  expect(await world.asOwner("select from audit.event where about_id = $1 and kind = 'team.half-year-proposed'", [id])).toHaveLength(1)
}, 180_000)
