import { IntlMessageFormat } from 'intl-messageformat'
import type { Language } from '../kernel/language.ts'
import type { Keys } from './catalogues.ts'
import { catalogues } from './catalogues.ts'
import { locales, timeZone } from './formats.ts'
import type { ParameterNames } from './parameters.ts'
import { roleNames, standingWords, type RoleNames, type StandingWord } from './role-names.ts'

export type { Formats } from './formats.ts'
export { formats } from './formats.ts'

/** `area.key`, for example `guidance.case.state.received`. */
export type TextKey = { [Area in keyof Keys & string]: `${Area}.${keyof Keys[Area] & string}` }[keyof Keys & string]

/** Keys of texts that take no parameters; the kind to use where a key is passed on. */
export type PlainKey = { [Key in TextKey]: [ParametersOf<Key>] extends [never] ? Key : never }[TextKey]

export type TextValue = string | number | Date

/**
 * The text of a key. A text with parameters takes exactly those its bokmål message names; dates and numbers given as `{when, date, long}` or
 * `{amount, number}` are written the Norwegian way in Oslo time.
 */
export type Translate = <Key extends TextKey>(key: Key, ...parameters: Parameters<Key>) => string

type MessageOf<Key extends TextKey> = Key extends `${infer Area extends keyof Keys & string}.${infer Name}`
  ? Name extends keyof Keys[Area]
    ? Keys[Area][Name]
    : never
  : never
type ParametersOf<Key extends TextKey> = MessageOf<Key> extends infer Message extends string ? Exclude<ParameterNames<Message>, StandingWord> : never
type Parameters<Key extends TextKey> = [ParametersOf<Key>] extends [never] ? [] : [parameters: Readonly<Record<ParametersOf<Key>, TextValue>>]

/** The texts of a language. The function is the same one each time, and parses a message the first time it is used. */
export const texts = (language: Language): Translate => translators[language]

/** The texts of a language where somebody had another name than today: `{governor}` in them says that. Who is not named has today's. */
export function textsWith(language: Language, names: Partial<RoleNames>): Translate {
  const today = roleNames[language]
  const all = { ...today, ...names }
  if (all.governor === today.governor && all.grantee === today.grantee) return texts(language)
  const standing = standingWords(all)
  return (key, ...parameters) => say(language, key, { ...standing, ...parameters[0] })
}

/** A key as the message of a schema: one that no catalogue has does not compile. */
export const messageKey = <Key extends PlainKey>(key: Key): Key => key

/** Whether a text has this key and needs nothing put into it: for keys that come from outside (a cookie). */
export const isKey = (key: string): key is PlainKey => {
  const text = messages.nb.flat.get(key)
  return text !== undefined && !text.replaceAll(/\{(?:[Gg]overnor|[Gg]rantee)\}/g, '').includes('{')
}

const makeTranslator = (language: Language): Translate => {
  const standing = standingWords(roleNames[language])
  return (key, ...parameters) => say(language, key, { ...standing, ...parameters[0] })
}

function say(language: Language, key: string, parameters: Readonly<Record<string, TextValue>>): string {
  const { flat, parsed } = messages[language]
  const message = flat.get(key)
  if (message === undefined) throw new Error(`No text has the key ${key}`)
  if (!message.includes('{')) return message
  let format = parsed.get(key)
  if (!format) {
    format = new IntlMessageFormat(message, locales[language], undefined, { formatters, ignoreTag: true })
    parsed.set(key, format)
  }
  return String(format.format(parameters))
}

const flatten = (language: Language): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(catalogues[language]).flatMap(([area, keys]) => Object.entries(keys).map(([key, text]) => [`${area}.${key}`, text] as const)),
  )

/** Building an Intl formatter costs more than using it a hundred times: each is made once for the process. */
const remember = <Options extends object, Made>(make: (locale: string | undefined, options: Options | undefined) => Made) => {
  const made = new Map<string, Made>()
  return (locale?: string | readonly string[], options?: Options): Made => {
    const name = `${String(locale)} ${JSON.stringify(options)}`
    const known = made.get(name) ?? make(typeof locale === 'string' ? locale : locale?.[0], options)
    made.set(name, known)
    return known
  }
}

const formatters = {
  getNumberFormat: remember((locale, options: Intl.NumberFormatOptions | undefined) => new Intl.NumberFormat(locale, options)),
  getDateTimeFormat: remember((locale, options: Intl.DateTimeFormatOptions | undefined) => new Intl.DateTimeFormat(locale, { ...options, timeZone })),
  getPluralRules: remember((locale, options: Intl.PluralRulesOptions | undefined) => new Intl.PluralRules(locale, options)),
}

const messagesOf = (language: Language) => ({ flat: flatten(language), parsed: new Map<string, IntlMessageFormat>() })
const messages = { nb: messagesOf('nb'), nn: messagesOf('nn'), en: messagesOf('en') } as const
const translators: Readonly<Record<Language, Translate>> = { nb: makeTranslator('nb'), nn: makeTranslator('nn'), en: makeTranslator('en') }
