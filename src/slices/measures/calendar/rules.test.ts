import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, weekday, type LocalDate } from '../../../kernel/dates.ts'
import { addDay, clashesOn, daysOf, holidaysBetween, type Line, mayHaveFeed, merged, monthsOf, offeredTo, sources, yearAsked, yearDays } from './rules.ts'

const day = (text: string) => text as LocalDate
const today = day('2026-11-23')
const line: Line = { source: 'measure', what: 'measure-starts', id: 'a', day: today, last: today, starts: undefined, minutes: 0, title: 'Språk', place: '', version: 0, kindergartens: ['Lia'], href: undefined }

describe('the kindergarten year', () => {
  test.each([['2026', 2026], [undefined, 2026], ['2019', 2023], ['2040', 2028], ['x', 2026], [['2027'], 2026]])('asked for as %s is %s', (asked, year) => expect(yearAsked(asked, today)).toBe(year))

  test('has twelve months from August, every day once and under its weekday', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2019, max: 2100 }), (year) => {
        const { from, to } = yearDays(year)
        const months = monthsOf(year)
        expect([months.length, months[0]?.first, months.at(-1)?.first]).toEqual([12, from, `${year + 1}-07-01`])
        const days = months.flatMap(({ weeks }) => weeks.flatMap((week) => week.flatMap((one, at) => (one ? [{ one, at }] : []))))
        expect(days.map(({ one }) => one)).toEqual(daysOf({ day: from, last: addDays(to, -1) }))
        expect(days.filter(({ one, at }) => weekday(one) !== at + 1)).toEqual([])
        // Two of the twelve may fall on one day.
        expect(holidaysBetween(from, to).length).toBeGreaterThan(10)
      }),
      { numRuns: 25 },
    )
  })
})

describe('lines', () => {
  test('of one thing in several kindergartens are one', () => expect(merged([line, { ...line, kindergartens: ['Bølgen'] }]).map(({ kindergartens }) => kindergartens)).toEqual([['Lia', 'Bølgen']]))
  test('of planning days are one when days and words are the same', () => {
    const planning: Line = { ...line, source: 'planning', what: 'planning', title: '' }
    expect(merged([planning, { ...planning, id: 'b', kindergartens: ['Bølgen'] }, { ...planning, id: 'c', title: 'Språk' }])).toHaveLength(2)
  })
  test('stand in the order of the days', () => expect(merged([{ ...line, day: day('2026-12-01') }, { ...line, id: 'b' }]).map(({ id }) => id)).toEqual(['b', 'a']))
})

test('what is arranged on a day meets holidays and what takes people away, and not itself', () => {
  const course: Line = { ...line, source: 'course', what: 'course', id: 's' }
  const planning: Line = { ...line, source: 'planning', what: 'planning', id: 'p', day: day('2026-11-20'), last: day('2026-11-24') }
  expect(clashesOn([today, day('2026-12-25'), day('2026-12-28')], [line, course, planning], ({ id }) => id === 's').map(({ day: on, holiday, lines }) => [on, holiday, lines.map(({ id }) => id)])).toEqual([[today, undefined, ['p']], ['2026-12-25', 'christmas-day', []]])
})

describe('a day set aside', () => {
  const standing = { today, kept: 0, closedOn: undefined, there: false }
  const one = { from: day('2027-01-04'), last: day('2027-01-04') }
  test.each([
    ['one day ahead', one, {}, 'ok'],
    ['a week', { from: day('2027-07-05'), last: day('2027-07-30') }, {}, 'ok'],
    ['earlier this year', { from: day('2026-08-17'), last: day('2026-08-18') }, {}, 'ok'],
    ['that ends before it begins', { from: day('2027-01-04'), last: day('2027-01-03') }, {}, 'day-before'],
    ['that lasts a whole year', { from: day('2027-01-04'), last: day('2027-12-03') }, {}, 'day-too-long'],
    ['last year', { from: day('2026-07-31'), last: day('2026-07-31') }, {}, 'day-too-far'],
    ['in the year 2035', { from: day('2035-01-04'), last: day('2035-01-04') }, {}, 'day-too-far'],
    ['twice', one, { there: true }, 'day-there'],
    ['when there are sixty', one, { kept: 60 }, 'too-many-days'],
    ['after the kindergarten is no more', one, { closedOn: day('2027-01-01') }, 'kindergarten-closed'],
  ] as const)('%s', (_, typed, change, outcome) => {
    const decision = addDay(typed, { ...standing, ...change })
    expect(decision.ok ? 'ok' : decision.because).toBe(outcome)
  })
})

test('a deputy has no address of its own', () => expect([mayHaveFeed(true).ok, mayHaveFeed(false).ok]).toEqual([false, true]))

test.each([
  ['county-governor', [], ['holiday', 'planning', 'round', 'forum', 'course']],
  ['authority', ['network'], ['holiday', 'planning', 'round', 'forum', 'course', 'network', 'discussion']],
  ['school-leader', ['round'], ['holiday', 'network', 'joint', 'discussion']],
  ['service-contact', [], ['holiday', 'planning', 'round', 'forum', 'course', 'resource-team', 'discussion']],
  ['adviser', [], [...sources]],
] as const)('the calendar of %s offers what it can hold, and what it has (%j)', (role, there, offered) => expect(offeredTo(role, there)).toEqual(offered))
