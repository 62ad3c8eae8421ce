// The evening of the deadline: 300 owners save every ten seconds and send within the last minutes, against one process with the database it starts by
// itself; in the middle it is killed with -9 and started again. Bounded: node bench/deadline.ts [owners] [seconds]. A folder and a port of its own.
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runningPostgres } from '../src/platform/embedded-postgres.ts'
import { freePort } from '../test/free-port.ts'
import { ask } from './kill-nine/look.ts'
import { prepare, type Owner } from './deadline/prepare.ts'

const root = resolve(import.meta.dirname, '..')
const owners = Math.min(Number(process.argv[2] ?? 300), 600)
const seconds = Math.min(Number(process.argv[3] ?? 120), 900)
const saveEvery = 10_000
const data = mkdtempSync(join(tmpdir(), 'samspill-deadline-'))
chmodSync(data, 0o711)
const port = await freePort()
const agent = new Agent({ keepAlive: true, maxSockets: 400 })

type Reply = { readonly status: number; readonly text: string; readonly ms: number }
/** What has been promised to one owner: the last text whose saving was acknowledged, those on their way since, and whether the report was sent. */
type Promised = { saved: string; readonly since: Set<string>; sent: boolean }

const times = { save: [] as number[], send: [] as number[], sendUndisturbed: [] as number[], page: [] as number[] }
/** When it was killed, and when everybody had been answered again after the kill: sending is told with and without those seconds. */
const kill = { at: Number.POSITIVE_INFINITY, over: Number.POSITIVE_INFINITY }
const recovery = 10_000
const wrong = new Map<string, number>()
const count = (what: string) => wrong.set(what, (wrong.get(what) ?? 0) + 1)
let unreachable = 0

process.on('exit', () => program.kill('SIGTERM'))
let program = await startProgram()
const running = await runningPostgres(data)
if (!running) throw new Error('The program has no database of its own')
const start = performance.now()
const closesAt = new Date(Date.now() + (seconds + 60) * 1000)
const { roundId, owners: people } = await prepare(running.connection(running.superuser, 'samspill'), owners, closesAt)
console.log(`${people.length} owners with a whole draft each, made in ${((performance.now() - start) / 1000).toFixed(1)} s`)

const promised = new Map<string, Promised>(people.map(({ reportId }) => [reportId, { saved: '', since: new Set(), sent: false }]))
const began = performance.now()
const ends = began + seconds * 1000
const evening = people.map((owner, at) => oneOwner(owner, at))
await pause((seconds * 1000) / 2)
kill.at = performance.now()
program.kill('SIGKILL')
await new Promise((done) => (program.signalCode !== null ? done(undefined) : program.once('exit', done)))
program = await startProgram()
const downFor = performance.now() - kill.at
kill.over = performance.now() + recovery
await Promise.all(evening)

const rows = await ask<{ id: string; state: string; need: string; submissions: number; reference: string | null }>(data, `select r.id, r.state, coalesce(d.answers ->> 'need', '') as need, r.reference, (select count(*)::int from scheme.submission s where s.report_id = r.id) as submissions from scheme.report r join scheme.report_draft d on d.report_id = r.id where r.round_id = $1`, [roundId])
const there = new Map(rows.map((row) => [row.id, row]))
let lostSaves = 0
let lostSent = 0
let doubled = 0
for (const [id, promise] of promised) {
  const row = there.get(id)
  if (promise.saved !== '' && row?.need !== promise.saved && !promise.since.has(row?.need ?? '')) lostSaves++
  if (promise.sent && (row?.state !== 'submitted' || row.submissions !== 1)) lostSent++
  if ((row?.submissions ?? 0) > 1) doubled++
}
const references = rows.flatMap(({ reference }) => (reference ? [reference] : []))
doubled += references.length - new Set(references).size
const p = (list: number[], share: number) => list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0
const say = (name: string, list: number[]) => console.log(`${name.padEnd(44)} ${String(list.length).padStart(6)}   p50 ${p(list, 0.5).toFixed(0).padStart(5)} ms   p99 ${p(list, 0.99).toFixed(0).padStart(5)} ms`)
say('saved by itself', times.save)
say('sent, all evening', times.send)
say('sent, but for the kill and 10 s after it', times.sendUndisturbed)
say('page with what is to be signed', times.page)
console.log(`p99 of sending against 300 ms: ratio ${(p(times.send, 0.99) / 300).toFixed(2)} all evening, ${(p(times.sendUndisturbed, 0.99) / 300).toFixed(2)} but for the kill`)
console.log(`down for ${(downFor / 1000).toFixed(1)} s after kill -9; ${unreachable} tries met nobody and were made again`)
console.log(`sent ${[...promised.values()].filter(({ sent }) => sent).length} of ${people.length}; lost saves ${lostSaves}, lost or half submissions ${lostSent}, doubled ${doubled}; unexpected answers ${JSON.stringify(Object.fromEntries(wrong))}`)
process.exitCode = lostSaves + lostSent + doubled + wrong.size > 0 ? 1 : 0
agent.destroy()
program.kill('SIGTERM')
await new Promise((done) => program.once('exit', done))
rmSync(data, { recursive: true, force: true })

/** Saves every ten seconds until it is time, then asks for signatures, signs and sends. What was not answered is tried again. */
async function oneOwner(owner: Owner, at: number): Promise<void> {
  const sendsAt = began + (seconds * 1000 * (at + 1)) / (owners + 1)
  const promise = promised.get(owner.reportId)
  if (!promise) return
  await pause(saveEvery * Math.random())
  for (let turn = 0; performance.now() < Math.min(sendsAt, ends); turn++) {
    const text = `Personalet vil bli bedre til å støtte leken. Lagret gang ${turn} av eier ${at}.`
    promise.since.add(text)
    const saved = await tried(owner, `/behov/${owner.reportId}/del/need`, { 'q.need': text }, true)
    if (saved?.status === 200) {
      times.save.push(saved.ms)
      promise.saved = text
      promise.since.clear()
    } else if (saved) count(`save ${saved.status}`)
    await pause(Math.min(saveEvery, Math.max(0, sendsAt - performance.now())))
  }
  for (let turn = 0; turn < 40 && !promise.sent; turn++) {
    await tried(owner, `/behov/${owner.reportId}/signering`, {})
    const page = await tried(owner, `/behov/${owner.reportId}/forankring`)
    if (page?.status === 200) times.page.push(page.ms)
    const seen = /name="sett" value="([^"]*)"/.exec(page?.text ?? '')?.[1]
    if (seen !== undefined) await tried(owner, `/behov/${owner.reportId}/forankring/signatur`, { sett: seen })
    // Twice at once, as people do: one submission, and the same receipt for both.
    const [one, two] = await Promise.all([tried(owner, `/behov/${owner.reportId}/innsending`, { bekreft: 'ja' }), tried(owner, `/behov/${owner.reportId}/innsending`, { bekreft: 'ja' })])
    for (const sent of [one, two]) {
      if (sent?.status !== 303) continue
      times.send.push(sent.ms)
      if (performance.now() < kill.at || performance.now() > kill.over) times.sendUndisturbed.push(sent.ms)
    }
    promise.sent = one?.status === 303 || two?.status === 303
    if (!promise.sent && one && two) count(`send ${one.status}`)
    if (!promise.sent) await pause(1000)
  }
  if (!promise.sent) count('never sent')
}

/** One question to the program; undefined when nobody answered or the database was away just then. */
async function tried(owner: Owner, path: string, form?: Readonly<Record<string, string>>, autosave = false): Promise<Reply | undefined> {
  const from = performance.now()
  const body = form && new URLSearchParams({ _csrf: owner.csrf, ...form }).toString()
  const reply = await new Promise<Reply | undefined>((done) => {
    const sent = request({ host: '127.0.0.1', port, path, method: form ? 'POST' : 'GET', agent, headers: { cookie: `sesjon=${owner.token}; sprak=nb`, origin: `http://127.0.0.1:${port}`, ...(autosave ? { 'x-autosave': '1', accept: 'application/json' } : {}), ...(body !== undefined ? { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) } : {}) } }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (text += part))
      response.on('end', () => done({ status: response.statusCode ?? 0, text, ms: performance.now() - from }))
      response.on('error', () => done(undefined))
    })
    sent.on('error', () => done(undefined))
    sent.end(body)
  })
  const isDown = program.exitCode !== null || program.signalCode !== null || performance.now() - began < 0
  if (!reply) unreachable++
  if (reply && reply.status >= 500 && !isDown) count(`${path.replace(/[0-9a-f-]{36}/, ':id')} ${reply.status}`)
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
