import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  addDays,
  compareDates,
  dateOf,
  daysBetween,
  endOfDayOslo,
  formatClock,
  formatDate,
  formatDateTime,
  instantOslo,
  kindergartenYearOf,
  localDate,
  osloDate,
  parseNorwegianDate,
  readClock,
  startOfDayOslo,
  weekday,
  weekNumber,
} from './dates.ts'
import type { LocalDate } from './dates.ts'

const d = (text: string): LocalDate => localDate(text) ?? expect.fail(`no date: ${text}`)
const anyDate = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays(d('1975-01-01'), days))
const anyInstant = fc.date({ min: new Date('1975-01-01T12:00:00Z'), max: new Date('2150-01-01T00:00:00Z'), noInvalidDate: true })

describe('a date', () => {
  test.each(['2026-03-05', '2024-02-29', '2000-02-29', '9999-12-31', '1000-01-01'])('%s is a date', (text) => expect(localDate(text)).toBe(text))

  test.each(['2026-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '0026-03-05', '26-03-05', '2026-3-5', '2026-03-05T00:00',
    ' 2026-03-05', '2026-03-05\n', '', '__proto__'])(
    '%j is not',
    (text) => expect(localDate(text)).toBeUndefined(),
  )

  it('is counted in days', () => {
    expect(addDays(d('2026-12-31'), 1)).toBe('2027-01-01')
    expect(addDays(d('2024-03-01'), -1)).toBe('2024-02-29')
    expect(daysBetween(d('2026-01-01'), d('2027-01-01'))).toBe(365)
    expect([d('2026-05-01'), d('2025-05-01'), d('2026-04-30')].sort(compareDates)).toEqual(['2025-05-01', '2026-04-30', '2026-05-01'])
    expect(compareDates(d('2026-05-01'), d('2026-05-01'))).toBe(0)
  })

  it('refuses to leave the calendar: that is a bug in the caller', () => {
    expect(() => addDays(d('9999-12-31'), 1)).toThrow(RangeError)
    expect(() => addDays(d('2026-01-01'), 0.5)).toThrow(RangeError)
    expect(() => addDays(d('2026-01-01'), Number.NaN)).toThrow(RangeError)
    expect(() => dateOf(2026, 2, 30)).toThrow(RangeError)
    expect(() => osloDate(new Date(Number.NaN))).toThrow(RangeError)
  })

  test('adding and counting days agree', () =>
    fc.assert(fc.property(anyDate, fc.integer({ min: -4000, max: 4000 }), (date, n) => void expect(daysBetween(date, addDays(date, n))).toBe(n))))
})

describe('the day of the week', () => {
  test.each([
    ['2026-03-05', 4],
    ['2026-01-01', 4],
    ['2027-01-01', 5],
    ['2021-01-03', 7],
    ['2021-01-04', 1],
    ['1969-12-31', 3],
  ])('%s is day %i', (text, day) => expect(weekday(d(text))).toBe(day))

  test.each([['2026-12-28', 53], ['2027-01-01', 53], ['2027-01-03', 53], ['2027-01-04', 1], ['2027-12-31', 52], ['2024-12-30', 1]])('%s is in week %i', (text, week) => expect(weekNumber(d(text))).toBe(week))

  test('seven days on it is the same', () => fc.assert(fc.property(anyDate, (date) => void expect(weekday(addDays(date, 7))).toBe(weekday(date)))))
})

describe('days in Norway', () => {
  test.each([
    ['2026-01-15T22:59:59Z', '2026-01-15'],
    ['2026-01-15T23:00:00Z', '2026-01-16'],
    ['2026-07-15T21:59:59Z', '2026-07-15'],
    ['2026-07-15T22:00:00Z', '2026-07-16'],
    ['2026-12-31T23:00:00Z', '2027-01-01'],
  ])('at %s it is %s', (at, date) => expect(osloDate(new Date(at))).toBe(date))

  test.each([
    ['2026-01-15', '2026-01-14T23:00:00.000Z', 24],
    ['2026-07-15', '2026-07-14T22:00:00.000Z', 24],
    ['2026-03-29', '2026-03-28T23:00:00.000Z', 23],
    ['2026-10-25', '2026-10-24T22:00:00.000Z', 25],
    ['2026-10-26', '2026-10-25T23:00:00.000Z', 24],
  ])('%s starts at %s and lasts %i hours', (text, start, hours) => {
    expect(startOfDayOslo(d(text)).toISOString()).toBe(start)
    expect((endOfDayOslo(d(text)).getTime() - startOfDayOslo(d(text)).getTime()) / 3_600_000).toBe(hours)
  })

  test('a day starts with its first instant', () =>
    fc.assert(
      fc.property(anyDate, (date) => {
        const start = startOfDayOslo(date)
        expect(osloDate(start)).toBe(date)
        expect(osloDate(new Date(start.getTime() - 1))).toBe(addDays(date, -1))
        expect(osloDate(new Date(endOfDayOslo(date).getTime() - 1))).toBe(date)
      }),
    ))

  test('every instant is inside its day', () =>
    fc.assert(
      fc.property(anyInstant, (at) => {
        expect(startOfDayOslo(osloDate(at)) <= at && at < endOfDayOslo(osloDate(at))).toBe(true)
      }),
    ))
})

describe('what people type', () => {
  test.each([
    '5.3.26', '05.03.26', '5.3.2026', '05.03.2026', '5. 3. 2026', '5/3/26', '5/3-26', '5-3-2026', '5 3 2026', '05032026', '050326', '20260305',
    '2026-03-05', '2026.03.05', '2026/3/5', ' 2026-03-05 ', '5. mars 2026', '5.mars 2026', '5 mars 26', '05 MARS 2026', 'den 5. mars 2026',
    '5. mar. 2026',
    'torsdag 5. mars 2026', 'Thursday 5 March 2026', 'March 5, 2026', 'Mar 5th, 2026', '5th of March 2026', '5\u00a0mars\u00a02026', '５.３.２６',
    '5.3.26.',
  ])('%j is 5 March 2026', (text) => expect(parseNorwegianDate(text)).toBe('2026-03-05'))

  test.each([
    ['1. januar 2026', '2026-01-01'], ['2. februar 2026', '2026-02-02'], ['3. april 2026', '2026-04-03'], ['17. mai 2026', '2026-05-17'],
    ['24 june 2026', '2026-06-24'], ['24. juni 2026', '2026-06-24'], ['4 july 2026', '2026-07-04'], ['laurdag 4. juli 2026', '2026-07-04'],
    ['1. aug. 2026', '2026-08-01'], ['1 sept 2026', '2026-09-01'], ['1 oct 2026', '2026-10-01'], ['måndag 5. oktober 2026', '2026-10-05'],
    ['1 may 2026', '2026-05-01'], ['24. des 2026', '2026-12-24'], ['24 december 2026', '2026-12-24'], ['30. november 2026', '2026-11-30'],
    ['20.10.2010', '2010-10-20'], ['20102010', '2010-10-20'], ['20101112', '2010-11-12'], ['29.2.24', '2024-02-29'],
  ])('%j is %s', (text, date) => expect(parseNorwegianDate(text)).toBe(date))

  test.each([
    '', ' ', '31.2.2026', '29.2.2026', '29.2.23', '32.1.2026', '0.1.2026', '1.13.2026', '5.3', '5. mars', '5', '2026', '5.3.226', '5.3.0226',
    '5.3.3026',
    '5. marsipan 2026', 'i morgen', '5.3.2026.1', '5..', '123456789', '0503202', 'mars 2026', '٥.٣.٢٦', '__proto__', '5 __proto__ 2026',
    '1'.repeat(100),
  ])('%j is no date', (text) => expect(parseNorwegianDate(text)).toBeUndefined())

  test.each([
    [undefined, '5.3.99', '2099-03-05'],
    [2026, '5.3.99', '1999-03-05'],
    [2026, '5.3.26', '2026-03-05'],
    [2026, '5.3.75', '2075-03-05'],
    [1990, '5.3.05', '2005-03-05'],
  ])('near %s, %s is %s', (near, text, date) => expect(parseNorwegianDate(text, near)).toBe(date))

  test('what we write, we read', () =>
    fc.assert(
      fc.property(anyDate, fc.constantFrom('nb', 'nn', 'en'), fc.constantFrom('long', 'short', 'weekday'), (date, language, style) =>
        void expect(parseNorwegianDate(formatDate(date, language, style))).toBe(date),
      ),
    ))

  test('no text makes it throw', () =>
    fc.assert(fc.property(fc.string({ maxLength: 80 }), (text) => void expect(localDate(parseNorwegianDate(text) ?? '2026-01-01')).toBeDefined())))
})

describe('what we write', () => {
  test.each([
    ['nb', 'long', '5. mars 2026'], ['nb', 'short', '05.03.2026'], ['nb', 'weekday', 'torsdag 5. mars 2026'],
    ['nn', 'long', '5. mars 2026'], ['nn', 'short', '05.03.2026'], ['nn', 'weekday', 'torsdag 5. mars 2026'],
    ['en', 'long', '5 March 2026'], ['en', 'short', '5 Mar 2026'], ['en', 'weekday', 'Thursday 5 March 2026'],
  ] as const)('%s %s: %s', (language, style, text) => expect(formatDate(d('2026-03-05'), language, style)).toBe(text))

  test.each([
    ['nb', '2026-03-05T13:05:59Z', '5. mars 2026 kl. 14.05'],
    ['nn', '2026-07-31T22:00:00Z', '1. august 2026 kl. 00.00'],
    ['en', '2026-03-05T13:05:00Z', '5 March 2026 at 14:05'],
  ] as const)('%s, %s: %s', (language, at, text) => expect(formatDateTime(new Date(at), language)).toBe(text))

  it('names the days in nynorsk', () => expect(formatDate(d('2026-03-07'), 'nn', 'weekday')).toBe('laurdag 7. mars 2026'))
})

describe('an hour of the day in Norway', () => {
  test.each([
    ['in winter', '2026-12-02', '10:00', '2026-12-02T09:00:00.000Z'],
    ['in summer', '2026-06-02', '10:00', '2026-06-02T08:00:00.000Z'],
    ['on the day summer time begins, before', '2026-03-29', '01:30', '2026-03-29T00:30:00.000Z'],
    ['and after', '2026-03-29', '10:00', '2026-03-29T08:00:00.000Z'],
    ['in the hour that is skipped, an hour later', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
    ['on the day it ends, before', '2026-10-25', '01:30', '2026-10-24T23:30:00.000Z'],
    ['in the hour that comes twice, the first', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    ['and after', '2026-10-25', '10:00', '2026-10-25T09:00:00.000Z'],
    ['at midnight', '2026-12-02', '00:00', '2026-12-01T23:00:00.000Z'],
  ])('%s', (_, date, time, instant) => expect(instantOslo(d(date), time).toISOString()).toBe(instant))
})

describe('a time of the day', () => {
  test.each([
    ['10', '10:00'], ['10.00', '10:00'], ['9:30', '09:30'], ['0930', '09:30'], ['kl. 14', '14:00'], ['klokka 8.05', '08:05'], ['23:59', '23:59'], ['0', '00:00'], ['24', undefined], ['10.60', undefined], ['10.5', undefined], ['', undefined], ['halv ti', undefined], ['12345', undefined], ['-1', undefined], [' '.repeat(30) + '9', undefined],
  ])('%j is %s', (text, clock) => expect(readClock(text)).toBe(clock))

  test('what is read is always a time of the day', () => fc.assert(fc.property(fc.oneof(fc.string({ maxLength: 20 }), fc.stringMatching(/^\d{1,2}[.:]?\d{0,2}$/)), (text) => void expect(readClock(text) ?? '00:00').toMatch(/^([01]\d|2[0-3]):[0-5]\d$/))))

  test('is written as it can be read again', () => {
    const at = new Date('2026-11-23T08:05:00Z')
    expect([formatClock(at, 'nb'), formatClock(at, 'nn'), formatClock(at, 'en')]).toEqual(['09.05', '09.05', '09:05'])
    expect(['09.05', '09:05'].map(readClock)).toEqual(['09:05', '09:05'])
  })
})

test.each([['2026-07-31', 2025], ['2026-08-01', 2026], ['2026-12-31', 2026], ['2027-01-01', 2026]])('%s is in the kindergarten year that begins in %i', (day, year) => expect(kindergartenYearOf(d(day))).toBe(year))
