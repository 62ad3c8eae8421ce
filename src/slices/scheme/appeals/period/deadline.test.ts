import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dateOf, daysBetween, instantOslo, localDate, type LocalDate } from '../../../../kernel/dates.ts'
import { isWorkingDay } from '../../../../kernel/working-days.ts'
import { appealPeriod, lastDayOf, timingOf, type Reached } from './deadline.ts'
import { lawOf, lawOn, legalPlaces, procedureLaws } from './law.ts'

const on = (text: string): LocalDate => localDate(text) ?? expect.fail(text)
const at = (date: string, time = '12:00') => instantOslo(on(date), time)
const both = (date: string, time?: string): Reached => ({ availableAt: at(date, time), noticeSentAt: at(date, time) })

describe('the last day to appeal', () => {
  test.each([
    ['a Monday three weeks after a Monday', '2026-04-13', '2026-05-04'],
    ['three weeks after a Friday fall on 1 May, and the weekend after it is not a working day either', '2026-04-10', '2026-05-04'],
    ['three weeks after a Sunday are a Sunday: Monday', '2026-11-01', '2026-11-23'],
    ['three weeks after a Saturday are a Saturday: Monday', '2026-10-31', '2026-11-23'],
    ['Maundy Thursday, and all of Easter: Tuesday', '2026-03-12', '2026-04-07'],
    ['Christmas Day on a Friday: Monday 28', '2026-12-04', '2026-12-28'],
    ['Christmas Eve is a working day', '2026-12-03', '2026-12-24'],
    ['New Year’s Day, a Friday: Monday 4 January', '2026-12-11', '2027-01-04'],
    ['17 May on a Sunday: Monday 18', '2026-04-26', '2026-05-18'],
    ['Ascension Day: Friday', '2026-04-23', '2026-05-15'],
    ['Whit Monday: Tuesday', '2026-05-04', '2026-05-26'],
    ['over the night the clock moves forward', '2026-03-23', '2026-04-13'],
    ['over the night the clock moves back', '2026-10-12', '2026-11-02'],
    ['29 February', '2028-02-08', '2028-02-29'],
  ])('%s', (_, arrived, last) => expect(lastDayOf(on(arrived), 3)).toBe(last))

  test('is always a working day, at least the weeks after the arrival, and at most five days more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 12 }), (days, weeks) => {
        const arrived = addDays(dateOf(2000, 1, 1), days)
        const last = lastDayOf(arrived, weeks)
        expect(isWorkingDay(last)).toBe(true)
        expect(daysBetween(arrived, last) - weeks * 7).toBeGreaterThanOrEqual(0)
        expect(daysBetween(arrived, last) - weeks * 7).toBeLessThanOrEqual(5)
      }),
    )
  })
})

describe('the period', () => {
  test.each([
    ['does not begin before the decision is there', { availableAt: undefined, noticeSentAt: at('2026-04-13') }],
    ['does not begin before the notice is sent', { availableAt: at('2026-04-13'), noticeSentAt: undefined }],
  ])('%s', (_, reached) => expect(appealPeriod(3, reached)).toEqual({ state: 'not-begun' }))

  test.each([
    ['counts from the notice when that came last', { availableAt: at('2026-04-13'), noticeSentAt: at('2026-04-15') }, '2026-04-15', '2026-05-06'],
    ['counts from the decision when that came last', { availableAt: at('2026-04-16'), noticeSentAt: at('2026-04-13') }, '2026-04-16', '2026-05-07'],
    ['counts days as they are in Norway: one minute to midnight is still that day', both('2026-04-13', '23:59'), '2026-04-13', '2026-05-04'],
  ])('%s', (_, reached, arrived, lastDay) => expect(appealPeriod(3, reached)).toMatchObject({ state: 'counted', arrived, lastDay }))

  test('lasts the whole of its last day', () => {
    const period = appealPeriod(3, both('2026-04-13'))
    expect(timingOf(period, new Date(at('2026-05-04', '23:59').getTime() + 59_999), 12)).toBe('in-time')
    expect(timingOf(period, at('2026-05-05', '00:00'), 12)).toBe('late')
  })

  test.each([
    ['stops when reasons are demanded', { askedAt: at('2026-04-20'), answered: undefined }, { state: 'interrupted' }],
    ['is still stopped while the reasons lie there without notice', { askedAt: at('2026-04-20'), answered: { availableAt: at('2026-04-27'), noticeSentAt: undefined } }, { state: 'interrupted' }],
    ['begins anew when the reasons have come', { askedAt: at('2026-04-20'), answered: both('2026-04-27') }, { state: 'counted', arrived: '2026-04-27', lastDay: '2026-05-18' }],
    ['does not stop for a demand on the day after the last', { askedAt: at('2026-05-05', '00:00'), answered: both('2026-05-11') }, { state: 'counted', lastDay: '2026-05-04' }],
    ['stops for a demand late on the last day', { askedAt: at('2026-05-04', '23:30'), answered: undefined }, { state: 'interrupted' }],
  ])('%s', (_, demand, expected) => expect(appealPeriod(3, both('2026-04-13'), demand)).toMatchObject(expected))

  test.each([
    ['an appeal is in time while nothing has begun', appealPeriod(3, { availableAt: undefined, noticeSentAt: undefined }), '2026-12-01', 'in-time'],
    ['and while the reasons are waited for', appealPeriod(3, both('2026-04-13'), { askedAt: at('2026-04-20'), answered: undefined }), '2026-09-01', 'in-time'],
    ['the day after is late', appealPeriod(3, both('2026-04-13')), '2026-05-05', 'late'],
    ['a year after the arrival is late', appealPeriod(3, both('2026-04-13')), '2027-04-13', 'late'],
    ['more than a year is too late', appealPeriod(3, both('2026-04-13')), '2027-04-14', 'too-late'],
  ] as const)('%s', (_, period, sent, expected) => expect(timingOf(period, at(sent), 12)).toBe(expected))
})

describe('the law a letter is made under', () => {
  test.each(['2019-01-01', '2026-04-13', '2030-01-01'])('is the one in force on the day: %s', (date) => expect(lawOn(on(date)).code).toBe('forvaltningsloven-1967'))

  test('changes on the day the new one takes over, and older letters keep theirs', () => {
    const [old, next] = procedureLaws
    if (!old || !next) return expect.fail('two laws')
    const laws = [{ ...old, to: on('2027-07-01') }, { ...next, from: on('2027-07-01') }]
    expect([lawOn(on('2027-06-30'), laws).code, lawOn(on('2027-07-01'), laws).code]).toEqual(['forvaltningsloven-1967', 'forvaltningsloven-2025'])
    expect(lawOf('forvaltningsloven-1967', laws)?.places.deadline).toBe('§ 29')
  })

  test('has a place for everything a letter says', () => {
    for (const law of procedureLaws) for (const place of legalPlaces) expect(law.places[place]).toMatch(/^§§? \d/)
  })

  test('is a bug to be without', () => expect(() => lawOn(on('1950-01-01'))).toThrow(RangeError))
})
