import { Socket } from 'node:net'
import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type CompiledQuery, type DatabaseConnection, type Dialect, type Driver, type QueryResult } from 'kysely'
import type pg from 'pg'
import type { DB } from './tables.ts'

/**
 * A socket that sends in one go what is written in one turn of the event loop. A page asks a dozen questions that do not need
 * each other's answers: they leave together, and the system is called once instead of once for each.
 */
export class GatheringSocket extends Socket {
  #gathering = false

  override cork(): void {
    super.cork()
    if (this.#gathering) return
    this.#gathering = true
    super.cork()
    process.nextTick(() => {
      this.#gathering = false
      super.uncork()
    })
  }
}

const mostPrepared = 400
/** The questions each connection has planned, by text. */
const prepared = new WeakMap<pg.PoolClient, Map<string, string>>()

/**
 * Each question is planned once for a connection and then only asked: with row-level security, planning takes longer than answering.
 * Only reading, and only so many: statements made from long lists differ every time and are not worth keeping.
 */
function nameOf(client: pg.PoolClient, text: string): string | undefined {
  if (text.length > 6000 || !/^\s*(select|with)\s/i.test(text)) return undefined
  const names = prepared.get(client) ?? new Map<string, string>()
  prepared.set(client, names)
  const name = names.get(text) ?? (names.size < mostPrepared ? `q${names.size}` : undefined)
  if (name !== undefined) names.set(text, name)
  return name
}

/** One connection from the pool as Kysely knows it. Questions are sent as they come, without waiting for the answers to those before. */
class OneConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient
  #over = false
  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  /** The connection goes back to the pool: what was left running when something failed must not speak in the next one's transaction. */
  end(): void {
    this.#over = true
  }

  async executeQuery<Row>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#over) throw new Error('The transaction is over')
    const name = nameOf(this.#client, text)
    const { command, rowCount, rows } = await this.#client.query<Row & pg.QueryResultRow>({ text, values: [...parameters], ...(name === undefined ? {} : { name }) })
    return command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE' ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows }
  }

  streamQuery(): never {
    throw new Error('Rows are not read one at a time here')
  }
}

const compiler = new PostgresQueryCompiler()
const adapter = new PostgresAdapter()
const nothing = async () => {}

/** Kysely on one connection. In its own transactions one question waits for the other; here several may be under way. */
function kyselyOn(connection: OneConnection): Kysely<DB> {
  const driver: Driver = { init: nothing, acquireConnection: async () => connection, beginTransaction: nothing, commitTransaction: nothing, rollbackTransaction: nothing, releaseConnection: nothing, destroy: nothing }
  const dialect: Dialect = { createDriver: () => driver, createQueryCompiler: () => compiler, createAdapter: () => adapter, createIntrospector: (db) => new PostgresIntrospector(db) }
  return new Kysely<DB>({ dialect })
}

/**
 * Runs `work` in one transaction. `begin` and what `opening` says are not waited for: they travel with the first question.
 * @throws what `work` throws, or the database's refusal; nothing is then changed
 */
export async function transaction<Result>(pool: pg.Pool, begin: 'begin' | 'begin read only', opening: CompiledQuery, work: (tx: Kysely<DB>) => Promise<Result>): Promise<Result> {
  const client = await pool.connect()
  const connection = new OneConnection(client)
  const tx = kyselyOn(connection)
  let broken: Error | undefined
  try {
    // Both are sent before `work` is called: a question that overtook them would be asked by nobody.
    const opened = Promise.all([client.query(begin), connection.executeQuery(opening)])
    // A refused opening makes every later question fail: it is the opening's own refusal that should be told.
    const result = await Promise.all([work(tx), opened]).then(
      ([made]) => made,
      async (problem: unknown) => {
        await opened
        throw problem
      },
    )
    connection.end()
    const { command } = await client.query('commit')
    // PostgreSQL answers COMMIT with ROLLBACK when an earlier refusal was swallowed on the way.
    if (command !== 'COMMIT') throw new Error('The transaction had been refused earlier, and was rolled back')
    return result
  } catch (problem) {
    connection.end()
    await client.query('rollback').catch((late: Error) => {
      broken = late
    })
    throw problem
  } finally {
    client.release(broken)
  }
}
