import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { adder, rowsOf, sameWriting, sequencesOf, tablesOf } from '../src/platform/backup/format.ts'
import { restoreBackup } from '../src/platform/backup/restore.ts'
import { migrate } from '../src/platform/migrate.ts'
import { writeBackup } from '../src/platform/backup/write.ts'
import { usualTime } from './kit.ts'

let folder = ''
let file = ''
let from: Place
const migrations = () => join(inject('root'), 'migrations')
const made: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samspill-backup-'))
  file = join(folder, 'one.backup')
  from = await emptyDatabase('samspill_world')
  // Values that are easily lost on the way: every kind of sign, bytes, empty text beside nothing, a number in a sequence.
  await inDatabase(from, async (client) => {
    await client.query(`insert into audit.event (at, kind, about_kind, about_id, reader_org_ids, visibility, role, who, data)
      values ('2026-01-02 03:04:05.678901+01', 'prøve', 'x', gen_random_uuid(), array[gen_random_uuid(), gen_random_uuid()], 'internal', '', E'Linje\\nto "sitert" \\\\ 🐚 æøå', '{"a": [1, null, "\\u00e6"], "b": 0.1}')`)
    await client.query("insert into identity.session (token_hash, csrf, provider, issuer, subject, started_at, seen_at) values (decode('00ff10', 'hex') || decode(repeat('ab', 29), 'hex'), 'x', 'test', 'https://test', 'x', now(), now())")
    await client.query("select nextval('guidance.reference_number')")
  })
  await writeBackup(from, file, usualTime)
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  for (const name of made) await admin(`drop database ${name} with (force)`)
})

type Place = { host: string; user: string; database: string }
async function inDatabase<Result>(place: Place & { application_name?: string }, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client(place)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
const admin = (text: string) => inDatabase({ host: inject('sockets'), user: inject('owner'), database: 'postgres' }, (client) => client.query(text))
async function emptyDatabase(template = 'template0'): Promise<Place> {
  const name = `restore_${randomUUID().replaceAll('-', '')}`
  await admin(`create database ${name} template ${template}`)
  made.push(name)
  return { host: inject('sockets'), user: inject('owner'), database: name }
}
/** Count and sum of each table, and where each sequence is. */
const content = (place: Place) =>
  inDatabase(place, async (client) => {
    await client.query(sameWriting)
    await client.query('begin')
    const found: Record<string, unknown> = {}
    for (const table of await tablesOf(client)) {
      const sum = adder()
      for await (const row of rowsOf(client, table)) sum.add(row)
      found[table.name] = sum.total()
    }
    found['sequences'] = await sequencesOf(client)
    const { rows } = await client.query("select conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) as one from pg_constraint where connamespace::regnamespace::text !~ '^pg_|information_schema|pgboss' order by 1")
    found['constraints'] = rows
    found['triggers'] = (await client.query('select tgrelid::regclass::text as of, tgname, tgenabled from pg_trigger where not tgisinternal order by 1, 2')).rows
    return found
  })

test('a backup restored into an empty database has the same rows, references, triggers and numbers', async () => {
  const to = await emptyDatabase()
  const { rows, tables, later } = await restoreBackup(to, file, migrations())
  expect(rows).toBeGreaterThan(300)
  expect(tables).toBeGreaterThan(30)
  expect(later).toEqual([])
  expect(await content(to)).toEqual(await content(from))
  expect(statSync(file).mode & 0o077, 'only its owner may read it').toBe(0)
})

test('a backup taken from the restored one holds the same rows', async () => {
  const to = await emptyDatabase()
  await restoreBackup(to, file, migrations())
  const second = join(folder, 'two.backup')
  await writeBackup(to, second, usualTime)
  const sorted = (path: string) => gunzipSync(readFileSync(path)).toString().split('\n').filter((line) => !line.includes('"finished"')).sort()
  expect(sorted(second)).toEqual(sorted(file))
})

test('an older backup is brought up to this version', async () => {
  const older = join(folder, 'older-migrations')
  cpSync(migrations(), older, { recursive: true })
  writeFileSync(join(older, '202712312359-later.sql'), "create table register.later (id integer primary key); insert into register.later values (1)")
  const to = await emptyDatabase()
  expect((await restoreBackup(to, file, older)).later).toEqual(['202712312359-later.sql'])
})

describe('what is refused, in one sentence, with nothing changed', () => {
  const refused = async (path: string, to: Place, folderOfMigrations = migrations()) => {
    const message = await restoreBackup(to, path, folderOfMigrations).then(
      () => 'restored',
      (problem: Error) => `${problem.name}: ${problem.message}`,
    )
    expect(message).toMatch(/^StartProblem: /)
    return message
  }
  const nothingIn = async (to: Place) => {
    const { rows } = await inDatabase(to, (client) => client.query("select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname !~ '^pg_|information_schema'"))
    expect(rows).toEqual([])
  }

  test('an installation that is not empty', async () => {
    const to = await emptyDatabase('samspill_world')
    const before = await content(to)
    expect(await refused(file, to)).toContain('not empty')
    expect(await content(to)).toEqual(before)
  })
  test('an installation that is running', async () => {
    const to = await emptyDatabase()
    await inDatabase({ ...to, application_name: 'samspill' }, async () => expect(await refused(file, to)).toContain('is running'))
  })
  test('an installation that is started but not used is filled', async () => {
    const to = await emptyDatabase()
    await migrate(to, migrations())
    expect((await restoreBackup(to, file, migrations())).rows).toBeGreaterThan(300)
  })
  test.each([
    ['cut short', (path: string) => writeFileSync(path, readFileSync(file).subarray(0, statSync(file).size - 200))],
    ['with a byte changed', (path: string) => writeFileSync(path, readFileSync(file).map((byte, at) => (at === 5000 ? byte ^ 1 : byte)))],
    ['with more behind it', (path: string) => (cpSync(file, path), appendFileSync(path, gzipSync('{"kind":"sequence"}\n')))],
    ['with one row taken out', (path: string) => writeFileSync(path, gzipSync(gunzipSync(readFileSync(file)).toString().replace(/\{"kind":"row".*\n/, '')))],
    ['with one letter changed, packed again', (path: string) => writeFileSync(path, gzipSync(gunzipSync(readFileSync(file)).toString().replace('Siri Solheim', 'Siri Solheem')))],
    ['that is something else', (path: string) => writeFileSync(path, 'Kjære dagbok')],
    ['that is empty', (path: string) => writeFileSync(path, '')],
    ['without its last line', (path: string) => writeFileSync(path, gzipSync(gunzipSync(readFileSync(file)).toString().replace(/\{"kind":"finished".*\n/, '')))],
  ])('a file %s', async (_, damage) => {
    const path = join(folder, `${randomUUID()}.backup`)
    damage(path)
    const to = await emptyDatabase()
    expect(await refused(path, to)).toContain('is damaged or is not a whole backup')
    await nothingIn(to)
  })
  test('a file that is not there', async () => {
    expect(await refused(join(folder, 'none.backup'), await emptyDatabase())).toContain('could not be read')
  })
  test('a backup made by a newer version', async () => {
    const older = mkdtempSync(join(folder, 'older-'))
    for (const name of readdirSync(migrations()).sort().slice(0, -1)) cpSync(join(migrations(), name), join(older, name))
    const to = await emptyDatabase()
    expect(await refused(file, to, older)).toContain('which this version does not have')
    await nothingIn(to)
  })
  test('a backup whose migrations have been changed since', async () => {
    const changed = join(folder, 'changed')
    cpSync(migrations(), changed, { recursive: true })
    appendFileSync(join(changed, readdirSync(changed).sort()[0] ?? ''), '\n-- changed')
    expect(await refused(file, await emptyDatabase(), changed)).toContain('is another file now')
  })
  test.each([
    ['over another file', () => file, 'is there already'],
    ['into a folder that is not there', () => join(folder, 'none', 'x.backup'), 'may not be written'],
  ])('writing a backup %s', async (_, path, sentence) => {
    await expect(writeBackup(from, path(), usualTime)).rejects.toThrow(sentence)
  })
  test('writing a backup of nothing', async () => {
    await expect(writeBackup(await emptyDatabase(), join(folder, 'nothing.backup'), usualTime)).rejects.toThrow('no Samspill in it')
    expect(readdirSync(folder).filter((name) => name.endsWith('.unfinished'))).toEqual([])
  })
})
