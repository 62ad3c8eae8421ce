import { readMigrations, migrate, type Migration } from '../migrate.ts'
import pg from 'pg'
import { StartProblem } from '../config.ts'
import type { Connection } from '../db.ts'
import { adder, damaged, formatVersion, linesOf, rowsOf, sameWriting, tablesOf, type Head, type Row, type Table } from './format.ts'
import { appliedMigrations } from './write.ts'

export type Restored = { readonly madeAt: string; readonly tables: number; readonly rows: number; readonly later: readonly string[] }

/**
 * Puts a backup into an empty installation: the whole file is checked before anything is touched, the tables are made as they were when it was
 * written, everything is loaded and counted again in one transaction, and then what this version has changed since is applied.
 * @throws StartProblem when the file is damaged, made by a newer version, or the installation is in use or not empty
 */
export async function restoreBackup(owner: Connection, file: string, folder: string): Promise<Restored> {
  const head = await checkFile(file)
  const known = migrationsOf(head, readMigrations(folder))
  const client = new pg.Client({ ...owner, application_name: 'samspill-restore' })
  await client.connect()
  try {
    await refuseUnlessEmpty(client)
    await removeEmptyTables(client)
    await migrate(owner, folder, known)
    await client.query(sameWriting)
    await client.query('begin')
    const sums = await load(client, file)
    await verify(client, sums, file)
    await client.query('commit')
    const { applied } = await migrate(owner, folder)
    const rows = [...sums.values()].reduce((sum, one) => sum + one.rows, 0)
    return { madeAt: head.madeAt, tables: sums.size, rows, later: applied }
  } finally {
    await client.end()
  }
}

/** Reads the file once from end to end. */
async function checkFile(file: string): Promise<Head> {
  let head: Head | undefined
  let sum = adder()
  for await (const line of linesOf(file)) {
    if (!head && line.kind !== 'head') throw damaged(file)
    if (line.kind === 'head') {
      if (line.samspill > formatVersion) throw new StartProblem(`${file} was written by a newer version of Samspill. Restore it with that version.`)
      head = line
    }
    if (line.kind === 'table') sum = adder()
    if (line.kind === 'row') sum.add(line.values)
    if (line.kind === 'end' && (sum.total().rows !== line.rows || sum.total().sum !== line.sum)) throw damaged(file)
  }
  if (!head) throw damaged(file)
  return head
}

/** The migrations the backup's tables were made by; this version must have them all, unchanged. */
function migrationsOf(head: Head, files: readonly Migration[]): readonly string[] {
  const checksums = new Map(files.map(({ name, checksum }) => [name, checksum]))
  for (const { name, checksum } of head.migrations) {
    if (!checksums.has(name)) throw new StartProblem(`The backup holds changes by ${name}, which this version does not have. Restore it with the newer version of Samspill that made it.`)
    if (checksums.get(name) !== checksum) throw new StartProblem(`${name} is another file now than when the backup was made. Restore it with the version of Samspill that made it.`)
  }
  return head.migrations.map(({ name }) => name)
}

async function refuseUnlessEmpty(client: pg.Client): Promise<void> {
  const { rows: others } = await client.query("select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name like 'samspill%' limit 1")
  if (others.length > 0) throw new StartProblem('Samspill is running on this database. Stop every process of it first, or restore into another database.')
  if ((await appliedMigrations(client)).length === 0) return
  for (const table of ['identity.person', 'register.organisation', 'audit.event']) {
    const { rows } = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [table])
    if (rows[0]?.there && (await client.query(`select 1 from ${table} limit 1`)).rows.length > 0)
      throw new StartProblem('This installation is not empty, and a backup is never mixed with what is there. Restore into an empty data folder (SAMSPILL_DATA) or an empty database.')
  }
}

/** An installation that has been started but not used has tables, perhaps of another version than the backup's. */
async function removeEmptyTables(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>("select format('%I', nspname) as name from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public')")
  if (rows.length > 0) await client.query(`drop schema ${rows.map(({ name }) => name).join(', ')} cascade`)
}

type Sums = Map<string, { rows: number; sum: string }>

/** Loads every table without its references and triggers, and puts them back at the end, when they can hold: then the database checks them all. */
async function load(client: pg.Client, file: string): Promise<Sums> {
  const tables = new Map((await tablesOf(client)).map((table) => [table.name, table]))
  await client.query(`truncate ${[...tables.keys()].join(', ')} cascade`)
  const references = await client.query<{ table: string; name: string; definition: string }>(
    "select conrelid::regclass::text as table, format('%I', conname) as name, pg_get_constraintdef(oid) as definition from pg_constraint where contype = 'f' and conrelid::regclass::text = any ($1)",
    [[...tables.keys()]],
  )
  for (const { table, name } of references.rows) await client.query(`alter table ${table} drop constraint ${name}`)
  for (const name of tables.keys()) await client.query(`alter table ${name} disable trigger user`)

  const sums: Sums = new Map()
  let table: Table | undefined
  let waiting: Row[] = []
  let size = 0
  const flush = async () => {
    if (table && waiting.length > 0) await insert(client, table, waiting)
    waiting = []
    size = 0
  }
  for await (const line of linesOf(file)) {
    if (line.kind === 'table') {
      const found = tables.get(line.table)
      if (!found || found.columns.map(({ name }) => name).join() !== line.columns.join()) throw damaged(file)
      table = found
    } else if (line.kind === 'row') {
      waiting.push(line.values)
      size += line.values.reduce((sum, value) => sum + (value?.length ?? 0), 0)
      if (waiting.length >= 500 || size > 4_000_000) await flush()
    } else if (line.kind === 'end') {
      await flush()
      sums.set(line.table, { rows: line.rows, sum: line.sum })
    } else if (line.kind === 'sequence') await client.query('select setval($1::regclass, $2, $3)', [line.sequence, line.last, line.used])
  }
  for (const name of tables.keys()) await client.query(`alter table ${name} enable trigger user`)
  for (const { table: from, name, definition } of references.rows) await client.query(`alter table ${from} add constraint ${name} ${definition}`)
  return sums
}

async function insert(client: pg.Client, table: Table, rows: readonly Row[]): Promise<void> {
  const names = table.columns.map(({ name }) => name).join(', ')
  const values = table.columns.map(({ type }, at) => `(r.v ->> ${at})::${type}`).join(', ')
  await client.query(`insert into ${table.name} (${names}) overriding system value select ${values} from jsonb_array_elements($1::jsonb) as r(v)`, [JSON.stringify(rows)])
}

/** Reads back what was loaded: the same rows, to the last sign. */
async function verify(client: pg.Client, sums: Sums, file: string): Promise<void> {
  for (const table of await tablesOf(client)) {
    const sum = adder()
    for await (const row of rowsOf(client, table)) sum.add(row)
    const want = sums.get(table.name)
    if (sum.total().rows !== (want?.rows ?? 0) || (want && sum.total().sum !== want.sum))
      throw new StartProblem(`${table.name} was not the same after loading ${file}, so nothing was kept. Tell the makers of Samspill: this should not happen.`)
  }
}
