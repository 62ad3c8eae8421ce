import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays, localDate } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { contains, fromRange, isOpen, lastDay, overlaps, toRange } from './period.ts'
import type { Period } from './period.ts'

const d = (text: string): LocalDate => localDate(text) ?? expect.fail(`no date: ${text}`)
const year = fromRange('[2026-01-01,2027-01-01)')
const open = fromRange('[2026-01-01,)')

const anyDate = fc.integer({ min: 0, max: 400 }).map((days) => addDays(d('2026-01-01'), days))
const anyPeriod: fc.Arbitrary<Period> = fc
  .tuple(anyDate, fc.option(fc.integer({ min: 1, max: 400 }), { nil: undefined }))
  .map(([from, days]) => ({ from, to: days === undefined ? undefined : addDays(from, days) }))

describe('a period', () => {
  test.each([
    [year, '2025-12-31', false], [year, '2026-01-01', true], [year, '2026-12-31', true], [year, '2027-01-01', false],
    [open, '2025-12-31', false], [open, '2026-01-01', true], [open, '9999-12-31', true],
  ])('%j, %s: %s', (period, date, inside) => expect(contains(period, d(date))).toBe(inside))

  test.each([
    ['[2026-01-01,2026-08-01)', '[2026-08-01,)', false],
    ['[2026-01-01,2026-08-02)', '[2026-08-01,)', true],
    ['[2026-01-01,)', '[2030-01-01,)', true],
    ['[2026-01-01,2027-01-01)', '[2026-03-01,2026-04-01)', true],
    ['[2026-01-01,2026-02-01)', '[2026-03-01,2026-04-01)', false],
  ])('%s and %s overlap: %s', (a, b, together) => {
    expect(overlaps(fromRange(a), fromRange(b))).toBe(together)
    expect(overlaps(fromRange(b), fromRange(a))).toBe(together)
  })

  it('ends the day before `to`', () => {
    expect(lastDay(year)).toBe('2026-12-31')
    expect(lastDay(open)).toBeUndefined()
    expect([isOpen(year), isOpen(open)]).toEqual([false, true])
  })

  test('two periods overlap when a day is in both', () =>
    fc.assert(
      fc.property(anyPeriod, anyPeriod, (a, b) => {
        const days = Array.from({ length: 900 }, (_, n) => addDays(d('2026-01-01'), n))
        expect(overlaps(a, b)).toBe(days.some((day) => contains(a, day) && contains(b, day)))
      }),
      { numRuns: 30 },
    ))
})

describe('a range of PostgreSQL', () => {
  test.each([
    ['[2026-01-01,2026-08-01)', '2026-01-01', '2026-08-01'],
    ['[2026-01-01,)', '2026-01-01', undefined],
    ['[2026-01-01,infinity)', '2026-01-01', undefined],
    ['(2026-01-01,2026-08-01]', '2026-01-02', '2026-08-02'],
    ['["2026-01-01","2026-08-01")', '2026-01-01', '2026-08-01'],
  ])('%s is from %s to %s', (text, from, to) => expect(fromRange(text)).toEqual({ from, to }))

  test.each(['empty', '(,)', '(,2026-01-01)', '[2026-01-01,2026-01-01)', '[2026-02-01,2026-01-01)', '[2026-02-30,)', '[2026-01-01,2026-02-30)',
    '', '2026-01-01'])(
    '%j is no period',
    (text) => expect(() => fromRange(text)).toThrow(RangeError),
  )

  test('comes back as it went', () => fc.assert(fc.property(anyPeriod, (period) => void expect(fromRange(toRange(period))).toEqual(period))))
})
