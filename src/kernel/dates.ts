import type { Language } from './language.ts'

/** A calendar date in Norway, 'YYYY-MM-DD', years 1000–9999. Text order is date order, and PostgreSQL `date` reads and writes it as it is. */
export type LocalDate = string & { readonly __kind: 'local-date' }

const dayInMs = 86_400_000
const shape = /^[1-9]\d{3}-\d{2}-\d{2}$/

/** The date that `text` ('YYYY-MM-DD' and nothing else) names, or undefined when there is no such day. */
export const localDate = (text: string): LocalDate | undefined => (isLocalDate(text) ? text : undefined)

/** True for 'YYYY-MM-DD' that is a day in the calendar. */
const isLocalDate = (text: unknown): text is LocalDate => {
  if (typeof text !== 'string' || !shape.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/** The date in Norway at the instant `at`. */
export const osloDate = (at: Date): LocalDate => fromDayNumber(Math.floor(wallClock(at) / dayInMs))

/** The date `days` later (earlier when negative). */
export const addDays = (date: LocalDate, days: number): LocalDate => fromDayNumber(dayNumber(date) + days)

/** The same day some months later (earlier when negative), or the last of the month when it has no such day: three months after 30 November is 28 February. */
export const addMonths = (date: LocalDate, months: number): LocalDate => {
  const first = (month: number) => dateOf(yearOf(date) + Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, 1)
  const month = Number(date.slice(5, 7)) - 1 + months
  const day = addDays(first(month), Number(date.slice(8)) - 1)
  const last = addDays(first(month + 1), -1)
  return day < last ? day : last
}

/** Days from `from` to `to`: 1 from today to tomorrow, negative when `to` is first. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => dayNumber(to) - dayNumber(from)

/** For `sort`: negative when `a` is first, 0 when they are the same day. */
export const compareDates = (a: LocalDate, b: LocalDate): -1 | 0 | 1 => (a < b ? -1 : a > b ? 1 : 0)

/** Day of the week by ISO 8601: 1 is Monday, 7 is Sunday. */
export const weekday = (date: LocalDate): number => weekdayOf(dayNumber(date))

/** Number of the week by ISO 8601: the week of the year that has its Thursday. */
export function weekNumber(date: LocalDate): number {
  const thursday = addDays(date, 4 - weekday(date))
  return 1 + Math.floor(daysBetween(dateOf(yearOf(thursday), 1, 1), thursday) / 7)
}

/** The first instant of the day in Norway. */
export const startOfDayOslo = (date: LocalDate): Date => {
  const midnight = dayNumber(date) * dayInMs
  const near = midnight - offsetAt(midnight)
  return new Date(midnight - offsetAt(near))
}

/** The first instant after the day in Norway: something due on `date` is in time while `now < endOfDayOslo(date)`. */
export const endOfDayOslo = (date: LocalDate): Date => startOfDayOslo(addDays(date, 1))

/** The instant when the clock in Norway shows `time` ('HH:MM') on the day. In the hour that comes twice it is the first; in the hour that is skipped, an hour later. */
export const instantOslo = (date: LocalDate, time: string): Date => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const wall = dayNumber(date) * dayInMs + (hour * 60 + minute) * 60_000
  // The offset of the day's beginning, or of its end when the clock has moved by then.
  const first = new Date(wall - offsetAt(startOfDayOslo(date).getTime()))
  const last = new Date(wall - offsetAt(endOfDayOslo(date).getTime() - 1))
  return wallClock(first) === wall || wallClock(last) !== wall ? first : last
}

/** Seven in the morning in Oslo: when reminders are sent. */
export const morningOf = (date: LocalDate): Date => {
  const seven = new Date(startOfDayOslo(date).getTime() + 7 * 3_600_000)
  // The two nights a year when the clock moves, seven hours after midnight are not seven o'clock.
  return new Date(seven.getTime() + (7 * 3_600_000 - (wallClock(seven) % 86_400_000)))
}

/** The year of a date, as a number. */
export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4))

/** The kindergarten year (barnehageår) a day is in, by the year it begins, on 1 August: 2026 is August 2026 to July 2027. */
export const kindergartenYearOf = (day: LocalDate): number => yearOf(day) - (day.slice(5) < '08-01' ? 1 : 0)

/** The date of a year, month (1–12) and day known to exist, else RangeError. For what people type: `parseNorwegianDate`. */
export const dateOf = (year: number, month: number, day: number): LocalDate => {
  const text = isoText(year, month, day)
  if (!isLocalDate(text)) throw new RangeError(`No such date: ${text}`)
  return text
}

/** How it is written: 'long' 5. mars 2026 · 'short' 05.03.2026 (English 5 Mar 2026, which nobody reads as May) · 'weekday' torsdag 5. mars 2026. */
export type DateStyle = 'long' | 'short' | 'weekday'

/** The date in words or numbers; see `DateStyle`. */
export const formatDate = (date: LocalDate, language: Language, style: DateStyle): string => {
  const [year = '', month = '', day = ''] = date.split('-')
  const english = language === 'en'
  const name = (english ? englishMonths : norwegianMonths)[Number(month) - 1] ?? ''
  if (style === 'short') return english ? `${Number(day)} ${name.slice(0, 3)} ${year}` : `${day}.${month}.${year}`
  const long = english ? `${Number(day)} ${name} ${year}` : `${Number(day)}. ${name} ${year}`
  return style === 'weekday' ? `${weekdays[language][weekday(date) - 1]} ${long}` : long
}

/** What the clock in Norway shows, to the minute: '14:05'. */
export const clockOslo = (at: Date): string => new Date(wallClock(at)).toISOString().slice(11, 16)

/** What the clock in Norway shows, as it is written: '14.05', in English '14:05'. */
export const formatClock = (at: Date, language: Language): string => (language === 'en' ? clockOslo(at) : clockOslo(at).replace(':', '.'))

/** Date and time in Norway: '5. mars 2026 kl. 14.05', in English '5 March 2026 at 14:05'. */
export const formatDateTime = (at: Date, language: Language): string => `${formatDate(osloDate(at), language, 'long')} ${language === 'en' ? 'at' : 'kl.'} ${formatClock(at, language)}`

/** Reads a time of the day as people write it: 10 · 10.00 · 1030 · 9:30 · kl. 14. Gives 'HH:MM'; undefined when it is none. */
export function readClock(text: string): string | undefined {
  if (text.length > 20) return undefined
  const found = /^(?:kl(?:okka|okken)?\.?\s*)?(\d{1,2})(?:\s*[.:,]?\s*(\d{2}))?$/i.exec(text.trim())
  const [hour, minute] = [Number(found?.[1]), Number(found?.[2] ?? 0)]
  return found && hour <= 23 && minute <= 59 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : undefined
}

/**
 * Reads a date as people in Norway type it: 5.3.26 · 05.03.2026 · 5/3-2026 · 050326 · 05032026 · 20260305 · 2026-03-05 · 5. mars 2026 ·
 * torsdag 5 mar 26 · March 5, 2026. Day comes before month. Two digits of a year mean the year nearest to `nearYear`, or 20xx without it.
 * Undefined when it is not a date, when there is no such day, or when the year is not in 1900–2199 (a slip of the finger).
 */
export const parseNorwegianDate = (text: string, nearYear?: number): LocalDate | undefined => {
  if (text.length > 60) return undefined
  const words = text.normalize('NFKC').toLowerCase().match(/\d{1,9}|\p{L}{1,20}|[^\s\p{L}\d]/gu) ?? []
  const parts = words.filter((word) => !skipped.has(word))
  const year = (digits: string): number => (digits.length === 2 ? fullYear(Number(digits), nearYear) : digits.length === 4 ? Number(digits) : 0)
  const [a = '', b = '', c = ''] = parts
  if (parts.length === 1) return fromDigits(a, year)
  if (parts.length !== 3) return undefined
  if (/^\d{4}$/.test(a)) return typed(Number(a), month(b), day(c))
  if (monthNumbers.has(a)) return typed(year(c), month(a), day(b))
  return typed(year(c), month(b), day(a))
}

const fromDigits = (digits: string, year: (digits: string) => number): LocalDate | undefined => {
  if (!/^(?:\d{6}|\d{8})$/.test(digits)) return undefined
  const dayFirst = typed(year(digits.slice(4)), month(digits.slice(2, 4)), day(digits.slice(0, 2)))
  // Eight digits that are a day in both orders do not exist between 1900 and 2199.
  return dayFirst ?? (digits.length === 8 ? typed(Number(digits.slice(0, 4)), month(digits.slice(4, 6)), day(digits.slice(6))) : undefined)
}

const typed = (year: number, month: number, day: number): LocalDate | undefined =>
  year >= 1900 && year <= 2199 ? localDate(isoText(year, month, day)) : undefined

const fullYear = (twoDigits: number, nearYear: number | undefined): number => {
  if (nearYear === undefined) return 2000 + twoDigits
  const century = nearYear - (nearYear % 100)
  const candidates = [century - 100, century, century + 100].map((start) => start + twoDigits)
  return candidates.reduce((best, year) => (Math.abs(year - nearYear) < Math.abs(best - nearYear) ? year : best))
}

const day = (word: string): number => (/^\d{1,2}$/.test(word) ? Number(word) : 0)
const month = (word: string): number => monthNumbers.get(word) ?? day(word)

const isoText = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/** Days since 1 January 1970. */
const dayNumber = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`) / dayInMs

const fromDayNumber = (days: number): LocalDate => {
  const at = new Date(days * dayInMs)
  return Number.isInteger(days) ? dateOf(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()) : dateOf(Number.NaN, 0, 0)
}

const weekdayOf = (days: number): number => ((((days + 3) % 7) + 7) % 7) + 1

const oslo = new Intl.DateTimeFormat('en-US', {
  timeZone: 'Europe/Oslo',
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
})

/** What the clock on the wall in Norway shows at `at`, as milliseconds as if that clock were UTC. Whole seconds. */
const wallClock = (at: Date): number => {
  const parts = new Map(oslo.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}

const offsetAt = (ms: number): number => wallClock(new Date(ms)) - Math.floor(ms / 1000) * 1000

const norwegianMonths = 'januar februar mars april mai juni juli august september oktober november desember'.split(' ')
const englishMonths = 'January February March April May June July August September October November December'.split(' ')
const weekdays = {
  nb: 'mandag tirsdag onsdag torsdag fredag lørdag søndag'.split(' '),
  nn: 'måndag tysdag onsdag torsdag fredag laurdag sundag'.split(' '),
  en: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' '),
}

const monthNumbers = new Map(
  [norwegianMonths, englishMonths.map((name) => name.toLowerCase())].flatMap((names) =>
    names.flatMap((name, at): [string, number][] => [[name, at + 1], [name.slice(0, 3), at + 1], [name.slice(0, 4), at + 1]]),
  ),
)

/** Signs and words that carry nothing in a date. */
const skipped = new Set([
  ...'. , / - – — − : ( ) den dag d of the st nd rd th man tir tys ons tor fre lør lau søn søndag mon tue wed thu sat sun'.split(' '),
  ...Object.values(weekdays).flatMap((names) => names.map((name) => name.toLowerCase())),
])
