import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ore } from '../../../../kernel/money.ts'
import { overviewOf, shownPeople, shownShare, unreported, type Line } from './rules.ts'

test.each([
  [0, 0],
  [1, undefined],
  [4, undefined],
  [5, 5],
  [7, 5],
  [8, 10],
  [1587, 1585],
])('%i people are shown as %s', (count, shown) => {
  expect(shownPeople(count)).toBe(shown)
})

const kindergarten = fc.record({ municipality: fc.constantFrom('Fjordvik', 'Lia', 'Åsen'), tookPart: fc.boolean(), employed: fc.nat(14), part: fc.nat(14) }).map((one) => ({ ...one, part: one.tookPart ? Math.min(one.part, one.employed) : 0 }))
const line: fc.Arbitrary<Line> = fc
  .record({ strand: fc.constantFrom('regional', 'collective'), ownership: fc.constantFrom('municipal', 'private', 'mixed'), sent: fc.boolean(), approved: fc.boolean(), granted: fc.nat(1_000_000_000), share: fc.nat(1000), kindergartens: fc.array(kindergarten, { maxLength: 4 }), places: fc.array(fc.constantFrom('Fjordvik', 'Lia', 'Åsen', ''), { maxLength: 5 }) })
  .map(({ granted, share, ...rest }) => {
    const used = rest.sent ? Math.floor((granted * share) / 1000) : 0
    return { ...rest, approved: rest.sent && rest.approved, granted: ore(granted), used: ore(used), unused: ore(rest.sent ? granted - used : 0), kindergartens: rest.sent ? rest.kindergartens : [] }
  })

describe('over any county', () => {
  const numbers = (lines: readonly Line[]) => {
    const { strands, owners, places, all } = overviewOf(lines)
    return [...strands, ...owners, ...places, all].flatMap(({ employed, part }) => [employed, part])
  }
  test('no number of people from one to four is shown', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        for (const shown of numbers(lines)) expect(shown === undefined || shown === 0 || shown >= 5).toBe(true)
      }),
    )
  })
  test('nor can one be had by adding and subtracting any of those that are shown, as often as one likes', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 40, maxLength: 40 }), (lines, times) => {
        const sum = Math.abs(numbers(lines).reduce<number>((total, shown, at) => total + (shown ?? 0) * (times[at] ?? 0), 0))
        expect(sum === 0 || sum >= 5).toBe(true)
      }),
    )
  })
  test('each way of dividing gives the same reports, kindergartens and money, to the øre', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const { strands, owners, places, all } = overviewOf(lines)
        for (const part of ['due', 'sent', 'approved', 'granted', 'used', 'unused', 'kindergartens', 'fellOut'] as const)
          for (const groups of [strands, owners]) expect(groups.reduce((sum, group) => sum + group[part], 0)).toBe(all[part])
        expect(places.reduce((sum, { kindergartens }) => sum + kindergartens, 0)).toBe(all.kindergartens)
        for (const part of ['granted', 'used', 'unused'] as const) expect(places.reduce((sum, place) => sum + place[part], 0)).toBe(all[part])
        for (const place of places) expect(unreported(place)).toBeGreaterThanOrEqual(0)
        expect(unreported(all)).toBe(lines.filter(({ sent }) => !sent).reduce((sum, { granted }) => sum + granted, 0))
      }),
    )
  })
})

test('a share is of what is shown, and never more than all', () => {
  expect([shownShare({ employed: 20, part: 15 }), shownShare({ employed: undefined, part: 0 }), shownShare({ employed: 5, part: 10 }), shownShare({ employed: 0, part: 0 })]).toEqual([0.75, undefined, 1, undefined])
})

test('a grant for kindergartens in two municipalities is shared by how many each has, to the øre', () => {
  const places = ['Lia', 'Fjordvik', 'Lia']
  const one: Line = { strand: 'regional', ownership: 'mixed', sent: true, approved: true, granted: ore(100_00), used: ore(90_00), unused: ore(10_00), places, kindergartens: [] }
  expect(overviewOf([one]).places.map(({ key, granted, used, unused }) => ({ key, granted, used, unused }))).toEqual([
    { key: 'Fjordvik', granted: 33_33, used: 30_00, unused: 3_33 },
    { key: 'Lia', granted: 66_67, used: 60_00, unused: 6_67 },
  ])
  expect(overviewOf([{ ...one, places: [] }]).places).toMatchObject([{ key: '', granted: 100_00 }])
})
