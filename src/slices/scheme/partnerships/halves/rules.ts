import { addDays, dateOf, yearOf, type LocalDate } from '../../../../kernel/dates.ts'
import { isWorkingDay } from '../../../../kernel/working-days.ts'

/** A half of a year as it is stored: '2026-1' is January to July, '2026-2' August to December. They meet where kindergarten years do. */
export type Half = string & { readonly __kind: 'half' }

export const halfOf = (day: LocalDate): Half => `${yearOf(day)}-${day.slice(5) < '08-01' ? 1 : 2}` as Half
export const isHalf = (text: string): text is Half => /^20\d{2}-[12]$/.test(text)
const yearIn = (half: Half) => Number(half.slice(0, 4))
const isSpring = (half: Half) => half.endsWith('-1')

/** The words of a half-year: the season and the year. */
export const wordsOf = (half: Half): { readonly season: 'spring' | 'autumn'; readonly year: number } => ({ season: isSpring(half) ? 'spring' : 'autumn', year: yearIn(half) })

export const firstDayOf = (half: Half): LocalDate => dateOf(yearIn(half), isSpring(half) ? 1 : 8, 1)
export const lastDayOf = (half: Half): LocalDate => dateOf(yearIn(half), isSpring(half) ? 7 : 12, 31)
export const before = (half: Half): Half => halfOf(addDays(firstDayOf(half), -1))
/** The last day to deliver a reflection on it: a month after it is over. As `scheme.reflection_deadline` in the database. */
export const deadlineOf = (half: Half): LocalDate => dateOf(yearIn(half) + (isSpring(half) ? 0 : 1), isSpring(half) ? 8 : 1, 31)
/** From this day it can be delivered: two months before it is over. */
export const opensOn = (half: Half): LocalDate => dateOf(yearIn(half), isSpring(half) ? 6 : 11, 1)

/** The half-years from the first day to the last, the newest first. */
export function halvesBetween(from: LocalDate, to: LocalDate): readonly Half[] {
  const halves: Half[] = []
  for (let half = halfOf(to); lastDayOf(half) >= from; half = before(half)) halves.push(half)
  return halves
}

/** Working days from one day until another: the day itself does not count, the last one does. The same day is 0. */
export function workingDaysUntil(from: LocalDate, to: LocalDate): number {
  let days = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) days += 1
  return days
}

/** The middle of some numbers; of an even count the mean of the two in the middle. Undefined of none. */
export function median(numbers: readonly number[]): number | undefined {
  const sorted = numbers.toSorted((a, b) => a - b)
  const at = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[at - 1], sorted[at]]
  return sorted.length % 2 === 1 || low === undefined || high === undefined ? high : (low + high) / 2
}
