import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../../test/kit.ts'
import { openCourse, rows } from '../courses.fixtures.ts'
import { placePath } from '../own/secrets.ts'

// Before anybody loses a seat: asked once, and told who is offered it.

let world: World
let tone: Browser
let nora: Browser
let hanne: Browser
beforeAll(async () => {
  world = await openWorld()
  ;[tone, nora, hanne] = [await world.as('tone'), await world.as('nora'), await world.as('hanne')]
})
afterAll(() => world.close())

const placeOf = async (course: string, name: string) => (await world.asOwner<{ id: string; state: string }>('select id, state from measures.course_place where course_id = $1 and name = $2', [course, name]))[0] ?? expect.fail(name)

test('the page asks once and changes nothing; a head is told that somebody is next, whoever arranges is told who', async () => {
  const id = await openCourse(tone, { fysisk: '1' })
  await nora.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Kari Prøve' }]))
  await hanne.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Ola Hemmelig' }]))
  const kari = await placeOf(id, 'Kari Prøve')
  const at = `/kurs/${id}/plasser/${kari.id}/avmelding`
  const list = (await nora.get(`/kurs/${id}`)).text
  expect([list.includes(`href="${at}"`), list.includes(`action="${at}"`)]).toEqual([true, false])
  const head = words((await nora.get(`${at}?sprak=nb`)).text)
  for (const sentence of ['Meld av Kari Prøve', 'mister plassen', 'Plassen blir tilbudt den neste på ventelista', 'Det kan ikke gjøres om']) expect(head).toContain(sentence)
  expect(head).not.toContain('Ola Hemmelig')
  expect(words((await tone.get(`${at}?sprak=nb`)).text)).toContain('Plassen blir tilbudt Ola Hemmelig i Trollstua barnehage')
  expect((await placeOf(id, 'Kari Prøve')).state).toBe('seated')
  expect((await hanne.get(at)).status, 'not one’s own').toBe(404)
  const ola = await placeOf(id, 'Ola Hemmelig')
  const waits = words((await hanne.get(`/kurs/${id}/plasser/${ola.id}/avmelding?sprak=nb`)).text)
  expect([waits.includes('går ut av ventelista'), waits.includes('Plassen blir')]).toEqual([true, false])
  expect((await nora.post(at)).location).toBe(`/kurs/${id}`)
  expect([(await placeOf(id, 'Kari Prøve')).state, (await placeOf(id, 'Ola Hemmelig')).state]).toEqual(['withdrawn', 'offered'])
  const again = await nora.get(at)
  expect([again.status, again.location], 'given up already').toEqual([303, `/kurs/${id}`])
  expect(words((await hanne.get(`/kurs/${id}/plasser/${ola.id}/avmelding?sprak=nb`)).text)).toContain('Ingen på ventelista kan få plassen')
})

test('the own page on a phone asks too; a guessed link leads nowhere', async () => {
  const id = await openCourse(tone, { fysisk: '1' })
  await nora.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Kari Prøve' }]))
  const path = placePath(world.deps.config, (await placeOf(id, 'Kari Prøve')).id)
  const stranger = world.stranger()
  expect((await stranger.get(path)).text).toContain(`href="${path}/avmelding"`)
  const { text } = await stranger.get(`${path}/avmelding?sprak=nb`)
  for (const sentence of ['Meld deg av: Lek hele året', 'Du mister plassen', 'Den blir ledig']) expect(words(text)).toContain(sentence)
  expect((await placeOf(id, 'Kari Prøve')).state).toBe('seated')
  expect((await stranger.post(`${path}/svar`, { svar: 'av' })).status).toBe(303)
  expect([(await stranger.get(`${path}/avmelding`)).location, (await stranger.get(`/kursplass/${'A'.repeat(22)}/avmelding`)).status]).toEqual([path, 404])
})
