import { addDays, addMonths, daysBetween, type LocalDate } from '../../../kernel/dates.ts'

/** A request for guidance: the day it was sent, and the day anybody from the team first met the kindergarten about it. */
export type Request = { readonly submitted: LocalDate; readonly met: LocalDate | undefined; readonly running: boolean }

/** Below this, a figure says more about chance than about the team. */
export const fewest = 8
const weeksOfPace = 12

export type Waiting = {
  /** Of those met in the last twelve months. `days` is undefined below `fewest`. */
  readonly met: number
  readonly days: { readonly median: number; readonly ninetieth: number } | undefined
  /** Sent, running, and met by nobody yet. */
  readonly queue: number
  readonly longest: number | undefined
  /** First meetings in the last twelve weeks: the pace. */
  readonly lately: number
  /** For a request that comes in today: whole weeks, at the pace that may well be (eight times of ten) the true one. Undefined when there are too few to tell. */
  readonly forecast: { readonly least: number; readonly most: number } | undefined
}

/** How long kindergartens wait from request to first meeting, and how long one that asks today may have to. */
export function waitingOf(requests: readonly Request[], today: LocalDate): Waiting {
  const waits = requests.flatMap(({ submitted, met }) => (met !== undefined && met > addMonths(today, -12) && met <= today ? [Math.max(0, daysBetween(submitted, met))] : [])).toSorted((a, b) => a - b)
  const inQueue = requests.filter(({ met, running, submitted }) => met === undefined && running && submitted <= today)
  const lately = requests.filter(({ met }) => met !== undefined && met > addDays(today, -7 * weeksOfPace) && met <= today).length
  return {
    met: waits.length,
    days: waits.length < fewest ? undefined : { median: quantile(waits, 0.5), ninetieth: quantile(waits, 0.9) },
    queue: inQueue.length,
    longest: inQueue.length === 0 ? undefined : Math.max(...inQueue.map(({ submitted }) => daysBetween(submitted, today))),
    lately,
    forecast: forecastOf(inQueue.length, lately),
  }
}

/** The smallest wait that at least so large a part of them were within (nearest rank): one that truly happened, never a mean of two. */
const quantile = (sorted: readonly number[], part: number): number => sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0

/** Those before it and itself, taken at the pace of the last weeks. Meetings come by chance (Poisson): eight times of ten the pace lies within 1.28 standard deviations. */
function forecastOf(queue: number, lately: number): Waiting['forecast'] {
  if (lately < fewest) return undefined
  const weeks = (meetings: number) => ((queue + 1) * weeksOfPace) / meetings
  const spread = 1.28 * Math.sqrt(lately)
  return { least: Math.max(1, Math.floor(weeks(lately + spread))), most: Math.ceil(weeks(lately - spread)) }
}
