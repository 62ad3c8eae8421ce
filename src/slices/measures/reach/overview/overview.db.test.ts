import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type World } from '../../../../../test/kit.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('owner and team see the last measure of each kindergarten, those who are least reached first, coarsely and only their own', async () => {
  const [eva, tone, siri] = await Promise.all([world.as('eva'), world.as('tone'), world.as('siri')])
  const owner = words((await eva.get('/rekkevidde')).text)
  expect([owner.includes('Draken barnehage'), owner.includes('Nisseskogen barnehage'), owner.includes('Lia barnehage'), owner.includes('Grensen for når noen henger etter')]).toEqual([true, true, false, false])
  const team = words((await tone.get('/rekkevidde')).text)
  expect([team.includes('Lia barnehage'), team.indexOf('Lia barnehage') < team.indexOf('Åsen barnehage'), team.includes('Grensen for når noen henger etter')]).toEqual([true, true, true])
  expect((await siri.get('/rekkevidde')).status).toBe(403)
})

test('many kindergartens come in pages, each of them once', async () => {
  const eva = await world.as('eva')
  await world.asOwner(`with o as (insert into register.organisation (kind, name, fictitious, region_id, created_at) select 'kindergarten', 'Prøve ' || lpad(n::text, 3, '0') || ' barnehage', true, 'oslo-viken', now() from generate_series(1, 120) n returning id),
      r as (insert into register.relation (from_id, kind, to_id, period, source) select o.id, 'owned-by', w.id, daterange('2020-01-01', null), 'own' from o, register.organisation w where w.name = 'Eventyrkjeden'),
      p as (insert into measures.part (measure_id, kindergarten_id, state, answered_at, answered_by_name) select m.id, o.id, 'part', now(), 'Styreren' from o, measures.measure m where m.title = 'Et felles språkår' returning measure_id, kindergarten_id)
    insert into measures.reach_shown select measure_id, kindergarten_id, 'all', 2, 10, 2, '2026-05-01' from p`)
  const seen = await Promise.all([1, 2, 3].map(async (side) => [...(await eva.get(`/rekkevidde?side=${side}`)).text.matchAll(/Prøve (\d{3}) barnehage/g)].map(([, n]) => n)))
  expect(new Set(seen.flat()).size).toBe(120)
  // The page of the measure itself too: fifty at a time, one line for each part of each.
  const [measure] = await world.asOwner<{ id: string }>("select id from measures.measure where title = 'Et felles språkår'")
  const sides = await Promise.all([1, 2, 3].map(async (side) => [...(await eva.get(`/tiltak/${measure?.id}/rekkevidde?side=${side}`)).text.matchAll(/Prøve (\d{3}) barnehage/g)].map(([, n]) => n)))
  expect([new Set(sides.flat()).size, sides.flat().length, Math.max(...sides.map(({ length }) => length))]).toEqual([120, 120, 50])
})
