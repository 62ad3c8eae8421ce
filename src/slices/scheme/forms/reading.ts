import { parseNorwegianDate } from '../../../kernel/dates.ts'
import { cleanText } from '../../../kernel/fields.ts'
import { parseKroner } from '../../../kernel/money.ts'
import { guardText, mustStop } from '../../../kernel/text-guard.ts'
import { actorsOfMoney, type MoneyActor, type StaffGroup } from '../schemes/rules.ts'
import { amountRows, fileRefs, merged, shownKeys, staffRows, strings, yearsOf, type AmountRow, type Answer, type AnswerFault, type Answers, type StaffRow } from './answers.ts'
import { carrier, type FormDefinition, type MoneyQuestion, type Question, type StaffQuestion } from './definition.ts'

/** What the reader may choose among, and what is answered so far (with the context, see `withContext`). */
export type Known = {
  readonly kindergartens: readonly KnownOrganisation[]
  /** Those that the scheme lets be a partner. */
  readonly organisations: readonly KnownOrganisation[]
  readonly answers: Answers
}
export type KnownOrganisation = {
  readonly id: string
  readonly name: string
  /** Municipality or the like, when names may be alike. */
  readonly place?: string
  /** How many work there in all, when the register or the kindergarten itself has said it. Neither knows the groups. */
  readonly staff?: number | undefined
}

/** The field of a form, and what is wrong with what stands in it. */
export type FieldFault = { readonly field: string; readonly question: string; readonly fault: AnswerFault }
/** What was typed, by field, to be shown again as it was. */
export type TypedFields = Readonly<Record<string, string | readonly string[]>>
export type SectionRead = {
  /** What could be read, by question; `undefined` takes the answer away. Questions that were not in the form are not here. */
  readonly values: Readonly<Record<string, Answer | undefined>>
  readonly errors: readonly FieldFault[]
  readonly typed: TypedFields
}

/** Names of the fields: 'q.need', 'q.money.2026.owner', 'q.staff.<kindergarten>.head.employed'. */
export const fieldOf = (question: { readonly key: string }): string => `q.${question.key}`
export const moneyField = (question: { readonly key: string }, year: number, actor: MoneyActor): string => `q.${question.key}.${year}.${actor}`
export const staffField = (question: { readonly key: string }, kindergarten: string, group: StaffGroup, part: 'employed' | 'takes-part'): string => `q.${question.key}.${kindergarten}.${group}.${part}`
/** Ids of files to take away. */
export const removeField = (question: { readonly key: string }): string => `q.${question.key}.remove`

/**
 * Reads a section as a browser sends it. What is not in the form is left as it is, so a table may be drawn in parts; an empty field takes the answer away.
 * A question with an error is not among the values: its old answer stands, and what was typed is in `typed`. Never throws.
 * Whether everything needed is there is for `missing` to say: half a section can be saved.
 */
export function readSection(definition: FormDefinition, sectionKey: string, form: Readonly<Record<string, unknown>>, known: Known): SectionRead {
  const questions = definition.sections.find(({ key }) => key === sectionKey)?.questions ?? []
  const values: Record<string, Answer | undefined> = {}
  const errors: FieldFault[] = []
  let { answers } = known
  // Tables hang on the list and the duration, which may stand in the same section.
  for (const question of questions.toSorted((a, b) => turn(a) - turn(b))) {
    const read = readQuestion(definition, question, form, { ...known, answers })
    errors.push(...read.errors.map((one) => ({ ...one, question: question.key })))
    if (!read.given || read.errors.length > 0) continue
    values[question.key] = read.value
    answers = { ...contextOf(answers), ...merged(answers, { [question.key]: read.value }) }
  }
  // What is wrong in a question that is not seen stops nobody.
  const shown = shownKeys(definition, answers)
  return { values, errors: questions.flatMap(({ key }) => (shown.has(key) ? errors.filter(({ question }) => question === key) : [])), typed: typedIn(form) }
}

const turn = (question: Question): number => (question.kind === 'staff' || question.kind === 'money' ? 1 : 0)
const contextOf = (answers: Answers): Answers => Object.fromEntries(Object.entries(answers).filter(([key]) => key.startsWith('@')))

/** Long enough for the longest text and a pasted book; the rest of a hostile form is not carried on. */
const longestTyped = 200_000
const typedIn = (form: Readonly<Record<string, unknown>>): TypedFields =>
  Object.fromEntries(
    Object.entries(form).flatMap(([name, value]): [string, string | readonly string[]][] => {
      if (!name.startsWith('q.') || name.length > 200) return []
      if (typeof value === 'string') return [[name, cleanText(value.slice(0, longestTyped))]]
      return Array.isArray(value) ? [[name, strings(value).slice(0, 2000).map((one) => one.slice(0, 200))]] : []
    }),
  )

type Read = { readonly given: boolean; readonly value?: Answer | undefined; readonly errors: readonly Omit<FieldFault, 'question'>[] }
const absent: Read = { given: false, errors: [] }

function readQuestion(definition: FormDefinition, question: Question, form: Readonly<Record<string, unknown>>, known: Known): Read {
  const field = fieldOf(question)
  if (question.kind === 'money') return readMoney(definition, question, form, known.answers)
  if (question.kind === 'staff') return readStaff(definition, question, form, known)
  if (question.kind === 'file') return readFiles(question, form, known.answers)
  if (!Object.hasOwn(form, field) || question.kind === 'sum') return absent
  const given = (value: Answer | undefined): Read => ({ given: true, value, errors: [] })
  const wrong = (fault: AnswerFault): Read => ({ given: true, errors: [{ field, fault }] })
  const typed = single(form[field])
  // A hidden field of the same name says that the question was drawn.
  const many = listed(form[field])
  switch (question.kind) {
    case 'text': {
      if (typed.length > question.most * 4 + 1000) return wrong('too-long')
      const text = question.long ? cleanText(typed) : cleanText(typed).replaceAll(/\s+/g, ' ')
      if (text.length > question.most) return wrong('too-long')
      return mustStop(guardText(text)) ? wrong('identity-number') : given(text || undefined)
    }
    case 'choice': {
      const values = question.many ? many : many.slice(-1)
      if (values.some((value) => !question.options.some((option) => option.value === value))) return wrong('unknown-choice')
      const chosen = question.options.map(({ value }) => value).filter((value) => values.includes(value))
      return given(chosen.length === 0 ? undefined : chosen)
    }
    case 'kindergartens': {
      const chosen = [...new Set(many)].sort()
      const before = strings(known.answers[question.key])
      if (chosen.some((id) => !before.includes(id) && !known.kindergartens.some((one) => one.id === id))) return wrong('unknown-kindergarten')
      return chosen.length > question.most ? wrong('too-many') : given(chosen.length === 0 ? undefined : chosen)
    }
    case 'organisation':
      if (typed === '') return given(undefined)
      return known.answers[question.key] === typed || known.organisations.some(({ id }) => id === typed) ? given(typed) : wrong('unknown-organisation')
    case 'date': {
      if (typed.length < 100 && typed.trim() === '') return given(undefined)
      const date = parseNorwegianDate(typed)
      return date ? given(date) : wrong('not-a-date')
    }
    case 'declaration':
      return given(many.includes('yes') ? true : undefined)
    case 'number': {
      if (typed.length < 100 && typed.trim() === '') return given(undefined)
      const number = wholeNumber(typed)
      if (number === undefined) return wrong('not-a-number')
      return number < question.least || number > question.most ? wrong('out-of-range') : given(number)
    }
  }
}

/** The cells that were drawn take the place of those before; the others stay. An empty cell is no amount, which is not the same as nought. */
function readMoney(definition: FormDefinition, question: MoneyQuestion, form: Readonly<Record<string, unknown>>, answers: Answers): Read {
  const errors: Read['errors'][number][] = []
  const rows = new Map(amountRows(answers[question.key]).map((row) => [`${row.year}.${row.actor}`, row]))
  let given = false
  // All the years the form may have: those after the duration may have been drawn before it was shortened.
  const first = yearsOf(definition, question, answers)[0]
  const years = first === undefined ? [] : Array.from({ length: question.years }, (_, index) => first + index)
  for (const year of years) {
    for (const actor of actorsOfMoney.filter((one) => question.actors.includes(one))) {
      const field = moneyField(question, year, actor)
      if (!Object.hasOwn(form, field)) continue
      given = true
      const typed = single(form[field])
      const read = parseKroner(typed)
      rows.delete(`${year}.${actor}`)
      if (typed.trim() === '') continue
      if (read.ok) rows.set(`${year}.${actor}`, { year, actor, ore: read.event })
      else errors.push({ field, fault: read.because })
    }
  }
  return { given, value: someRows<AmountRow>([...rows.values()], amountRows), errors }
}

function readStaff(definition: FormDefinition, question: StaffQuestion, form: Readonly<Record<string, unknown>>, known: Known): Read {
  const errors: Read['errors'][number][] = []
  const rows = new Map(staffRows(known.answers[question.key]).map((row) => [`${row.kindergarten}.${row.group}`, row]))
  let given = false
  const list = carrier(definition, 'kindergartens')
  for (const kindergarten of new Set([...strings(list && known.answers[list.key]), ...known.kindergartens.map(({ id }) => id)])) {
    for (const group of question.groups) {
      const fields = { employed: staffField(question, kindergarten, group, 'employed'), takesPart: staffField(question, kindergarten, group, 'takes-part') }
      if (!Object.hasOwn(form, fields.employed) && !Object.hasOwn(form, fields.takesPart)) continue
      given = true
      rows.delete(`${kindergarten}.${group}`)
      const [employed, takesPart] = [people(single(form[fields.employed])), people(single(form[fields.takesPart]))]
      if (employed === undefined && takesPart === undefined) continue
      if (typeof employed === 'string') errors.push({ field: fields.employed, fault: employed })
      if (typeof takesPart === 'string') errors.push({ field: fields.takesPart, fault: takesPart })
      if (typeof employed === 'string' || typeof takesPart === 'string') continue
      if ((takesPart ?? 0) > (employed ?? 0)) errors.push({ field: fields.takesPart, fault: 'part-above-employed' })
      else rows.set(`${kindergarten}.${group}`, { kindergarten, group, employed: employed ?? 0, takesPart: takesPart ?? 0 })
    }
  }
  return { given, value: someRows<StaffRow>([...rows.values()], staffRows), errors }
}

/** Files come and go by an address of their own; a form can only take away. */
function readFiles(question: Question, form: Readonly<Record<string, unknown>>, answers: Answers): Read {
  const gone = listed(form[removeField(question)])
  if (gone.length === 0) return absent
  const left = fileRefs(answers[question.key]).filter(({ id }) => !gone.includes(id))
  return { given: true, value: left.length === 0 ? undefined : left, errors: [] }
}

const someRows = <Row>(rows: readonly Row[], order: (rows: unknown) => readonly Row[]): readonly Row[] | undefined => (rows.length === 0 ? undefined : order(rows))

const people = (typed: string): number | AnswerFault | undefined => {
  if (typed.length < 100 && typed.trim() === '') return undefined
  const number = wholeNumber(typed)
  if (number === undefined) return 'not-a-number'
  return number < 0 ? 'negative' : number > 2000 ? 'too-many-employed' : number
}

const wholeNumber = (typed: string): number | undefined => {
  const words = typed.length > 40 ? '' : typed.trim().replace(/^[−–]/, '-').replaceAll(/\s/gu, ' ')
  return /^-?(?:\d{1,12}|\d{1,3}(?: \d{3}){1,3})$/.test(words) ? Number(words.replaceAll(' ', '')) + 0 : undefined
}

const single = (value: unknown): string => (typeof value === 'string' ? value : Array.isArray(value) ? (strings(value).at(-1) ?? '') : '')
const listed = (value: unknown): readonly string[] => (typeof value === 'string' ? [value] : strings(value).slice(0, 2000)).filter((one) => one !== '')
