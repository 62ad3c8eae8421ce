import { z } from 'zod'
import { parseNorwegianDate, readClock } from './dates.ts'
import type { LocalDate } from './dates.ts'

/**
 * Building blocks for forms. What comes in is what a browser sends (nothing, one string, or several of one name) or whatever a hostile program sends
 * instead: a value of another kind counts as not filled in, and nothing here throws. Messages are keys of texts; the words are put in on the page.
 */

/** A field that is missing or not one string counts as empty. */
const single = (value: unknown): string => (typeof value === 'string' ? value : '')

const field = <T>(read: (value: unknown) => { readonly value: T } | { readonly wrong: string }): z.ZodType<T> =>
  z.unknown().optional().transform((value, context) => {
    const answer = read(value)
    if ('value' in answer) return answer.value
    context.addIssue({ code: 'custom', message: answer.wrong })
    return z.NEVER
  })

/**
 * Text on one or more lines: trimmed, NFC, line ends as \n, without control characters other than newline and tab.
 * `max` counts as the `maxlength` of a browser does (UTF-16 units, a newline is one). Empty gives '' unless `required` names a message.
 */
export const text = (rule: { readonly required?: string; readonly max: number; readonly tooLong: string }): z.ZodType<string> =>
  field((value) => {
    const typed = single(value)
    // A bound before the cleaning too: a letter is at most four units when its accents stand alone, and \r\n is two.
    const clean = typed.length > rule.max * 4 + 1000 ? undefined : cleanText(typed)
    if (clean === undefined || clean.length > rule.max) return { wrong: rule.tooLong }
    return clean === '' && rule.required !== undefined ? { wrong: rule.required } : { value: clean }
  })

/** The text as `text` keeps it. Marks are cut to 30 in a row (the stream-safe format of Unicode UAX 15), which keeps the time linear. */
export const cleanText = (typed: string): string =>
  typed
    .toWellFormed()
    .replaceAll(/\r\n|[\r\u0085\u2028\u2029]/g, '\n')
    .replaceAll(/(?![\n\t])[\p{Cc}\ufeff\u202a-\u202e\u2066-\u2069]/gu, '')
    .replaceAll(/(\p{M}{30})\p{M}+/gu, '$1')
    .normalize('NFC')
    .trim()

/** One of the values, exactly. */
export const oneOf = <const T extends string>(values: readonly T[], message: string): z.ZodType<T> =>
  field((value) => {
    const found = values.find((known) => known === value)
    return found === undefined ? { wrong: message } : { value: found }
  })

/** Any of the values, each once, in the order of `values`. One box comes as a string, several as an array. With a message, one must be ticked. */
export const manyOf = <const T extends string>(values: readonly T[], message?: string): z.ZodType<T[]> =>
  field((value) => {
    const chosen = new Set(Array.isArray(value) ? value.slice(0, 1000) : [value])
    const found = values.filter((known) => chosen.has(known))
    return found.length === 0 && message !== undefined ? { wrong: message } : { value: found }
  })

/** The values of boxes that were ticked, each once and at most `most`, where only the action knows which there are. What is no text of 1 to 200 characters is left out. */
export const ticked = (value: unknown, most: number): readonly string[] =>
  [...new Set([value].flat().filter((one): one is string => typeof one === 'string' && one !== '' && one.length <= 200))].slice(0, most)

/** A whole number: 25 · 1 250 000 (spaces of any kind, in threes) · -3. A point or comma is not whole. `min` and `max` are included. */
export const wholeNumber = (
  missing: string,
  notWhole: string,
  limits: { readonly min: number; readonly max: number; readonly message: string },
): z.ZodType<number> =>
  field((value) => {
    const typed = single(value)
    if (typed.length > 40) return { wrong: notWhole }
    const words = typed.trim().replace(/^[−–]/, '-').replaceAll(/\s/gu, ' ')
    if (words === '') return { wrong: missing }
    if (!/^-?(?:\d{1,15}|\d{1,3}(?: \d{3}){1,4})$/.test(words)) return { wrong: notWhole }
    const number = Number(words.replaceAll(' ', ''))
    if (number < limits.min || number > limits.max) return { wrong: limits.message }
    return { value: number === 0 ? 0 : number }
  })

const yeses = new Set<unknown>(['on', 'true', '1', 'ja', 'yes'])

/** A box: true when it is ticked, false when it is not sent. Never wrong. */
export const yes = (): z.ZodType<boolean> =>
  field((value) => ({ value: Array.isArray(value) ? value.slice(0, 10).some((one) => yeses.has(one)) : yeses.has(value) }))

/** A date as people in Norway type it; see `parseNorwegianDate`. */
export const norwegianDate = (missing: string, impossible: string): z.ZodType<LocalDate> =>
  field((value) => {
    const typed = single(value)
    const date = parseNorwegianDate(typed)
    return date ? { value: date } : { wrong: typed.length < 100 && typed.trim() === '' ? missing : impossible }
  })

/** A time of the day as people type it, as 'HH:MM'; see `readClock`. */
export const timeOfDay = (message: string): z.ZodType<string> =>
  field((value) => {
    const time = readClock(single(value))
    return time === undefined ? { wrong: message } : { value: time }
  })

/** An address of e-mail, trimmed. A shape that can receive mail, not a proof that it does. Letters such as æ ø å may stand in it. */
export const email = (message: string): z.ZodType<string> =>
  field((value) => {
    const typed = single(value)
    const address = typed.length > 300 ? '' : typed.trim().normalize('NFC')
    return isEmail(address) ? { value: address } : { wrong: message }
  })

const isEmail = (address: string): boolean => {
  const at = address.lastIndexOf('@')
  const local = address.slice(0, Math.max(at, 0))
  const labels = address.slice(at + 1).split('.')
  return (
    address.length <= 254 &&
    /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~.-]{1,64}$/u.test(local) &&
    !local.split('.').includes('') &&
    labels.length >= 2 &&
    labels.every((label) => /^[\p{L}\p{N}-]{1,63}$/u.test(label) && !label.startsWith('-') && !label.endsWith('-')) &&
    /^(?:\p{L}{2,63}|xn--[a-z0-9-]{1,59})$/iu.test(labels.at(-1) ?? '')
  )
}

/** A field that may be left empty: undefined then, else what `inner` says. For fields of one value. */
export const optional = <T>(inner: z.ZodType<T>): z.ZodType<T | undefined> =>
  field((value) => {
    if (single(value).slice(0, 1000).trim() === '' && single(value).length <= 1000) return { value: undefined }
    const answer = inner.safeParse(value)
    return answer.success ? { value: answer.data } : { wrong: answer.error.issues[0]?.message ?? '' }
  })

/** The first message of each field, by the path of the field joined with '.'; what concerns the whole form is under ''. */
export const fieldErrors = (error: z.ZodError): Record<string, string> => {
  const first = new Map<string, string>()
  for (const issue of error.issues) {
    const name = issue.path.map(String).join('.')
    if (!first.has(name)) first.set(name, issue.message)
  }
  return Object.fromEntries(first)
}
