import { osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { Period } from '../../../../kernel/period.ts'
import { deadlineOf, halvesBetween, lastDayOf, opensOn, type Half } from '../halves/rules.ts'
import type { Side } from '../rules.ts'

export type Delivered = { readonly half: Half; readonly side: Side }
type Facts = { readonly agreedAt: Date | undefined; readonly period: Period }

/**
 * Whether a partnership reflects on a half-year: it had begun by its end, both had agreed by the last day to deliver, and it had not run out when the
 * first day to deliver came (then the period that follows does).
 */
export const reflectsOn = ({ agreedAt, period }: Facts, half: Half): boolean =>
  agreedAt !== undefined && osloDate(agreedAt) <= deadlineOf(half) && period.from <= lastDayOf(half) && (period.to === undefined || period.to > opensOn(half))

/** The half-years a partnership reflects on that can be delivered today, or could before. The newest first. */
export const halvesOf = (facts: Facts, today: LocalDate): readonly Half[] => halvesBetween(facts.period.from, today).filter((half) => opensOn(half) <= today && reflectsOn(facts, half))

export type HalfState = 'to-deliver' | 'waits-for-other' | 'open' | 'passed'
/** How a half-year stands for one side. `open`: both may read what there is. `passed`: it is open, and this side delivered nothing. */
export function stateOf(half: Half, side: Side | undefined, delivered: readonly Delivered[], today: LocalDate): HalfState {
  const there = delivered.filter((one) => one.half === half)
  const mine = there.some((one) => one.side === side)
  if (there.length >= 2) return 'open'
  if (deadlineOf(half) < today) return side === undefined || mine ? 'open' : 'passed'
  return mine || side === undefined ? 'waits-for-other' : 'to-deliver'
}

export type DeliverRefusal = 'never-agreed' | 'half-not-open' | 'reflection-locked' | 'reflection-passed'
/** Delivered once by each side, from two months before the half-year is over until a month after. Then it is locked; what is added stands beside it. */
export function deliver(facts: Facts, half: Half, side: Side, delivered: readonly Delivered[], today: LocalDate): Decision<DeliverRefusal, { readonly kind: 'scheme.partnership-reflected' }> {
  if (!facts.agreedAt) return refuse('never-agreed')
  if (opensOn(half) > today || !reflectsOn(facts, half)) return refuse('half-not-open')
  if (delivered.some((one) => one.half === half && one.side === side)) return refuse('reflection-locked')
  return deadlineOf(half) < today ? refuse('reflection-passed') : accept({ kind: 'scheme.partnership-reflected' })
}

/** Something is added beside what one has delivered; or, when the last day is past, instead of it. */
export const mayAdd = (half: Half, side: Side, delivered: readonly Delivered[], today: LocalDate): boolean => delivered.some((one) => one.half === half && one.side === side) || deadlineOf(half) < today
