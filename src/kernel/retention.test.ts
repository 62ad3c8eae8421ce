import { describe, expect, test } from 'vitest'
import { keptFrom, keptSince, type Keep } from './retention.ts'

describe('what is kept', () => {
  test.each<[string, Keep, string, string]>([
    ['one day is kept through the next', { days: 1 }, '2026-11-23T09:00:00Z', '2026-11-22'],
    ['ninety days are counted in the calendar, over a change of clocks', { days: 90 }, '2026-11-23T09:00:00Z', '2026-08-25'],
    ['six months lead to the same day of the month', { months: 6 }, '2026-11-23T09:00:00Z', '2026-05-23'],
    ['six months before a day that month lacks lead to its last', { months: 6 }, '2026-08-31T09:00:00Z', '2026-02-28'],
    ['a year is a year', { years: 1 }, '2026-11-23T09:00:00Z', '2025-11-23'],
    ['a year before a leap day leads to the last of February', { years: 1 }, '2028-02-29T09:00:00Z', '2027-02-28'],
    ['months go over the turn of a year', { months: 1 }, '2026-01-15T09:00:00Z', '2025-12-15'],
    ['the day is the day in Norway', { days: 1 }, '2026-11-22T23:30:00Z', '2026-11-22'],
  ])('%s', (_, keep, now, day) => expect(keptFrom(keep, new Date(now))).toBe(day))

  test('begins at midnight in Norway', () => expect(keptSince({ years: 1 }, new Date('2026-07-10T12:00:00Z')).toISOString()).toBe('2025-07-09T22:00:00.000Z'))
})
