import { randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { sleep } from '../src/platform/clock.ts'
import { openDb, openPool, system, writing } from '../src/platform/db.ts'
import { startPrivatePostgres } from '../src/platform/embedded-postgres.ts'
import { startJobs } from '../src/platform/jobs.ts'
import { silentLog } from '../src/platform/log.ts'
import { start, type Running } from '../src/main.ts'
import { freePort } from './free-port.ts'

let folder = ''
const made: string[] = []
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'samspill-start-'))
  chmodSync(folder, 0o711)
})
afterAll(async () => {
  for (const name of made) await asOwner('postgres', `drop database ${name} with (force)`)
  rmSync(folder, { recursive: true, force: true })
})

async function asOwner(database: string, ...texts: string[]): Promise<void> {
  const client = new pg.Client({ host: inject('sockets'), user: inject('owner'), database })
  await client.connect()
  for (const text of texts) await client.query(text)
  await client.end()
}
async function newDatabase(...changes: string[]): Promise<{ name: string; url: string }> {
  const name = `start_${randomUUID().replaceAll('-', '')}`
  await asOwner('postgres', `create database ${name} template samspill_world`)
  made.push(name)
  if (changes.length > 0) await asOwner(name, ...changes)
  return { name, url: `postgres://${inject('owner')}@localhost/${name}?host=${encodeURIComponent(inject('sockets'))}` }
}
const quiet = { SAMSPILL_DEMO: 'no', LOG_LEVEL: 'silent' }
const startWith = (env: Record<string, string>): Promise<Running> => start(inject('root'), { ...quiet, ...env }, { css: '/a.css', js: '/a.js', folder: inject('root') }, () => {})

describe('a start that cannot go well says why in a sentence, and leaves nothing behind', () => {
  const refused = async (env: Record<string, string>): Promise<string> => {
    const started = await startWith(env).catch((problem: Error) => problem)
    if (!(started instanceof Error)) {
      await started.stop()
      throw new Error('It started')
    }
    expect(started.name).toBe('StartProblem')
    return started.message
  }

  test.each([
    ['a port that is no number', { PORT: 'tretti' }, 'PORT must be a number'],
    ['a port that does not exist', { PORT: '70000' }, 'PORT must be between 0 and 65535'],
    ['a mode we do not have', { NODE_ENV: 'prod' }, 'NODE_ENV must be production, development or test'],
    ['a database of another kind', { DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must begin with postgres://'],
    ['a short key', { SECRET_KEY: 'kort' }, 'SECRET_KEY must be at least 32 characters'],
    ['an address without its beginning', { PUBLIC_URL: 'samspill.example.no' }, 'PUBLIC_URL must be a full address'],
    ['an e-mail server without its beginning', { SMTP_URL: 'mail.example.no' }, 'SMTP_URL must begin with smtp://'],
    ['production without a key', { NODE_ENV: 'production' }, 'SECRET_KEY is missing'],
    ['production without an address', { NODE_ENV: 'production', SECRET_KEY: 'x'.repeat(32) }, 'PUBLIC_URL is missing'],
    ['production over an open line', { NODE_ENV: 'production', SECRET_KEY: 'x'.repeat(32), PUBLIC_URL: 'http://samspill.example.no' }, 'PUBLIC_URL must begin with https://'],
    ['production with nowhere to sign in', { NODE_ENV: 'production', SECRET_KEY: 'x'.repeat(32), PUBLIC_URL: 'https://samspill.example.no' }, 'OIDC_PROVIDERS is missing'],
    ['production with open doors', { NODE_ENV: 'production', SECRET_KEY: 'x'.repeat(32), PUBLIC_URL: 'https://samspill.example.no', OIDC_PROVIDERS: 'x.json', SAMSPILL_DEMO: 'yes' }, 'SAMSPILL_DEMO=yes is refused in production'],
    ['a database that does not answer', { DATABASE_URL: 'postgres://samspill@127.0.0.1:1/samspill' }, 'DATABASE_URL does not lead to a database that answers'],
  ])('%s', async (_, env, sentence) => {
    expect(await refused(env as Record<string, string>)).toContain(sentence)
  })

  test('several mistakes are all said at once', async () => {
    const message = await refused({ PORT: 'x', LOG_LEVEL: 'much' })
    expect(message.split('\n')).toHaveLength(2)
  })

  test('a port that is taken', async () => {
    const port = await freePort()
    const other = createServer().listen(port, '127.0.0.1')
    const { url } = await newDatabase()
    expect(await refused({ DATABASE_URL: url, PORT: String(port) })).toContain(`Port ${port} is taken`)
    await new Promise((done) => other.close(done))
    const running = await startWith({ DATABASE_URL: url, PORT: String(port) })
    await running.stop()
  })

  test('a database that a newer version has changed', async () => {
    const { url } = await newDatabase("insert into platform.migration (name, checksum) values ('299901010000-x.sql', 'x')")
    expect(await refused({ DATABASE_URL: url, PORT: String(await freePort()) })).toContain('Start the newer version')
  })
  test('a migration that was changed after it was used', async () => {
    const { url } = await newDatabase("update platform.migration set checksum = 'x' where name = (select min(name) from platform.migration)")
    expect(await refused({ DATABASE_URL: url, PORT: String(await freePort()) })).toContain('has been changed after it was used')
  })

  test('a second start on the same data', async () => {
    const data = join(folder, 'shared')
    mkdirSync(data, { mode: 0o711 })
    const first = await startPrivatePostgres(inject('root'), data, { durable: false })
    try {
      expect(await refused({ SAMSPILL_DATA: data })).toContain(`already running with the data in ${data}`)
    } finally {
      await first.stop()
    }
  }, 60_000)
  test('a private mask (umask 077): as root, the server, which is not root, reaches its files all the same', async () => {
    const data = join(folder, 'private')
    const before = process.umask(0o077)
    try {
      const server = await startPrivatePostgres(inject('root'), data, { durable: false })
      await server.stop()
      const place = readdirSync(data).find((name) => name.startsWith('postgresql-')) ?? ''
      chmodSync(join(data, place), 0o700)
      const again = await startPrivatePostgres(inject('root'), data, { durable: false })
      await again.stop()
    } finally {
      process.umask(before)
    }
  }, 60_000)
  test('a data folder that is a file', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    expect(await refused({ SAMSPILL_DATA: file })).toContain('is a file, and a folder is needed there')
    expect(await refused({ SAMSPILL_DATA: join(file, 'below') })).toContain('is a file, and a folder is needed there')
  })
  test('a data folder that may not be written', async () => {
    const closed = join(folder, 'closed')
    mkdirSync(closed, { mode: 0o500 })
    // For root no folder of the disk is closed, but the kernel's own is.
    const data = process.getuid?.() === 0 ? '/sys/samspill' : join(closed, 'data')
    expect(await refused({ SAMSPILL_DATA: data })).toContain('may not write to')
  })
  test.each([
    ['is not there', undefined, 'could not be read (ENOENT)'],
    ['is not JSON', 'hei', 'it is not JSON'],
    ['holds a provider without an issuer', '[{ "id": "x", "kind": "feide" }]', 'issuer is missing'],
    ['holds one provider and no list', '{}', 'should hold a list'],
  ])('a file of providers that %s', async (_, text, sentence) => {
    const file = join(folder, `${randomUUID()}.json`)
    if (text !== undefined) writeFileSync(file, text)
    const { url } = await newDatabase()
    expect(await refused({ DATABASE_URL: url, OIDC_PROVIDERS: file, PORT: String(await freePort()) })).toContain(sentence)
  })
})

describe('an orderly stop', () => {
  test('waits for the answer under way, takes no new ones, and lets go of the port and the database', async () => {
    const { name, url } = await newDatabase()
    const port = await freePort()
    const running = await startWith({ DATABASE_URL: url, PORT: String(port) })
    const site = `http://127.0.0.1:${port}`
    expect((await fetch(`${site}/readyz`)).status).toBe(200)

    const keeper = new pg.Client({ host: inject('sockets'), user: inject('owner'), database: name })
    await keeper.connect()
    await keeper.query('begin')
    await keeper.query('lock table register.organisation in access exclusive mode')
    const slow = fetch(`${site}/barnehager`)
    await until(async () => (await keeper.query("select 1 from pg_stat_activity where datname = $1 and wait_event_type = 'Lock'", [name])).rows.length > 0)
    let stopped = false
    const stopping = running.stop().then(() => (stopped = true))
    await sleep(300)
    expect(stopped).toBe(false)
    await expect(fetch(`${site}/healthz`)).rejects.toThrow('fetch failed')
    await keeper.query('commit')
    expect((await slow).status).toBe(200)
    await stopping
    await until(async () => (await keeper.query("select 1 from pg_stat_activity where datname = $1 and application_name like 'samspill%'", [name])).rows.length === 0)
    await keeper.end()
    const again = await startWith({ DATABASE_URL: url, PORT: String(port) })
    await again.stop()
  })

  test('lets the job under way finish', async () => {
    const { name } = await newDatabase()
    const owner = { host: inject('sockets'), user: inject('owner'), database: name }
    const jobs = await startJobs(owner, { ...owner, user: 'samspill_app' }, ['slow'], silentLog)
    let begun = false
    let ended = false
    const work = async () => {
      begun = true
      await sleep(1500)
      ended = true
    }
    await jobs.work([{ queue: 'slow', work }])
    const pool = openPool({ ...owner, user: 'samspill_app' }, { max: 1 })
    await writing(openDb(pool), system, (tx) => jobs.enqueue(tx, 'slow', {}))
    await until(async () => begun)
    await jobs.stop()
    expect(ended).toBe(true)
    await pool.end()
  })
})

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return
    await sleep(50)
  }
  throw new Error('It did not come to that within ten seconds')
}
