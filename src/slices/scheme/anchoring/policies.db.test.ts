import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../../../kernel/actor.ts'
import { reading, system } from '../../../platform/db.ts'
import { actorOf, inPlaceOf, tries } from '../../../../test/actors.ts'
import { openWorld, type World } from '../../../../test/kit.ts'
import { loadSigners, loadSums } from './store.ts'

// What the database holds about signatures and participation, whatever the program around it does.

let world: World
let report: string
let signed: string
const who = new Map<string, Actor>()
beforeAll(async () => {
  world = await openWorld()
  for (const [name, role] of [['eva', 'owner'], ['hanne', 'head'], ['ulla', 'university-contact'], ['siri', 'head'], ['olav', 'owner'], ['stine', 'county-governor'], ['liv', 'owner'], ['peder', 'pedagogical-leader']] as const) who.set(name, await actorOf(world, name, role))
  const [round] = await world.asOwner<{ id: string; form_version_id: string; region_id: string }>("select id, form_version_id, region_id from scheme.round where stage = 'announced' limit 1")
  const [made] = await world.asOwner<{ id: string }>(
    "insert into scheme.report (region_id, round_id, start_key, form_version_id, lead_id, strand, state, begun_at, begun_by_name) values ($1, $2, gen_random_uuid(), $3, $4, 'collective', 'signing', now(), 'Eva Brekke') returning id",
    [round?.region_id, round?.id, round?.form_version_id, actor('eva').orgId],
  )
  report = made?.id ?? ''
  for (const [name, part, state] of [['eva', 'lead', 'accepted'], ['hanne', 'kindergarten', 'accepted'], ['ulla', 'partner', 'accepted'], ['liv', 'member', 'declined']] as const) await world.asOwner('insert into scheme.report_party (report_id, org_id, part, state) values ($1, $2, $3, $4)', [report, actor(name).orgId, part, state])
  await world.asOwner("insert into scheme.anchoring (report_id, kindergarten_id, held_on, how, digest, filled_at, filled_by_name) values ($1, $2, '2026-11-10', 'Personalmøte', 'x', now(), 'Hanne Moen')", [report, actor('hanne').orgId])
  await world.asOwner("insert into scheme.anchoring_group values ($1, $2, 'assistant', 6, 5), ($1, $2, 'head', 1, 1)", [report, actor('hanne').orgId])
  signed = (await world.asOwner<{ id: string }>("insert into scheme.signature (report_id, capacity, org_id, person_id, name, signed_at) values ($1, 'owner', $2, $3, 'Eva Brekke', now()) returning id", [report, actor('eva').orgId, actor('eva').personId]))[0]?.id ?? ''
})
afterAll(() => world.close())
const actor = (name: string): Actor => who.get(name) ?? expect.fail(name)

const side = ['eva', 'hanne', 'ulla']
const outside = ['siri', 'olav', 'stine', 'liv', 'peder']

describe('who reads', () => {
  test.each(['scheme.signature', 'scheme.anchoring'])('%s: the applicant’s side', async (table) => {
    for (const name of [...side, ...outside]) expect([name, await tries(world, actor(name), `select 1 from ${table} where report_id = '${report}'`)]).toEqual([name, side.includes(name) ? 'yes' : 'no'])
    expect(await tries(world, undefined, `select 1 from ${table}`)).toBe('no')
  })
  test('the numbers of each group: the kindergarten alone; others get the sum, and none of fewer than five', async () => {
    for (const name of [...side, ...outside]) expect([name, await tries(world, actor(name), `select 1 from scheme.anchoring_group where report_id = '${report}'`)]).toEqual([name, name === 'hanne' ? 'yes' : 'no'])
    const sums = (name: string) => reading(world.db, actor(name), (tx) => loadSums(tx, report))
    expect(await sums('eva')).toEqual([{ kindergartenId: actor('hanne').orgId, employed: 7, tookPart: 6 }])
    for (const name of outside) expect(await sums(name)).toEqual([])
    const signers = (name: string) => reading(world.db, actor(name), (tx) => loadSigners(tx, report))
    expect((await signers('eva')).map(({ capacity }) => capacity).toSorted()).toEqual(['head', 'owner', 'partner'])
    for (const name of outside) expect(await signers(name)).toEqual([])
  })
})

describe('who signs', () => {
  const row = (capacity: string, org: Actor, by: Actor, name = by.name, onBehalfOf = 'null') =>
    `insert into scheme.signature (report_id, capacity, org_id, person_id, name, on_behalf_of, signed_at) values ('${report}', '${capacity}', '${org.orgId}', '${by.personId}', '${name}', ${onBehalfOf}, now())`
  test('everyone for themselves, in their own role and organisation', async () => {
    expect(await tries(world, actor('hanne'), row('head', actor('hanne'), actor('hanne')))).toBe('yes')
    expect(await tries(world, actor('ulla'), row('partner', actor('ulla'), actor('ulla')))).toBe('yes')
    expect(await tries(world, actor('hanne'), row('pedagogical-leader', actor('hanne'), actor('hanne')))).toBe('no')
    expect(await tries(world, actor('hanne'), row('owner', actor('eva'), actor('hanne')))).toBe('no')
    expect(await tries(world, actor('hanne'), row('head', actor('hanne'), actor('eva')))).toBe('no')
    expect(await tries(world, actor('hanne'), row('head', actor('hanne'), actor('hanne'), 'Somebody Else'))).toBe('no')
    expect(await tries(world, actor('siri'), row('head', actor('siri'), actor('siri')))).toBe('no')
    expect(await tries(world, actor('stine'), row('owner', actor('stine'), actor('stine')))).toBe('no')
  })
  test('a deputy with the task, and says for whom', async () => {
    const deputy = inPlaceOf(actor('siri'), actor('hanne'), ['scheme'])
    expect(await tries(world, deputy, row('head', actor('hanne'), deputy, deputy.name, "'Hanne Moen'"))).toBe('yes')
    expect(await tries(world, deputy, row('head', actor('hanne'), deputy))).toBe('no')
    const guidance = inPlaceOf(actor('siri'), actor('hanne'), ['guidance'])
    expect(await tries(world, guidance, row('head', actor('hanne'), guidance, guidance.name, "'Hanne Moen'"))).toBe('no')
  })
  test('only while it is being signed', async () => {
    expect(await tries(world, actor('hanne'), `update scheme.report set state = 'draft' where id = '${report}'`, row('head', actor('hanne'), actor('hanne')))).toBe('no')
  })
  test('what is signed is never changed; made void by those who write it or gave it, once', async () => {
    expect(await tries(world, actor('eva'), `update scheme.signature set digests = '{}' where id = '${signed}'`)).toBe('no')
    expect(await tries(world, system, `update scheme.signature set name = 'x' where id = '${signed}'`)).toBe('no')
    expect(await tries(world, actor('eva'), `delete from scheme.signature where id = '${signed}'`)).toBe('no')
    const toVoid = `update scheme.signature set voided_at = now() where id = '${signed}'`
    expect(await tries(world, actor('eva'), toVoid)).toBe('yes')
    expect(await tries(world, actor('ulla'), toVoid)).toBe('yes')
    expect(await tries(world, actor('hanne'), toVoid)).toBe('no')
    for (const name of outside) expect(await tries(world, actor(name), toVoid)).toBe('no')
    await expect(tries(world, actor('eva'), toVoid, toVoid)).rejects.toThrow('is void already')
  })
})

describe('who tells of the staff, and who reminds', () => {
  test('the head of that kindergarten', async () => {
    const change = `update scheme.anchoring set how = 'Annet' where report_id = '${report}'`
    const group = `update scheme.anchoring_group set took_part = 4 where report_id = '${report}' and staff_group = 'assistant'`
    for (const name of [...side, ...outside]) for (const statement of [change, group]) expect([name, await tries(world, actor(name), statement)]).toEqual([name, name === 'hanne' ? 'yes' : 'no'])
  })
  test('those who write the report, today, under their own name', async () => {
    const row = (occasion: string, day: string, name: string) => `insert into scheme.anchoring_told values ('${report}', 'head', '${actor('hanne').orgId}', '${occasion}', '${day}', now(), '${name}')`
    expect(await tries(world, actor('eva'), row('reminder', '2026-11-23', 'Eva Brekke'))).toBe('yes')
    expect(await tries(world, actor('eva'), row('reminder', '2026-11-22', 'Eva Brekke'))).toBe('no')
    expect(await tries(world, actor('eva'), row('nobody', '2026-11-23', 'Eva Brekke'))).toBe('no')
    expect(await tries(world, actor('eva'), row('reminder', '2026-11-23', 'Noen Andre'))).toBe('no')
    for (const name of ['hanne', ...outside]) expect([name, await tries(world, actor(name), row('reminder', '2026-11-23', actor(name).name))]).toEqual([name, 'no'])
  })
})
