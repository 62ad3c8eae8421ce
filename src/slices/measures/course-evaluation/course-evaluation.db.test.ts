import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import { aCourse } from '../attendance/courses.fixtures.ts'
import { newFormKey } from './secrets.ts'

let world: World
let tone: Browser
beforeAll(async () => {
  world = await openWorld()
  tone = await world.as('tone')
})
afterAll(() => world.close())

const form = { pastander: 'Jeg har nytte av kurset\nVi kan bruke det', stenger: '7.12.2026' }
const answer = (first: string) => ({ nokkel: newFormKey(), p1: first, p2: '4', ord: '' })
const keyOf = (page: string) => /name="nokkel" value="([^"]+)"/.exec(page)?.[1] ?? expect.fail('no key')

async function asked(): Promise<{ readonly desk: string; readonly address: string }> {
  const course = await aCourse(world, ['2026-11-20T09:00:00Z'])
  const desk = `/kurs/${course.id}/evaluering`
  expect((await tone.post(desk, form)).location).toBe(desk)
  return { desk, address: /(\/kursevaluering\/[\w-]{22})/.exec((await tone.get(desk)).text)?.[1] ?? expect.fail('no address') }
}
const send = (address: string, first: string, ord = '') => world.stranger().post(address, { ...answer(first), nokkel: newFormKey(), ord })

test('four answers are never shown, five are, and only when it is closed; a mean takes five figures', async () => {
  const { desk, address } = await asked()
  for (const first of ['5', '5', '4', '0']) expect((await send(address, first, 'Fint å møtes')).status).toBe(303)
  expect(words((await tone.get(`${desk}?sprak=nb`)).text)).toContain('Færre enn fem har svart')
  await send(address, '2')
  expect(words((await tone.get(`${desk}?sprak=nb`)).text)).not.toContain('Gjennomsnitt')
  expect((await tone.post(`${desk}/lukking`)).location).toBe(desk)
  const shown = words((await tone.get(`${desk}?sprak=nb`)).text)
  // Four gave a figure to the first: too few for a mean of it. Five did to the second.
  for (const part of ['Minst 5 har svart', 'For få', '4,0', 'Fint å møtes']) expect(shown).toContain(part)
  expect((await send(address, '1')).status).toBe(404)
})

test('an answer that is not whole, or names somebody, is sent back with what was typed; one form sent twice is one answer; nobody is asked twice', async () => {
  const { desk, address } = await asked()
  const again = await tone.post(`${desk}?sprak=nb`, form)
  expect([again.status, words(again.text).includes('De blir spurt én gang')]).toEqual([409, true])
  const incomplete = await world.stranger().post(`${address}?sprak=nb`, { ...answer('3'), p2: '', ord: 'Bra kurs' })
  expect([incomplete.status, words(incomplete.text).includes('Velg et svar'), incomplete.text.includes('Bra kurs')]).toEqual([422, true, true])
  expect((await send(address, '3', 'Hun het 01010750160')).status).toBe(422)
  const phone = world.stranger()
  const nokkel = keyOf((await phone.get(address)).text)
  expect([(await phone.post(address, { ...answer('2'), nokkel })).status, (await phone.post(address, { ...answer('2'), nokkel })).status]).toEqual([303, 303])
  expect(await world.asOwner('select k.answered from measures.course_evaluation_count k join measures.course_evaluation e on e.course_id = k.course_id where e.closed_at is null')).toEqual([{ answered: 1 }])
})

test('is opened while the last session is held, and the link is sent to everybody with a seat', async () => {
  const people = ['Kari Prøve', 'Ola Prøve'].map((name) => ({ name, email: 'felles@solstrala.example' }))
  const course = await aCourse(world, ['2026-11-20T09:00:00Z', '2026-11-23T08:30:00Z'], [...people, { name: 'Avmeldt Prøve', email: 'av@solstrala.example' }])
  await world.asOwner("update measures.course_place set state = 'withdrawn' where id = $1", [course.seated[2]?.id])
  const desk = `/kurs/${course.id}/evaluering`
  expect((await tone.post(desk, form)).location).toBe(desk)
  const address = /(\/kursevaluering\/[\w-]{22})/.exec((await tone.get(desk)).text)?.[1] ?? expect.fail('no address')
  const letters = await world.asOwner<{ address: string; person: string }>("select address, data ->> 'person' as person from messaging.notice where kind = 'course-evaluation' and path = $1 order by 2", [address])
  expect(letters).toEqual(people.map(({ name, email }) => ({ address: email, person: name })))
  expect((await world.stranger().get(address)).status).toBe(200)
})

test('waits until the last session begins, and is for whoever arranges it', async () => {
  const course = await aCourse(world, ['2026-12-03T09:00:00Z'])
  const sent = await tone.post(`/kurs/${course.id}/evaluering?sprak=nb`, form)
  expect([sent.status, words(sent.text).includes('Den siste samlingen har ikke begynt')]).toEqual([409, true])
  expect((await (await world.as('eva')).get(`/kurs/${course.id}/evaluering`)).status).toBe(404)
  expect((await (await world.as('siri')).get(`/kurs/${course.id}/evaluering`)).status).toBe(403)
  expect((await world.stranger().get('/kursevaluering/aaaaaaaaaaaaaaaaaaaaaa')).status).toBe(404)
})

test('nobody reads an answer in the database, not the program either', async () => {
  for (const table of ['course_evaluation_tally', 'course_evaluation_word', 'course_evaluation_key', 'course_evaluation_count'])
    await expect(world.deps.db.pool.query(`select * from measures.${table}`)).rejects.toThrow('permission denied')
})
