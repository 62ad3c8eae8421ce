import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type LocalDate } from '../../../../kernel/dates.ts'
import { before, deadlineOf, firstDayOf, halfOf, halvesBetween, lastDayOf, median, opensOn, workingDaysUntil, type Half } from './rules.ts'

const day = (text: string) => text as LocalDate

describe('half-years', () => {
  test.each([
    ['2026-01-01', '2026-1'],
    ['2026-07-31', '2026-1'],
    ['2026-08-01', '2026-2'],
    ['2026-12-31', '2026-2'],
  ])('%s is in %s', (on, half) => expect(halfOf(day(on))).toBe(half))
  test('spring is delivered from 1 June to 31 August, autumn from 1 November to 31 January', () => {
    expect([opensOn('2026-1' as Half), deadlineOf('2026-1' as Half), opensOn('2026-2' as Half), deadlineOf('2026-2' as Half)]).toEqual(['2026-06-01', '2026-08-31', '2026-11-01', '2027-01-31'])
  })
  test('they follow each other without a gap, and each day is in exactly one', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 20_000 }), (after) => {
      const on = addDays(day('2019-01-01'), after)
      const half = halfOf(on)
      expect(firstDayOf(half) <= on && on <= lastDayOf(half)).toBe(true)
      expect(addDays(lastDayOf(before(half)), 1)).toBe(firstDayOf(half))
    }))
  })
  test('those between two days, the newest first', () => expect(halvesBetween(day('2025-09-01'), day('2026-11-23'))).toEqual(['2026-2', '2026-1', '2025-2']))
})

test.each([
  ['2026-11-20', '2026-11-20', 0],
  ['2026-11-20', '2026-11-23', 1],
  ['2026-12-24', '2026-12-28', 1],
  ['2026-05-15', '2026-05-18', 1],
])('working days from %s until %s: %i', (from, to, days) => expect(workingDaysUntil(day(from), day(to))).toBe(days))

test.each([
  [[], undefined],
  [[3], 3],
  [[5, 1, 3], 3],
  [[1, 2, 10, 4], 3],
])('the middle of %j is %s', (numbers, middle) => expect(median(numbers)).toBe(middle))
