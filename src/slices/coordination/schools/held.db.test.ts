import { afterAll, beforeAll, expect, test } from 'vitest'
import { actorOf, tries } from '../../../../test/actors.ts'
import { openWorld, words, type World } from '../../../../test/kit.ts'

// What pages and database hold of pairs, plans and meetings, beside what the actions refuse.

let world: World
let school: string
let planId: string
beforeAll(async () => {
  world = await openWorld()
  school = await world.org('Fjordvik skole')
  planId = (await world.asOwner<{ id: string }>('select id from coordination.joint_plan where year = 2026'))[0]?.id ?? expect.fail('no plan')
})
afterAll(() => world.close())

test('a head whose kindergarten works with the school, but is not in the plan, writes nothing in it before it is; it may come in', async () => {
  const nora = await actorOf(world, 'nora')
  await world.asOwner("insert into coordination.school_pair (region_id, kindergarten_id, school_id, starts_on, proposed_by, proposed_at, proposed_by_name, kindergarten_at, kindergarten_by_name, school_at, school_by_name) values ('oslo-viken', $1, $2, '2026-11-01', 'school', now(), 'x', now(), 'x', now(), 'x')", [nora.orgId, school])
  const line = `insert into coordination.joint_plan_line (plan_id, line_id, from_version, kind, what) values ('${planId}', gen_random_uuid(), 3, 'goal', 'Utenfra')`
  const join = `insert into coordination.joint_plan_kindergarten (plan_id, kindergarten_id) values ('${planId}', '${nora.orgId}')`
  expect([await tries(world, nora, line), await tries(world, nora, join), await tries(world, nora, join, line)]).toEqual(['no', 'yes', 'yes'])
  const browser = await world.as('nora')
  expect((await browser.post(`/skole/planer/${planId}/barnehager`, { barnehage: nora.orgId })).status).toBe(303)
  expect(words((await browser.get(`/skole/planer/${planId}?sprak=nb`)).text)).toContain('Kvitveis familiebarnehage')
})

test('a pair and a plan lie in the region of the kindergarten', async () => {
  const [nora, hanne] = [await actorOf(world, 'nora'), await actorOf(world, 'hanne')]
  const lia = await world.org('Lia skole')
  const pair = (region: string) => `insert into coordination.school_pair (region_id, kindergarten_id, school_id, starts_on, proposed_by, proposed_at, proposed_by_name, kindergarten_at, kindergarten_by_name) values (${region}, '${nora.orgId}', '${lia}', '2026-11-23', 'kindergarten', now(), '${nora.name}', now(), '${nora.name}')`
  expect([await tries(world, nora, pair("'nord'")), await tries(world, nora, pair('null')), await tries(world, nora, pair("'oslo-viken'"))]).toEqual(['no', 'no', 'yes'])
  const plan = (region: string) => `insert into coordination.joint_plan (region_id, school_id, year, begun_at, begun_by_name) values (${region}, '${school}', 2027, now(), '${hanne.name}')`
  expect([await tries(world, hanne, plan("'nord'")), await tries(world, hanne, plan("'oslo-viken'"))]).toEqual(['no', 'yes'])
})

test('the same form sent twice is one meeting; other words in it are one more, and nothing is lost', async () => {
  const siri = await world.as('siri')
  const call = (tittel: string) => siri.post(`/skole/planer/${planId}/moter`, { nokkel: '5f0c7a52-8c7e-4b0a-9a57-1d9d3a1b0c01', tittel, dato: '9.3.2027', fra: '13.00', til: '14.00', sted: '', saker: '' })
  const [first, again, other] = [await call('Besøksdagene'), await call('Besøksdagene'), await call('Foreldremøtet')]
  expect([first.status, again.location === first.location, other.status, other.location === first.location]).toEqual([303, true, 303, false])
  expect(words((await siri.get(`/skole/planer/${planId}?sprak=nb`)).text)).toMatch(/Besøksdagene[\s\S]*Foreldremøtet|Foreldremøtet[\s\S]*Besøksdagene/)
})

test('a cell without anything in it says so, also where a table is read as cards', async () => {
  const empty = (html: string) => [...html.matchAll(/<td[^>]*data-label="([^"]*)"[^>]*>(?:\s|<div>\s*<\/div>)*<\/td>/g)].map(([, label]) => label)
  for (const [who, path] of [['tone', '/skole'], ['siri', `/skole/planer/${planId}`], ['tone', `/skole/planer/${planId}`]] as const) {
    const reply = await (await world.as(who)).get(`${path}?sprak=nb`)
    expect([path, reply.text.includes('data-label'), empty(reply.text)]).toEqual([path, true, []])
  }
})
