import { addDays, daysBetween, startOfDayOslo, weekday, type LocalDate } from '../src/kernel/dates.ts'
import { isHoliday } from '../src/kernel/working-days.ts'

/** A day on which a kindergarten and a team would meet: no weekend, no public holiday, and not in July, when nobody does. */
const isOrdinary = (day: LocalDate): boolean => weekday(day) <= 5 && !isHoliday(day) && day.slice(5, 7) !== '07'

const nearest = (day: LocalDate, step: 1 | -1): LocalDate => (isOrdinary(day) ? day : nearest(addDays(day, step), step))

/** The ordinary day that many days before `today`, or the last one before it. */
export const dayBefore = (today: LocalDate, ago: number): LocalDate => nearest(addDays(today, -ago), -1)

/** The ordinary day that many days after `today`, or the first one after it. */
export const dayAfter = (today: LocalDate, ahead: number): LocalDate => nearest(addDays(today, ahead), 1)

const [morning, apart] = [8.5 * 3_600_000, 12 * 60_000]

/**
 * A time in the working hours of `dayBefore`. What is told of different days comes in the same order, also when the days are moved to the same one.
 * Today it is midnight: nothing has happened later than the world is made.
 */
export function timeBefore(today: LocalDate, ago: number): Date {
  const day = dayBefore(today, ago)
  if (day === today) return startOfDayOslo(day)
  return new Date(startOfDayOslo(day).getTime() + morning + daysBetween(day, addDays(today, -ago)) * apart)
}
