import { addDays, dateOf, weekday, yearOf } from './dates.ts'
import type { LocalDate } from './dates.ts'

/** The twelve public holidays of Norway, as keys of words. Source: helligdagsfredloven § 2, and the act on 1 and 17 May. */
export const holidays = [
  'new-years-day',
  'maundy-thursday',
  'good-friday',
  'easter-sunday',
  'easter-monday',
  'labour-day',
  'constitution-day',
  'ascension-day',
  'whit-sunday',
  'whit-monday',
  'christmas-day',
  'boxing-day',
] as const
export type Holiday = (typeof holidays)[number]

/** The public holiday on `date`, if it is one. Where two meet (1 May 2008 was Ascension Day too), the one with a fixed date is named. */
export const holidayName = (date: LocalDate): Holiday | undefined => holidaysOf(yearOf(date)).get(date)

/** True on the twelve public holidays. A plain Sunday is not one of them. */
export const isHoliday = (date: LocalDate): boolean => holidayName(date) !== undefined

/** Monday to Friday, and no public holiday. Christmas Eve and the days between are working days, as in the law. */
export const isWorkingDay = (date: LocalDate): boolean => weekday(date) <= 5 && !isHoliday(date)

/**
 * The `n`th working day after `date` (before it, when `n` is negative). The day itself never counts; 0 gives `date` back, whatever day it is.
 * `n` is a whole number, else RangeError.
 */
export const addWorkingDays = (date: LocalDate, n: number): LocalDate => {
  if (!Number.isSafeInteger(n)) throw new RangeError('Working days are whole')
  const step = n < 0 ? -1 : 1
  let day = date
  for (let left = Math.abs(n); left > 0; ) {
    day = addDays(day, step)
    if (isWorkingDay(day)) left -= 1
  }
  return day
}

/** Easter Sunday of a year in the Gregorian calendar (computus of Meeus, Jones and Butcher). */
export const easterSunday = (year: number): LocalDate => {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const days = h + l - 7 * m + 114
  return dateOf(year, Math.floor(days / 31), (days % 31) + 1)
}

const known = new Map<number, ReadonlyMap<LocalDate, Holiday>>()

const holidaysOf = (year: number): ReadonlyMap<LocalDate, Holiday> => {
  const found = known.get(year)
  if (found) return found
  const days = computeHolidays(year)
  known.set(year, days)
  return days
}

const computeHolidays = (year: number): ReadonlyMap<LocalDate, Holiday> => {
  const easter = easterSunday(year)
  return new Map<LocalDate, Holiday>([
    [addDays(easter, -3), 'maundy-thursday'],
    [addDays(easter, -2), 'good-friday'],
    [easter, 'easter-sunday'],
    [addDays(easter, 1), 'easter-monday'],
    [addDays(easter, 39), 'ascension-day'],
    [addDays(easter, 49), 'whit-sunday'],
    [addDays(easter, 50), 'whit-monday'],
    [dateOf(year, 1, 1), 'new-years-day'],
    [dateOf(year, 5, 1), 'labour-day'],
    [dateOf(year, 5, 17), 'constitution-day'],
    [dateOf(year, 12, 25), 'christmas-day'],
    [dateOf(year, 12, 26), 'boxing-day'],
  ])
}
