import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type Browser, type World } from '../../../../test/kit.ts'
import { remindOfPartnerships } from './reminders/actions.ts'

// Who is told what of a partnership, by notices and letters. Of the demonstration world: one that runs until 2028, and one that ends on 31 January 2027.

let world: World
let [olav, ulla, liv] = [] as unknown as [Browser, Browser, Browser]
let [running, ending] = ['', '']
beforeAll(async () => {
  world = await openWorld()
  ;[olav, ulla, liv] = await Promise.all([world.as('olav', 'owner'), world.as('ulla'), world.as('liv')])
  running = await one("select id from scheme.partnership where name = 'Lek og språk i Fjordvik' order by period desc limit 1")
  ending = await one("select id from scheme.partnership where name = 'Leken ute'")
})
afterAll(() => world.close())

const one = async (text: string, values: unknown[] = []) => (await world.asOwner<{ id: string }>(text, values))[0]?.id ?? expect.fail(`nothing: ${text}`)
/** Who has been told of a partnership, and where it leads. */
const told = async (id: string, kind: string) =>
  (await world.asOwner<{ name: string; path: string }>('select p.name, n.path from messaging.notice n join identity.person p on p.id = n.person_id where n.subject_id = $1 and n.kind = $2 order by n.at, p.name', [id, `scheme-partnership-${kind}`])).map(({ name, path }) => `${name} ${path.replace(`/partnerskap/${id}`, '')}`)

test('a question is told to the other side, and its answer to the one who asked; the same words pressed twice are told once', async () => {
  const [path, nokkel] = [`/partnerskap/${running}/sporsmal`, crypto.randomUUID()]
  for (const _ of [1, 2]) expect((await olav.post(path, { nokkel, sporsmal: 'Når kommer planen?' })).status).toBe(303)
  expect(await told(running, 'asked')).toEqual(['Ulla Holm /sporsmal'])
  const thread = await one("select id from scheme.partnership_question where question = 'Når kommer planen?'")
  for (const _ of [1, 2]) expect((await ulla.post(`${path}/${thread}`, { svar: 'På fredag.' })).status).toBe(303)
  expect(await told(running, 'answered')).toEqual(['Olav Rud /sporsmal'])
  const [notice] = await world.asOwner<{ data: unknown }>("select data from messaging.notice where subject_id = $1 and kind = 'scheme-partnership-asked'", [running])
  expect(JSON.stringify(notice)).not.toContain('planen')
})

test('the side that delivered first is told when both can be read', async () => {
  expect((await ulla.post(`/partnerskap/${running}/refleksjoner/2026-2`, { virket: 'Å skrive sammen.', laerte: 'Å vente.', endrer: 'Emneplanen.' })).status).toBe(303)
  expect(await told(running, 'reflected')).toEqual(['Olav Rud /refleksjoner'])
})

test('both are told once when half a year is left, and who has not delivered when the last day is near', async () => {
  const morning = async (day: string) => {
    world.clock.set(new Date(`${day}T05:40:00Z`))
    return remindOfPartnerships(world.deps)
  }
  // Half a year is left of one; the other runs for years.
  expect([await morning('2026-11-24'), await morning('2026-11-25')]).toEqual([2, 0])
  expect([await told(ending, 'ending'), await told(running, 'ending')]).toEqual([['Liv Sand /fornyelse', 'Ulla Holm /fornyelse'], []])
  expect(await morning('2027-01-16')).toBe(0)
  // Two are asked at the same moment, by two of the program's processes.
  expect((await Promise.all([morning('2027-01-17'), morning('2027-01-17')])).reduce((sum, sent) => sum + sent, 0)).toBe(2)
  expect([await told(ending, 'reflection-due'), await told(running, 'reflection-due')]).toEqual([['Liv Sand /refleksjoner/2026-2', 'Ulla Holm /refleksjoner/2026-2'], []])
  expect(await morning('2027-01-30')).toBe(0)
  world.clock.set(new Date('2026-11-23T09:00:00Z'))
})

test('the other side is told that one will not go on', async () => {
  expect((await liv.post(`/partnerskap/${ending}/fornyelse/nei`, { grunn: 'Vi mangler folk' })).status).toBe(303)
  expect(await told(ending, 'not-renewed')).toEqual(['Ulla Holm /fornyelse'])
})
