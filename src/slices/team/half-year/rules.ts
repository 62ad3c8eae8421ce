import { addDays, dateOf, daysBetween, yearOf, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { mondayOf } from '../capacity/rules.ts'
import type { Span } from './facts.ts'
import type { Broken } from './model/check.ts'

export const states = ['waiting', 'proposed', 'cancelled', 'adopted', 'replaced'] as const
export type State = (typeof states)[number]
export type Plan = {
  readonly id: string
  readonly number: number
  readonly from: LocalDate
  readonly weeks: number
  readonly state: State
  readonly worth: number | undefined
  readonly bound: number | undefined
  readonly proven: boolean
  readonly mark: string
  readonly version: number
  readonly madeAt: Date
  readonly madeBy: string
  readonly finishedAt: Date | undefined
  readonly adoptedAt: Date | undefined
  readonly adoptedBy: string | undefined
}

export type AskRefusal = 'nothing-promised' | 'no-hours' | 'being-made' | 'locks-collide' | 'span-passed'
/** A plan can be made when somebody has hours, something is promised, and none is being made for the team. `minutes` is all the team has in the weeks, `ends` the last day of them. */
export function ask({ promised, minutes, waiting, locks, ends }: { readonly promised: number; readonly minutes: number; readonly waiting: boolean; readonly locks: readonly Broken[]; readonly ends: LocalDate }, today: LocalDate): Decision<AskRefusal, { readonly kind: 'team.half-year-asked-for' }> {
  if (ends < firstMonday(today)) return refuse('span-passed')
  if (promised === 0) return refuse('nothing-promised')
  if (minutes === 0) return refuse('no-hours')
  if (waiting) return refuse('being-made')
  if (locks.length > 0) return refuse('locks-collide')
  return accept({ kind: 'team.half-year-asked-for' })
}

export type MoveRefusal = 'not-proposed' | 'changed-meanwhile' | 'breaks-limit' | 'same-week'
/** One visit to another week or adviser. What it would break is told before anything is saved; it is saved only within the limits. */
export function move(plan: Pick<Plan, 'state' | 'version'>, seen: number, there: boolean, broken: readonly Broken[]): Decision<MoveRefusal, { readonly kind: 'team.half-year-moved' }> {
  if (plan.state !== 'proposed') return refuse('not-proposed')
  if (plan.version !== seen) return refuse('changed-meanwhile')
  if (there) return refuse('same-week')
  return broken.length > 0 ? refuse('breaks-limit') : accept({ kind: 'team.half-year-moved' })
}

export type AdoptRefusal = 'not-proposed' | 'changed-meanwhile' | 'no-longer-fits'
/** What is adopted keeps every limit as it is today, not as it was when it was reckoned. */
export function adopt(plan: Pick<Plan, 'state' | 'version'>, seen: number, broken: readonly Broken[]): Decision<AdoptRefusal, { readonly kind: 'team.half-year-adopted' }> {
  if (plan.state !== 'proposed') return refuse('not-proposed')
  if (plan.version !== seen) return refuse('changed-meanwhile')
  return broken.length > 0 ? refuse('no-longer-fits') : accept({ kind: 'team.half-year-adopted' })
}

/** It takes a minute. When it takes so much longer, the process has most likely ended in the middle, and the page says so. */
const usuallyMadeWithinMs = 3 * 60_000
export const isLate = ({ madeAt }: Pick<Plan, 'madeAt'>, now: Date): boolean => now.getTime() - madeAt.getTime() > usuallyMadeWithinMs

/** How far a plan can be from the best, in parts of a thousand and never less than it is: 0 is the best there is, to a hundred thousandth. */
export const gapOf = ({ worth, bound }: Pick<Plan, 'worth' | 'bound'>): number | undefined => (worth === undefined || bound === undefined ? undefined : bound <= 0 ? 0 : Math.max(0, Math.ceil(((bound - worth) / bound) * 1000 - 0.01)))

/** The model has no more weeks than this. Spring is longer, and its last weeks come within reach as it goes. */
const mostWeeks = 26

/** The first Monday that has not begun: a plan never sets a visit in days that have been. */
const firstMonday = (today: LocalDate): LocalDate => (mondayOf(today) === today ? today : addDays(mondayOf(today), 7))

/** The weeks one can plan for: the rest of this half-year, and the next. Half-years begin on 1 January and 1 August, or the Monday of that week. */
export function spansFrom(today: LocalDate): readonly [rest: Span, next: Span] {
  const year = yearOf(today)
  const now = firstMonday(today)
  // From the last days of December the next two begin in each of the two years to come.
  const starts = [dateOf(year, 8, 1), dateOf(year + 1, 1, 1), dateOf(year + 1, 8, 1), dateOf(year + 2, 1, 1)].map(mondayOf)
  const [first = now, second = now] = starts.filter((day) => day > now)
  const weeks = (from: LocalDate, until: LocalDate) => Math.min(mostWeeks, daysBetween(from, until) / 7)
  return [{ from: now, weeks: weeks(now, first) }, { from: first, weeks: weeks(first, second) }]
}

/** What one most likely plans: what is left of this half-year, or the next when little is left. */
export const likelySpan = ([rest, next]: ReturnType<typeof spansFrom>): Span => (rest.weeks > 8 ? rest : next)

/** The weeks of a plan that have not begun; undefined when they are all over. */
export function leftOf({ from, weeks }: Span, today: LocalDate): Span | undefined {
  const start = from > firstMonday(today) ? from : firstMonday(today)
  const left = weeks - daysBetween(from, start) / 7
  return left > 0 ? { from: start, weeks: left } : undefined
}
