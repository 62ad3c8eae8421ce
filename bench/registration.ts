// Registration for a course opens: a thousand heads register three people each, against one process with the database it starts by itself; in the
// middle it is killed with -9 and started again, unless `whole` is said. A head opens the form and types three people in 10 to 40 seconds, as fast as a
// person can; with `rush` nobody types, and everything comes as if machines sent it. Afterwards every seat and the waiting list are held against the rules,
// one registration after the other. Bounded: node bench/registration.ts [heads] [seconds] [whole] [rush]. A folder and a port of its own.
import { createHash, randomUUID } from 'node:crypto'
import { runningPostgres } from '../src/platform/embedded-postgres.ts'
import { inOrder, roleGroups, seatOrWait, takenBy, type Limits, type Place, type RoleGroup } from '../src/slices/measures/courses/places/rules.ts'
import { sayTimes, startAlone, type Reply } from './alone.ts'
import { ask } from './kill-nine/look.ts'
import { pause, percentile } from './measuring.ts'

const heads = Math.min(Number(process.argv[2] ?? 1000), 2000)
const seconds = Math.min(Number(process.argv[3] ?? 120), 600)
const kills = !process.argv.includes('whole')
const types = !process.argv.includes('rush')
/** 400 seats: 300 on site and 100 digital, two for each kindergarten, 120 for assistants. */
const limits: Limits = { seats: { 'on-site': 300, digital: 100 }, perKindergarten: 2, perRole: { assistant: 120 }, priorityUntil: undefined }

const times = { form: [] as number[], registered: [] as number[], page: [] as number[] }
let [faults, acknowledged] = [0, 0]

const program = await startAlone('registration', 'error')
const { data } = program
if (!(await runningPostgres(data))) throw new Error('The program has no database of its own')
const course = await fill()
const began = performance.now()
const everybody = Array.from({ length: heads }, (_, at) => oneHead(at + 1))
let downFor = 0
if (kills) {
  await pause((seconds * 1000) / 4)
  const killedAt = performance.now()
  await program.kill()
  await program.startAgain()
  downFor = performance.now() - killedAt
}
await Promise.all(everybody)

const rows = await ask<{ id: string; kindergarten_id: string; role_group: RoleGroup; how: Place['how']; state: 'seated' | 'waiting'; registered_at: Date; seq: string; form_key: string; told: number }>(
  data,
  "select p.*, (select count(*)::int from messaging.notice n where n.subject_id = p.id and n.kind in ('course-seated', 'course-waiting')) as told from measures.course_place p where course_id = $1 order by registered_at, seq",
  [course],
)
const places = rows.map((row): Place => ({ id: row.id, kindergartenId: row.kindergarten_id, roleGroup: row.role_group, how: row.how, state: row.state, goesFirst: false, registeredAt: row.registered_at, seq: Number(row.seq), offeredUntil: undefined, closedDown: false }))
// The same forms in the same order, given to the rules alone.
const replayed: Place[] = []
for (const [, form] of Map.groupBy(rows, (row) => row.form_key)) replayed.push(...seatOrWait(limits, takenBy(replayed), places.filter(({ id }) => form.some((row) => row.id === id)), new Date(began)))
const otherwise = replayed.filter((one, at) => places[at]?.id !== one.id || places[at].state !== one.state).length
const seated = places.filter(({ state }) => state === 'seated').length
const queue = places.filter(({ state }) => state === 'waiting')
const outOfOrder = inOrder(queue).filter((one, at) => one.id !== queue[at]?.id).length + places.filter((one, at) => at > 0 && one.seq < (places[at - 1]?.seq ?? 0)).length
const halves = [...Map.groupBy(rows, (row) => row.form_key).values()].filter((form) => form.length !== 3 || form.some(({ told }) => told !== 1)).length
const [events] = await ask<{ n: number }>(data, "select count(*)::int as n from audit.event where kind = 'measures.course-registered' and about_id = $1", [course])

sayTimes('the form is shown', times.form)
sayTimes('three people registered', times.registered)
sayTimes('the course, afterwards', times.page)
console.log(`p99 of a registration against 300 ms: ratio ${(percentile(times.registered, 0.99) / 300).toFixed(2)}${kills ? ', but for the kill and 10 s after it' : ''}`)
if (kills) console.log(`down for ${(downFor / 1000).toFixed(1)} s after kill -9; ${program.unanswered()} tries met nobody and were made again`)
console.log(`acknowledged ${acknowledged} of ${heads} heads; ${places.length} people, ${seated} seats given, ${queue.length} wait; ${otherwise} otherwise than the rules, ${outOfOrder} out of order, ${halves} forms half saved or not told, ${(events?.n ?? 0) - heads} lines too many in the history; ${faults} answers of 500 and above`)
process.exitCode = acknowledged === heads && places.length === heads * 3 && seated === Math.min(400, heads * 2) && otherwise + outOfOrder + halves + faults === 0 && events?.n === heads && percentile(times.registered, 0.99) < 300 ? 0 : 1
await program.end()

/** A thousand invented kindergartens of the team, each with a head who is signed in; and the course. @returns its id */
async function fill(): Promise<string> {
  await ask(data, `with team as (select id from register.organisation where form = 'competence-team' order by id limit 1),
    k as (insert into register.organisation (id, kind, name, fictitious, region_id, created_at) select ('10000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'kindergarten', 'Benkbarnehage ' || n, true, 'oslo-viken', now() from generate_series(1, $1::int) n returning id)
    insert into register.relation (from_id, to_id, kind, period, source) select k.id, team.id, 'served-by', '[2019-01-01,)', 'bench' from k, team`, [heads])
  await ask(data, "insert into identity.person (id, name, email, created_at) select ('20000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'Styrer ' || n, 's' || n || '@bench.example', now() from generate_series(1, $1::int) n", [heads])
  await ask(data, "insert into identity.membership (id, person_id, org_id, role, period) select ('30000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ('20000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ('10000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'head', '[2020-01-01,)' from generate_series(1, $1::int) n", [heads])
  await ask(data, `insert into identity.session (token_hash, person_id, membership_id, provider, issuer, subject, csrf, started_at, seen_at)
    select t.hash, ('20000000-0000-7000-8000-' || lpad(to_hex(t.n), 12, '0'))::uuid, ('30000000-0000-7000-8000-' || lpad(to_hex(t.n), 12, '0'))::uuid, 'bench', 'bench', 'bench', 'bench', now(), now() from unnest($1::bytea[]) with ordinality as t(hash, n)`, [Array.from({ length: heads }, (_, at) => createHash('sha256').update(tokenOf(at + 1)).digest())])
  const [made] = await ask<{ id: string }>(data, `with c as (insert into measures.course (region_id, arranger_id, start_key, kind, title, about, seats_on_site, seats_digital, quota_kindergarten, opens_at, closes_at, offer_hours, state, made_at, made_by_name, changed_at, changed_by_name)
      select 'oslo-viken', id, gen_random_uuid(), 'course', 'Måling', 'Måling', 300, 100, 2, now() - interval '1 minute', now() + interval '7 days', 48, 'open', now(), 'Måling', now(), 'Måling' from register.organisation where form = 'competence-team' order by id limit 1 returning id),
    s as (insert into measures.course_session (course_id, starts_at, ends_at, place, made_at, changed_at, changed_by_name) select id, now() + interval '30 days', now() + interval '30 days 6 hours', 'Salen', now(), now(), 'Måling' from c),
    q as (insert into measures.course_role_quota select id, 'assistant', 120 from c) select id from c`)
  await ask(data, 'analyze')
  return made?.id ?? ''
}

/** Opens the form, fills in three of the staff and sends it; the same form again until it is acknowledged. More come at the beginning than at the end. */
async function oneHead(number: number): Promise<void> {
  const cookie = `sesjon=${tokenOf(number)}`
  await pause((seconds * 1000 - (types ? 40_000 : 0)) * Math.random() ** 2)
  const key = randomUUID()
  const pick = <One,>(list: readonly One[]): One => list[Math.floor(Math.random() * list.length)] as One
  const form: Record<string, string> = { _csrf: 'bench', nokkel: key, rader: '5' }
  for (const row of [1, 2, 3]) Object.assign(form, { [`navn-${row}`]: `Person ${row} fra ${number}`, [`epost-${row}`]: `felles${number}@bench.example`, [`rolle-${row}`]: pick(roleGroups), [`hvor-${row}`]: Math.random() < 0.7 ? 'on-site' : 'digital' })
  await until(times.form, 200, () => program.ask('GET', `/kurs/${course}/pamelding`, { cookie }))
  if (types) await pause(10_000 + 30_000 * Math.random())
  await until(times.registered, 303, () => program.ask('POST', `/kurs/${course}/pamelding`, { cookie, form }))
  acknowledged++
  await until(times.page, 200, () => program.ask('GET', `/kurs/${course}`, { cookie }))
}

/** Tries until the answer is the one that is expected, as a person would: a second between. Only what the kill does not disturb is measured. */
async function until(list: number[], status: number, work: () => Promise<Reply | undefined>): Promise<void> {
  for (let turn = 0; turn < 120; turn++) {
    const reply = await work()
    if (reply && reply.status >= 500 && !program.isDisturbed(reply)) faults++
    if (reply?.status === status) {
      if (!program.isDisturbed(reply)) list.push(reply.ms)
      return
    }
    if (reply && reply.status < 500) throw new Error(`An answer of ${reply.status}`)
    await pause(1000)
  }
  throw new Error('No answer in two minutes')
}

function tokenOf(number: number): string {
  return `bench-head-${number}`.padEnd(43, '-')
}
