import { addDays, addMonths, endOfDayOslo, osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { addWorkingDays, isWorkingDay } from '../../../../kernel/working-days.ts'

/** When a decision, or the reasons for it, reached somebody in an electronic system: it lay there, and they had been told so. Either may not have happened. */
export type Reached = { readonly availableAt: Date | undefined; readonly noticeSentAt: Date | undefined }

/** Somebody demanded reasons; the period stops, and a new one begins when the reasons have reached them. */
export type Demand = { readonly askedAt: Date; readonly answered: Reached | undefined }

export type AppealPeriod =
  | { readonly state: 'not-begun' }
  | { readonly state: 'interrupted'; readonly since: Date }
  | { readonly state: 'counted'; /** Not counted itself. */ readonly arrived: LocalDate; readonly lastDay: LocalDate; /** The first instant that is too late. */ readonly closes: Date }

/** The day both had happened; before that nothing runs. */
function arrivalOf({ availableAt, noticeSentAt }: Reached): LocalDate | undefined {
  if (!availableAt || !noticeSentAt) return undefined
  return osloDate(availableAt > noticeSentAt ? availableAt : noticeSentAt)
}

/**
 * The last day of so many weeks: the day of arrival is not counted, and a last day on a Saturday, a Sunday or a public holiday becomes the next
 * working day. Source: the law's three weeks, counted as domstolloven §§ 148–149 says.
 */
export function lastDayOf(arrived: LocalDate, weeks: number): LocalDate {
  const day = addDays(arrived, weeks * 7)
  return isWorkingDay(day) ? day : addWorkingDays(day, 1)
}

/** How the period stands: from the decision, or from the reasons when they were demanded while it ran. A demand after the last day changes nothing. */
export function appealPeriod(weeks: number, reached: Reached, demand?: Demand): AppealPeriod {
  const first = counted(weeks, reached)
  if (first.state !== 'counted' || !demand || demand.askedAt >= first.closes) return first
  const again = demand.answered ? counted(weeks, demand.answered) : undefined
  return again?.state === 'counted' ? again : { state: 'interrupted', since: demand.askedAt }
}

function counted(weeks: number, reached: Reached): AppealPeriod {
  const arrived = arrivalOf(reached)
  if (!arrived) return { state: 'not-begun' }
  const lastDay = lastDayOf(arrived, weeks)
  return { state: 'counted', arrived, lastDay, closes: endOfDayOslo(lastDay) }
}

export type Timing = 'in-time' | 'late' | 'too-late'

/** An appeal sent now: in time while the period is not over, late for so many months after the decision arrived, then too late for good. */
export function timingOf(period: AppealPeriod, sentAt: Date, latestMonths: number): Timing {
  if (period.state !== 'counted' || sentAt < period.closes) return 'in-time'
  return sentAt < endOfDayOslo(addMonths(period.arrived, latestMonths)) ? 'late' : 'too-late'
}
