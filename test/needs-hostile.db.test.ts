import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from './kit.ts'
import { filledIn, hostile, oneWrong, sweep, type Sweep } from './sweep.ts'

// Forms of needs, insight, measures and strategy as a hostile program sends them.

let world: World
let swept: Sweep
const ofNeeds = /^\/(okter|behovsbeskrivelser|kunnskapsgrunnlag|kartlegginger|sporsmal|utfordringsbilde|kart|lite-kontakt|nettverk|tiltak|kvalitetsmelding)(?![a-z-])/
const from = ['/okter', '/okter/sammenlikning', '/behovsbeskrivelser', '/kartlegginger', '/kartlegginger/fil', '/sporsmal', '/utfordringsbilde', '/lite-kontakt', '/lite-kontakt/innstillinger', '/lite-kontakt/nettverk', '/nettverk', '/tiltak', '/kvalitetsmelding']

beforeAll(async () => {
  world = await openWorld()
  swept = await sweep(world, [['siri', 'head'], ['tone', 'team-leader'], ['olav', 'owner'], ['olav', 'authority']], ofNeeds, from)
}, 180_000)
afterAll(() => world.close())

test('the pages of the demonstration world have forms to try', () => {
  expect(swept.broken).toEqual([])
  expect(swept.forms.length).toBeGreaterThan(40)
})

describe('what no browser sends is refused, never a fault', () => {
  test.each(hostile)('%s', async (_, made) => expect(await swept.faults(made)).toEqual([]), 300_000)
  test('an id that is none, or a day no calendar has, in one field of a form that is well filled in', async () => expect(await oneWrong(swept)).toEqual([]), 120_000)
  test('fifty thousand fields', async () => {
    const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`felt${at}`, 'x']))
    for (const found of swept.forms.slice(0, 5)) expect((await swept.send(found, many)).status).toBeLessThan(500)
  }, 60_000)
})

test('every button pressed twice at the same moment is answered, never a fault', async () => expect(await swept.faultsTwice(filledIn)).toEqual([]), 180_000)
