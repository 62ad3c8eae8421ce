// Three hundred people check in to one session of a course from their phones: each opens the page behind the code, sends the own address, presses once more, and sends
// again what met nobody; in the middle the program is killed with -9 and started again. One process with the database it starts by itself. Bounded:
// node bench/check-in.ts [people] [seconds]. A folder and a port of its own.
import { runningPostgres } from '../src/platform/embedded-postgres.ts'
import { sayTimes, startAlone, type Reply } from './alone.ts'
import { ask } from './kill-nine/look.ts'
import { pause, percentile } from './measuring.ts'

const people = Math.min(Number(process.argv[2] ?? 300), 500)
const seconds = Math.min(Number(process.argv[3] ?? 300), 300)
const code = 'ABDEFH'

const times = { page: [] as number[], sent: [] as number[], undisturbed: [] as number[] }
let faults = 0
let thanked = 0
let twice = 0

const program = await startAlone('check-in')
const { data } = program
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
const killedAt = performance.now()
await program.kill()
await program.startAgain()
const downFor = performance.now() - killedAt
await Promise.all(room)

const [counted] = await ask<{ came: number; corrected: number }>(data, `select (select count(*)::int from measures.course_attendance where session_id = $1 and came and how = 'code') as came, (select count(*)::int from measures.course_attendance_change where session_id = $1) as corrected`, [session.id])
sayTimes('the page behind the code', times.page)
sayTimes('acknowledged', times.sent)
sayTimes('acknowledged, but for the kill and 10 s after', times.undisturbed)
console.log(`p99 of an answer against 300 ms: ratio ${(percentile(times.undisturbed, 0.99) / 300).toFixed(2)} but for the kill`)
console.log(`down for ${(downFor / 1000).toFixed(1)} s after kill -9; ${program.unanswered()} tries met nobody and were made again; ${faults} faults`)
console.log(`acknowledged ${thanked} of ${people} within ${((performance.now() - began) / 1000).toFixed(0)} s; counted ${counted?.came ?? 0}; a second press was told so ${twice} times; corrections ${counted?.corrected ?? 0}`)
process.exitCode = thanked === people && counted?.came === people && twice === people && counted.corrected === 0 && faults === 0 ? 0 : 1
await program.end()

/** Comes in at some time, opens the page, writes the address, sends until it is thanked, and presses once more. */
async function onePerson(n: number): Promise<void> {
  await pause(seconds * 1000 * 0.95 * Math.random())
  const page = await until(() => program.ask('GET', `/oppmote/${code}`), 200)
  times.page.push(page.ms)
  await pause(3000 * Math.random())
  const send = () => program.ask('POST', `/oppmote/${code}/registrering`, { form: { epost: `person${n}@maling.example`, navn: '' } })
  const sent = await until(send, 303)
  thanked++
  times.sent.push(sent.ms)
  if (!program.isDisturbed(sent)) times.undisturbed.push(sent.ms)
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
