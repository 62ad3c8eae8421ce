import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openWorld, usualTime, words, type Browser, type World } from '../../../../../test/kit.ts'
import { course, openCourse, rows, session } from '../courses.fixtures.ts'

// What a change to a course does to its sessions, and who is told, on the real database.

let world: World
let tone: Browser
let nora: Browser
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.set(usualTime)
  ;[tone, nora] = [await world.as('tone'), await world.as('nora')]
})

const told = (id: string, kind: string) => world.asOwner("select 1 from messaging.notice where kind = $2 and subject_id in (select id from measures.course_place where course_id = $1)", [id, kind])

test('a course that has begun is not cancelled, but the sessions that are left are', async () => {
  const id = await openCourse(tone)
  expect((await tone.post(`/kurs/${id}/samlinger`, { ...session, dag: '16.12.2026' })).status).toBe(303)
  await nora.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Kari' }]))
  expect((await tone.get(`/kurs/${id}?sprak=nb`)).text).toContain('value="cancel"')
  world.clock.set(new Date('2026-12-15T09:00:00Z'))
  const arranger = await world.as('tone')
  const page = await arranger.get(`/kurs/${id}?sprak=nb`)
  expect([page.text.includes('value="cancel"'), words(page.text).includes('Kurset har begynt, og kan ikke avlyses')]).toEqual([false, true])
  const refused = await arranger.post(`/kurs/${id}/trinn?sprak=nb`, { trinn: 'cancel' })
  expect([refused.status, words(refused.text).includes('Avlys samlingene som er igjen'), await world.asOwner('select name, state from measures.course_place where course_id = $1', [id])]).toEqual([409, true, [{ name: 'Kari', state: 'seated' }]])
  const [, last] = await world.asOwner<{ id: string }>('select id from measures.course_session where course_id = $1 order by starts_at', [id])
  expect((await arranger.post(`/kurs/${id}/samlinger/${last?.id}/avlysning`)).status).toBe(303)
})

test('a session form sent twice, or twice at once, makes one session and tells people once', async () => {
  const id = await openCourse(tone)
  await nora.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Kari' }]))
  const key = /name="nokkel" value="([0-9a-f-]{36})"/.exec((await tone.get(`/kurs/${id}/samlinger`)).text)?.[1] ?? expect.fail('no key on the page')
  const wrong = await tone.post(`/kurs/${id}/samlinger`, { ...session, nokkel: key, til: '08.00' })
  expect([wrong.status, wrong.text.includes(key)]).toEqual([422, true])
  const more = { ...session, dag: '16.12.2026', nokkel: key }
  const sent = await Promise.all([tone.post(`/kurs/${id}/samlinger`, more), tone.post(`/kurs/${id}/samlinger`, more)])
  expect([...sent, await tone.post(`/kurs/${id}/samlinger`, more)].map(({ status }) => status)).toEqual([303, 303, 303])
  expect(await world.asOwner('select 1 from measures.course_session where course_id = $1', [id])).toHaveLength(2)
  expect(await told(id, 'course-changed')).toHaveLength(1)
})

test('another title goes to the calendars and to everybody in the course; other changes do not', async () => {
  const id = await openCourse(tone)
  await nora.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Kari' }, { navn: 'Ola' }, { navn: 'Per' }]))
  const write = async (form: Record<string, string>) => (await tone.post(`/kurs/${id}/endring`, { ...course, versjon: /name="versjon" value="(\d+)"/.exec((await tone.get(`/kurs/${id}/endring`)).text)?.[1] ?? '', ...form })).status
  const seen = async () => [(await told(id, 'course-changed')).length, (await world.asOwner<{ sequence: number }>('select sequence from measures.course_session where course_id = $1', [id])).map(({ sequence }) => sequence)]
  expect([await write({ om: 'Vi prøver ut lek.' }), await seen()]).toEqual([303, [0, [0]]])
  expect([await write({ tittel: 'Lek i alt vær' }), await seen()]).toEqual([303, [3, [1]]])
  expect(await world.asOwner("select 1 from messaging.notice where kind = 'course-own' and path = $1 and data ->> 'reference' = 'Lek i alt vær'", [`/kurs/${id}`])).not.toEqual([])
})
