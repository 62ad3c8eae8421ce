import { CompiledQuery, Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { Actor } from '../kernel/actor.ts'
import { osloDate, type LocalDate } from '../kernel/dates.ts'
import { systemClock, type Clock } from './clock.ts'
import type { DB } from './tables.ts'
import { GatheringSocket, transaction } from './transaction.ts'

/** The database, and the clock by which its policies and views know what day it is. */
export type Db = Kysely<DB> & { readonly clock: Clock; readonly pool: pg.Pool }
export type Tx = Transaction<DB>

/** The role that owns nothing and cannot pass row-level security; the program works as it. */
export const workingRole = 'samspill_app'

// Dates without time stay text ('2026-11-21'): a Date object would give them an hour and a zone they do not have.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(3912 /* daterange */ as number, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)

/** The program's own work: sign-in, jobs, imports, the demonstration world. Never on behalf of a request's person. */
export const system = 'system'
type Who = Actor | typeof system | undefined

export type Connection = { connectionString: string } | { host: string; user: string; database: string }

/** Questions are sent without waiting for the answers to those before (the types of `pg` do not know the setting yet). */
const pipelined: pg.PoolConfig & { readonly pipeline: boolean } = { pipeline: true, stream: () => new GatheringSocket() }

/** A pool of connections that work as `workingRole`, whoever logs in. */
export function openPool(connection: Connection, { max = 10 } = {}): pg.Pool {
  // Each question is planned once for all its values: with row-level security planning takes longer than answering, and no question here needs another plan for another value.
  const options = `-c role=${workingRole} -c plan_cache_mode=force_generic_plan -c timezone=UTC -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s`
  return quietPool({ ...connection, ...pipelined, max, connectionTimeoutMillis: 10_000, options, application_name: 'samspill' })
}

/** A pool whose connections, idle or at work, may die (server restart, time-out): each is replaced at the next request. Without listeners it would end the program. */
export function quietPool(settings: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(settings)
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  return pool
}

export const openDb = (pool: pg.Pool, clock: Clock = systemClock): Db => Object.assign(new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }), { clock, pool })

/**
 * One transaction seen from the actor: the database's own policies know who asks, in which capacity, for which organisation.
 * Without an actor nothing that belongs to an organisation can be seen or written.
 */
export const writing = <Result>(db: Db, actor: Who, work: (tx: Tx) => Promise<Result>): Promise<Result> => transaction(db.pool, 'begin', acting(actor, osloDate(db.clock())), (tx) => work(tx as Tx))

/** As `writing`, but the database refuses every change: a GET cannot commit anything. */
export const reading = <Result>(db: Db, actor: Who, work: (tx: Tx) => Promise<Result>): Promise<Result> => transaction(db.pool, 'begin read only', acting(actor, osloDate(db.clock())), (tx) => work(tx as Tx))

/** What tells the row-level security policies who acts, under which name and in whose place, for the rest of the transaction; with a day also which day it is in Norway. */
function acting(who: Who, day?: LocalDate): CompiledQuery {
  const [person, membership, org, role] = who === system ? ['', '', '', system] : [who?.personId ?? '', who?.membershipId ?? '', who?.orgId ?? '', roleOf(who)]
  const [name, inPlaceOf, scope] = who === system ? ['', '', ''] : [who?.name ?? '', who?.onBehalfOf?.name ?? '', who?.onBehalfOf?.scope.join(',') ?? '']
  const settings = { person, membership, org, role, name, on_behalf_of: inPlaceOf, scope, ...(day ? { day } : {}) }
  return CompiledQuery.raw(`select ${Object.keys(settings).map((setting, at) => `set_config('samspill.${setting}', $${at + 1}, true)`).join(', ')}`, Object.values(settings))
}

/** Someone else acts for the rest of this transaction, on the same day. */
export const actAs = async (tx: Tx, who: Who): Promise<void> => void (await tx.executeQuery(acting(who)))

/** @throws when the database does not answer */
export const answers = async (db: Db): Promise<void> => void (await sql`select 1`.execute(db))

/** A deputy whose delegation does not cover guidance is no head to the database's policies: the cases do not exist for them. */
const roleOf = (actor: Actor | undefined): string => (actor?.role === 'head' && actor.onBehalfOf && !actor.onBehalfOf.scope.includes('guidance') ? 'deputy' : (actor?.role ?? ''))

/** The name of the constraint that refused a change, when `problem` is such a refusal: the database is the last validator and still speaks to the user. */
export function brokenConstraint(problem: unknown): string | undefined {
  const { code, constraint } = problem as { code?: string; constraint?: string }
  return code?.startsWith('23') ? constraint : undefined
}

/**
 * What a form makes, once for its key. A form that is found again with the key it had and something else in it (the way back in a browser, two tabs)
 * makes something of its own: nothing that was written is lost. So does one with a key that is somebody else's.
 * @param there what the key has made, when it is the same as what is asked for now @param insert undefined when the key has made something
 */
export async function onceFor(key: string, there: () => Promise<string | undefined>, insert: (key: string) => Promise<string | undefined>): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const made = await insert(key)
  if (made !== undefined) return { id: made, isNew: true }
  const same = await there()
  if (same !== undefined) return { id: same, isNew: false }
  const another = await insert(crypto.randomUUID())
  if (another === undefined) throw new Error('a key that was just made is taken')
  return { id: another, isNew: true }
}
