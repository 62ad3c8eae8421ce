import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from './kit.ts'
import { filledIn, hostile, oneWrong, sweep, type Sweep } from './sweep.ts'

// Forms of partnerships, universities' offers, plans of a municipality, schools and consultation meetings as a hostile program sends them.

let world: World
let swept: Sweep
const ofPartners = /^\/(partnerskap|tilbud|strategi|skole|droftinger)(?![a-z-])/
const from = ['/partnerskap', '/partnerskap/ny', '/tilbud', '/tilbud/ny', '/strategi', '/strategi/ny', '/skole', '/skole/samarbeid/nytt', '/droftinger', '/droftinger/ny']
const personas = [['olav', 'owner'], ['ulla', 'university-contact'], ['stine', 'county-governor'], ['tone', 'team-leader'], ['olav', 'authority'], ['siri', 'head'], ['knut', 'school-leader'], ['frida', 'union-representative']] as const

beforeAll(async () => {
  world = await openWorld()
  swept = await sweep(world, personas, ofPartners, from, 2)
}, 240_000)
afterAll(() => world.close())

test('the pages of the demonstration world have forms to try', () => {
  expect(swept.broken).toEqual([])
  expect(swept.forms.length).toBeGreaterThan(40)
})

describe('what no browser sends is refused, never a fault', () => {
  test.each(hostile)('%s', async (_, made) => expect(await swept.faults(made)).toEqual([]), 300_000)
  test('an id that is none, or a day no calendar has, in one field of a form that is well filled in', async () => expect(await oneWrong(swept)).toEqual([]), 180_000)
})

test('every button pressed twice at the same moment is answered, never a fault', async () => expect(await swept.faultsTwice(filledIn)).toEqual([]), 180_000)
