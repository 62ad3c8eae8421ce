// The evening of the deadline: 300 owners save every ten seconds and send within the last minutes, against one process with the database it starts by
// itself; in the middle it is killed with -9 and started again. Bounded: node bench/deadline.ts [owners] [seconds]. A folder and a port of its own.
import { runningPostgres } from '../src/platform/embedded-postgres.ts'
import { sayTimes, startAlone, type Reply } from './alone.ts'
import { prepare, type Owner } from './deadline/prepare.ts'
import { ask } from './kill-nine/look.ts'
import { pause, percentile } from './measuring.ts'

const owners = Math.min(Number(process.argv[2] ?? 300), 600)
const seconds = Math.min(Number(process.argv[3] ?? 120), 900)
const saveEvery = 10_000

/** What has been promised to one owner: the last text whose saving was acknowledged, those on their way since, and whether the report was sent. */
type Promised = { saved: string; readonly since: Set<string>; sent: boolean }

const times = { save: [] as number[], send: [] as number[], sendUndisturbed: [] as number[], page: [] as number[] }
const wrong = new Map<string, number>()
const count = (what: string) => wrong.set(what, (wrong.get(what) ?? 0) + 1)

const program = await startAlone('deadline')
const running = await runningPostgres(program.data)
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
const killedAt = performance.now()
await program.kill()
await program.startAgain()
const downFor = performance.now() - killedAt
await Promise.all(evening)

const rows = await ask<{ id: string; state: string; need: string; submissions: number; reference: string | null }>(program.data, `select r.id, r.state, coalesce(d.answers ->> 'need', '') as need, r.reference, (select count(*)::int from scheme.submission s where s.report_id = r.id) as submissions from scheme.report r join scheme.report_draft d on d.report_id = r.id where r.round_id = $1`, [roundId])
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
sayTimes('saved by itself', times.save)
sayTimes('sent, all evening', times.send)
sayTimes('sent, but for the kill and 10 s after it', times.sendUndisturbed)
sayTimes('page with what is to be signed', times.page)
console.log(`p99 of sending against 300 ms: ratio ${(percentile(times.send, 0.99) / 300).toFixed(2)} all evening, ${(percentile(times.sendUndisturbed, 0.99) / 300).toFixed(2)} but for the kill`)
console.log(`down for ${(downFor / 1000).toFixed(1)} s after kill -9; ${program.unanswered()} tries met nobody and were made again`)
console.log(`sent ${[...promised.values()].filter(({ sent }) => sent).length} of ${people.length}; lost saves ${lostSaves}, lost or half submissions ${lostSent}, doubled ${doubled}; unexpected answers ${JSON.stringify(Object.fromEntries(wrong))}`)
process.exitCode = lostSaves + lostSent + doubled + wrong.size > 0 ? 1 : 0
await program.end()

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
      if (!program.isDisturbed(sent)) times.sendUndisturbed.push(sent.ms)
    }
    promise.sent = one?.status === 303 || two?.status === 303
    if (!promise.sent && one && two) count(`send ${one.status}`)
    if (!promise.sent) await pause(1000)
  }
  if (!promise.sent) count('never sent')
}

/** One question to the program; undefined when nobody answered or the database was away just then. */
async function tried({ token, csrf }: Owner, path: string, form?: Readonly<Record<string, string>>, autosave = false): Promise<Reply | undefined> {
  const reply = await program.ask(form ? 'POST' : 'GET', path, { cookie: `sesjon=${token}`, ...(form ? { form: { _csrf: csrf, ...form } } : {}), ...(autosave ? { headers: { 'x-autosave': '1', accept: 'application/json' } } : {}) })
  if (reply && reply.status >= 500 && !program.isDown()) count(`${path.replace(/[0-9a-f-]{36}/, ':id')} ${reply.status}`)
  return reply
}
