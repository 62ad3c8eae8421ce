import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { buildApp, type Assets } from './app.tsx'
import { allJobs, allQueues } from './jobs.ts'
import { loadDemoWorld } from '../demo/load.ts'
import { demoLogins, personas } from '../demo/people.ts'
import { systemClock, type Clock } from './platform/clock.ts'
import { readConfig, StartProblem, type Config } from './platform/config.ts'
import { openDb, openPool, workingRole, type Connection } from './platform/db.ts'
import { startPrivatePostgres } from './platform/embedded-postgres.ts'
import type { Deps } from './platform/http.ts'
import { startJobs } from './platform/jobs.ts'
import { jsonLog, type Log } from './platform/log.ts'
import { migrate } from './platform/migrate.ts'
import { readProviders } from './platform/providers.ts'
import * as needs from './slices/needs/index.ts'
import * as register from './slices/register/index.ts'
import * as scheme from './slices/scheme/index.ts'
import { linkLogins } from './slices/identity/index.ts'

export { StartProblem } from './platform/config.ts'

export type Running = { readonly config: Config; readonly people: readonly { readonly name: string; readonly about: string }[]; readonly stop: () => Promise<void> }

/** Config → database → migrate → jobs → app → listen. What is started is stopped in the opposite order, also when a later step fails. */
export async function start(root: string, env: Record<string, string | undefined>, assets: Assets, say: (step: string) => void, now: Clock = systemClock): Promise<Running> {
  const config = readConfig(env, root)
  const log = jsonLog(config.logLevel, now)
  const undo: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (const step of undo.splice(0).toReversed()) await step()
  }
  try {
    const { owner, working } = await findDatabase(root, config, undo, say)
    const { applied } = await migrate(owner, join(root, 'migrations'))
    say(applied.length > 0 ? `Database: ${applied.length} migrations applied` : 'Database: up to date')
    // Every connection plans each question for itself the first time, and two cores plan for six sooner than for twenty: after a start that is what people wait for.
    const pool = openPool(working, { max: Math.max(6, 3 * availableParallelism()) })
    undo.push(() => pool.end())
    const db = openDb(pool, now)
    const jobs = await startJobs(owner, working, allQueues, log)
    undo.push(jobs.stop)
    const deps: Deps = { db, now, config, log, jobs }
    const doors = await readProviders(config, now, personas, log)
    undo.push(doors.close)
    const municipalities = await register.loadPlaces(deps)
    if (municipalities > 0) say(`Municipalities of Norway: ${municipalities} added`)
    await scheme.loadShipped(deps)
    await needs.loadShipped(deps)
    if (config.demo) {
      if (!config.emptyDemo && (await loadDemoWorld(deps, root))) say('Demonstration world: loaded')
      await linkLogins(deps, demoLogins(doors.profiles))
    }
    const app = await buildApp(deps, doors.providers, assets)
    undo.push(() => app.close())
    await jobs.work(allJobs(deps))
    await register.resume(deps)
    await listen(app, config, log)
    return { config, people: config.demo ? personas.map(({ name, about }) => ({ name, about: about.nb })) : [], stop }
  } catch (problem) {
    await stop()
    throw problem
  }
}

async function findDatabase(root: string, config: Config, undo: (() => Promise<unknown>)[], say: (step: string) => void): Promise<{ owner: Connection; working: Connection }> {
  if (config.databaseUrl) {
    const owner = { connectionString: config.databaseOwnerUrl ?? config.databaseUrl }
    const pool = new pg.Pool({ ...owner, max: 1 })
    await pool.query('select 1').catch((problem: unknown) => {
      throw new StartProblem(`DATABASE_URL does not lead to a database that answers (${(problem as { code?: string }).code ?? 'no answer'}). Check the address, the login and that the server runs.`)
    })
    await pool.end()
    return { owner, working: { connectionString: config.databaseUrl } }
  }
  const server = await startPrivatePostgres(root, config.dataFolder)
  undo.push(server.stop)
  say(`PostgreSQL: running, with its data in ${config.dataFolder}`)
  const admin = new pg.Client(server.connection(server.superuser, 'postgres'))
  await admin.connect()
  const { rowCount } = await admin.query("select from pg_database where datname = 'samspill'")
  if (rowCount === 0) await admin.query('create database samspill')
  await admin.end()
  return { owner: server.connection(server.superuser, 'samspill'), working: server.connection(workingRole, 'samspill') }
}

async function listen(app: Awaited<ReturnType<typeof buildApp>>, config: Config, log: Log): Promise<void> {
  try {
    await app.listen({ port: config.port, host: config.host })
    log.info('listening', { port: config.port })
  } catch (problem) {
    const { code } = problem as { code?: string }
    if (code === 'EADDRINUSE') throw new StartProblem(`Port ${config.port} is taken by another program. Stop that one, or choose another port: PORT=${config.port + 100} npm start`)
    if (code === 'EACCES') throw new StartProblem(`This user may not use port ${config.port}. Choose a port above 1023: PORT=3000 npm start`)
    if (code === 'EADDRNOTAVAIL') throw new StartProblem(`This machine has no address ${config.host}. Leave HOST out, or set it to 127.0.0.1 or 0.0.0.0.`)
    throw problem
  }
}
