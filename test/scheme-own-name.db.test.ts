import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '../src/kernel/actor.ts'
import { actorOf, tries } from './actors.ts'
import { openWorld, type World } from './kit.ts'

// Results and partnerships in one's own name, as the database holds it.

let world: World
let [eva, ulla] = [] as unknown as [Actor, Actor]
beforeAll(async () => {
  world = await openWorld()
  eva = await actorOf(world, 'eva')
  ulla = await actorOf(world, 'ulla')
})
afterAll(() => world.close())

test('a partnership is begun in one’s own name', async () => {
  const begin = (by: string, changed: string, confirmed: string) => `insert into scheme.partnership (region_id, start_key, owner_id, partner_id, name, period, begun_at, begun_by_name, changed_at, changed_by_name, owner_confirmed, owner_confirmed_at, owner_confirmed_by_name) values ('oslo-viken', gen_random_uuid(), '${eva.orgId}', '${ulla.orgId}', 'x', '[2027-01-01,)', now(), '${by}', now(), '${changed}', 1, now(), '${confirmed}')`
  expect(await tries(world, eva, begin(eva.name, eva.name, eva.name))).toBe('yes')
  expect([await tries(world, eva, begin('En annen', eva.name, eva.name)), await tries(world, eva, begin(eva.name, 'En annen', eva.name)), await tries(world, eva, begin(eva.name, eva.name, 'En annen'))]).toEqual(['no', 'no', 'no'])
})
test('the note of a year is the one’s who wrote it', async () => {
  const [one] = await world.asOwner<{ id: string }>('select id from scheme.partnership where partner_id = $1 order by id limit 1', [ulla.orgId])
  const write = (name: string) => `insert into scheme.partnership_note (partnership_id, year, learned, brought_back, written_at, written_by_name) values ('${one?.id}', 2055, 'x', 'x', now(), '${name}')`
  expect([await tries(world, ulla, write(ulla.name)), await tries(world, ulla, write('En annen')), await tries(world, eva, write(eva.name))]).toEqual(['yes', 'no', 'no'])
})
