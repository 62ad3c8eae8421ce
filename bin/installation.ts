import { resolve } from 'node:path'
import pg from 'pg'
import { readConfig, StartProblem } from '../src/platform/config.ts'
import type { Connection } from '../src/platform/db.ts'
import { hasCluster, runningPostgres, startPrivatePostgres } from '../src/platform/embedded-postgres.ts'

const root = resolve(import.meta.dirname, '..')

/**
 * Finds the database as `npm start` would (DATABASE_URL, or the private server in the data folder: the running one, or started for this), does the work
 * as the owner of the tables, and ends with a sentence when it cannot.
 * @param purpose `fill` makes an empty database when there is none, and needs the program to be stopped
 */
export async function findOwner(purpose: 'copy' | 'fill', work: (owner: Connection) => Promise<void>): Promise<void> {
  try {
    const config = readConfig(process.env, root)
    if (config.databaseUrl) return await work({ connectionString: config.databaseOwnerUrl ?? config.databaseUrl })
    const running = await runningPostgres(config.dataFolder)
    if (running && purpose === 'copy') return await work(running.connection(running.superuser, 'samspill'))
    if (purpose === 'copy' && !hasCluster(config.dataFolder)) throw new StartProblem(`There is nothing in ${config.dataFolder} to copy. Set SAMSPILL_DATA to the folder the program uses.`)
    const server = await startPrivatePostgres(root, config.dataFolder)
    try {
      if (purpose === 'fill') await makeDatabase(server.connection(server.superuser, 'postgres'))
      await work(server.connection(server.superuser, 'samspill'))
    } finally {
      await server.stop()
    }
  } catch (problem) {
    if (problem instanceof StartProblem) console.error(problem.message)
    else console.error(problem)
    process.exitCode = 1
  }
}

async function makeDatabase(connection: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  const { rowCount } = await client.query("select from pg_database where datname = 'samspill'")
  if (rowCount === 0) await client.query('create database samspill')
  await client.end()
}
