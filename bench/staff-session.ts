// A staff of three hundred in one meeting: every phone joins, looks every three seconds and answers within the minute, against one process with the
// database it starts by itself; the host's page counts along; in the middle it is killed with -9 and started again. Bounded:
// node bench/staff-session.ts [phones] [seconds]. A folder and a port of its own.
import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runningPostgres } from '../src/platform/embedded-postgres.ts'
import { freePort } from '../test/free-port.ts'
import { ask } from './kill-nine/look.ts'

const root = resolve(import.meta.dirname, '..')
const phones = Math.min(Number(process.argv[2] ?? 300), 500)
const seconds = Math.min(Number(process.argv[3] ?? 60), 300)
const data = mkdtempSync(join(tmpdir(), 'samspill-session-'))
chmodSync(data, 0o711)
const port = await freePort()
const agent = new Agent({ keepAlive: true, maxSockets: 400 })
const code = 'ABDEFH'

type Reply = { readonly status: number; readonly text: string; readonly cookie: string; readonly ms: number }
const times = { answer: [] as number[], undisturbed: [] as number[], look: [] as number[], host: [] as number[] }
const kill = { at: Number.POSITIVE_INFINITY, over: Number.POSITIVE_INFINITY }
let unreachable = 0
let behind = 0

process.on('exit', () => program.kill('SIGTERM'))
let program = await startProgram()
if (!(await runningPostgres(data))) throw new Error('The program has no database of its own')
const token = randomBytes(32).toString('base64url')
const [session] = await ask<{ id: string }>(data, `with host as (select p.id as person, m.id as membership, m.org_id from identity.person p join identity.membership m on m.person_id = p.id where p.name = 'Siri Solheim' and m.role = 'head'),
  signed as (insert into identity.session (token_hash, csrf, person_id, membership_id, provider, issuer, subject, started_at, seen_at) select $1, 'x', person, membership, 'bench', 'bench', 'bench', now(), now() from host)
  insert into needs.staff_session (region_id, kindergarten_id, start_key, instrument_version_id, kind, state, title, themes, expected, code, theme, phase, made_at, made_by_name, opened_at)
  select 'oslo-viken', host.org_id, gen_random_uuid(), v.id, 'live', 'open', 'Måling', '{care}', $2, $3, 'care', 'answering', now(), 'Måling', now()
  from host, needs.instrument_version v join needs.instrument i on i.id = v.instrument_id and i.code = 'staff-2026' returning id`, [createHash('sha256').update(token).digest(), phones, code])
if (!session) throw new Error('The session was not made')

const tickets: string[] = []
for (let at = 0; at < phones; at += 20) tickets.push(...(await Promise.all(Array.from({ length: Math.min(20, phones - at) }, async () => /lapp=[\w-]{22}/.exec((await tried('POST', `/okt/${code}/lapp`, '', {}))?.cookie ?? '')?.[0] ?? ''))))
let thanked = 0
const began = performance.now()
const meeting = tickets.map((ticket) => onePhone(ticket))
let over = false
const host = watchCount()
await pause((seconds * 1000) / 2)
kill.at = performance.now()
program.kill('SIGKILL')
await new Promise((done) => (program.signalCode !== null ? done(undefined) : program.once('exit', done)))
program = await startProgram()
const downFor = performance.now() - kill.at
kill.over = performance.now() + 10_000
await Promise.all(meeting)
await pause(3500)
over = true
await host

const [counted] = await ask<{ answered: number; tallied: number }>(data, `select (select answered from needs.staff_count where session_id = $1 and theme = 'care') as answered, (select sum(n)::int from needs.staff_tally where session_id = $1 and statement = 'care-1') as tallied`, [session.id])
const p = (list: number[], share: number) => list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0
const say = (name: string, list: number[]) => console.log(`${name.padEnd(44)} ${String(list.length).padStart(6)}   p50 ${p(list, 0.5).toFixed(0).padStart(5)} ms   p99 ${p(list, 0.99).toFixed(0).padStart(5)} ms`)
say('answer acknowledged', times.answer)
say('answer, but for the kill and 10 s after it', times.undisturbed)
say('how far the session has come', times.look)
say("the host's page", times.host)
console.log(`p99 of an answer against 200 ms: ratio ${(p(times.undisturbed, 0.99) / 200).toFixed(2)} but for the kill`)
console.log(`down for ${(downFor / 1000).toFixed(1)} s after kill -9; ${unreachable} tries met nobody and were made again`)
console.log(`acknowledged ${thanked} of ${phones}; counted ${counted?.answered ?? 0}, in the tally ${counted?.tallied ?? 0}; the host's page was behind what had been acknowledged before it was asked ${behind} times`)
process.exitCode = thanked === phones && counted?.answered === phones && counted.tallied === phones && behind === 0 ? 0 : 1
agent.destroy()
program.kill('SIGTERM')
await new Promise((done) => program.once('exit', done))
rmSync(data, { recursive: true, force: true })

/** Looks every three seconds, answers once within the time, and sends the same again until it is thanked; then once more, as a second press. */
async function onePhone(ticket: string): Promise<void> {
  const answersAt = began + seconds * 1000 * Math.random()
  await pause(3000 * Math.random())
  while (performance.now() < answersAt) {
    const looked = await tried('GET', `/okt/${code}/naa`, ticket)
    if (looked?.status === 200) times.look.push(looked.ms)
    await pause(Math.min(2000 + 2000 * Math.random(), Math.max(0, answersAt - performance.now())))
  }
  const answer = { tema: 'care', 'care-1': '4', 'care-2': '2', 'care-3': '5', 'care-4': '0' }
  for (let turn = 0; turn < 60; turn++) {
    const sent = await tried('POST', `/okt/${code}/svar`, ticket, answer)
    if (sent?.status !== 303) {
      await pause(1000)
      continue
    }
    thanked++
    times.answer.push(sent.ms)
    if (performance.now() < kill.at || performance.now() > kill.over) times.undisturbed.push(sent.ms)
    await tried('POST', `/okt/${code}/svar`, ticket, answer)
    return
  }
}

/** The page of the one who leads: never fewer than had been thanked when it was asked for. */
async function watchCount(): Promise<void> {
  while (!over) {
    const atLeast = thanked
    const page = await tried('GET', `/okter/${session?.id ?? ''}`, `sesjon=${token}`)
    if (page?.status === 200) {
      times.host.push(page.ms)
      const [, shown] = /(\d+) av \d+/.exec(page.text.split('data-live="answered"')[1] ?? '') ?? []
      if (Number(shown) < atLeast) behind++
    }
    await pause(3000)
  }
}

/** One question to the program; undefined when nobody answered. */
async function tried(method: 'GET' | 'POST', path: string, cookie: string, form?: Readonly<Record<string, string>>): Promise<Reply | undefined> {
  const from = performance.now()
  const body = form && new URLSearchParams(form).toString()
  const reply = await new Promise<Reply | undefined>((done) => {
    const sent = request({ host: '127.0.0.1', port, path, method, agent, headers: { cookie: `${cookie}; sprak=nb`, origin: `http://127.0.0.1:${port}`, ...(body !== undefined ? { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) } : {}) } }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (text += part))
      response.on('end', () => done({ status: response.statusCode ?? 0, text, cookie: String(response.headers['set-cookie'] ?? ''), ms: performance.now() - from }))
      response.on('error', () => done(undefined))
    })
    sent.on('error', () => done(undefined))
    sent.end(body)
  })
  if (!reply) unreachable++
  return reply
}

function startProgram(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--max-old-space-size=512', '--max-semi-space-size=4', join(root, 'bin', 'start.ts')], { cwd: root, env: { ...process.env, SAMSPILL_DATA: data, PORT: String(port), LOG_LEVEL: 'silent' }, stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((done, fail) => {
    child.stdout?.on('data', (part) => String(part).includes('Samspill is ready') && done(child))
    child.once('exit', (code) => fail(new Error(`The program ended with ${code} instead of starting`)))
  })
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
