import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { openOptimiser } from '../../../platform/optimiser.ts'
import { kmBetween, type Point } from './distance.ts'
import { solveSuggestion, worthOf, type Solver } from './model.ts'
import { fewest, most, suggest, usualSize, type Facts, type Line, type Settings } from './rules.ts'

const optimiser = openOptimiser({ idleFor: 5_000 })
afterAll(() => optimiser.end())
const settings: Settings = { km: 20, owns: 2, size: usualSize, scope: 'small-private' }
const solving = { solver: optimiser.solve as Solver, clock: () => performance.now(), milliseconds: 20_000 }
type Known = Facts & { readonly point: Point }
/** Somebody so many kilometres north and east of a place in the sea. */
const at = (id: string, north: number, east: number, more: Partial<Facts> = {}): Known => ({ kindergartenId: id, ownerId: id, ownership: 'private', ownerHas: 1, inNetwork: false, themes: [], ...more, point: { latitude: 58 + north / 111.2, longitude: 4 + east / 58.9 } })
const groupsOf = (lines: readonly Line[], facts: readonly Known[]): readonly (readonly Known[])[] =>
  [...Map.groupBy(lines.filter(({ group }) => group !== undefined), ({ group }) => group).values()].map((group) => group.flatMap(({ kindergartenId }) => facts.find((one) => one.kindergartenId === kindergartenId) ?? []))
const worth = (lines: readonly Line[], facts: readonly Known[], of: Settings) => groupsOf(lines, facts).reduce((sum, group) => sum + worthOf(group, of), 0)
const names = (lines: readonly Line[], facts: readonly Known[]) => groupsOf(lines, facts).map((group) => group.map(({ kindergartenId }) => kindergartenId).toSorted().join(' ')).toSorted()

const someone = fc.record({ north: fc.integer({ min: 0, max: 45 }), east: fc.integer({ min: 0, max: 45 }), themes: fc.subarray(['care', 'play']), owner: fc.integer({ min: 0, max: 6 }) })
const somePlaces = fc.array(someone, { maxLength: 26 }).map((list) => list.map(({ north, east, themes, owner }, i) => at(`k${String(i).padStart(2, '0')}`, north, east, { themes, ownerId: `o${owner}` })))

describe('whatever there is', () => {
  test('groups are of four to eight, nobody is in two, no two are too far apart, and it is never worth less than the rule of thumb', async () => {
    await fc.assert(
      fc.asyncProperty(somePlaces, fc.constantFrom(4, 6, 8), async (facts, size) => {
        const wanted = { ...settings, size }
        const { lines, how } = await solveSuggestion(facts, wanted, solving)
        const groups = groupsOf(lines, facts)
        expect(how).toBe('best')
        expect(lines.map(({ kindergartenId }) => kindergartenId).toSorted()).toEqual(facts.map(({ kindergartenId }) => kindergartenId).toSorted())
        for (const group of groups) {
          expect([group.length >= fewest, group.length <= most]).toEqual([true, true])
          for (const one of group) for (const other of group) expect(kmBetween(one.point, other.point)).toBeLessThanOrEqual(20)
        }
        expect(lines.every(({ group, outside }) => (group === undefined) !== (outside === undefined))).toBe(true)
        expect(worth(lines, facts, wanted)).toBeGreaterThanOrEqual(worth(suggest(facts, wanted), facts, wanted))
      }),
      { numRuns: 25 },
    )
  }, 60_000)
  test('the order they come in changes nothing, and nobody far off does', async () => {
    await fc.assert(
      fc.asyncProperty(somePlaces, fc.integer({ min: 1, max: 6 }), async (facts, many) => {
        const alone = await solveSuggestion(facts, settings, solving)
        const far = Array.from({ length: many }, (_, i) => at(`far${i}`, 500 + i, 0))
        const together = await solveSuggestion([...far, ...facts.toReversed()], settings, solving)
        expect(names(together.lines, facts).filter((name) => name !== '')).toEqual(names(alone.lines, facts))
      }),
      { numRuns: 15 },
    )
  }, 60_000)
})

test('of two ways that place as many, the one with more owners is chosen', async () => {
  const owner = (i: number) => ({ ownerId: i % 2 === 0 ? 'a' : 'b' })
  const facts = Array.from({ length: 8 }, (_, i) => at(`k${i}`, 0, i < 4 ? 0 : 1, { ...owner(i < 4 ? 0 : 1), ownerHas: 2 }))
  const { lines } = await solveSuggestion(facts, { ...settings, size: 4 }, solving)
  for (const group of groupsOf(lines, facts)) expect(new Set(group.map(({ ownerId }) => ownerId)).size).toBe(2)
})

test('the size that is wanted is kept to', async () => {
  const facts = Array.from({ length: 12 }, (_, i) => at(`k${String(i).padStart(2, '0')}`, i / 10, 0))
  for (const [size, sizes] of [[4, [4, 4, 4]], [6, [6, 6]]] as const) expect(groupsOf((await solveSuggestion(facts, { ...settings, size }, solving)).lines, facts).map((group) => group.length)).toEqual(sizes)
})

test('everyone outside networks, when that is asked for', async () => {
  const facts = Array.from({ length: 4 }, (_, i) => at(`k${i}`, i, 0, { ownership: 'municipal', ownerHas: 40 }))
  expect((await solveSuggestion(facts, settings, solving)).lines).toEqual([])
  expect(groupsOf((await solveSuggestion([...facts, at('in', 0, 0, { inNetwork: true })], { ...settings, scope: 'all' }, solving)).lines, facts).length).toBe(1)
})

test('when the solver gives nothing, or something that is no answer, the rule of thumb is used and said', async () => {
  const facts = Array.from({ length: 9 }, (_, i) => at(`k${i}`, i, 0))
  const answers: readonly Solver[] = [
    async () => ({ kind: 'nothing' }),
    async () => ({ kind: 'busy' }),
    async ({ value }) => ({ kind: 'stopped', x: new Float64Array(value.length).fill(1), worth: 1e12, bound: 1e12 }),
    async ({ value }) => ({ kind: 'stopped', x: new Float64Array(value.length), worth: 0, bound: 1e12 }),
  ]
  for (const solver of answers) {
    const { lines, how } = await solveSuggestion(facts, settings, { ...solving, solver })
    expect([how, names(lines, facts)]).toEqual(['rule', names(suggest(facts, settings), facts)])
  }
  const stopped: Solver = async (program, milliseconds) => {
    const solved = await optimiser.solve(program, milliseconds)
    return 'x' in solved ? { ...solved, kind: 'stopped' } : solved
  }
  expect((await solveSuggestion(facts, settings, { ...solving, solver: stopped })).how, 'not proved').toBe('found')
  const late = { ...solving, milliseconds: 0 }
  expect((await solveSuggestion(facts, settings, late)).how, 'no time at all').toBe('rule')
})
