// Three hundred people check in to one session of a course from their phones: each opens the page behind the code, sends the own address, presses once more, and sends
// again what met nobody; in the middle the program is killed with -9 and started again. One process with the database it starts by itself. Bounded:
// node bench/check-in.ts [people] [seconds]. A folder and a port of its own.
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runningPostgres } from '../src/platform/embedded-postgres.ts'
import { freePort } from '../test/free-port.ts'
import { ask } from './kill-nine/look.ts'

const root = resolve(import.meta.dirname, '..')
const people = Math.min(Number(process.argv[2] ?? 300), 500)
const seconds = Math.min(Number(process.argv[3] ?? 300), 300)
const data = mkdtempSync(join(tmpdir(), 'samspill-check-in-'))
chmodSync(data, 0o711)
const port = await freePort()
const agent = new Agent({ keepAlive: true, maxSockets: 400 })
const code = 'ABDEFH'

type Reply = { readonly status: number; readonly location: string; readonly ms: number }
const times = { page: [] as number[], sent: [] as number[], undisturbed: [] as number[] }
const kill = { at: Number.POSITIVE_INFINITY, over: Number.POSITIVE_INFINITY }
let unreachable = 0
let faults = 0
let thanked = 0
let twice = 0

process.on('exit', () => program.kill('SIGTERM'))
let program = await startProgram()
if (!(await runningPostgres(data))) throw new Error('The program has no database of its own')
const [session] = await ask<{ id: string }>(data, `with arranger as (select id, region_id from register.organisation where name = 'Kompetanseteam barnehage Fjordvik'),
  course as (insert into measures.course (region_id, arranger_id, start_key, kind, title, about, seats_on_site, seats_digital, opens_at, closes_at, offer_hours, state, made_at, made_by_name, changed_at, changed_by_name)
    select 'oslo-viken', id, gen_random_uuid(), 'course', 'Måling', 'Måling', 20000, 0, now() - interval '30 days', now() - interval '1 day', 48, 'closed', now(), 'Måling', now(), 'Måling' from arranger returning id),
  session as (insert into measures.course_session (course_id, starts_at, ends_at, made_at, changed_at, changed_by_name) select id, now(), now() + interval '2 hours', now(), now(), 'Måling' from course returning id, course_id),
  code as (insert into measures.course_session_code (session_id, course_id, code, opened_at, opened_by_name) select id, course_id, $2, now(), 'Måling' from session returning session_id),
  seats as (insert into measures.course_place (course_id, kindergarten_id, role_group, name, email, how, language, state, goes_first, registered_at, token_hash, registered_by, registered_by_name, changed_at)
    select course.id, k.id, 'assistant', 'Prøve ' || n, 'person' || n || '@maling.example', 'on-site', 'nb', 'seated', false, now(), sha256(n::text::bytea), 'head', 'Måling', now()
    from course, register.organisation k, generate_series(1, $1::integer) n where k.name = 'Solstråla barnehage' returning id)
  select session_id as id from code, (select count(*) from seats) s`, [people, code])
if (!session) throw new Error('The session was not made')

const began = performance.now()
const room = Array.from({ length: people }, (_, at) => onePerson(at + 1))
await pause((seconds * 1000) / 2)
kill.at = performance.now()
program.kill('SIGKILL')
await new Promise((done) => (program.signalCode !== null ? done(undefined) : program.once('exit', done)))
program = await startProgram()
kill.over = performance.now() + 10_000
const downFor = performance.now() - kill.at
await Promise.all(room)

const [counted] = await ask<{ came: number; corrected: number }>(data, `select (select count(*)::int from measures.course_attendance where session_id = $1 and came and how = 'code') as came, (select count(*)::int from measures.course_attendance_change where session_id = $1) as corrected`, [session.id])
const p = (list: number[], share: number) => list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0
const say = (name: string, list: number[]) => console.log(`${name.padEnd(44)} ${String(list.length).padStart(6)}   p50 ${p(list, 0.5).toFixed(0).padStart(5)} ms   p99 ${p(list, 0.99).toFixed(0).padStart(5)} ms`)
say('the page behind the code', times.page)
say('acknowledged', times.sent)
say('acknowledged, but for the kill and 10 s after', times.undisturbed)
console.log(`p99 of an answer against 300 ms: ratio ${(p(times.undisturbed, 0.99) / 300).toFixed(2)} but for the kill`)
console.log(`down for ${(downFor / 1000).toFixed(1)} s after kill -9; ${unreachable} tries met nobody and were made again; ${faults} faults`)
console.log(`acknowledged ${thanked} of ${people} within ${((performance.now() - began) / 1000).toFixed(0)} s; counted ${counted?.came ?? 0}; a second press was told so ${twice} times; corrections ${counted?.corrected ?? 0}`)
process.exitCode = thanked === people && counted?.came === people && twice === people && counted.corrected === 0 && faults === 0 ? 0 : 1
agent.destroy()
program.kill('SIGTERM')
await new Promise((done) => program.once('exit', done))
rmSync(data, { recursive: true, force: true })

/** Comes in at some time, opens the page, writes the address, sends until it is thanked, and presses once more. */
async function onePerson(n: number): Promise<void> {
  await pause(seconds * 1000 * 0.95 * Math.random())
  const page = await until(() => tried('GET', `/oppmote/${code}`), 200)
  times.page.push(page.ms)
  await pause(3000 * Math.random())
  const send = () => tried('POST', `/oppmote/${code}/registrering`, { epost: `person${n}@maling.example`, navn: '' })
  const sent = await until(send, 303)
  thanked++
  times.sent.push(sent.ms)
  if (performance.now() < kill.at || performance.now() > kill.over) times.undisturbed.push(sent.ms)
  if ((await until(send, 303)).location.endsWith('=alt')) twice++
}

/** The same again each second until it is answered as it should be. */
async function until(one: () => Promise<Reply | undefined>, status: number): Promise<Reply> {
  for (let turn = 0; turn < 120; turn++) {
    const reply = await one()
    if (reply?.status === status) return reply
    if (reply) faults++
    await pause(1000)
  }
  throw new Error('Nobody answered')
}

async function tried(method: 'GET' | 'POST', path: string, form?: Readonly<Record<string, string>>): Promise<Reply | undefined> {
  const from = performance.now()
  const body = form && new URLSearchParams(form).toString()
  const reply = await new Promise<Reply | undefined>((done) => {
    const sent = request({ host: '127.0.0.1', port, path, method, agent, headers: { cookie: 'sprak=nb', origin: `http://127.0.0.1:${port}`, ...(body !== undefined ? { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) } : {}) } }, (response) => {
      response.resume()
      response.on('end', () => done({ status: response.statusCode ?? 0, location: response.headers.location ?? '', ms: performance.now() - from }))
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
    child.once('exit', (status) => fail(new Error(`The program ended with ${status} instead of starting`)))
  })
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
