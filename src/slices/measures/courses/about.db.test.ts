import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openWorld, usualTime, words, type Browser, type World } from '../../../../test/kit.ts'
import { course } from './courses.fixtures.ts'
import { planned } from '../measures/measures.fixtures.ts'

// What a course says it is about.

let world: World
let tone: Browser
let hanne: Browser
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.set(usualTime)
  ;[tone, hanne] = [await world.as('tone'), await world.as('hanne')]
})

const versionIn = (html: string) => /name="versjon" value="(\d+)"/.exec(html)?.[1] ?? ''

test('a course is about themes there are, and a measure the arranger leads; what stood there stands', async () => {
  const wish = (form: Record<string, string | string[]>) => tone.post('/kurs?sprak=nb', { nokkel: crypto.randomUUID(), ...course, ...form })
  for (const tiltak of [crypto.randomUUID(), await planned(hanne)]) {
    const reply = await wish({ tiltak })
    expect([reply.status, words(reply.text).includes('Velg et tiltak dere leder selv')]).toEqual([422, true])
  }
  const about = async (id: string) => (await world.asOwner<{ themes: string[]; measure_id: string | null }>('select themes, measure_id from measures.course where id = $1', [id]))[0]
  const own = await planned(tone, { barnehager: [await world.org('Solstråla barnehage')] })
  const made = await wish({ tiltak: own, temaer: ['rammeplan-2017-6', 'noe-helt-annet', '<b>'] })
  const id = made.location?.split('/')[2] ?? expect.fail('no course')
  expect(await about(id)).toEqual({ themes: ['rammeplan-2017-6'], measure_id: own })
  await world.asOwner("update measures.course set themes = '{gammelt-tema}' where id = $1", [id])
  const change = async (form: Record<string, string | string[]>) => tone.post(`/kurs/${id}/endring`, { ...course, versjon: versionIn((await tone.get(`/kurs/${id}/endring`)).text), ...form })
  expect((await change({ tiltak: await planned(hanne) })).status).toBe(422)
  expect((await change({ tiltak: own, temaer: ['gammelt-tema', 'noe-helt-annet'] })).status).toBe(303)
  expect(await about(id)).toEqual({ themes: ['gammelt-tema'], measure_id: own })
})
