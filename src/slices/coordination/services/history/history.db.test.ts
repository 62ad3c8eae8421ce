import { afterAll, beforeAll, expect, test } from 'vitest'
import { actorOf, tries } from '../../../../../test/actors.ts'
import { openWorld, words, type Browser, type Form, type World } from '../../../../../test/kit.ts'

// How an activity stood before it was changed, on the real database.

let world: World
let per: Browser
let solstrala: string
beforeAll(async () => {
  world = await openWorld()
  ;[per, solstrala] = await Promise.all([world.as('per'), world.org('Solstråla barnehage')])
})
afterAll(() => world.close())

const home = '/stottesystem'
const see = async (who: Browser) => words((await who.get(`${home}/${solstrala}?sprak=nb`)).text)
const activity = (more: Form = {}): Form => ({ barnehage: solstrala, art: 'routines', tema: 'rammeplan-2017-6', hva: 'Ser på henting', hyppighet: 'monthly', hvem: ['head', 'pedagogical-leaders'], fra: '1.12.2026', til: '1.6.2027', ...more })
const written = async (hva: string): Promise<string> => {
  expect((await per.post(`${home}/aktiviteter/ny`, activity({ hva }))).status).toBe(303)
  return (await world.asOwner<{ id: string }>('select id from coordination.activity where what = $1', [hva]))[0]?.id ?? ''
}
const change = (id: string, more: Form) => per.post(`${home}/aktiviteter/${id}`, activity(more))

test('those who read an activity read who changed it, when, and how it stood before; what is saved as it stood is no change', async () => {
  const id = await written('Ser på måltidet')
  const siri = await world.as('siri')
  expect(await see(siri)).not.toContain('Endret')
  expect((await change(id, { hva: 'Ser på måltidet', versjon: '1' })).status).toBe(303)
  expect(await see(siri)).not.toContain('Endret')
  expect((await change(id, { hva: 'Ser på garderoben', til: '1.5.2027', versjon: '2' })).status).toBe(303)
  for (const who of [per, siri, await world.as('tone'), await world.as('olav', 'authority')]) {
    const page = await see(who)
    for (const said of ['Endret én gang', 'Per Strand endret dette 23. november 2026.', 'Før endringen, hva de gjør: «Ser på måltidet».', 'Før endringen, til dato: 1. juni 2027.']) expect(page).toContain(said)
  }
  expect((await change(id, { hva: 'Ser på leken', til: '1.5.2027', versjon: '3' })).status).toBe(303)
  expect(await see(siri)).toContain('Endret 2 ganger')
})

test('of two changes at once one counts, and one version is kept', async () => {
  const id = await written('Endres av to')
  const both = await Promise.all([change(id, { hva: 'Den ene', versjon: '1' }), change(id, { hva: 'Den andre', versjon: '1' })])
  expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
  expect(await world.asOwner('select what from coordination.activity_version where activity_id = $1', [id])).toEqual([{ what: 'Endres av to' }])
})

test('only those who read the activity read how it stood, nobody writes it, and it goes with the activity', async () => {
  const id = await written('For databasen')
  await change(id, { hva: 'Endret for databasen', versjon: '1' })
  const [service, head, other] = await Promise.all([actorOf(world, 'per'), actorOf(world, 'siri'), actorOf(world, 'hanne')])
  const look = `select 1 from coordination.activity_version where activity_id = '${id}'`
  expect([await tries(world, service, look), await tries(world, head, look), await tries(world, other, look)]).toEqual(['yes', 'yes', 'no'])
  for (const attempt of [`update coordination.activity_version set what = 'x' where activity_id = '${id}'`, `delete from coordination.activity_version where activity_id = '${id}'`]) expect(await tries(world, service, attempt)).toBe('no')
  await world.asOwner('delete from coordination.activity where id = $1', [id])
  expect(await world.asOwner('select 1 from coordination.activity_version where activity_id = $1', [id])).toEqual([])
})
