import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kmBetween, neighboursOf } from './distance.ts'
import { distance, fewest, fitOf, isEligible, most, move, suggest, themeOf, usualSize, type Facts, type Line, type Settings } from './rules.ts'

const settings: Settings = { km: distance.km, owns: 2, size: usualSize, scope: 'small-private' }
/** Somebody so many kilometres north and east of a place in the sea. */
const at = (id: string, north: number, east: number, more: Partial<Facts> = {}): Facts => ({ kindergartenId: id, ownerId: id, point: { latitude: 58 + north / 111.2, longitude: 4 + east / 58.9 }, ownership: 'private', ownerHas: 1, inNetwork: false, themes: [], ...more })
const groupsOf = (lines: readonly Line[]): readonly string[] => [...Map.groupBy(lines.filter(({ group }) => group !== undefined), ({ group }) => group).values()].map((group) => group.map(({ kindergartenId }) => kindergartenId).toSorted().join(' ')).toSorted()
const row = (n: number, north = 0, more: Partial<Facts> = {}) => Array.from({ length: n }, (_, i) => at(`k${north}-${String(i).padStart(2, '0')}`, north, i, more))

test('it is as far as it is', () => {
  const [oslo, bergen] = [{ latitude: 59.9139, longitude: 10.7522 }, { latitude: 60.3913, longitude: 5.3221 }]
  expect(kmBetween(oslo, bergen)).toBeCloseTo(305, 0)
  expect(kmBetween(oslo, oslo)).toBe(0)
})
test.each<readonly [string, Facts[], readonly number[]]>([
  ['three are too few', row(3), []],
  ['four near each other are a group', row(4), [4]],
  ['eight are one', row(8), [8]],
  ['nine are five and four', row(9), [5, 4]],
  ['seventeen are six, six and five', row(17), [6, 6, 5]],
  ['four here and four a hundred kilometres off are two', [...row(4), ...row(4, 100)], [4, 4]],
  ['in a network already, municipal, or of a large owner: not with us', [...row(3), at('a', 0, 0, { inNetwork: true }), at('b', 0, 0, { ownership: 'municipal' }), at('c', 0, 0, { ownerHas: 3 })], []],
  ['nobody knows where it lies', [...row(3), { ...at('a', 0, 0), point: undefined }], []],
])('%s', (_, facts, sizes) => {
  expect(groupsOf(suggest(facts, settings)).map((group) => group.split(' ').length).toSorted((a, b) => b - a)).toEqual(sizes)
})
test('one that is left over says why', () => {
  const lines = suggest([...row(3), { ...at('a', 0, 0), point: undefined }, ...row(4, 100), at('far', 119, 0)], settings)
  const why = Object.fromEntries(lines.map((line) => [line.kindergartenId, line.outside]))
  expect([why['k0-00'], why['a'], why['far'], why['k100-00']]).toEqual(['too-few-near', 'no-point', undefined, undefined])
})
test('a shared theme goes before distance, within what the team has said', () => {
  const facts = [...Array.from({ length: 10 }, (_, i) => at(`near${i}`, i / 10, 0)), ...Array.from({ length: 3 }, (_, i) => at(`play${i}`, 0, 12 + i, { themes: ['play'] })), at('a-play', 0, 0, { themes: ['play'] })]
  expect(groupsOf(suggest(facts, settings)).some((group) => ['a-play', 'play0', 'play1', 'play2'].every((id) => group.includes(id)))).toBe(true)
})

const themes = fc.subarray(['care', 'language', 'play'])
const someone = fc.record({ north: fc.integer({ min: 0, max: 600 }), east: fc.integer({ min: 0, max: 600 }), themes, kind: fc.constantFrom('ok', 'ok', 'ok', 'ok', 'network', 'large', 'municipal', 'no-point') })
const world = fc.array(someone, { maxLength: 60 }).map((all) =>
  all.map(({ north, east, themes: own, kind }, i): Facts => ({
    ...at(`k${String(i).padStart(3, '0')}`, north / 10, east / 10, { themes: own, inNetwork: kind === 'network', ownerHas: kind === 'large' ? 9 : 1, ownership: kind === 'municipal' ? 'municipal' : 'private' }),
    ...(kind === 'no-point' ? { point: undefined } : {}),
  })),
)

describe('whatever the kindergartens', () => {
  test('each of those it is for stands once, in a group of four to eight where no two are too far apart, or outside with a reason', () => {
    fc.assert(
      fc.property(world, (facts) => {
        const lines = suggest(facts, settings)
        expect(lines.map((line) => line.kindergartenId).toSorted()).toEqual(facts.filter((one) => isEligible(one, settings)).map((one) => one.kindergartenId).toSorted())
        expect(lines.filter((line) => (line.group === undefined) === (line.outside === undefined))).toEqual([])
        const pointOf = new Map(facts.map((one) => [one.kindergartenId, one.point]))
        for (const group of groupsOf(lines).map((ids) => ids.split(' '))) {
          expect(group.length).toBeGreaterThanOrEqual(fewest)
          expect(group.length).toBeLessThanOrEqual(most)
          for (const one of group) for (const other of group) {
            const [a, b] = [pointOf.get(one), pointOf.get(other)]
            expect(a && b && kmBetween(a, b)).toBeLessThanOrEqual(settings.km)
          }
        }
      }),
    )
  })
  test('the order they come in changes nothing, and neither does asking twice', () => {
    fc.assert(
      fc.property(world, (facts) => {
        expect(suggest(facts.toReversed(), settings)).toEqual(suggest(facts, settings))
      }),
    )
  })
  test('kindergartens far off change nothing near', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: 1, max: 9 }), fc.constantFrom('a', 'k030x', 'z'), (facts, n, prefix) => {
        const near = groupsOf(suggest(facts, settings))
        const far = Array.from({ length: n }, (_, i) => at(`${prefix}${i}`, 400 + i, 0, { themes: ['play'] }))
        const there = new Set(far.map((one) => one.kindergartenId))
        expect(groupsOf(suggest([...facts, ...far], settings)).filter((group) => !group.split(' ').some((id) => there.has(id)))).toEqual(near)
      }),
    )
  })
  test('one with no room is near no group that could take it', () => {
    fc.assert(
      fc.property(world, (facts) => {
        const lines = suggest(facts, settings)
        const pointOf = new Map(facts.map((one) => [one.kindergartenId, one.point]))
        const groups = groupsOf(lines).map((ids) => ids.split(' '))
        for (const { kindergartenId } of lines.filter(({ outside }) => outside === 'no-room' || outside === 'too-few-near')) {
          const own = pointOf.get(kindergartenId)
          const open = groups.filter((group) => group.length < most && group.every((other) => {
            const there = pointOf.get(other)
            return own && there && kmBetween(own, there) <= settings.km
          }))
          expect(open).toEqual([])
        }
      }),
    )
  })
})
test('near is near, both ways', () => {
  fc.assert(
    fc.property(world, (facts) => {
      const points = facts.flatMap(({ point }) => (point ? [point] : []))
      const near = neighboursOf(points, settings.km)
      const measured = points.map((point, one) => points.flatMap((other, two) => (one !== two && kmBetween(point, other) <= settings.km ? [two] : [])))
      expect(near.map((list) => list.toSorted((a, b) => a - b))).toEqual(measured)
    }),
  )
})

test('what a group is about is shared by two at least', () => {
  const seen = (id: string, own: readonly string[]) => ({ kindergartenId: id, point: undefined, themes: own })
  expect(themeOf([seen('a', ['play']), seen('b', ['care'])])).toBeUndefined()
  expect(themeOf([seen('a', ['play', 'care']), seen('b', ['care']), seen('c', [])])).toBe('care')
  expect(fitOf(seen('a', ['play', 'care']), [seen('a', ['play', 'care']), seen('b', ['care'])]).shared).toEqual([{ theme: 'care', with: 1 }])
})
test('moving by hand', () => {
  const lines = [...Array.from({ length: 8 }, (_, i) => ({ kindergartenId: `a${i}`, group: 1 })), { kindergartenId: 'b', group: 2 }, { kindergartenId: 'c', group: undefined }]
  expect(move(lines, 'b', 1)).toEqual({ ok: false, because: 'group-full' })
  expect(move(lines, 'x', 1)).toEqual({ ok: false, because: 'not-there' })
  expect(move(lines, 'c', 7)).toEqual({ ok: false, because: 'no-such-group' })
  expect(move(lines, 'c', 'out')).toEqual({ ok: false, because: 'same-place' })
  expect(move(lines, 'c', 2)).toMatchObject({ ok: true, event: { group: 2 } })
  expect(move(lines, 'a0', 'new')).toMatchObject({ ok: true, event: { group: 3 } })
  expect(move(lines, 'a0', 'out')).toMatchObject({ ok: true, event: { group: undefined } })
})
