import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type World } from '../../../../test/kit.ts'
import { system, writing } from '../../../platform/db.ts'
import { saveBoundaries } from './store.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const linked = (html: string) => new Set([...html.matchAll(/href="\/barnehager\/([\w-]+)"/g)].map(([, id]) => id))
const marks = (html: string) => [...html.matchAll(/<title>([^<]+)<\/title>/g)].flatMap(([, label]) => (label?.includes('·') ? [label] : []))

test('the team sees those it serves, each on the picture and in the table', async () => {
  const page = await (await world.as('tone')).get('/kart?vis=veiledning')
  expect(page.status).toBe(200)
  const served = await world.asOwner<{ id: string }>("select kindergarten_id as id from register.served_by s join register.organisation t on t.id = s.team_id where t.name = 'Kompetanseteam barnehage Fjordvik'")
  expect([...linked(page.text)].toSorted()).toEqual(served.map(({ id }) => id).toSorted())
  expect(marks(page.text)).toHaveLength(served.length)
  expect(marks(page.text)).toContain('Solstråla barnehage · Kommunal · Har en sak nå')
})

test.each(['eva', 'stine'])('%s sees nothing of who has asked the team, whatever the address says', async (persona) => {
  const visitor = await world.as(persona)
  for (const layer of ['veiledning', 'lite-kontakt', 'finnes-ikke']) {
    const page = await visitor.get(`/kart?vis=${layer}`)
    expect(page.status).toBe(200)
    for (const said of ['Har en sak nå', 'Har hatt en sak', 'Står på listen']) expect(words(page.text)).not.toContain(said)
  }
})

test('an owner sees its own and no others', async () => {
  const page = await (await world.as('eva')).get('/kart?vis=tilskudd')
  const own = await world.asOwner<{ id: string }>("select c.id from register.organisation_card c join register.organisation o on o.id = c.owner_id where o.name = 'Eventyrkjeden' and c.kind = 'kindergarten' and c.closed_on is null")
  expect([...linked(page.text)].toSorted()).toEqual(own.map(({ id }) => id).toSorted())
})

test('the county governor can look at one municipality at a time', async () => {
  const stine = await world.as('stine')
  const all = await stine.get('/kart')
  const [, municipality] = /<option value="([\w-]+)"[^>]*>Trollvang kommune/.exec(all.text) ?? []
  const one = await stine.get(`/kart?kommune=${municipality}`)
  expect(linked(one.text).size).toBeGreaterThan(5)
  expect(linked(one.text).size).toBeLessThan(linked(all.text).size)
})

test('who drew the boundaries is thanked under the map, and a municipality that is drawn again is there once', async () => {
  const [fjordvik] = await world.asOwner<{ id: string }>("select id from register.organisation where name = 'Fjordvik kommune'")
  const geometry = { type: 'Polygon' as const, coordinates: [[[9, 58], [10, 58], [10, 59], [9, 58]]] }
  for (const credit of ['Første kart', 'Tegneren i Fjordvik']) await writing(world.db, system, (tx) => saveBoundaries(tx, [{ municipalityId: fjordvik?.id ?? '', geometry }], credit, world.deps.now()))
  const page = await (await world.as('tone')).get('/kart')
  expect(words(page.text)).toContain('Kommunegrenser: Tegneren i Fjordvik.')
  expect(page.text.match(/class="point-map-land"/g)).toHaveLength(1)
})

test('heads and strangers do not see it', async () => {
  expect((await (await world.as('siri')).get('/kart')).status).toBe(403)
  expect((await world.stranger().get('/kart')).status).toBe(303)
})
