import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roundIn } from '../src/slices/scheme/decisions/decisions.fixtures.ts'
import type { Actor } from '../src/kernel/actor.ts'
import { actorOf, inPlaceOf, tries } from './actors.ts'
import { openWorld, type World } from './kit.ts'

// What the letters of a round say, and how much each may approve, as the database holds it.

let world: World
let round = ''
type Name = 'eva' | 'ulla' | 'hanne' | 'frida' | 'stine' | 'arve' | 'deputy' | 'leading' | 'other'
const all = ['eva', 'ulla', 'hanne', 'frida', 'stine', 'arve', 'deputy', 'leading', 'other'] as const
let who: Readonly<Record<Name, Actor>>
beforeAll(async () => {
  world = await openWorld()
  round = await roundIn(world)
  const [eva, ulla, hanne, frida, stine, arve, knut] = await Promise.all(['eva', 'ulla', 'hanne', 'frida', 'stine', 'arve', 'knut'].map((name) => actorOf(world, name)))
  if (!eva || !ulla || !hanne || !frida || !stine || !arve || !knut) return expect.fail('nobody')
  const [elsewhere] = await world.asOwner<{ id: string }>("insert into register.organisation (kind, name, region_id, created_at) values ('county-governor', 'En annen statsforvalter (oppdiktet)', 'oslo-viken', now()) returning id")
  const [membership] = await world.asOwner<{ id: string }>("insert into identity.membership (person_id, org_id, role, period, administers) values ($1, $2, 'county-governor', '[2024-08-01,)', true) returning id", [knut.personId, elsewhere?.id])
  // Stine in the place of Arve, who leads: with the scheme in the delegation, and with the people too.
  await world.asOwner("insert into identity.delegation (membership_id, deputy_id, scope, period, made_at) values ($1, $2, '{members,scheme}', '[2026-11-01,2026-12-31)', now())", [arve.membershipId, stine.personId])
  const other = { ...knut, role: 'county-governor', orgId: elsewhere?.id, orgKind: 'county-governor', membershipId: membership?.id } as Actor
  who = { eva, ulla, hanne, frida, stine, arve, deputy: inPlaceOf(hanne, arve, ['guidance']), leading: inPlaceOf(stine, arve, ['members', 'scheme']), other }
})
afterAll(() => world.close())

async function yes(statement: (actor: Actor) => string): Promise<Name[]> {
  const answers: Name[] = []
  for (const name of all) if ((await tries(world, who[name], statement(who[name]))) === 'yes') answers.push(name)
  return answers
}

describe('what the letters of a round say', () => {
  const write = (name: string) => `insert into scheme.letter_setup (round_id, terms_nb, terms_nn, contact, changed_at, changed_by_name) values ('${round}', 'a', 'b', 'c', now(), '${name}')`
  test('is written by those whose round it is, in their own name', async () => {
    expect(await yes(({ name }) => write(name))).toEqual(['stine', 'arve', 'leading'])
    expect(await yes(() => write('En annen'))).toEqual([])
  })
  test('is read and changed by them alone, and taken away by nobody', async () => {
    await world.asOwner(write('Stine Berg'))
    expect(await yes(() => `select 1 from scheme.letter_setup where round_id = '${round}'`)).toEqual(['stine', 'arve', 'leading'])
    expect(await yes(({ name }) => `update scheme.letter_setup set individual = '{"private": false}', changed_by_name = '${name}' where round_id = '${round}'`)).toEqual(['stine', 'arve', 'leading'])
    expect(await yes(() => `update scheme.letter_setup set terms_nb = 'x', changed_by_name = 'En annen' where round_id = '${round}'`)).toEqual([])
    expect(await yes(() => `delete from scheme.letter_setup where round_id = '${round}'`)).toEqual([])
  })
  test('does not move to a round of others', async () => {
    const [theirs] = await world.asOwner<{ id: string }>("insert into scheme.round (region_id, manager_id, scheme_code, title, kindergarten_year, stage, opens_at, closes_at, report_closes_at) select region_id, $2, scheme_code, 'Deres runde', kindergarten_year, 'in-forum', opens_at, closes_at, report_closes_at from scheme.round where id = $1 returning id", [round, who.other.orgId])
    expect(await yes(({ name }) => `update scheme.letter_setup set round_id = '${theirs?.id}', changed_by_name = '${name}' where round_id = '${round}'`)).toEqual([])
    expect(await yes(({ name }) => `insert into scheme.letter_setup (round_id, terms_nb, terms_nn, contact, changed_at, changed_by_name) values ('${theirs?.id}', 'a', 'b', 'c', now(), '${name}')`)).toEqual(['other'])
  })
})

describe('how much each may approve', () => {
  const limit = (set: string, by: (actor: Actor) => string) => ({ orgId, ...actor }: Actor) => `insert into scheme.approval_limit (manager_id, up_to, set_at, set_by_name) values ('${orgId}', ${set}, now(), '${by({ orgId, ...actor } as Actor)}')`
  test('is set by one who gives access to others, in their own name and for their own people', async () => {
    expect(await yes(limit('100', ({ name }) => name))).toEqual(['arve', 'leading', 'other'])
    expect(await yes(limit('100', () => 'En annen'))).toEqual([])
    expect(await yes(({ name }) => `insert into scheme.approval_limit (manager_id, up_to, set_at, set_by_name) values ('${who.eva.orgId}', 100, now(), '${name}')`)).toEqual([])
    expect(await yes(({ name }) => `insert into scheme.approval_limit (manager_id, up_to, set_at, set_by_name) values ('${who.stine.orgId}', 100, now(), '${name}')`)).toEqual(['arve', 'leading'])
  })
  test('is read by their colleagues, and taken away by none of them', async () => {
    await world.asOwner("insert into scheme.approval_limit (manager_id, up_to, set_at, set_by_name) values ($1, 100, now(), 'Arve Moe')", [who.stine.orgId])
    const rows = `scheme.approval_limit where manager_id = '${who.stine.orgId}'`
    expect(await yes(() => `select 1 from ${rows}`)).toEqual(['stine', 'arve', 'leading'])
    expect(await yes(({ name }) => `update scheme.approval_limit set up_to = null, set_by_name = '${name}' where manager_id = '${who.stine.orgId}'`), 'rows are replaced, never changed').toEqual([])
    expect(await yes(() => `delete from ${rows}`)).toEqual(['arve', 'leading'])
  })
  test('the same holds for payments', async () => {
    const paid = ({ orgId, name }: Actor) => `insert into scheme.payment_limit (manager_id, kind, ore, at, by_name) values ('${orgId}', 'officer', 100, now(), '${name}')`
    expect(await yes(paid)).toEqual(['arve', 'leading', 'other'])
    const standsIn = inPlaceOf(who.stine, who.arve, ['scheme'])
    await world.asOwner("update identity.delegation set scope = '{scheme}' where membership_id = $1", [who.arve.membershipId])
    for (const statement of [paid(standsIn), limit('100', ({ name }) => name)(standsIn)]) expect([statement, await tries(world, standsIn, statement)]).toEqual([statement, 'no'])
  })
})
