import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { StartProblem } from './config.ts'
import { workingRole, type Connection } from './db.ts'

/** Any number will do as long as nobody else uses it: two programs that start at once migrate one after the other. */
const lockNumber = 727_664_001

export type MigrationReport = { readonly applied: readonly string[]; readonly version: string }

/**
 * Brings the database up to the newest migration, forward only, each in a transaction of its own, under an advisory lock.
 * @param only stop at these (for a backup's tables as they were); all of them when left out
 * @throws StartProblem when an applied migration has been changed or is missing: then the tables are not what the code believes.
 */
export async function migrate(connection: Connection, folder: string, only?: readonly string[]): Promise<MigrationReport> {
  const files = readMigrations(folder).filter(({ name }) => !only || only.includes(name))
  const client = new pg.Client(connection)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockNumber])
    await client.query(`do $$ begin if not exists (select from pg_roles where rolname = '${workingRole}') then create role ${workingRole} login nosuperuser nobypassrls; end if; end $$`)
    await client.query('create schema if not exists platform; create table if not exists platform.migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())')
    const done = new Map((await client.query<{ name: string; checksum: string }>('select name, checksum from platform.migration')).rows.map((row) => [row.name, row.checksum]))
    refuseChangedPast(files, done)
    const applied: string[] = []
    for (const file of files.filter(({ name }) => !done.has(name))) {
      await client.query('begin')
      await client.query(file.text)
      await client.query('insert into platform.migration (name, checksum) values ($1, $2)', [file.name, file.checksum])
      await client.query('commit')
      applied.push(file.name)
    }
    await client.query(`grant ${workingRole} to current_user`).catch(() => {})
    return { applied, version: files.at(-1)?.name ?? '' }
  } finally {
    await client.end()
  }
}

export type Migration = { readonly name: string; readonly text: string; readonly checksum: string }

export const readMigrations = (folder: string): Migration[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
    })

function refuseChangedPast(files: readonly Migration[], done: ReadonlyMap<string, string>): void {
  const known = new Map(files.map((file) => [file.name, file.checksum]))
  for (const [name, checksum] of done) {
    if (!known.has(name)) throw new StartProblem(`The database has been changed by ${name}, which this version does not have. Start the newer version of Samspill that made it.`)
    if (known.get(name) !== checksum) throw new StartProblem(`${name} has been changed after it was used on this database. Put the file back as it was, and write the change as a new migration.`)
  }
}
