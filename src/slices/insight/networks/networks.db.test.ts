import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import { optimiser } from '../../../platform/optimiser.ts'
import { makeSuggestions } from './actions.ts'

// Suggested networks, from the job to the invitations, on the real database.

let world: World
let tone: Browser
let group: string[]
const here = '/lite-kontakt/nettverk'
beforeAll(async () => {
  world = await openWorld()
  tone = await world.as('tone')
  group = (await lines()).filter((line) => line.group_no === 1).map(({ name }) => name)
})
afterAll(() => {
  optimiser.end()
  return world.close()
})

const lines = () => world.asOwner<{ id: string; name: string; group_no: number | null; outside: string | null; by_hand: boolean }>('select o.id, o.name, l.group_no, l.outside, l.by_hand from insight.network_line l join register.organisation o on o.id = l.kindergarten_id order by o.name')

test('small private owners outside networks are put together, with a reason on every line', async () => {
  expect(group.length).toBeGreaterThanOrEqual(4)
  expect(group, 'asked into a network already').not.toContain('Kvitveis familiebarnehage')
  expect((await lines()).map(({ name }) => name), 'municipal, or of a large owner').toEqual(expect.not.arrayContaining(['Solstråla barnehage', 'Trollstua barnehage']))
  const page = await tone.get(here)
  expect(page.status).toBe(200)
  for (const name of group) expect(words(page.text)).toContain(name)
  expect(words(page.text)).toMatch(/[\d,]+ km til den nærmeste, [\d,]+ km til den som er lengst unna/)
  expect(words(page.text)).toContain('felles med 1 annen')
  expect(words(page.text)).toContain('Privat eier med 1 barnehage, ikke med i noe nettverk')
})

test('a theme that was not shared with the team is not in the suggestion', async () => {
  const [name] = group
  await world.asOwner(
    `insert into needs.need_statement (region_id, kindergarten_id, start_key, state, title, finding, for_whom, cause, wished, signs, themes, staff_involved, shared_with_team, made_at, made_by_name, changed_at, changed_by_name)
     select 'oslo-viken', id, uuidv7(), 'proposed', 'x', 'x', 'x', 'x', 'x', 'x', '{rammeplan-2017-6}', 'yes', false, now(), 'x', now(), 'x' from register.organisation where name = $1`,
    [name],
  )
  await makeSuggestions(world.deps)
  expect(await world.asOwner("select 1 from insight.network_line where themes @> '{rammeplan-2017-6}'")).toEqual([])
})

test('the team moves one out and in again by hand, and the job leaves it as it is until a new one is asked for', async () => {
  const one = (await lines()).find(({ name }) => name === group[0]) ?? expect.fail('nobody')
  const move = (til: string, barnehage = one.id) => tone.post(`${here}/flytting`, { barnehage, til })
  expect((await move('ut')).status).toBe(303)
  expect((await lines()).find(({ id }) => id === one.id)).toMatchObject({ group_no: null, outside: 'taken-out', by_hand: true })
  await makeSuggestions(world.deps)
  expect((await lines()).find(({ id }) => id === one.id)?.outside).toBe('taken-out')
  expect((await move('7')).status).toBe(409)
  expect((await move('1', await world.org('Solstråla barnehage'))).status).toBe(409)
  expect((await move('tull')).status).toBe(422)
  expect((await move('1')).status).toBe(303)
  expect(words((await tone.get(here)).text)).toContain('Flyttet hit av dere')
  const asked = { storrelse: '6', hvem: 'small-private' }
  const wrong = await tone.post(`${here}/nytt`, { ...asked, km: '500' })
  expect([wrong.status, words(wrong.text).includes('Skriv et helt tall fra 2 til 150')]).toEqual([422, true])
  expect((await tone.post(`${here}/nytt`, { ...asked, km: '2' })).status).toBe(303)
  expect((await lines()).filter(({ outside }) => outside === 'too-few-near').length).toBeGreaterThan(0)
  expect((await tone.post(`${here}/nytt`, { ...asked, km: '20' })).status).toBe(303)
  expect((await lines()).filter(({ by_hand: moved }) => moved)).toEqual([])
  const size = await tone.post(`${here}/nytt`, { ...asked, km: '20', storrelse: '12' })
  expect([size.status, words(size.text).includes('Skriv et helt tall fra 4 til 8.')]).toEqual([422, true])
  const page = words((await tone.get(here)).text)
  expect(page).toMatch(/Samspill har regnet seg fram til den beste fordelingen blant \d+ mulige grupper/)
  expect(page).toMatch(/\d barnehager fra \d eiere, høyst \d+ km fra hverandre/)
})

test('others than the team see nothing of it', async () => {
  for (const person of [await world.as('nora'), await world.as('olav', 'authority'), await world.as('eva'), await world.as('stine')]) expect((await person.get(here)).status).toBe(403)
  expect((await (await world.as('nora')).post(`${here}/grupper/1`, {})).status).toBe(403)
})

test('one button makes the network and the invitations; those who are asked leave the suggestion', async () => {
  const navn = 'Små barnehager ved fjorden'
  const bad = await tone.post(`${here}/grupper/1`, { navn: '', svarfrist: 'snart' })
  for (const id of ['f-navn-gruppe-1', 'f-svarfrist-gruppe-1']) expect([bad.text.includes(`href="#${id}"`), bad.text.includes(`id="${id}"`)], 'what is wrong leads to its field').toEqual([true, true])
  expect([bad.status, words(bad.text).includes('Skriv hva nettverket heter')]).toEqual([422, true])
  expect((await tone.post(`${here}/grupper/99`, { navn, svarfrist: '7.12.2026' })).status).toBe(409)
  const made = await tone.post(`${here}/grupper/1`, { navn, svarfrist: '7.12.2026' })
  expect(made.status).toBe(303)
  const network = made.location?.split('/')[2]
  const invited = await world.asOwner<{ name: string }>('select o.name from measures.network_invitation i join register.organisation o on o.id = i.kindergarten_id where i.network_id = $1 order by o.name', [network])
  expect(invited.map(({ name }) => name).toSorted()).toEqual(group.toSorted())
  expect((await tone.get(`/nettverk/${network}`)).status).toBe(200)
  const after = words((await tone.get(here)).text)
  for (const name of group) expect(after).not.toContain(name)
  expect((await tone.post(`${here}/grupper/1`, { navn, svarfrist: '7.12.2026' })).status, 'again').toBe(409)
})
