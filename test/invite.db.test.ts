import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

// The command an operator runs first, as its own process: it builds, migrates, and asks the database through two copies of the program's layers.

const name = `invite_${randomUUID().replaceAll('-', '')}`
const asOwner = async <Row extends pg.QueryResultRow>(database: string, text: string): Promise<Row[]> => {
  const client = new pg.Client({ host: inject('sockets'), user: inject('owner'), database })
  await client.connect()
  const { rows } = await client.query<Row>(text)
  await client.end()
  return rows
}
beforeAll(async () => void (await asOwner('postgres', `create database ${name} template template0`)))
afterAll(async () => void (await asOwner('postgres', `drop database ${name} with (force)`)))

async function invite(...args: string[]): Promise<{ readonly code: number; readonly said: string }> {
  const url = `postgres://${inject('owner')}@localhost/${name}?host=${encodeURIComponent(inject('sockets'))}`
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], DATABASE_URL: url, LOG_LEVEL: 'silent' }
  return promisify(execFile)(process.execPath, [join(inject('root'), 'bin', 'invite.ts'), ...args], { env, cwd: inject('root') }).then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
    (problem: { code: number; stdout: string; stderr: string }) => ({ code: problem.code, said: problem.stdout + problem.stderr }),
  )
}
const operator = ['--email', 'drift@prove.example', '--role', 'operator', '--org', 'Drift']

test('makes the first operator of an empty database, and the same organisation the second time', async () => {
  for (const time of [1, 2]) {
    const { code, said } = await invite(...operator)
    expect(said, `time ${time}`).toMatch(/\/invitasjon\/[A-Za-z0-9_-]{43}/)
    expect(code).toBe(0)
  }
  expect(await asOwner(name, "select name from register.organisation where kind = 'operator'")).toEqual([{ name: 'Drift' }])
}, 60_000)

test.each([
  ['no role', ['--email', 'drift@prove.example', '--org', 'Drift'], 2, 'npm run invite'],
  ['an organisation that is not there', ['--email', 'a@prove.example', '--role', 'head', '--org', 'Finnes ikke'], 1, 'No organisation, or more than one'],
  ['a role that does not fit', ['--email', 'a@prove.example', '--role', 'head', '--org', 'Drift'], 1, 'can have these roles: operator'],
])('%s is said in a sentence', async (_, args, code, sentence) => {
  const refused = await invite(...args)
  expect(refused.said).toContain(sentence)
  expect(refused.code).toBe(code)
}, 60_000)
