import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type World } from '../../../test/kit.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const listed = async (query: string) => {
  const { text, status } = await world.stranger().get(`/barnehager?${query}`)
  expect(status).toBe(200)
  return words(text)
}

describe('anyone can find a kindergarten', () => {
  test.each([
    ['part of its name', 'q=nadderudskogen', 'Nadderudskogen barnehage'],
    ['ae for æ', 'q=Baerumsmarka', 'Bærumsmarka FUS barnehage'],
    ['aa for å', 'q=Blaaklokken', 'Blåklokken Fam barnehage'],
    ['a for å', 'q=Blaklokken', 'Blåklokken Fam barnehage'],
    ['a misspelling', 'q=Bekestua+Kanvas', 'Bekkestua Kanvas-barnehage'],
    ['its number in the register', 'q=1010112', 'The International Kindergarten'],
    ['its owner', 'q=Stiftelsen+Kanvas', 'Bekkestua Kanvas-barnehage'],
    ['its postal place', 'q=rykkinn', 'Gommerud barnehage'],
  ])('by %s', async (_, query, name) => {
    expect(await listed(query)).toContain(name)
  })

  test.each([
    ['the number Bærum had in Viken', 'kommune=3024&antall=100', '166 barnehager passer'],
    ['the number Bærum has in Akershus', 'kommune=3201', '166 barnehager passer'],
    ['ownership', 'kommune=3201&eierform=kommunal', '52 barnehager passer'],
    ['nothing that exists', 'q=qqqzzzqqq', 'Ingen barnehager passer'],
    ['signs that mean something in SQL', 'q=%25_%27%3B--', 'Ingen barnehager passer'],
  ])('by %s', async (_, query, status) => {
    expect(await listed(query)).toContain(status)
  })
})

test('a kindergarten has a page with both numbers of its municipality, its source, and no invented organisation number', async () => {
  const [row] = await world.asOwner<{ id: string }>("select id from register.organisation where nsr_id = '1010112'")
  const page = words((await world.stranger().get(`/barnehager/${row?.id}`)).text)
  for (const part of ['The International Kindergarten', 'Bærum (3201, 3024)', 'Ikke oppgitt i kilden', 'NLOD', '28. juni 2020']) expect(page).toContain(part)
})

test.each(['/barnehager/x', '/barnehager/00000000-0000-0000-0000-000000000000', '/barnehager/%00'])('an address that leads to no kindergarten is not found: %s', async (path) => {
  expect((await world.stranger().get(path)).status).toBe(404)
})
