import type { Language } from '../kernel/language.ts'

/** The locale that dates and numbers are written in. English is British: day before month. */
export const locales: Readonly<Record<Language, string>> = { nb: 'nb-NO', nn: 'nn-NO', en: 'en-GB' }

/** Every date and time on screen is Norwegian time, whatever the machine's clock is set to. */
export const timeZone = 'Europe/Oslo'

export type Formats = {
  /** `5. mars 2026` */
  readonly date: (at: Date) => string
  /** `05.03.2026` */
  readonly shortDate: (at: Date) => string
  /** `14.05`, in English `14:05` */
  readonly time: (at: Date) => string
  /** `5. mars 2026 kl. 14.05` */
  readonly dateTime: (at: Date) => string
  /** `1 234 567,9`, with no-break spaces */
  readonly number: (value: number) => string
  /** `3,5`, always one decimal */
  readonly decimal: (value: number) => string
  /** `26 %` of a fraction: 0.26 */
  readonly percent: (fraction: number) => string
  /** `1 250 000 kr`, whole kroner */
  readonly kroner: (amount: number) => string
  /** `a, b og c` */
  readonly list: (words: readonly string[]) => string
  /** `a, b eller c` */
  readonly either: (words: readonly string[]) => string
}

const made = new Map<Language, Formats>()

/** Formatters of dates and numbers in a language; made once and kept. */
export const formats = (language: Language): Formats => {
  const known = made.get(language)
  if (known) return known
  const fresh = make(language)
  made.set(language, fresh)
  return fresh
}

const make = (language: Language): Formats => {
  const locale = locales[language]
  const long = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone })
  const short = new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric', timeZone })
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone })
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const one = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'NOK', maximumFractionDigits: 0 })
  const and = new Intl.ListFormat(locale, { type: 'conjunction' })
  const or = new Intl.ListFormat(locale, { type: 'disjunction' })
  const time = (at: Date): string => (language === 'en' ? clock.format(at) : clock.format(at).replace(':', '.'))
  return {
    date: (at) => long.format(at),
    shortDate: (at) => short.format(at),
    time,
    dateTime: (at) => (language === 'en' ? `${long.format(at)} at ${time(at)}` : `${long.format(at)} kl. ${time(at)}`),
    number: (value) => plain.format(value),
    decimal: (value) => one.format(value),
    percent: (fraction) => share.format(fraction),
    kroner: (amount) => money.format(amount),
    list: (words) => and.format(words),
    either: (words) => or.format(words),
  }
}
