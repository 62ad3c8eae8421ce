import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openWorld, usualTime, words, type Browser, type World } from '../../../../../test/kit.ts'
import { aCourse, type ACourse } from '../courses.fixtures.ts'

let world: World
let tone: Browser
let phone: Browser
beforeAll(async () => {
  world = await openWorld()
  tone = await world.as('tone')
  phone = world.stranger()
})
afterAll(() => world.close())
afterEach(async () => {
  world.clock.set(usualTime)
  await world.asOwner('delete from measures.course')
})

const people = ['Kari', 'Ola'].map((name) => ({ name: `${name} Prøve`, email: `${name.toLowerCase()}@solstrala.example` }))
const first = (course: ACourse) => `/kurs/${course.id}/oppmote/${course.sessions[0]}`
const code = 'ABDEFH'
async function aRoom(): Promise<ACourse> {
  const course = await aCourse(world, ['2026-11-23T09:00:00Z'], people)
  await world.asOwner('insert into measures.course_session_code (session_id, course_id, code, opened_at, opened_by_name) values ($1, $2, $3, now(), $4)', [course.sessions[0], course.id, code, 'Tone Haugen'])
  return course
}
const send = (tidspunkt: string, epost = 'kari@solstrala.example') => phone.post(`/oppmote/${code}/registrering?sprak=nb`, { epost, navn: '', tidspunkt })
const marks = (course: ACourse) => world.asOwner<{ name: string; came: boolean; how: string; told: boolean }>('select p.name, a.came, a.how, a.told_at is not null as told from measures.course_attendance a join measures.course_place p on p.id = a.place_id where a.course_id = $1 order by p.name', [course.id])

test('a phone without connection tells the day after: taken as told afterwards, and kept or taken out by whoever arranges', async () => {
  const course = await aRoom()
  world.clock.set(new Date('2026-11-24T07:00:00Z'))
  const told = await send('2026-11-23T10:05:00.000Z')
  expect([told.status, words(told.text).includes('meldt i ettertid')]).toEqual([200, true])
  expect(words((await send('2026-11-23T10:05:00.000Z')).text), 'sent twice').toContain('Det telles én gang')
  await send('2026-11-23T10:06:00.000Z', 'ola@solstrala.example')
  expect(await marks(course)).toEqual([{ name: 'Kari Prøve', came: true, how: 'code', told: true }, { name: 'Ola Prøve', came: true, how: 'code', told: true }])
  tone = await world.as('tone')
  expect(words((await tone.get(`/kurs/${course.id}/oppmote?sprak=nb`)).text)).toContain('2 av 2. 2 er meldt i ettertid: se på dem')
  expect(words((await tone.get(`${first(course)}?sprak=nb`)).text)).toContain('Kari Prøve, Solstråla barnehage: var her 23. november 2026 kl. 11.05, meldt 24. november 2026 kl. 08.00')
  const [kari = '', ola = ''] = course.seated.map(({ id }) => id)
  expect((await tone.post(`${first(course)}/ettertid`, { plass: kari, valg: 'behold' })).location).toBe(first(course))
  expect((await tone.post(`${first(course)}/ettertid`, { plass: ola, valg: 'fjern' })).status).toBe(303)
  expect(await marks(course)).toEqual([{ name: 'Kari Prøve', came: true, how: 'list', told: true }, { name: 'Ola Prøve', came: false, how: 'list', told: true }])
  const twice = await tone.post(`${first(course)}/ettertid?sprak=nb`, { plass: ola, valg: 'behold' })
  expect([twice.status, words(twice.text).includes('Dette er sett på fra før')]).toEqual([409, true])
  const again = await send('2026-11-23T10:06:00.000Z', 'ola@solstrala.example')
  expect([again.status, words(again.text).includes('tatt deg ut av lista')]).toEqual([409, true])
  expect([(await (await world.as('eva')).post(`${first(course)}/ettertid`, { plass: kari, valg: 'fjern' })).status, (await tone.post(`${first(course)}/ettertid`, { plass: kari, valg: 'x' })).status]).toEqual([404, 404])
})

test('moments that are made up are refused in words, what was typed is shown again, and nobody is told who is there', async () => {
  const course = await aRoom()
  world.clock.set(new Date('2026-11-24T07:00:00Z'))
  for (const moment of ['2026-11-23T06:00:00.000Z', '2026-11-23T19:00:00.000Z', '2026-11-30T10:00:00.000Z']) {
    const sent = await send(moment)
    expect([moment, sent.status, words(sent.text).includes('et tidspunkt da ingen kunne registrere seg'), words(sent.text).includes('Du skrev: kari@solstrala.example')]).toEqual([moment, 409, true, true])
  }
  const stranger = await send('2026-11-23T10:05:00.000Z', 'ukjent@solstrala.example')
  expect([stranger.status, words(stranger.text).includes('Vi finner ingen med plass')]).toEqual([422, true])
  expect([(await send('i går')).status, (await phone.get(`/oppmote/${code}`)).status]).toEqual([404, 404])
  world.clock.set(new Date('2026-12-01T10:00:00Z'))
  const late = await send('2026-11-23T10:05:00.000Z')
  expect([late.status, words(late.text).includes('mer enn sju dager siden')]).toEqual([409, true])
  world.clock.set(new Date('2027-01-10T10:00:00Z'))
  expect((await send('2026-11-23T10:05:00.000Z')).status).toBe(404)
  world.clock.set(usualTime)
  expect((await send('2026-11-01T10:05:00.000Z')).location, 'in the room it is our clock that counts').toBe(`/oppmote/${code}?registrert=ja`)
  expect(await marks(course)).toEqual([{ name: 'Kari Prøve', came: true, how: 'code', told: false }])
})

test('by the own link too', async () => {
  const course = await aRoom()
  world.clock.set(new Date('2026-11-25T07:00:00Z'))
  const own = `/kursoppmote/${course.seated[0]?.token}`
  const sent = (tidspunkt: string) => phone.post(`${own}?sprak=nb`, { samling: course.sessions[0] ?? '', tidspunkt })
  const early = await sent('2026-11-22T10:05:00.000Z')
  expect([early.status, words(early.text).includes('et tidspunkt da ingen kunne registrere seg')]).toEqual([409, true])
  expect((await sent('2026-11-23T10:05:00.000Z')).location).toBe(own)
  expect(await marks(course)).toEqual([{ name: 'Kari Prøve', came: true, how: 'link', told: true }])
})

test('the heads of those who did not come are told, once', async () => {
  const course = await aRoom()
  const [kari = '', ola = ''] = course.seated.map(({ id }) => id)
  await tone.post(first(course), { 'paa-lista': [kari, ola], mott: [kari] })
  const early = await tone.post(`${first(course)}/fravaer?sprak=nb`)
  expect([early.status, words(early.text).includes('Vent til registreringen er stengt')]).toEqual([409, true])
  world.clock.set(new Date('2026-11-24T07:00:00Z'))
  tone = await world.as('tone')
  const page = words((await tone.get(`${first(course)}?sprak=nb`)).text)
  expect([page.includes('Ikke registrert som møtt'), page.includes('Ola Prøve, Solstråla barnehage'), page.includes('Kari Prøve, Solstråla barnehage')]).toEqual([true, true, false])
  expect((await tone.post(`${first(course)}/fravaer`)).location).toBe(first(course))
  expect(await world.asOwner("select p.name from messaging.notice n join identity.person p on p.id = n.person_id where n.kind = 'course-absent' and n.path = $1", [`/kurs/${course.id}`])).toEqual([{ name: 'Siri Solheim' }])
  const twice = await tone.post(`${first(course)}/fravaer?sprak=nb`)
  expect([twice.status, words(twice.text).includes('Styrerne har fått beskjed')]).toEqual([409, true])
  expect((await (await world.as('eva')).post(`${first(course)}/fravaer`)).status).toBe(404)
})
