import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayAfter, dayBefore, timeBefore } from '../demo/days.ts'
import { addDays, osloDate, weekday, type LocalDate } from '../src/kernel/dates.ts'

const date = (text: string) => text as LocalDate

describe('the days of the demonstration world', () => {
  test.each([
    ['a weekday stays', '2026-11-23', 3, '2026-11-20'],
    ['a Sunday is the Friday before', '2026-11-23', 1, '2026-11-20'],
    ['July is the last working day of June', '2026-08-10', 20, '2026-06-30'],
    ['Easter is the Wednesday before', '2026-04-10', 5, '2026-04-01'],
  ])('%s', (_, today, ago, expected) => expect(dayBefore(date(today), ago)).toBe(expected))

  test('a day ahead is moved ahead', () => expect([dayAfter(date('2026-11-23'), 5), dayAfter(date('2026-06-25'), 10)]).toEqual(['2026-11-30', '2026-08-03']))

  test('whenever the world is made, things have happened in their order, in working hours and not at weekends or in July', () =>
    fc.assert(
      fc.property(fc.nat(1500), fc.nat(450), (from, ago) => {
        const today = addDays(date('2026-01-01'), from)
        const [earlier, later] = [timeBefore(today, ago + 1), timeBefore(today, ago)]
        expect(earlier.getTime()).toBeLessThan(later.getTime())
        const day = osloDate(earlier)
        expect([weekday(day) <= 5, day.slice(5, 7) === '07', day]).toEqual([true, false, dayBefore(today, ago + 1)])
      }),
      { numRuns: 300 },
    ))
})
