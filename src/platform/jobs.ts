import { CompiledQuery } from 'kysely'
import { PgBoss } from 'pg-boss'
import type pg from 'pg'
import { openPool, quietPool, workingRole, type Connection, type Tx } from './db.ts'
import { faultFields, type Log } from './log.ts'

export type JobOptions = { readonly startAfter?: Date; readonly singletonKey?: string; /** A worker that has not told of itself for so long is taken for dead, and the job is done by another; without it, after a quarter of an hour. */ readonly heartbeatSeconds?: number }

/** A queue of work in the same database: what an action enqueues is there if and only if the action was saved. */
export type Jobs = {
  readonly enqueue: (tx: Tx, queue: string, data: object, options?: JobOptions) => Promise<void>
  /** As `enqueue`, for each of many at once. */
  readonly enqueueEach: (tx: Tx, queue: string, data: readonly object[]) => Promise<void>
}

/** A kind of background work: its queue, what to do, and how often by the clock if it is regular. */
export type JobKind = {
  readonly queue: string
  readonly work: (data: Record<string, unknown>) => Promise<void>
  /** cron, Oslo time */
  readonly schedule?: string
  /** How many are fetched in one look at the queue, which is looked at every other second; one when it is not said. */
  readonly atOnce?: number
  readonly retryLimit?: number
}

export type JobRunner = Jobs & { readonly work: (kinds: readonly JobKind[]) => Promise<void>; readonly stop: () => Promise<void> }

/** Prepares the queue's own tables as the owner; the program itself may only use them. */
async function prepare(owner: Connection, queues: readonly string[], log: Log): Promise<void> {
  // A pool of our own, so that every connection is closed when this is done.
  const pool = quietPool({ ...owner, max: 1 })
  const db = askIn(pool)
  const boss = new PgBoss({ db, supervise: false, schedule: false } as never)
  boss.on('error', (problem) => log.warn('jobs', faultFields(problem)))
  await boss.start()
  for (const name of queues) await boss.createQueue(name, { retryLimit: 5, retryDelay: 30, retryBackoff: true })
  await db.executeSql(`grant usage on schema pgboss to ${workingRole}; grant select, insert, update, delete, truncate on all tables in schema pgboss to ${workingRole}; grant execute on all functions in schema pgboss to ${workingRole}`)
  await boss.stop({ graceful: false })
  await pool.end()
}

/** How the queue asks the database: with values only where there are any, for several statements at once may have none. */
const askIn = (pool: pg.Pool) => ({ executeSql: async (text: string, values?: unknown[]) => (values ? pool.query(text, values) : pool.query(text)) })

export async function startJobs(owner: Connection, connection: Connection, queues: readonly string[], log: Log): Promise<JobRunner> {
  await prepare(owner, queues, log)
  const pool = openPool(connection, { max: 4 })
  const db = askIn(pool)
  const boss = new PgBoss({ db, migrate: false, createSchema: false, supervise: true, schedule: true } as never)
  boss.on('error', (problem) => log.warn('jobs', faultFields(problem)))
  await boss.start()
  const within = (tx: Tx) => ({ executeSql: async (text: string, values: unknown[] = []) => tx.executeQuery(CompiledQuery.raw(text, values)) as Promise<{ rows: never[] }> })
  return {
    enqueue: async (tx, queue, data, options = {}) => void (await boss.send(queue, data, { ...options, db: within(tx) } as never)),
    enqueueEach: async (tx, queue, data) => void (data.length > 0 && (await boss.insert(queue, data.map((one) => ({ data: one })), { db: within(tx) } as never))),
    work: async (kinds) => {
      for (const { queue, work, schedule, atOnce = 1 } of kinds) {
        await boss.work(queue, { pollingIntervalSeconds: 2, batchSize: atOnce }, async (jobs) => {
          for (const job of jobs) await work((job.data ?? {}) as Record<string, unknown>)
        })
        if (schedule) await boss.schedule(queue, schedule, {}, { tz: 'Europe/Oslo' })
      }
    },
    stop: async () => {
      await boss.stop({ graceful: true, timeout: 10_000 })
      await pool.end()
    },
  }
}

/** For tests and commands that only write: jobs go into the queue's table when somebody runs them, here they are noted and forgotten. */
export const noJobs: Jobs = { enqueue: async () => {}, enqueueEach: async () => {} }
