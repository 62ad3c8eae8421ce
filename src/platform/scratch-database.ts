import { mkdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { startPrivatePostgres, type PrivatePostgres } from './embedded-postgres.ts'
import { migrate } from './migrate.ts'
import type { Connection } from './db.ts'

/** A throw-away server for tests and checks: same program, same migrations, but it need not survive a power cut. */
export type ScratchServer = { readonly server: PrivatePostgres; readonly newDatabase: (name: string, template?: string) => Promise<Connection>; readonly owner: (database: string) => Connection }

/**
 * Starts the throw-away server for this checkout, or fails when another run uses it.
 * @param use names the purpose, so that a test run and a check can go on side by side
 */
export async function startScratchServer(root: string, use: string): Promise<ScratchServer> {
  const folder = join(process.getuid?.() === 0 ? tmpdir() : join(homedir(), '.cache'), `samspill-${use}-${createHash('sha256').update(root).digest('hex').slice(0, 10)}`)
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  const server = await startPrivatePostgres(root, folder, { durable: false })
  const owner = (database: string) => server.connection(server.superuser, database)
  const newDatabase = async (name: string, template?: string) => {
    const client = new pg.Client(owner('postgres'))
    await client.connect()
    try {
      await client.query(`drop database if exists ${name} with (force)`)
      await client.query(`create database ${name} template ${template ?? 'template0'}`)
    } finally {
      await client.end()
    }
    return owner(name)
  }
  return { server, newDatabase, owner }
}

/** A migrated, empty database that others are cloned from. */
export async function migratedTemplate(scratch: ScratchServer, root: string, name = 'samspill_template'): Promise<string> {
  const connection = await scratch.newDatabase(name)
  await migrate(connection, join(root, 'migrations'))
  return name
}
