import { addDays, localDate } from './dates.ts'
import type { LocalDate } from './dates.ts'

/** Days in a row, half-open as PostgreSQL `daterange`: `from` is included, `to` is the first day that is not. No `to`: no end is set. */
export type Period = { readonly from: LocalDate; readonly to: LocalDate | undefined }

/** True when the day is in the period. */
export const contains = (period: Period, date: LocalDate): boolean => period.from <= date && (period.to === undefined || date < period.to)

/** True when at least one day is in both. Two periods where one takes over from the other do not overlap. */
export const overlaps = (a: Period, b: Period): boolean => {
  const from = a.from > b.from ? a.from : b.from
  return (a.to === undefined || from < a.to) && (b.to === undefined || from < b.to)
}

/** True when no end is set. */
export const isOpen = (period: Period): boolean => period.to === undefined

/** The last day included, as people write a period ('1. august – 31. juli'); undefined when no end is set. */
export const lastDay = (period: Period): LocalDate | undefined => (period.to === undefined ? undefined : addDays(period.to, -1))

const range = /^([[(])"?([\d-]{10})"?,(?:"?([\d-]{10}|infinity)"?)?([\])])$/

/**
 * A `daterange` as PostgreSQL writes it: '[2026-01-01,2026-08-01)', '[2026-01-01,)'. Other bounds are turned to half-open.
 * Throws on a range that is no period ('empty', no first day): columns that hold periods are checked, so it is a bug.
 */
export const fromRange = (text: string): Period => {
  const [, open, first = '', last, close] = range.exec(text) ?? []
  const from = localDate(first)
  const to = last === undefined || last === 'infinity' ? undefined : localDate(last)
  if (!from || (last !== undefined && last !== 'infinity' && !to)) throw new RangeError(`Not a period: ${text.slice(0, 40)}`)
  const period = { from: open === '(' ? addDays(from, 1) : from, to: to && close === ']' ? addDays(to, 1) : to }
  if (period.to !== undefined && period.to <= period.from) throw new RangeError(`Not a period: ${text.slice(0, 40)}`)
  return period
}

/** The period as PostgreSQL reads a `daterange`. */
export const toRange = (period: Period): string => `[${period.from},${period.to ?? ''})`
