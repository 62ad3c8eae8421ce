// Kills the program with -9 in the middle of saving, again and again, and looks at what is left: everything acknowledged must be there, and nothing
// half: a request and its line in the history are saved together or not at all. Bounded: node bench/kill-nine.ts [rounds]. Uses a folder of its own.
import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { runningPostgres } from '../src/platform/embedded-postgres.ts'
import { freePort } from '../test/free-port.ts'

const root = resolve(import.meta.dirname, '..')
const rounds = Math.min(Number(process.argv[2] ?? 10), 50)
const data = mkdtempSync(join(tmpdir(), 'samspill-kill-nine-'))
chmodSync(data, 0o711)
const port = await freePort()
const site = `http://127.0.0.1:${port}`

const acknowledged = new Set<string>()
let lost = 0
let half = 0
let slowestStart = 0

for (let round = 0; round <= rounds; round++) {
  const since = performance.now()
  const program = await startProgram()
  if (round > 0) slowestStart = Math.max(slowestStart, performance.now() - since)
  await look()
  console.log(`round ${round}: ${acknowledged.size} acknowledged, ${lost} lost, ${half} half saved`)
  if (round === rounds) {
    program.kill('SIGTERM')
    await new Promise((done) => program.once('exit', done))
    break
  }
  const session = await signIn()
  let going = true
  const writers = Array.from({ length: 6 }, () => write(session, () => going))
  await new Promise((done) => setTimeout(done, 300 + 137 * (round % 7)))
  // Every third time the database server is killed as well: what a power cut leaves behind, as far as a process can tell.
  if (round % 3 === 2) process.kill(Number(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
  program.kill('SIGKILL')
  await new Promise((done) => (program.exitCode !== null || program.signalCode !== null ? done(undefined) : program.once('exit', done)))
  going = false
  await Promise.all(writers)
}
rmSync(data, { recursive: true, force: true })
console.log(`\n${rounds} kills, ${acknowledged.size} saves acknowledged, ${lost} lost, ${half} half saved; slowest start after a kill ${(slowestStart / 1000).toFixed(1)} s`)
process.exitCode = lost > 0 || half > 0 || acknowledged.size < rounds ? 1 : 0

function startProgram(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(root, 'bin', 'start.ts')], { cwd: root, env: { ...process.env, SAMSPILL_DATA: data, PORT: String(port), LOG_LEVEL: 'silent' }, stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((done, fail) => {
    child.stdout?.on('data', (part) => String(part).includes('Samspill is ready') && done(child))
    child.once('exit', (code) => fail(new Error(`The program ended with ${code} instead of starting`)))
  })
}

/** One head, over and over: each answer with an address is a promise that the request is saved. */
async function write({ token, csrf }: Session, going: () => boolean): Promise<void> {
  while (going()) {
    try {
      const body = new URLSearchParams({ _csrf: csrf })
      const response = await fetch(`${site}/veiledning`, { method: 'POST', body, redirect: 'manual', headers: { cookie: `sesjon=${token}`, origin: site } })
      const id = /^\/veiledning\/([0-9a-f-]{36})/.exec(response.headers.get('location') ?? '')?.[1]
      if (id) acknowledged.add(id)
      else throw new Error(`An answer without a case: ${response.status}`)
    } catch (problem) {
      // No answer, no promise.
      if (problem instanceof TypeError) await new Promise((done) => setTimeout(done, 20))
      else throw problem
    }
  }
}

type Session = { readonly token: string; readonly csrf: string }
/** A session as sign-in makes it. */
async function signIn(): Promise<Session> {
  const token = randomBytes(32).toString('base64url')
  const csrf = randomBytes(32).toString('base64url')
  await ask(
    `insert into identity.session (token_hash, csrf, person_id, membership_id, provider, issuer, subject, started_at, seen_at)
     select $1, $2, p.id, m.id, 'test', 'https://test', p.email, now(), now() from identity.person p join identity.membership m on m.person_id = p.id where m.role = 'head' order by p.email limit 1`,
    [createHash('sha256').update(token).digest(), csrf],
  )
  return { token, csrf }
}

async function look(): Promise<void> {
  const there = new Set((await ask<{ id: string }>('select id from guidance.case')).map(({ id }) => id))
  lost = [...acknowledged].filter((id) => !there.has(id)).length
  const [odd] = await ask<{ cases: number; lines: number }>(
    `select (select count(*)::int from guidance.case c where c.state = 'draft' and c.id = any ($1) and not exists (select from audit.event e where e.about_id = c.id and e.kind = 'guidance.draft-started')) as cases,
       (select count(*)::int from audit.event e where e.kind = 'guidance.draft-started' and not exists (select from guidance.case c where c.id = e.about_id)) as lines`,
    [[...there].filter((id) => acknowledged.has(id))],
  )
  half = (odd?.cases ?? 0) + (odd?.lines ?? 0)
}

async function ask<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  const server = await runningPostgres(data)
  if (!server) throw new Error('The database does not run')
  const client = new pg.Client(server.connection(server.superuser, 'samspill'))
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}
