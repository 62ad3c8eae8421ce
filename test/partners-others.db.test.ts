import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPeople } from '../demo/people.ts'
import { actorOf } from './actors.ts'
import { openWorld, type World } from './kit.ts'
import { filledIn, sweep, type Sweep } from './sweep.ts'

// The forms of some, with their own ids in the address and in every field, sent by others: nothing of theirs is changed, and nothing is made in their name.

let world: World
let swept: Sweep
const parts = /^\/(partnerskap|tilbud|strategi|skole|droftinger)(?![a-z-])/
const from = ['/partnerskap', '/tilbud', '/strategi', '/skole', '/droftinger']
beforeAll(async () => {
  world = await openWorld()
  swept = await sweep(world, [['olav', 'owner'], ['ulla', 'university-contact'], ['tone', 'team-leader'], ['siri', 'head'], ['knut', 'school-leader']], parts, from, 1)
}, 240_000)
afterAll(() => world.close())

/** Every row of these parts, as text. */
async function everything(): Promise<ReadonlySet<string>> {
  const tables = await world.asOwner<{ name: string }>("select c.oid::regclass::text as name from pg_class c where c.relkind = 'r' and c.oid::regclass::text ~ '^(scheme\\.partnership|scheme\\.university_capacity|team\\.offer$|strategy\\.|coordination\\.(school_pair|joint_))'")
  const rows = await Promise.all(tables.map(async ({ name }) => (await world.asOwner<{ row: string }>(`select t::text as row from ${name} t`)).map(({ row }) => `${name} ${row}`)))
  return new Set(rows.flat())
}

test('there are forms to send', () => expect(swept.forms.length).toBeGreaterThan(40))

test.each([['eva', 'owner'], ['liv', 'owner'], ['per', 'service-contact'], ['frida', 'union-representative'], ['stine', 'county-governor'], ['dag', 'operator'], ['nora', 'head'], ['peder', 'pedagogical-leader']] as const)('%s as %s changes nothing of theirs', async (person, role) => {
  const actor = await actorOf(world, person, role)
  const browser = await world.as(person, role)
  const own = await world.asOwner<{ id: string }>("select r.from_id as id from register.relation r where r.to_id = $1 and r.kind in ('owned-by', 'part-of')", [actor.orgId])
  const mine = [actor.orgId, actor.name, ...own.map(({ id }) => id)]
  const isMine = (row: string) => mine.some((one) => row.includes(one))
  const before = await everything()
  const faults: string[] = []
  for (const found of swept.forms) {
    const { status } = await browser.post(found.action, filledIn(found))
    if (status >= 500) faults.push(`${status} ${found.who} ${found.action}`)
  }
  const after = await everything()
  expect(faults).toEqual([])
  expect([...before].filter((row) => !after.has(row) && !isMine(row)), 'changed or gone').toEqual([])
  expect([...after].filter((row) => !before.has(row) && !isMine(row)), 'made of nobody’s own').toEqual([])
  const names = demoPeople.filter(({ id }) => id !== person).map(({ name }) => name)
  expect([...after].filter((row) => !before.has(row) && !row.includes(actor.name) && names.some((name) => row.includes(name))), 'in the name of another').toEqual([])
}, 120_000)

test('a deputy with a narrow scope, and one whose membership has ended, are out at once', async () => {
  const pages = ['/tilbud', '/strategi', '/droftinger', '/skole', '/partnerskap']
  const { membershipId } = await actorOf(world, 'siri')
  const siri = await world.as('siri')
  expect([await Promise.all(pages.map(async (path) => (await siri.get(path)).status))]).toEqual([[200, 200, 200, 200, 200]])
  const deputy = await world.as('peder')
  const inScope = async (scope: string) => {
    const pederId = (await actorOf(world, 'peder')).personId
    await world.asOwner('update identity.delegation set ended_at = now() where membership_id = $1 and ended_at is null', [membershipId])
    const [made] = await world.asOwner<{ id: string }>("insert into identity.delegation (membership_id, deputy_id, period, scope, made_at) values ($1, $2, '[2026-11-01,2026-12-01)', $3, now()) returning id", [membershipId, pederId, scope])
    await world.asOwner('update identity.session set membership_id = $1, delegation_id = $2 where person_id = $3', [membershipId, made?.id, pederId])
    return Promise.all(pages.map(async (path) => (await deputy.get(path)).status))
  }
  expect([await inScope('{members}'), await inScope('{scheme}'), await inScope('{guidance}')]).toEqual([[403, 403, 403, 403, 403], [403, 403, 403, 403, 200], [200, 200, 200, 200, 403]])
  await world.asOwner('update identity.membership set cancelled_at = now() where id = $1', [membershipId])
  expect(await Promise.all(pages.map(async (path) => (await siri.get(path)).status))).toEqual([403, 403, 403, 403, 403])
  const forms = swept.forms.filter(({ who }) => who === 'siri head')
  for (const found of forms) expect([found.action, (await siri.post(found.action, filledIn(found))).status]).toEqual([found.action, 403])
  await world.asOwner('update identity.membership set cancelled_at = null where id = $1', [membershipId])
}, 60_000)
