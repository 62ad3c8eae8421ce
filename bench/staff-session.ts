// A staff of three hundred in one meeting: every phone joins, looks every three seconds and answers within the minute, against one process with the
// database it starts by itself; the host's page counts along; in the middle it is killed with -9 and started again. Bounded:
// node bench/staff-session.ts [phones] [seconds]. A folder and a port of its own.
import { createHash, randomBytes } from 'node:crypto'
import { runningPostgres } from '../src/platform/embedded-postgres.ts'
import { sayTimes, startAlone } from './alone.ts'
import { ask } from './kill-nine/look.ts'
import { pause, percentile } from './measuring.ts'

const phones = Math.min(Number(process.argv[2] ?? 300), 500)
const seconds = Math.min(Number(process.argv[3] ?? 60), 300)
const code = 'ABDEFH'

const times = { answer: [] as number[], undisturbed: [] as number[], look: [] as number[], host: [] as number[] }
let behind = 0

const program = await startAlone('session')
const { data } = program
if (!(await runningPostgres(data))) throw new Error('The program has no database of its own')
const token = randomBytes(32).toString('base64url')
const [session] = await ask<{ id: string }>(data, `with host as (select p.id as person, m.id as membership, m.org_id from identity.person p join identity.membership m on m.person_id = p.id where p.name = 'Siri Solheim' and m.role = 'head'),
  signed as (insert into identity.session (token_hash, csrf, person_id, membership_id, provider, issuer, subject, started_at, seen_at) select $1, 'x', person, membership, 'bench', 'bench', 'bench', now(), now() from host)
  insert into needs.staff_session (region_id, kindergarten_id, start_key, instrument_version_id, kind, state, title, themes, expected, code, theme, phase, made_at, made_by_name, opened_at)
  select 'oslo-viken', host.org_id, gen_random_uuid(), v.id, 'live', 'open', 'Måling', '{care}', $2, $3, 'care', 'answering', now(), 'Måling', now()
  from host, needs.instrument_version v join needs.instrument i on i.id = v.instrument_id and i.code = 'staff-2026' returning id`, [createHash('sha256').update(token).digest(), phones, code])
if (!session) throw new Error('The session was not made')

const tickets: string[] = []
for (let at = 0; at < phones; at += 20) tickets.push(...(await Promise.all(Array.from({ length: Math.min(20, phones - at) }, async () => /lapp=[\w-]{22}/.exec((await program.ask('POST', `/okt/${code}/lapp`, { form: {} }))?.cookie ?? '')?.[0] ?? ''))))
let thanked = 0
const began = performance.now()
const meeting = tickets.map((ticket) => onePhone(ticket))
let over = false
const host = watchCount()
await pause((seconds * 1000) / 2)
const killedAt = performance.now()
await program.kill()
await program.startAgain()
const downFor = performance.now() - killedAt
await Promise.all(meeting)
await pause(3500)
over = true
await host

const [counted] = await ask<{ answered: number; tallied: number }>(data, `select (select answered from needs.staff_count where session_id = $1 and theme = 'care') as answered, (select sum(n)::int from needs.staff_tally where session_id = $1 and statement = 'care-1') as tallied`, [session.id])
sayTimes('answer acknowledged', times.answer)
sayTimes('answer, but for the kill and 10 s after it', times.undisturbed)
sayTimes('how far the session has come', times.look)
sayTimes("the host's page", times.host)
console.log(`p99 of an answer against 200 ms: ratio ${(percentile(times.undisturbed, 0.99) / 200).toFixed(2)} but for the kill`)
console.log(`down for ${(downFor / 1000).toFixed(1)} s after kill -9; ${program.unanswered()} tries met nobody and were made again`)
console.log(`acknowledged ${thanked} of ${phones}; counted ${counted?.answered ?? 0}, in the tally ${counted?.tallied ?? 0}; the host's page was behind what had been acknowledged before it was asked ${behind} times`)
process.exitCode = thanked === phones && counted?.answered === phones && counted.tallied === phones && behind === 0 ? 0 : 1
await program.end()

/** Looks every three seconds, answers once within the time, and sends the same again until it is thanked; then once more, as a second press. */
async function onePhone(ticket: string): Promise<void> {
  const answersAt = began + seconds * 1000 * Math.random()
  await pause(3000 * Math.random())
  while (performance.now() < answersAt) {
    const looked = await program.ask('GET', `/okt/${code}/naa`, { cookie: ticket })
    if (looked?.status === 200) times.look.push(looked.ms)
    await pause(Math.min(2000 + 2000 * Math.random(), Math.max(0, answersAt - performance.now())))
  }
  const answer = { tema: 'care', 'care-1': '4', 'care-2': '2', 'care-3': '5', 'care-4': '0' }
  for (let turn = 0; turn < 60; turn++) {
    const sent = await program.ask('POST', `/okt/${code}/svar`, { cookie: ticket, form: answer })
    if (sent?.status !== 303) {
      await pause(1000)
      continue
    }
    thanked++
    times.answer.push(sent.ms)
    if (!program.isDisturbed(sent)) times.undisturbed.push(sent.ms)
    await program.ask('POST', `/okt/${code}/svar`, { cookie: ticket, form: answer })
    return
  }
}

/** The page of the one who leads: never fewer than had been thanked when it was asked for. */
async function watchCount(): Promise<void> {
  while (!over) {
    const atLeast = thanked
    const page = await program.ask('GET', `/okter/${session?.id ?? ''}`, { cookie: `sesjon=${token}` })
    if (page?.status === 200) {
      times.host.push(page.ms)
      const [, shown] = /(\d+) av \d+/.exec(page.text.split('data-live="answered"')[1] ?? '') ?? []
      if (Number(shown) < atLeast) behind++
    }
    await pause(3000)
  }
}
