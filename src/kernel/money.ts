import { accept, refuse, type Decision } from './decision.ts'
import type { Language } from './language.ts'

/** Money in whole øre, exact: a safe integer, never a fraction. 100 øre is one krone. */
export type Ore = number & { readonly __kind: 'ore' }

export const zero = 0 as Ore
/** The largest single amount people may type: one thousand million kroner. More is a slip of the finger. */
export const largest = 100_000_000_000 as Ore

/** A whole number of øre; RangeError for what is not exact. */
export const ore = (value: number): Ore => {
  if (!Number.isSafeInteger(value)) throw new RangeError(`Not a whole number of øre: ${value}`)
  return (value === 0 ? 0 : value) as Ore
}

/** Øre from the database, where they are text. */
export const oreFrom = (stored: string | number | bigint): Ore => ore(Number(stored))

/** The sum, exact: RangeError rather than a rounded answer. */
export const sumOre = (amounts: Iterable<Ore>): Ore => {
  let total = 0
  for (const amount of amounts) total = ore(total + amount)
  return total as Ore
}

/**
 * The share `part`/`whole` of an amount, rounded to the nearest øre (half away from zero), exact for every safe amount.
 * `part` and `whole` are whole numbers, `whole` above zero.
 */
export const shareOf = (amount: Ore, part: number, whole: number): Ore => {
  const product = BigInt(amount) * BigInt(part) * 2n
  const divisor = BigInt(whole) * 2n
  const half = product < 0n ? -BigInt(whole) : BigInt(whole)
  return ore(Number((product + half) / divisor))
}

export type MoneyRefusal = 'not-money' | 'negative' | 'too-much'

/**
 * Kroner as people type them: 250000 · 250 000 · 250.000 · 250 000,50 · kr 250 000,-. Empty is for the caller to decide about.
 * A point is a thousands separator when three digits follow it, else it separates øre.
 */
export function parseKroner(typed: string): Decision<MoneyRefusal, Ore> {
  if (typed.length > 60) return refuse('too-much')
  const text = typed.normalize('NFKC').replaceAll(/\s|\u2019/gu, '').replace(/^kr\.?/i, '').replace(/(?:kr\.?|nok)$/i, '').replace(/,-+$|,–$/, '').replace(/^[−–]/, '-')
  const found = /^(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:[.,](\d{1,2}))?$/.exec(text)
  if (!found) return refuse('not-money')
  const [, sign = '', kroner = '', decimals = ''] = found
  const whole = kroner.replaceAll('.', '')
  if (whole.replace(/^0+/, '').length > 12) return refuse('too-much')
  const value = Number(whole) * 100 + Number(decimals.padEnd(2, '0'))
  if (sign === '-' && value > 0) return refuse('negative')
  return value > largest ? refuse('too-much') : accept(ore(value))
}

/** 'kr 250 000' or 'kr 250 000,50' (English 'NOK 250,000.50'): øre are shown when there are any. Spaces do not break. */
export const formatKroner = (amount: Ore, language: Language): string => `${language === 'en' ? 'NOK' : 'kr'}\u00a0${plainKroner(amount, language)}`

/** The number alone, for tables whose heading says kroner: '250 000', '−1 200,50'. */
export const plainKroner = (amount: Ore, language: Language): string => {
  const english = language === 'en'
  const size = Math.abs(amount)
  const kroner = String(Math.floor(size / 100)).replaceAll(/\B(?=(\d{3})+$)/g, english ? ',' : '\u00a0')
  const rest = size % 100
  return `${amount < 0 ? '−' : ''}${kroner}${rest === 0 ? '' : `${english ? '.' : ','}${String(rest).padStart(2, '0')}`}`
}

/** As a person would type it back into a field: '250000' or '250000,50'. */
export const typedKroner = (amount: Ore): string => (amount % 100 === 0 ? String(amount / 100) : `${Math.trunc(amount / 100)},${String(Math.abs(amount) % 100).padStart(2, '0')}`)
