import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPeople } from '../demo/people.ts'
import { actorOf } from './actors.ts'
import { openWorld, type World } from './kit.ts'
import { filledIn, sweep, type Sweep } from './sweep.ts'

// The forms of some, with their own ids in the address and in every field, sent by others: nothing of theirs is changed, and nothing is made in their name.

let world: World
let swept: Sweep
const parts = /^\/(kurs|fellessatsinger|ressursteam|materiell|besok|arshjul|utproving|tiltak|nettverk|rekkevidde)(?![a-z-])/
const from = ['/kurs', '/fellessatsinger', '/ressursteam', '/materiell', '/materiell/arbeid', '/besok', '/besok/ny', '/arshjul/dager', '/utproving', '/utproving/ideer', '/tiltak', '/nettverk', '/rekkevidde']
beforeAll(async () => {
  world = await openWorld()
  swept = await sweep(world, [['siri', 'head'], ['tone', 'team-leader'], ['olav', 'owner'], ['per', 'service-contact']], parts, from)
}, 240_000)
afterAll(() => world.close())

/** Every row of the three schemas, as text. */
async function everything(): Promise<ReadonlySet<string>> {
  const tables = await world.asOwner<{ name: string }>("select c.oid::regclass::text as name from pg_class c where c.relkind = 'r' and c.relnamespace in ('measures'::regnamespace, 'presence'::regnamespace, 'library'::regnamespace) and c.relname not in ('word', 'calendar_feed')")
  const rows = await Promise.all(tables.map(async ({ name }) => (await world.asOwner<{ row: string }>(`select t::text as row from ${name} t`)).map(({ row }) => `${name} ${row}`)))
  return new Set(rows.flat())
}

test('there are forms to send', () => expect(swept.forms.length).toBeGreaterThan(60))

const attackers = [['hanne', 'head', 'siri'], ['nora', 'head', 'siri'], ['eva', 'owner', 'olav'], ['liv', 'owner', 'tone'], ['olav', 'authority', 'tone'], ['ulla', 'university-contact', 'tone'], ['per', 'service-contact', 'siri'], ['stine', 'county-governor', 'tone'], ['dag', 'operator', 'siri']] as const
test.each(attackers)('%s as %s changes nothing of theirs', async (person, role) => {
  const actor = await actorOf(world, person, role)
  const browser = await world.as(person, role)
  const own = await world.asOwner<{ id: string }>("select r.from_id as id from register.relation r where r.to_id = $1 and r.kind in ('owned-by', 'part-of')", [actor.orgId])
  const mine = [actor.orgId, actor.name, ...own.map(({ id }) => id)]
  const victims = await Promise.all(['siri', 'tone', 'olav'].filter((one) => one !== person).map(async (one) => (await actorOf(world, one, one === 'olav' ? 'owner' : undefined)).orgId))
  const isMine = (row: string) => mine.some((one) => row.includes(one))
  const before = await everything()
  const faults: string[] = []
  for (const found of swept.forms.filter(({ who }) => !who.startsWith(person))) {
    const { status } = await browser.post(found.action, filledIn(found))
    if (status >= 500) faults.push(`${status} ${found.who} ${found.action}`)
  }
  const after = await everything()
  expect(faults).toEqual([])
  expect([...before].filter((row) => !after.has(row) && !isMine(row)), 'changed or gone').toEqual([])
  expect([...after].filter((row) => !before.has(row) && !isMine(row)), 'made of nobody’s own').toEqual([])
  const names = demoPeople.filter(({ id }) => id !== person).map(({ name }) => name)
  expect([...after].filter((row) => !before.has(row) && ((!row.includes(actor.name) && names.some((name) => row.includes(name))) || victims.some((org) => row.startsWith('presence.') && row.includes(org)))), 'in the name of another').toEqual([])
}, 120_000)
