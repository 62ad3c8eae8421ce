import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { StartProblem } from '../config.ts'
import type { Connection } from '../db.ts'
import { adder, formatVersion, rowsOf, sameWriting, sequencesOf, tablesOf, type Applied, type Line } from './format.ts'

export type Written = { readonly tables: number; readonly rows: number }

/**
 * Writes everything stored to one file, as it was at one moment, while others go on working. The file appears when it is whole.
 * @throws StartProblem when there is a file already, nothing to copy, or no right to read everything
 */
export async function writeBackup(owner: Connection, file: string, now: Date): Promise<Written> {
  if (existsSync(file)) throw new StartProblem(`${file} is there already. Choose another name: a backup is never written over another.`)
  const client = new pg.Client({ ...owner, application_name: 'samspill-backup' })
  await client.connect()
  const unfinished = `${file}.unfinished`
  try {
    await client.query(sameWriting)
    await client.query('begin isolation level repeatable read read only')
    const migrations = await appliedMigrations(client)
    if (migrations.length === 0) throw new StartProblem('This database has no Samspill in it, so there is nothing to copy.')
    const out = writer(unfinished)
    await out.write({ kind: 'head', samspill: formatVersion, madeAt: now.toISOString(), migrations })
    const tables = await tablesOf(client)
    let rows = 0
    for (const table of tables) {
      await out.write({ kind: 'table', table: table.name, columns: table.columns.map(({ name }) => name) })
      const sum = adder()
      for await (const values of rowsOf(client, table)) {
        sum.add(values)
        await out.write({ kind: 'row', values })
      }
      rows += sum.total().rows
      await out.write({ kind: 'end', table: table.name, ...sum.total() })
    }
    for (const sequence of await sequencesOf(client)) await out.write({ kind: 'sequence', ...sequence })
    await client.query('commit')
    await out.finish(tables.length, rows)
    renameSync(unfinished, file)
    return { tables: tables.length, rows }
  } catch (problem) {
    rmSync(unfinished, { force: true })
    throw inWords(problem, file)
  } finally {
    await client.end()
  }
}

export async function appliedMigrations(client: pg.Client): Promise<Applied[]> {
  const { rows } = await client.query<{ there: boolean }>("select to_regclass('platform.migration') is not null as there")
  if (!rows[0]?.there) return []
  return (await client.query<Applied>('select name, checksum from platform.migration order by name')).rows
}

/** Lines out through gzip to a file only its owner may read. Waits for the disk, so nothing piles up in memory. */
function writer(path: string) {
  const gzip = createGzip()
  const disk = createWriteStream(path, { mode: 0o600, flags: 'wx' })
  // A full disk or a missing folder ends both, and is thrown by the next write.
  let failure: Error | undefined
  disk.on('error', (problem) => {
    failure = problem
    gzip.destroy(problem)
  })
  gzip.on('error', (problem) => (failure ??= problem))
  gzip.pipe(disk)
  const all = createHash('sha256')
  const put = async (text: string) => {
    if (failure) throw failure
    if (!gzip.write(text)) await once(gzip, 'drain')
  }
  return {
    write: (line: Line) => {
      const text = `${JSON.stringify(line)}\n`
      all.update(text)
      return put(text)
    },
    finish: async (tables: number, rows: number) => {
      await put(`${JSON.stringify({ kind: 'finished', tables, rows, sha256: all.digest('hex') } satisfies Line)}\n`)
      gzip.end()
      await finished(disk)
      const kept = await open(path, 'r+')
      await kept.sync()
      await kept.close()
    },
  }
}

function inWords(problem: unknown, file: string): unknown {
  const code = (problem as { code?: string }).code
  if (code === 'ENOSPC') return new StartProblem(`The disk that holds ${file} is full. Free some space, or write the backup elsewhere.`)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOENT') return new StartProblem(`The backup may not be written to ${file} (${code}). Check that the folder is there and that you may write in it.`)
  if (code === '42501') return new StartProblem('This login may not read everything. Set DATABASE_OWNER_URL to the login that owns the tables.')
  return problem
}
