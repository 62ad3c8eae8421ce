import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../../test/kit.ts'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { reading, system } from '../../../../platform/db.ts'
import { themesFor } from './store.ts'

let world: World
let team: string
let tone: Browser
beforeAll(async () => {
  world = await openWorld()
  team = await world.org('Kompetanseteam barnehage Fjordvik')
  tone = await world.as('tone')
})
afterAll(() => world.close())

const list = '/flytskjema/temaer'
const all = (name: string) => ({ nb: name, nn: name, en: name })
const themesOn = (day: string, of = team) => reading(world.db, system, (tx) => themesFor(tx, of, day as LocalDate))
const codeOf = async (name: string) => (await world.asOwner<{ code: string }>('select code from guidance.theme where name_nb = $1', [name]))[0]?.code ?? ''

test('the framework plan of 2017 has nine chapters and seven learning areas, from the day it came into force', async () => {
  expect(await themesOn('2017-07-31')).toEqual([])
  const themes = await themesOn('2017-08-01')
  expect(themes.filter(({ code }) => /^rammeplan-2017-\d$/.test(code))).toHaveLength(9)
  expect(themes.filter(({ code }) => code.startsWith('rammeplan-2017-9-'))).toHaveLength(7)
  expect(themes[11]?.name).toEqual({ nb: 'Kunst, kultur og kreativitet', nn: 'Kunst, kultur og kreativitet', en: 'Art, culture and creativity' })
})

test('the team leader adds a theme of the municipality, renames it and takes it away; cases may still name it', async () => {
  expect((await tone.post(list, { nb: 'Vårt språk', nn: 'Språket vårt', en: 'Our language' })).status).toBe(303)
  const code = await codeOf('Vårt språk')
  expect((await themesOn('2026-11-23')).at(-1)).toMatchObject({ code, own: true, framework: 'own', name: { nn: 'Språket vårt' } })
  expect((await tone.post(`${list}/${code}`, { nb: 'Språkmiljø', nn: 'Språkmiljø', en: 'Language' })).status).toBe(303)
  expect((await themesOn('2026-11-23')).at(-1)).toMatchObject({ code, name: { nb: 'Språkmiljø' } })
  // A week later: the session of last week is over.
  world.clock.set(new Date('2026-12-01T09:00:00Z'))
  tone = await world.as('tone')
  expect((await tone.post(`${list}/${code}/slutt`)).status).toBe(303)
  expect((await themesOn('2026-12-01')).some((theme) => theme.code === code)).toBe(false)
  expect((await themesOn('2026-11-30')).some((theme) => theme.code === code)).toBe(true)
  expect(words((await tone.get(list)).text)).toContain('Brukt til og med 30. november 2026')
})

test('an empty or long name, or one that is taken, is named, and nothing typed is lost', async () => {
  const empty = await tone.post(list, { nb: ' ', nn: 'x'.repeat(81), en: 'Kept' })
  expect(empty.status).toBe(422)
  for (const part of ['Skriv hva temaet heter', 'inntil 80 tegn']) expect(words(empty.text)).toContain(part)
  expect(empty.text).toContain('value="Kept"')
  await tone.post(list, all('Uteliv'))
  const replies = await Promise.all([tone.post(list, all('Lek')), tone.post(list, all('lek'))])
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409])
  expect(words((await tone.post(list, all('UTELIV'))).text)).toContain('Dere har et tema med dette navnet')
})

test('the framework plan’s themes, and another team’s, cannot be changed', async () => {
  for (const code of ['rammeplan-2017-1', 'own-00000000-0000-0000-0000-000000000000', '%00', '__proto__']) {
    expect((await tone.get(`${list}/${code}`)).status).toBe(404)
    expect((await tone.post(`${list}/${code}`, all('Kapret'))).status).toBe(404)
    expect((await tone.post(`${list}/${code}/slutt`)).status).toBe(404)
  }
  expect(await codeOf('Kapret')).toBe('')
  const elsewhere = await world.org('PPT Fjordvik')
  expect((await themesOn('2026-11-23', elsewhere)).some(({ own }) => own)).toBe(false)
})

test('advisers look, heads do not', async () => {
  const ragnhild = await world.as('ragnhild')
  expect((await ragnhild.get(list)).status).toBe(200)
  expect((await ragnhild.post(list, all('Nei'))).status).toBe(403)
  expect((await (await world.as('siri')).get(list)).status).toBe(403)
})
