import { describe, expect, test } from 'vitest'
import { addDays, weekday, weekNumber, type LocalDate } from '../../../kernel/dates.ts'
import { lastDayOf } from './facts.ts'
import { gapOf, isLate, leftOf, likelySpan, spansFrom } from './rules.ts'

const day = (text: string) => text as LocalDate
const spans = (today: string) => spansFrom(day(today)).map(({ from, weeks }) => `${from} ${weeks}`)

describe('the weeks one can plan for', () => {
  test.each<[string, string, readonly [rest: string, next: string]]>([
    ['a Monday is in it', '2026-11-23', ['2026-11-23 5', '2026-12-28 26']],
    ['a week that has begun is not', '2026-11-24', ['2026-11-30 4', '2026-12-28 26']],
    ['the last days before a half-year begins are in none', '2026-12-23', ['2026-12-28 26', '2027-07-26 22']],
    ['the week of New Year, which is number 53, begins the spring', '2026-12-28', ['2026-12-28 26', '2027-07-26 22']],
    ['between Christmas and New Year', '2026-12-29', ['2027-01-04 26', '2027-07-26 22']],
    ['the last day of the year', '2026-12-31', ['2027-01-04 26', '2027-07-26 22']],
    ['the first day of the year', '2027-01-01', ['2027-01-04 26', '2027-07-26 22']],
    ['a year whose 1 January is a Sunday', '2022-12-30', ['2023-01-02 26', '2023-07-31 22']],
    ['July has the rest of the spring', '2027-07-05', ['2027-07-05 3', '2027-07-26 22']],
  ])('%s', (_, today, expected) => expect(spans(today)).toEqual(expected))

  test('any day of twelve years has two half-years of whole weeks, the next where the rest ends or later, and no day that has been', () => {
    for (let today = day('2024-01-01'); today < '2036-01-01'; today = addDays(today, 1)) {
      const [rest, next] = spansFrom(today)
      expect([today, weekday(rest.from), weekday(next.from), rest.from >= today, lastDayOf(rest) < next.from, Number.isInteger(rest.weeks) && rest.weeks >= 1 && rest.weeks <= 26, Number.isInteger(next.weeks) && next.weeks >= 21 && next.weeks <= 26]).toEqual([today, 1, 1, true, true, true, true])
    }
  })

  test('when the clock is moved, and over week 53, each week is still seven days', () => {
    const [, spring] = spansFrom(day('2026-11-23'))
    const weeks = Array.from({ length: spring.weeks }, (_, at) => weekNumber(addDays(spring.from, at * 7)))
    expect(weeks).toEqual([53, ...Array.from({ length: 25 }, (_, at) => at + 1)])
  })

  test('what is left of this half-year comes first while there is much of it', () => {
    expect([likelySpan(spansFrom(day('2026-11-23'))).from, likelySpan(spansFrom(day('2026-09-07'))).from]).toEqual(['2026-12-28', '2026-09-07'])
  })

  test.each<[string, string, { from: string; weeks: number } | undefined]>([
    ['before it begins all of it', '2026-11-23', { from: '2026-12-28', weeks: 26 }],
    ['on its first Monday all of it', '2026-12-28', { from: '2026-12-28', weeks: 26 }],
    ['in the middle of a week those after', '2027-02-17', { from: '2027-02-22', weeks: 18 }],
    ['in its last week nothing', '2027-06-22', undefined],
  ])('of a plan made again, %s', (_, today, expected) => expect(leftOf({ from: day('2026-12-28'), weeks: 26 }, day(today))).toEqual(expected))
})

test.each<[string, number, number, number]>([
  ['the best there is', 1000, 1000, 0],
  ['the best but for how the solver rounds', 999.999, 1000, 0],
  ['nearly the best is not the best', 999.6, 1000, 1],
  ['one in a hundred', 990, 1000, 10],
  ['nothing that could be had', 0, 0, 0],
])('how far from the best: %s', (_, worth, bound, gap) => expect(gapOf({ worth, bound })).toBe(gap))

test('a plan is late when it has taken longer than three minutes', () => {
  const madeAt = new Date('2026-11-23T09:00:00Z')
  expect([isLate({ madeAt }, new Date('2026-11-23T09:03:00Z')), isLate({ madeAt }, new Date('2026-11-23T09:03:01Z'))]).toEqual([false, true])
})
