import { addDays, addMonths, daysBetween, type LocalDate } from '../../../kernel/dates.ts'

/** A request for guidance: the day it was sent, and the day anybody from the team first met the kindergarten about it. */
export type Request = { readonly submitted: LocalDate; readonly met: LocalDate | undefined; readonly running: boolean }

/** First meetings: with fewer, a figure says more about chance than about the team. */
export const fewestMeetings = 8
/** So many of the last weeks tell the pace. */
const weeksOfPace = 12

export type Waiting = {
  /** Of those met in the last twelve months. `days` is undefined below `fewestMeetings`. */
  readonly met: number
  readonly days: { readonly median: number; readonly ninetieth: number } | undefined
  /** Sent, running, and met by nobody yet. */
  readonly queue: number
  readonly longest: number | undefined
  /** First meetings in the last twelve weeks: the pace. */
  readonly lately: number
  /** For a request that comes in today, in whole weeks: eight times of ten it is met within the range, 0 for less than one week. Undefined when there are too few to tell. */
  readonly forecast: { readonly least: number; readonly most: number } | undefined
}

/** How long kindergartens wait from request to first meeting, and how long one that asks today may have to. */
export function waitingOf(requests: readonly Request[], today: LocalDate): Waiting {
  const waits = requests.flatMap(({ submitted, met }) => (met !== undefined && met > addMonths(today, -12) && met <= today ? [Math.max(0, daysBetween(submitted, met))] : [])).toSorted((a, b) => a - b)
  const inQueue = requests.filter(({ met, running, submitted }) => met === undefined && running && submitted <= today)
  const lately = requests.filter(({ met }) => met !== undefined && met > addDays(today, -7 * weeksOfPace) && met <= today).length
  return {
    met: waits.length,
    days: waits.length < fewestMeetings ? undefined : { median: quantile(waits, 0.5), ninetieth: quantile(waits, 0.9) },
    queue: inQueue.length,
    longest: inQueue.length === 0 ? undefined : Math.max(...inQueue.map(({ submitted }) => daysBetween(submitted, today))),
    lately,
    forecast: forecastOf(inQueue.length, lately),
  }
}

/** The smallest wait that at least so large a part of them were within (nearest rank): one that truly happened, never a mean of two. */
const quantile = (sorted: readonly number[], part: number): number => sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0

/** Eight times of ten: this many standard deviations to each side. */
const deviations = 1.2816
/**
 * How long it takes to meet those before it and itself, when first meetings come by chance at the pace of the last weeks, which is not known for certain either. Meetings to come
 * are as gamma-distributed as those that were, and the time as their ratio: the quantiles of F, by the cube root of each (Paulson 1942).
 */
function forecastOf(queue: number, lately: number): Waiting['forecast'] {
  if (lately < fewestMeetings) return undefined
  const ahead = queue + 1
  const [a, b] = [1 / (9 * ahead), 1 / (9 * lately)]
  const spread = deviations * Math.sqrt(a * (1 - b) ** 2 + b * (1 - a) ** 2 - deviations ** 2 * a * b)
  const weeks = (side: -1 | 1) => ((ahead * weeksOfPace) / lately) * (((1 - a) * (1 - b) + side * spread) / ((1 - b) ** 2 - deviations ** 2 * b)) ** 3
  return { least: Math.floor(weeks(-1)), most: Math.ceil(weeks(1)) }
}
