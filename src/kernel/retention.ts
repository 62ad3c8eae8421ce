import { dateOf, isLocalDate, osloDate, startOfDayOslo, addDays, type LocalDate } from './dates.ts'

/** How long something is kept, counted in whole days in Norway: never shorter than it says, at most a day longer. */
export type Keep = { readonly days: number } | { readonly months: number } | { readonly years: number }

/** The first day that is still kept. What ended before it has had its time. */
export const keptFrom = (keep: Keep, now: Date): LocalDate => {
  const today = osloDate(now)
  return 'days' in keep ? addDays(today, -keep.days) : monthsBefore(today, 'months' in keep ? keep.months : keep.years * 12)
}

/** The instant that day begins. */
export const keptSince = (keep: Keep, now: Date): Date => startOfDayOslo(keptFrom(keep, now))

/** The same day of an earlier month; where there is none (30 February), the last one there is. */
function monthsBefore(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const at = year * 12 + (month - 1) - months
  const [toYear, toMonth] = [Math.floor(at / 12), (at % 12) + 1]
  for (let tried = day; ; tried--) if (isLocalDate(`${toYear}-${String(toMonth).padStart(2, '0')}-${String(tried).padStart(2, '0')}`)) return dateOf(toYear, toMonth, tried)
}
