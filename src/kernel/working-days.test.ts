import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays, localDate, weekday, yearOf } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { addWorkingDays, easterSunday, holidayName, holidays, isHoliday, isWorkingDay } from './working-days.ts'

const d = (text: string): LocalDate => localDate(text) ?? expect.fail(`no date: ${text}`)
const anyDate = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays(d('1990-01-01'), days))

describe('Easter', () => {
  test.each([
    '1818-03-22', '1886-04-25', '1900-04-15', '1943-04-25', '1954-04-18', '1961-04-02', '1981-04-19', '1990-04-15', '1999-04-04', '2000-04-23',
    '2001-04-15', '2002-03-31', '2003-04-20', '2004-04-11', '2005-03-27', '2006-04-16', '2007-04-08', '2008-03-23', '2009-04-12', '2010-04-04',
    '2011-04-24', '2012-04-08', '2013-03-31', '2014-04-20', '2015-04-05', '2016-03-27', '2017-04-16', '2018-04-01', '2019-04-21', '2020-04-12',
    '2021-04-04', '2022-04-17', '2023-04-09', '2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2028-04-16', '2029-04-01', '2030-04-21',
    '2031-04-13', '2032-03-28', '2033-04-17', '2034-04-09', '2035-03-25', '2036-04-13', '2037-04-05', '2038-04-25', '2049-04-18', '2076-04-19',
  ])('%s', (date) => expect(easterSunday(yearOf(d(date)))).toBe(date))

  test('is a Sunday between 22 March and 25 April', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1600, max: 9998 }), (year) => {
        const easter = easterSunday(year)
        expect(weekday(easter)).toBe(7)
        expect(easter.slice(5) >= '03-22' && easter.slice(5) <= '04-25').toBe(true)
      }),
    ))
})

describe('public holidays', () => {
  test.each([
    ['2026-01-01', 'new-years-day'], ['2026-04-02', 'maundy-thursday'], ['2026-04-03', 'good-friday'], ['2026-04-05', 'easter-sunday'],
    ['2026-04-06', 'easter-monday'], ['2026-05-01', 'labour-day'], ['2026-05-14', 'ascension-day'], ['2026-05-17', 'constitution-day'],
    ['2026-05-24', 'whit-sunday'], ['2026-05-25', 'whit-monday'], ['2026-12-25', 'christmas-day'], ['2026-12-26', 'boxing-day'],
  ])('%s is %s', (date, name) => {
    expect(holidayName(d(date))).toBe(name)
    expect(isHoliday(d(date))).toBe(true)
    expect(isWorkingDay(d(date))).toBe(false)
  })

  test.each(['2026-12-24', '2026-12-31', '2026-04-01', '2026-04-07', '2026-05-18', '2026-02-02'])('%s is a working day', (date) => {
    expect(isHoliday(d(date))).toBe(false)
    expect(isWorkingDay(d(date))).toBe(true)
  })

  it('names the fixed day where two meet', () => {
    expect(holidayName(d('2008-05-01'))).toBe('labour-day')
    expect(holidayName(d('2012-05-17'))).toBe('constitution-day')
    expect(holidayName(d('2027-05-17'))).toBe('constitution-day')
  })

  it('leaves a plain weekend out of the holidays and out of the working days', () => {
    expect(isHoliday(d('2026-03-08'))).toBe(false)
    expect(isWorkingDay(d('2026-03-07'))).toBe(false)
    expect(isWorkingDay(d('2026-03-08'))).toBe(false)
  })

  test.each([2024, 2025, 2026, 2028])('%i has all twelve', (year) => {
    const days = Array.from({ length: 366 }, (_, n) => addDays(d(`${year}-01-01`), n)).filter((day) => yearOf(day) === year)
    expect(days.map(holidayName).filter((name) => name !== undefined).toSorted()).toEqual([...holidays].toSorted())
  })
})

/** Counts the other way round: working days after `from`, up to and including `to`. */
const workingDaysBetween = (from: LocalDate, to: LocalDate): number => {
  const step = to < from ? -1 : 1
  let count = 0
  for (let day = from; day !== to; ) {
    day = addDays(day, step)
    if (isWorkingDay(day)) count += step
  }
  return count
}

describe('working days', () => {
  test.each([
    ['2026-03-05', 1, '2026-03-06'],
    ['2026-03-06', 1, '2026-03-09'],
    ['2026-03-07', 1, '2026-03-09'],
    ['2026-04-01', 1, '2026-04-07'],
    ['2026-04-30', 1, '2026-05-04'],
    ['2026-12-23', 3, '2026-12-29'],
    ['2026-04-07', -1, '2026-04-01'],
    ['2026-03-07', 0, '2026-03-07'],
    ['2026-03-05', 20, '2026-04-07'],
  ])('%s and %i working days is %s', (from, n, to) => {
    expect(addWorkingDays(d(from), n)).toBe(to)
    expect(workingDaysBetween(d(from), d(to))).toBe(n)
  })

  it('counts whole days only', () => expect(() => addWorkingDays(d('2026-01-01'), Number.POSITIVE_INFINITY)).toThrow(RangeError))

  test('adding and counting agree, and land on a working day', () =>
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -120, max: 120 }), (from, n) => {
        const to = addWorkingDays(from, n)
        expect(workingDaysBetween(from, to)).toBe(n)
        expect(n === 0 || isWorkingDay(to)).toBe(true)
      }),
    ))
})
