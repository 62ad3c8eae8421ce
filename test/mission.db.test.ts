import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from './kit.ts'

// docs/mission.md says where the product does what the two source texts say: every address it names is opened as the one it names.

const lines = readFileSync(join(resolve(import.meta.dirname, '..'), 'docs', 'mission.md'), 'utf8').split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| sentence'))
const rows = lines.map((line) => line.split('|').map((cell) => cell.trim()))
const places = rows.flatMap(([, , , see = '']) => [...see.matchAll(/([a-z]+)(?: as ([a-z-]+))? `(\/[^`]*)`/g)].map(([, person = '', role, address = '']) => ({ person, role, address })))
const once = [...new Map(places.map((one) => [`${one.person} ${one.role ?? ''} ${one.address}`, one])).values()]

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(async () => await world.close())

test('every sentence says where the product does it, and where to see it', () => {
  expect(rows.length).toBeGreaterThanOrEqual(31)
  expect(rows.filter(([, sentence, where, see = '']) => !sentence || !where || !/`\/[^`]*`/.test(see))).toEqual([])
})

test.each(once)('$person sees $address', async ({ person, role, address }) => {
  const browser = person === 'anyone' ? world.stranger() : await world.as(person, role)
  const answer = await browser.get(address)
  // One who has a single kindergarten is led straight to it.
  const shown = answer.status === 303 ? await browser.get(answer.location ?? '') : answer
  expect(shown.status).toBe(200)
})
