import { addDays, osloDate, startOfDayOslo } from '../../../../kernel/dates.ts'

/** So many days before a report is due, those who are to write it are reminded. */
const daysBefore = 30

/** What to remind of now: that it is due within a month, or that it did not come. `due` is the first instant that is too late. */
export function reminderFor(due: Date, now: Date): 'due' | 'overdue' | undefined {
  if (now >= due) return 'overdue'
  return now >= startOfDayOslo(addDays(osloDate(due), -daysBefore)) ? 'due' : undefined
}
