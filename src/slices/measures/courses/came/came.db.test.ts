import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openWorld, usualTime, words, type Browser, type World } from '../../../../../test/kit.ts'
import { aCourse } from '../../attendance/courses.fixtures.ts'

let world: World
let tone: Browser
beforeAll(async () => {
  world = await openWorld()
  tone = await world.as('tone')
})
afterAll(() => world.close())
afterEach(async () => {
  world.clock.set(usualTime)
  await world.asOwner('delete from measures.course')
})

const people = ['Kari', 'Ola', 'Eva'].map((name) => ({ name: `${name} Prøve`, email: `${name.toLowerCase()}@solstrala.example` }))

test('the head sees who came to which session and has the certificate; the owner sees how many; neither sees others’', async () => {
  const course = await aCourse(world, ['2026-11-16T09:00:00Z', '2026-11-20T09:00:00Z'], people)
  const all = course.seated.map(({ id }) => id)
  const [kari = '', ola = ''] = all
  await tone.post(`/kurs/${course.id}/oppmote/${course.sessions[0]}`, { 'paa-lista': all, mott: [kari, ola] })
  await tone.post(`/kurs/${course.id}/oppmote/${course.sessions[1]}`, { 'paa-lista': [kari], mott: [kari] })
  await tone.post(`/kurs/${course.id}/oppmote/kursbevis`)
  const siri = await world.as('siri')
  const page = words((await siri.get(`/kurs/${course.id}?sprak=nb`)).text)
  for (const sentence of ['Hvem fra barnehagen som har møtt', 'Samling 1, 16.11.2026: Møtte', 'Samling 1, 16.11.2026: Ikke møtt', 'Samling 2, 20.11.2026: Ikke registrert', 'Gitt 23. november 2026', 'Ikke gitt ennå']) expect(page).toContain(sentence)
  expect(words((await siri.get('/kurs?sprak=nb')).text)).toContain('3 har plass, 2 har møtt, 1 kursbevis')
  const hanne = words((await (await world.as('hanne')).get(`/kurs/${course.id}?sprak=nb`)).text)
  expect([hanne.includes('Kari'), hanne.includes('har møtt')]).toEqual([false, false])
  const owner = await world.as('olav', 'owner')
  const [seen, list] = [words((await owner.get(`/kurs/${course.id}?sprak=nb`)).text), words((await owner.get('/kurs?sprak=nb')).text)]
  expect([seen.includes('Barnehagene deres'), seen.includes('Kari'), list.includes('3 har plass, 2 har møtt, 1 kursbevis')]).toEqual([true, false, true])
})

test('the form for registering says what else is on the days of the course', async () => {
  const course = await aCourse(world, ['2026-12-25T09:00:00Z', '2026-12-01T09:00:00Z'])
  await world.asOwner("update measures.course set state = 'open', closes_at = '2026-12-01' where id = $1", [course.id])
  const siri = await world.as('siri')
  expect((await siri.post('/arshjul/dager', { slag: 'planning', fra: '01.12.2026', til: '', om: 'Lekmiljø' })).status).toBe(303)
  const form = words((await siri.get(`/kurs/${course.id}/pamelding?sprak=nb`)).text)
  for (const sentence of ['Første juledag', 'Lekmiljø (Solstråla barnehage)']) expect(form).toContain(sentence)
})
