import type * as z from 'zod'
import { cleanText } from '../../../../kernel/fields.ts'
import { languages } from '../../../../kernel/language.ts'
import { guardText, mustStop } from '../../../../kernel/text-guard.ts'
import { capacities, type Words } from '../../schemes/rules.ts'
import { contextKeys, formSchema, limits, questionKinds, questionSchema, type Condition, type ContextKey, type Option, type Question, type QuestionKind, type Section } from '../definition.ts'
import type { Asked } from './rules.ts'

/** What stands in the fields of a page, by name: also what does not hold, so that nothing typed is lost. */
export type Fields = Readonly<Record<string, string | readonly string[]>>
/** What may be wrong with a field (`forms.field.…`). */
export const fieldProblems = ['too-long', 'not-whole', 'choose', 'identity-number', 'name-missing'] as const
export type FieldProblem = { readonly field: string; readonly problem: (typeof fieldProblems)[number] }
export type Parsed<Part> = { readonly ok: true; readonly part: Part } | { readonly ok: false; readonly problems: readonly FieldProblem[] }

const lists = ['groups', 'actors', 'of', 'signedBy'] as const
// Only these names are read, whatever is sent.
const known = /^(?:(?:name|title|intro|label|help|missing)\.(?:nb|nn|en)|options\.\d{1,2}\.(?:value|nb|nn|en)|shown\.\d{1,2}|required|core|section|by|long|many|most|least|years|equals|groups|actors|of|signedBy)$/
/** More than the longest text that is let through, so that what is too long is said and shown, and no book is carried around. */
const longest = 4000

/** Reads a page's fields without judging them. */
export const readFields = (form: Readonly<Record<string, unknown>>): Fields =>
  Object.fromEntries(
    Object.entries(form).flatMap(([name, value]): [string, string | readonly string[]][] => {
      if (!known.test(name)) return []
      if (lists.some((list) => list === name)) return [[name, [value].flat().filter((one) => typeof one === 'string').slice(0, 80).map((one) => one.slice(0, 80))]]
      return typeof value === 'string' ? [[name, cleanText(value.slice(0, longest))]] : []
    }),
  )

export const textIn = (fields: Fields, name: string): string => {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}
export const listIn = (fields: Fields, name: string): readonly string[] => {
  const value = fields[name]
  return typeof value === 'string' ? [value] : (value ?? [])
}
const wordsIn = (fields: Fields, name: string): Words => ({ nb: textIn(fields, `${name}.nb`), nn: textIn(fields, `${name}.nn`), en: textIn(fields, `${name}.en`) })

/** Rows of a repeated field, in the order they stood. */
export const rowsIn = (fields: Fields, name: 'options' | 'shown'): readonly number[] =>
  [...new Set(Object.keys(fields).flatMap((field) => (field.startsWith(`${name}.`) ? [Number(field.split('.')[1])] : [])))].toSorted((a, b) => a - b)

/** A condition as one choice in a list: the question, and the answer that shows. */
export const conditionValue = (when: string, is: string): string => `${when}=${is}`

/** The fields of a stored question. */
export function fieldsOfQuestion(question: Question, sectionKey: string): Fields {
  const { kind } = question
  return {
    ...fieldsOfWords('label', question.label),
    ...fieldsOfWords('help', question.help),
    ...fieldsOfWords('missing', question.missing),
    ...fieldsOfConditions(question.shown),
    required: question.required ? 'ja' : '',
    core: question.core ?? '',
    section: sectionKey,
    ...(kind === 'text' ? { long: question.long ? 'ja' : '' } : {}),
    ...(kind === 'choice' ? { many: question.many ? 'ja' : '', ...fieldsOfOptions(question.options) } : {}),
    ...('most' in question ? { most: String(question.most) } : {}),
    ...(kind === 'number' ? { least: String(question.least) } : {}),
    ...(kind === 'money' ? { years: String(question.years), actors: question.actors } : {}),
    ...(kind === 'staff' ? { groups: question.groups } : {}),
    ...(kind === 'sum' ? { of: question.of, equals: question.equals ?? '' } : {}),
  }
}

/** The fields of a stored section. */
export const fieldsOfSection = (section: Omit<Section, 'questions'>): Fields => ({ ...fieldsOfWords('title', section.title), ...fieldsOfWords('intro', section.intro), ...fieldsOfConditions(section.shown), by: section.by, signedBy: section.signedBy })

export const fieldsOfWords = (name: string, words: Words): Fields => Object.fromEntries(languages.map((language) => [`${name}.${language}`, words[language]]))
const fieldsOfConditions = (conditions: readonly Condition[]): Fields => Object.fromEntries(conditions.flatMap(({ when, is }) => is.map((value) => conditionValue(when, value))).map((value, index) => [`shown.${index}`, value]))
const fieldsOfOptions = (options: readonly Option[]): Fields => Object.assign({}, ...options.map(({ value, label }, index): Fields => ({ [`options.${index}.value`]: value, ...fieldsOfWords(`options.${index}`, label) })))

/** The question that was typed. It need not be whole: what is missing is said when the form is to be published. */
export function parseQuestion(fields: Fields, key: string, kind: QuestionKind): Parsed<Question> {
  const ticked = (name: string): boolean => textIn(fields, name) !== ''
  const raw = {
    key,
    kind,
    label: wordsIn(fields, 'label'),
    help: wordsIn(fields, 'help'),
    missing: wordsIn(fields, 'missing'),
    required: kind !== 'sum' && ticked('required'),
    shown: conditionsIn(fields),
    ...(textIn(fields, 'core') ? { core: textIn(fields, 'core') } : {}),
    long: ticked('long'),
    many: ticked('many'),
    most: numberIn(fields, 'most'),
    least: numberIn(fields, 'least'),
    years: numberIn(fields, 'years'),
    groups: listIn(fields, 'groups'),
    actors: listIn(fields, 'actors'),
    of: listIn(fields, 'of').filter((one) => one !== key),
    ...(textIn(fields, 'equals') ? { equals: textIn(fields, 'equals') } : {}),
    options: optionsIn(fields),
  }
  return judged(fields, questionSchema.safeParse(raw))
}

/** What was typed about a section, without its questions. */
export function parseSection(fields: Fields, key: string): Parsed<Omit<Section, 'questions'>> {
  const raw = { key, title: wordsIn(fields, 'title'), intro: wordsIn(fields, 'intro'), by: textIn(fields, 'by'), signedBy: capacities.filter((capacity) => listIn(fields, 'signedBy').includes(capacity)), shown: conditionsIn(fields) }
  return judged(fields, formSchema.shape.sections.element.omit({ questions: true }).safeParse(raw))
}

/** The form's name, in the three languages. */
export function parseName(fields: Fields): Parsed<Words> {
  const name = wordsIn(fields, 'name')
  const problems = languages.flatMap((language): FieldProblem[] => {
    const field = `name.${language}`
    if (name[language] === '') return [{ field, problem: 'name-missing' }]
    return name[language].length > 120 ? [{ field, problem: 'too-long' }] : [...stopped(field, name[language])]
  })
  return problems.length === 0 ? { ok: true, part: name } : { ok: false, problems }
}

const judged = <Part>(fields: Fields, parsed: z.ZodSafeParseResult<Part>): Parsed<Part> => {
  const wrong = parsed.success ? [] : parsed.error.issues.map((issue): FieldProblem => ({ field: fieldAt(issue.path, fields), problem: problemOf(issue) }))
  const stops = Object.entries(fields).flatMap(([field, value]) => (typeof value === 'string' ? stopped(field, value) : []))
  const problems = [...wrong, ...stops].filter((one, index, all) => all.findIndex(({ field }) => field === one.field) === index)
  return parsed.success && problems.length === 0 ? { ok: true, part: parsed.data } : { ok: false, problems }
}

const stopped = (field: string, text: string): readonly FieldProblem[] => (mustStop(guardText(text)) ? [{ field, problem: 'identity-number' }] : [])

const problemOf = (issue: z.core.$ZodIssue): FieldProblem['problem'] => {
  if (['most', 'least', 'years'].includes(String(issue.path[0]))) return 'not-whole'
  return issue.code === 'too_big' && issue.origin === 'string' ? 'too-long' : 'choose'
}

/** The field on the page that a part of the question was read from. */
const fieldAt = (path: readonly PropertyKey[], fields: Fields): string => {
  const [first, second, third, fourth] = path.map(String)
  if (first === 'options') return second === undefined ? 'options.0.nb' : `options.${rowsIn(fields, 'options')[Number(second)] ?? 0}.${third === 'label' ? (fourth ?? 'nb') : 'nb'}`
  if (first === 'shown') return `shown.${rowsIn(fields, 'shown')[0] ?? 0}`
  return lists.some((list) => list === first) ? String(first) : path.map(String).join('.')
}

const numberIn = (fields: Fields, name: string): number => {
  const digits = textIn(fields, name).replaceAll(/\s/g, '')
  return /^\d{1,12}$/.test(digits) ? Number(digits) : Number.NaN
}

/** Rows about the same question are one condition: any of the answers will do. */
const conditionsIn = (fields: Fields): readonly Condition[] => {
  const pairs = rowsIn(fields, 'shown').flatMap((row) => {
    const [when = '', is = ''] = textIn(fields, `shown.${row}`).split('=')
    return when === '' ? [] : [{ when, is }]
  })
  return [...Map.groupBy(pairs, ({ when }) => when)].map(([when, list]) => ({ when, is: [...new Set(list.map(({ is }) => is))] }))
}

/** Options that somebody has written something in. The value is made from the first words, once, and never changes after that: answers lean on it. */
const optionsIn = (fields: Fields): readonly Option[] => {
  const options: Option[] = []
  for (const row of rowsIn(fields, 'options')) {
    const label = wordsIn(fields, `options.${row}`)
    const value = textIn(fields, `options.${row}.value`)
    if (languages.every((language) => label[language] === '')) continue
    options.push({ value: value || freshValue(label.nb || label.nn || label.en, new Set(rowsIn(fields, 'options').map((other) => textIn(fields, `options.${other}.value`)).concat(options.map((option) => option.value)))), label })
  }
  return options
}

const freshValue = (words: string, used: ReadonlySet<string>): string => {
  const plain = words.toLowerCase().replaceAll('æ', 'ae').replaceAll('ø', 'o').replaceAll('å', 'a').normalize('NFD').replaceAll(/[^a-z0-9]+/g, ' ').trim().replaceAll(' ', '-').slice(0, 40).replace(/-$/, '') || 'svar'
  if (!used.has(plain)) return plain
  for (let number = 2; ; number += 1) if (!used.has(`${plain}-${number}`)) return `${plain}-${number}`
}

/** What the pressed button asks for: to save, or to change the rows and go on writing. */
export type Handling = { readonly what: 'save' } | { readonly what: 'add' | 'remove' | 'up'; readonly rows: 'options' | 'shown'; readonly row: number }
export function readHandling(value: unknown): Handling {
  const found = /^(add|remove|up)-(options|shown)(?:-(\d{1,2}))?$/.exec(typeof value === 'string' ? value : '')
  if (!found) return { what: 'save' }
  const what = found[1] === 'add' ? 'add' : found[1] === 'up' ? 'up' : 'remove'
  return { what, rows: found[2] === 'options' ? 'options' : 'shown', row: Number(found[3] ?? -1) }
}

/** The fields after a row button; rows are numbered anew. */
export function withRows(fields: Fields, handling: Exclude<Handling, { readonly what: 'save' }>): Fields {
  const { what, rows: name, row } = handling
  const numbers = [...rowsIn(fields, name)]
  const at = numbers.indexOf(row)
  if (what === 'remove' && at >= 0) numbers.splice(at, 1)
  if (what === 'up' && at > 0) numbers.splice(at - 1, 2, row, numbers[at - 1] ?? row)
  const rest = Object.entries(fields).filter(([field]) => !field.startsWith(`${name}.`))
  const kept = numbers.flatMap((number, index) => Object.entries(fields).flatMap(([field, value]): [string, string | readonly string[]][] => {
    const parts = field.split('.')
    return parts[0] === name && Number(parts[1]) === number ? [[[name, String(index), ...parts.slice(2)].join('.'), value]] : []
  }))
  const added: Fields = what === 'add' && numbers.length < (name === 'options' ? limits.options : 12) ? (name === 'options' ? { [`options.${numbers.length}.value`]: '', ...fieldsOfWords(`options.${numbers.length}`, { nb: '', nn: '', en: '' }) } : { [`shown.${numbers.length}`]: '' }) : {}
  return { ...Object.fromEntries([...rest, ...kept]), ...added }
}

/** Every condition that a part may have: an answer to another question, or what the report knows of itself. */
export const conditionChoices = ({ definition, strands }: Asked, ownKeys: readonly string[]): readonly { readonly when: string; readonly is: string }[] => [
  ...definition.sections.flatMap(({ questions }) =>
    questions.flatMap((question) => {
      if (ownKeys.includes(question.key)) return []
      if (question.kind === 'declaration') return [{ when: question.key, is: 'yes' }]
      return question.kind === 'choice' ? question.options.map(({ value }) => ({ when: question.key, is: value })) : []
    }),
  ),
  ...contextKeys.flatMap((when) => (when === '@strand' ? strands.flatMap(({ code, offered }) => (offered ? [code] : [])) : contextValues[when]).map((is) => ({ when, is }))),
]

const contextValues = {
  '@kind': ['new', 'continuation', 'supplementary', 'change'],
  '@network': ['yes', 'no'],
  '@ownership': ['municipal', 'private', 'mixed'],
} as const satisfies Readonly<Record<Exclude<ContextKey, '@strand'>, readonly string[]>>

export const kindIn = (value: unknown): QuestionKind | undefined => questionKinds.find((kind) => kind === value)
