import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'
import { forgetLeft } from './actions.ts'

// What the team knows, written by each about oneself, on the real database.

let world: World
let tone: Browser
let ragnhild: Browser
let amir: Browser
beforeAll(async () => {
  world = await openWorld()
  tone = await world.as('tone')
  ragnhild = await world.as('ragnhild')
  amir = await world.as('amir')
})
afterAll(() => world.close())

const home = '/teamets-kompetanse'
const health = 'rammeplan-2017-9-2'
const base = { emne: health, niva: 'alone', grunnlag: 'Kurs om måltid og bevegelse', ar: '2024', versjon: '0' }
const write = (who: Browser, more: Form = {}) => who.post(`${home}/min`, { ...base, ...more })
const see = async (who: Browser, path: string) => words((await who.get(`${path}?sprak=nb`)).text)
const idOf = async (name: string) => (await world.asOwner<{ id: string }>('select id from identity.person where name = $1', [name]))[0]?.id ?? expect.fail(name)

test('the demonstration world shows what is held by one alone, and what nobody holds', async () => {
  const seen = await see(tone, home)
  expect(seen).toMatch(/Kommunikasjon, språk og tekst.{0,40}Bare én/)
  expect(seen).toMatch(/Barns medvirkning.{0,40}To eller flere/)
})

test('an adviser writes the own row: the team sees how well, only oneself and the leader what it rests on', async () => {
  expect((await write(ragnhild)).status).toBe(303)
  expect((await write(amir, { niva: 'learning', grunnlag: '', ar: '', onske: 'on' })).status).toBe(303)
  expect(await see(amir, home)).toMatch(/Kropp, bevegelse, mat og helse.{0,20}Bare én.{0,20}Ragnhild Dal, 1 er i gang/)
  expect(await see(ragnhild, `${home}/min`)).toContain('Kurs om måltid og bevegelse (2024)')
  const row = `${home}/rad/${await idOf('Ragnhild Dal')}`
  expect(await see(tone, row)).toContain('Kurs om måltid og bevegelse (2024)')
  expect((await amir.get(row)).status).toBe(403)
  expect(await see(amir, home)).not.toContain('Kurs om måltid')
})

test('the leader notes what was agreed, the adviser reads it, a colleague does not, and nobody writes in another’s row', async () => {
  const row = `${home}/rad/${await idOf('Amir Nord')}`
  expect((await tone.post(row, { notat: 'Amir følger Ragnhild i høst.' })).status).toBe(303)
  expect(await see(amir, `${home}/min`)).toContain('Amir følger Ragnhild i høst.')
  expect((await world.asOwner("select 1 from messaging.notice n join identity.person p on p.id = n.person_id where n.kind = 'competence-noted' and p.name = 'Amir Nord' and n.data::text not like '%Ragnhild%'")).length, 'told that there is something, never what').toBe(1)
  expect(await see(ragnhild, `${home}/min`)).not.toContain('Amir følger')
  expect((await ragnhild.post(row, { notat: 'x' })).status).toBe(403)
  expect((await tone.post(row, { notat: '' })).status).toBe(422)
  const siri = (await idOf('Siri Solheim'))
  expect((await tone.post(`${home}/rad/${siri}`, { notat: 'Ikke i teamet' })).status, 'only about those who work in the team').toBe(404)
})

test('a change keeps how it stood; two windows do not write over each other', async () => {
  expect((await write(ragnhild, { versjon: '1', niva: 'guides' })).status).toBe(303)
  expect(await see(ragnhild, `${home}/min`)).toMatch(/Slik sto det før.*Kropp, bevegelse, mat og helse, Alene/)
  const late = await write(ragnhild, { versjon: '1', niva: 'none', grunnlag: 'Skrevet i det andre vinduet' })
  expect([late.status, words(late.text).includes('endret i et annet vindu'), late.text.includes('Skrevet i det andre vinduet')]).toEqual([409, true, true])
})

test.each<[string, Form, number, string]>([
  ['no level', { niva: '' }, 422, 'Velg hvor godt du kan det.'],
  ['alone with nothing it rests on', { grunnlag: '' }, 422, 'Skriv hva det bygger på'],
  ['no year', { ar: '' }, 422, 'Skriv hvilket år det er fra.'],
  ['half a year', { ar: '24' }, 422, 'Skriv året med fire sifre'],
  ['a year to come', { ar: '2027' }, 409, 'Året er ikke kommet ennå.'],
  ['a theme nobody knows', { emne: 'finnes-ikke' }, 409, 'Temaet står ikke på lista lenger.'],
  ['a national identity number', { grunnlag: 'Kurs 01010750160' }, 422, 'fødselsnummer'],
])('refused in words, and nothing typed is lost: %s', async (_, more, status, sentence) => {
  const typed = { emne: 'rammeplan-2017-6', ...more }
  const reply = await write(ragnhild, typed)
  expect([reply.status, words(reply.text).includes(sentence)]).toEqual([status, true])
})

test('the team’s own list: the leader adds and takes out, the same twice is told', async () => {
  const add = () => tone.post(`${home}/emner`, { slag: 'method', navn: 'Marte Meo' })
  expect((await add()).status).toBe(303)
  const again = await add()
  expect([again.status, words(again.text).includes('Det står på lista fra før.')]).toEqual([409, true])
  expect((await ragnhild.post(`${home}/emner`, { slag: 'method', navn: 'Annet' })).status).toBe(403)
  const id = (await world.asOwner<{ id: string }>("select id from team.subject where name = 'Marte Meo'"))[0]?.id ?? ''
  expect((await write(ragnhild, { emne: id })).status).toBe(303)
  expect(await see(tone, home)).toContain('Marte Meo (metode)')
  expect((await tone.post(`${home}/emner/${id}/ut`)).status).toBe(303)
  expect((await tone.post(`${home}/emner/${id}/ut`)).status).toBe(409)
  expect(await see(tone, home)).not.toContain('Marte Meo')
})

test('the authority sees how it is covered and no name; heads, owners and other roles nothing', async () => {
  const olav = await world.as('olav', 'authority')
  const seen = await see(olav, home)
  expect(seen).toMatch(/Kommunikasjon, språk og tekst.{0,20}Bare én/)
  for (const name of ['Ragnhild', 'Amir', 'Tone Haugen', 'Videreutdanning']) expect([name, seen.includes(name)]).toEqual([name, false])
  for (const [who, role] of [['siri', 'head'], ['olav', 'owner'], ['stine', 'county-governor'], ['per', 'service-contact']] as const) expect([who, (await (await world.as(who, role)).get(home)).status]).toEqual([who, 403])
})

test('an adviser who leaves: told ahead of time, gone from the coverage the day after, and deleted three months later', async () => {
  const person = await idOf('Ragnhild Dal')
  await world.asOwner("update identity.membership set period = daterange(lower(period), '2026-12-16') where person_id = $1", [person])
  expect(await see(tone, home)).toMatch(/Kommunikasjon, språk og tekst.{0,120}Etter 15\. desember 2026: Ingen/)
  const rows = async () => (await world.asOwner('select 1 from team.competence where person_id = $1', [person])).length
  const at = (day: string) => world.clock.set(new Date(`${day}T09:00:00Z`))
  at('2026-12-15')
  expect(await see(await world.as('tone'), home)).toMatch(/Kommunikasjon, språk og tekst.{0,20}Bare én/)
  at('2026-12-16')
  expect(await see(await world.as('tone'), home)).toMatch(/Kommunikasjon, språk og tekst.{0,20}Ingen/)
  at('2027-03-15')
  await forgetLeft(world.deps)
  expect(await rows()).toBeGreaterThan(0)
  at('2027-03-17')
  await forgetLeft(world.deps)
  expect(await rows()).toBe(0)
})
