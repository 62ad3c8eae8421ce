import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countedFrom, quarterTogether, reachBlocks, type Quarter, type WaitingReach } from './rules.ts'

const any = fc.uniqueArray(
  fc.record({ unit: fc.integer({ min: 1, max: 400 }).map(String), municipality: fc.constantFrom('a', 'b', undefined), ownership: fc.constantFrom('municipal', 'private', undefined), size: fc.constantFrom('small', 'large', undefined), place: fc.constantFrom('x', undefined), days: fc.nat(90), seers: fc.subarray(['owner-1', 'owner-2', 'team']), quarter: fc.constantFrom<Quarter>(1, 2, 3, 4) }),
  { selector: ({ unit }) => unit, maxLength: 60 },
)

describe('whom measures reach, for those who do not see each kindergarten', () => {
  test('always five or more, each once, and whoever sees some of them singly sees all or leaves five unseen', () => {
    fc.assert(fc.property(any, (waiting: readonly WaitingReach[]) => {
      const blocks = reachBlocks(waiting)
      const placed = blocks.flatMap(({ members }) => members.map(({ unit }) => unit))
      expect(new Set(placed).size).toBe(placed.length)
      for (const { members } of blocks) {
        expect(members.length >= 5).toBe(true)
        for (const seer of ['owner-1', 'owner-2', 'team']) {
          const hidden = members.filter(({ seers }) => !seers.includes(seer)).length
          expect(hidden === 0 || hidden === members.length || hidden >= 5).toBe(true)
        }
      }
    }))
  })

  test('what is shown of them together is one quarter between the lowest and the highest, and does not say what any of them has', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom<Quarter>(1, 2, 3, 4), { minLength: 5, maxLength: 40 }), (quarters) => {
      const together = quarterTogether(quarters.map((quarter) => ({ quarter })))
      expect(together >= Math.min(...quarters) && together <= Math.max(...quarters)).toBe(true)
      // One of five or more in the quarter beside is not seen: the same figure is shown of another set.
      const other = quarters.map((quarter, at) => (at === 0 ? ((quarter === 4 ? 3 : quarter + 1) as Quarter) : quarter))
      if (new Set(quarters).size === 1 && quarters[0] !== 4) expect(quarterTogether(other.map((quarter) => ({ quarter })))).toBe(together)
    }))
  })

  test('fewer than five are nothing, and a year is counted a month after it is over', () => {
    const one = (unit: string): WaitingReach => ({ unit, municipality: 'a', ownership: 'municipal', size: 'small', place: 'x', days: 90, seers: [], quarter: 4 })
    expect([reachBlocks(['1', '2', '3', '4'].map(one)), reachBlocks(['1', '2', '3', '4', '5'].map(one)).map(({ quarter }) => quarter), countedFrom(2025)]).toEqual([[], [4], '2026-09-01'])
  })
})
