import { addDays, addMonths, daysBetween, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { Period } from '../../../../kernel/period.ts'

/** The talk about what comes after begins so long before the end. */
const talkMonths = 6
export type RenewFacts = { readonly agreedAt: Date | undefined; readonly endedAt: Date | undefined; readonly period: Period }

/** Whether a period follows the one before it: a proposal that was turned down does not. */
export const stands = ({ agreedAt, endedAt }: { readonly agreedAt: Date | undefined; readonly endedAt: Date | undefined }): boolean => endedAt === undefined || agreedAt !== undefined

/** From this day on both sides are asked; undefined when no end is set. */
export const talkFrom = ({ to }: Period): LocalDate | undefined => (to === undefined ? undefined : addMonths(addDays(to, -1), -talkMonths))
/** It is time to talk: within six months of the end or after it, and nobody has ended it before. */
export const isTime = (facts: RenewFacts, today: LocalDate): boolean => {
  const from = talkFrom(facts.period)
  return facts.agreedAt !== undefined && facts.endedAt === undefined && from !== undefined && from <= today
}

/** The first day of what follows: the day after the last one, or today when that is past. */
export const nextFrom = (period: Period & { readonly to: LocalDate }, today: LocalDate): LocalDate => (period.to < today ? today : period.to)

/** Days without a partnership between two periods: until the next began, or was agreed by both if that was later. 0 is no gap. */
export function gapDays(period: Period, next: { readonly from: LocalDate; readonly agreedOn: LocalDate | undefined }, today: LocalDate): number {
  if (period.to === undefined) return 0
  const agreed = next.agreedOn ?? today
  return Math.max(0, daysBetween(period.to, agreed > next.from ? agreed : next.from))
}

export type RenewRefusal = 'never-agreed' | 'already-ended' | 'no-end' | 'too-early' | 'renewed-already' | 'renewal-too-short'
/** A new period that follows the old one, day after day. */
export function renew(facts: RenewFacts, last: LocalDate, hasNext: boolean, today: LocalDate): Decision<RenewRefusal, { readonly kind: 'scheme.partnership-renewed'; readonly period: Period }> {
  if (hasNext) return refuse('renewed-already')
  if (!facts.agreedAt) return refuse('never-agreed')
  if (facts.endedAt) return refuse('already-ended')
  const { from, to } = facts.period
  if (to === undefined) return refuse('no-end')
  if (!isTime(facts, today)) return refuse('too-early')
  const begins = nextFrom({ from, to }, today)
  return last < begins ? refuse('renewal-too-short') : accept({ kind: 'scheme.partnership-renewed', period: { from: begins, to: addDays(last, 1) } })
}

export type PartRefusal = 'never-agreed' | 'already-ended' | 'no-end' | 'renewed-already' | 'parted-already'
/** A side says that it will not go on, and why. */
export function part(facts: RenewFacts, hasNext: boolean, said: boolean): Decision<PartRefusal, { readonly kind: 'scheme.partnership-not-renewed' }> {
  if (hasNext) return refuse('renewed-already')
  if (said) return refuse('parted-already')
  if (!facts.agreedAt) return refuse('never-agreed')
  if (facts.endedAt) return refuse('already-ended')
  return facts.period.to === undefined ? refuse('no-end') : accept({ kind: 'scheme.partnership-not-renewed' })
}

/** Days of a promise moved as far as the period has moved, and kept inside the new one. */
export function moved(days: { readonly from: LocalDate; readonly to: LocalDate }, old: Period, next: Period): { readonly from: LocalDate; readonly to: LocalDate } {
  const by = daysBetween(old.from, next.from)
  const last = next.to === undefined ? undefined : addDays(next.to, -1)
  const inside = (day: LocalDate) => (day < next.from ? next.from : last !== undefined && day > last ? last : day)
  return { from: inside(addDays(days.from, by)), to: inside(addDays(days.to, by)) }
}
