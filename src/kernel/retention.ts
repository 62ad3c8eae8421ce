import { addDays, addMonths, osloDate, startOfDayOslo, type LocalDate } from './dates.ts'

/** How long something is kept, counted in whole days in Norway: never shorter than it says, at most a day longer. */
export type Keep = { readonly days: number } | { readonly months: number } | { readonly years: number }

/** The first day that is still kept. What ended before it has had its time. */
export const keptFrom = (keep: Keep, now: Date): LocalDate => {
  const today = osloDate(now)
  return 'days' in keep ? addDays(today, -keep.days) : addMonths(today, -('months' in keep ? keep.months : keep.years * 12))
}

/** The instant that day begins. */
export const keptSince = (keep: Keep, now: Date): Date => startOfDayOslo(keptFrom(keep, now))
