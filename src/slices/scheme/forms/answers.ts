import { createHash } from 'node:crypto'
import * as z from 'zod'
import { localDate } from '../../../kernel/dates.ts'
import { largest, ore, sumOre, type Ore } from '../../../kernel/money.ts'
import { actorsOfMoney, staffGroups, type MoneyActor, type StaffGroup } from '../schemes/rules.ts'
import { carrier, isContextKey, limits, questionOf, questionsOf, type ContextKey, type FormDefinition, type MoneyQuestion, type Question, type Section, type SumQuestion } from './definition.ts'

/** Integer øre, by calendar year and by who is to have it. */
export type AmountRow = { readonly year: number; readonly actor: MoneyActor; readonly ore: number }
export type StaffRow = { readonly kindergarten: string; readonly group: StaffGroup; readonly employed: number; readonly takesPart: number }
export type FileRef = { readonly id: string; readonly name: string; readonly bytes: number }

/**
 * text → string · choice → values (one or more) · staff → StaffRow[] · money → AmountRow[] · date → 'YYYY-MM-DD' · kindergartens → ids ·
 * organisation → id · file → FileRef[] · declaration → true · number → number · sum → never stored.
 */
export type Answer = string | number | true | readonly string[] | readonly AmountRow[] | readonly StaffRow[] | readonly FileRef[]

/**
 * What somebody has answered, by the question's key; JSON through and through. Answers to questions that are not seen now are kept, and count for nothing.
 *
 * `withContext` adds what the report knows of itself before anything else is asked. `visible` · `missing` · `statusOf` · `calculated` · `sectionDigest` ·
 * `differing` then say what is seen, what must be mended before sending, how far a section has come, the sums, what a signature stands for, and what two
 * people wrote differently. None of them throws, whatever the database holds.
 */
export type Answers = Readonly<Record<string, Answer>>

const id = z.string().max(60)
const amount = z.object({ year: z.int().min(2000).max(2200), actor: z.enum(actorsOfMoney), ore: z.int().min(0).max(largest) })
const people = z.int().min(0).max(2000)
const staff = z.object({ kindergarten: id, group: z.enum(staffGroups), employed: people, takesPart: people })
const file = z.object({ id, name: z.string().max(300), bytes: z.int().min(0) })
const answer = z.union([z.string().max(limits.text * 4), z.number(), z.literal(true), z.array(z.string().max(60)).max(2000), z.array(amount).max(100), z.array(staff).max(5000), z.array(file).max(100)])
/** What the database gives back, and what a save may put there. */
export const answersSchema = z.record(z.string().regex(/^[a-z][a-z0-9-]{0,59}$/), answer) satisfies z.ZodType<Answers>

/** What the report knows of itself: its kind and strand, whether it is a network's, who owns the kindergartens, and the first calendar year of money. */
export type Context = { readonly kind: string; readonly strand: string; readonly network: boolean; readonly ownership: string; readonly firstYear: number }

const firstYearKey = '@first-year'
/** The answers with what conditions may ask about beside them. Never stored: keys that begin with @ are no answers. */
export const withContext = (answers: Answers, context: Context): Answers => {
  const known: Readonly<Record<ContextKey, readonly string[]>> = { '@kind': [context.kind], '@strand': [context.strand], '@network': [context.network ? 'yes' : 'no'], '@ownership': [context.ownership] }
  return { ...answers, ...known, [firstYearKey]: context.firstYear }
}

/** New answers over old ones; `undefined` takes one away. The context stays out. */
export const merged = (answers: Answers, values: Readonly<Record<string, Answer | undefined>>): Answers =>
  Object.fromEntries(Object.entries({ ...answers, ...values }).flatMap(([key, value]) => (value === undefined || key.startsWith('@') ? [] : [[key, value]])))

/** The sections and questions that are seen with these answers. */
export function visible(definition: FormDefinition, answers: Answers): readonly Section[] {
  const shown = shownKeys(definition, answers)
  return definition.sections.map((section) => ({ ...section, questions: section.questions.filter(({ key }) => shown.has(key)) })).filter(({ questions }) => questions.length > 0)
}

/** Keys of the questions that are seen. A question that hangs on one that is not seen is not seen either; a circle is never seen. */
export function shownKeys(definition: FormDefinition, answers: Answers): ReadonlySet<string> {
  const found = new Map<string, boolean>()
  const places = new Map(definition.sections.flatMap((section) => section.questions.map((question) => [question.key, { section, question }] as const)))
  const isShown = (key: string): boolean => {
    const known = found.get(key)
    if (known !== undefined) return known
    const place = places.get(key)
    if (!place) return false
    found.set(key, false)
    const all = [...place.section.shown, ...place.question.shown]
    const result = all.every(({ when, is }) => (isContextKey(when) || isShown(when)) && valuesOf(questionOf(definition, when), answers[when]).some((value) => is.includes(value)))
    found.set(key, result)
    return result
  }
  return new Set([...places.keys()].filter(isShown))
}

/** An answer as conditions see it. */
const valuesOf = (question: Question | undefined, answer: Answer | undefined): readonly string[] => (question?.kind === 'declaration' ? (answer === true ? ['yes'] : []) : strings(answer))

/** The calendar years of an amount table that are seen: the report's duration, when it is answered, ends them. None when the first year is not known. */
export function yearsOf(definition: FormDefinition, question: MoneyQuestion, answers: Answers): readonly number[] {
  const first = answers[firstYearKey]
  if (typeof first !== 'number') return []
  return Array.from({ length: Math.min(question.years, durationOf(definition, answers) ?? question.years) }, (_, index) => first + index)
}

/** How many years the report says that it runs; undefined when it is not asked or not answered. */
export function durationOf(definition: FormDefinition, answers: Answers): number | undefined {
  const question = carrier(definition, 'duration')
  const years = question && shownKeys(definition, answers).has(question.key) ? Number(strings(answers[question.key])[0] ?? answers[question.key]) : Number.NaN
  return Number.isInteger(years) && years > 0 ? years : undefined
}

/** The answer that counts: of the question's own kind, in a fixed order, without what no longer belongs to it; undefined when there is none. */
export function answerTo(definition: FormDefinition, question: Question, answers: Answers): Answer | undefined {
  const given = answers[question.key]
  const some = <T extends Answer & { readonly length: number }>(list: T): T | undefined => (list.length === 0 ? undefined : list)
  switch (question.kind) {
    case 'text':
      return typeof given === 'string' ? some(given) : undefined
    case 'organisation':
      return typeof given === 'string' ? some(given) : undefined
    case 'date':
      return typeof given === 'string' ? localDate(given) : undefined
    case 'choice': {
      const chosen = strings(given)
      const known = question.options.map(({ value }) => value).filter((value) => chosen.includes(value))
      return some(question.many ? known : known.slice(0, 1))
    }
    case 'kindergartens':
      return some([...new Set(strings(given))].sort())
    case 'staff': {
      const list = carrier(definition, 'kindergartens')
      const listed = list && new Set(strings(answerTo(definition, list, answers)))
      return some(staffRows(given).filter(({ kindergarten, group }) => question.groups.includes(group) && (listed?.has(kindergarten) ?? true)))
    }
    case 'money': {
      const years = yearsOf(definition, question, answers)
      return some(amountRows(given).filter(({ year, actor }) => question.actors.includes(actor) && (years.length === 0 || years.includes(year))))
    }
    case 'file':
      return some(fileRefs(given))
    case 'declaration':
      return given === true ? true : undefined
    case 'number':
      return typeof given === 'number' && Number.isSafeInteger(given) ? given : undefined
    case 'sum':
      return undefined
  }
}

/** What may be wrong with an answer. Each name has words in the three languages (`forms.error.…`). */
export const answerFaults = ['missing', 'staff-missing', 'too-long', 'identity-number', 'not-money', 'negative', 'too-much', 'not-a-date', 'not-a-number', 'out-of-range', 'unknown-choice', 'unknown-kindergarten', 'unknown-organisation', 'too-many', 'too-many-employed', 'part-above-employed', 'sum-differs'] as const
export type AnswerFault = (typeof answerFaults)[number]

/** What stops a report from being sent. */
export type Lack = { readonly section: string; readonly question: Question; readonly fault: AnswerFault }

/** Everything that must be mended before it can be sent, in the order of the form: what is not answered, and what does not add up. */
export const missing = (definition: FormDefinition, answers: Answers): readonly Lack[] =>
  visible(definition, answers).flatMap((section) =>
    section.questions.flatMap((question) => {
      const fault = faultOf(definition, question, answers)
      return fault ? [{ section: section.key, question, fault }] : []
    }),
  )

function faultOf(definition: FormDefinition, question: Question, answers: Answers): AnswerFault | undefined {
  if (question.kind === 'sum') return addsUp(definition, question, answers) ? undefined : 'sum-differs'
  const answer = answerTo(definition, question, answers)
  const isEmpty = answer === undefined || (question.kind === 'money' && sumOre(amountRows(answer).map((row) => ore(row.ore))) === 0)
  if (isEmpty) return question.required ? 'missing' : undefined
  if (question.kind === 'text' && typeof answer === 'string' && answer.length > question.most) return 'too-long'
  if ((question.kind === 'kindergartens' || question.kind === 'file') && Array.isArray(answer) && answer.length > question.most) return 'too-many'
  if (question.kind === 'number' && typeof answer === 'number' && (answer < question.least || answer > question.most)) return 'out-of-range'
  if (question.kind === 'staff') return faultOfStaff(definition, question, staffRows(answer), answers)
  return undefined
}

function faultOfStaff(definition: FormDefinition, question: Question, rows: readonly StaffRow[], answers: Answers): AnswerFault | undefined {
  if (rows.some(({ employed, takesPart }) => takesPart > employed)) return 'part-above-employed'
  const list = carrier(definition, 'kindergartens')
  const listed = list ? strings(answerTo(definition, list, answers)) : []
  const told = new Set(rows.filter(({ employed }) => employed > 0).map(({ kindergarten }) => kindergarten))
  return question.required && listed.some((kindergarten) => !told.has(kindergarten)) ? 'staff-missing' : undefined
}

const addsUp = (definition: FormDefinition, question: SumQuestion, answers: Answers): boolean => {
  const total = question.equals === undefined ? undefined : questionOf(definition, question.equals)
  if (!total || !shownKeys(definition, answers).has(total.key)) return true
  const wanted = amountIn(definition, total, answers)
  return wanted === undefined || wanted === calculated(definition, answers).get(question.key)?.value
}

export type Status = 'empty' | 'begun' | 'complete' | 'not-shown'

/** How far a section has come. */
export function statusOf(definition: FormDefinition, sectionKey: string, answers: Answers): Status {
  const section = visible(definition, answers).find(({ key }) => key === sectionKey)
  if (!section) return 'not-shown'
  if (section.questions.every((question) => answerTo(definition, question, answers) === undefined)) return section.questions.some(({ required }) => required) ? 'empty' : 'complete'
  return section.questions.some((question) => faultOf(definition, question, answers) !== undefined) ? 'begun' : 'complete'
}

export type Calculated = { readonly unit: 'ore' | 'number'; readonly value: number }

/** The sums that are seen, by the question's key. Questions that are not seen or not answered count as nothing. */
export function calculated(definition: FormDefinition, answers: Answers): ReadonlyMap<string, Calculated> {
  const shown = shownKeys(definition, answers)
  return new Map(
    questionsOf(definition).flatMap((question) => {
      if (question.kind !== 'sum' || !shown.has(question.key)) return []
      const parts = question.of.flatMap((key) => questionOf(definition, key) ?? [])
      const value = sumOre(parts.flatMap((part): Ore[] => (shown.has(part.key) ? [ore(amountIn(definition, part, answers) ?? 0)] : [])))
      return [[question.key, { unit: parts.some(({ kind }) => kind === 'money') ? 'ore' : 'number', value } as const] as const]
    }),
  )
}

const amountIn = (definition: FormDefinition, question: Question, answers: Answers): number | undefined => {
  const answer = answerTo(definition, question, answers)
  if (question.kind === 'money' && answer !== undefined) return sumOre(amountRows(answer).map((row) => ore(row.ore)))
  return question.kind === 'number' && typeof answer === 'number' && Math.abs(answer) <= largest ? answer : undefined
}

/** Stands for all that is seen in a section: the same for the same answers in whatever order they were typed, another when one of them changes. */
export function sectionDigest(definition: FormDefinition, answers: Answers, sectionKey: string): string {
  const section = visible(definition, answers).find(({ key }) => key === sectionKey)
  const seen = section?.questions.flatMap((question) => {
    const answer = answerTo(definition, question, answers)
    return answer === undefined ? [] : [[question.key, answer]]
  })
  return createHash('sha256').update(JSON.stringify([sectionKey, seen ?? []])).digest('hex')
}

/** The questions of a section, seen or not, that two sets of answers answer differently. */
export const differing = (definition: FormDefinition, sectionKey: string, a: Answers, b: Answers): readonly Question[] =>
  (definition.sections.find(({ key }) => key === sectionKey)?.questions ?? []).filter((question) => JSON.stringify(answerTo(definition, question, a)) !== JSON.stringify(answerTo(definition, question, b)))

const listOf = <Row>(answer: unknown, row: (one: unknown) => Row | undefined): readonly Row[] => (Array.isArray(answer) ? answer.flatMap((one: unknown) => row(one) ?? []) : [])

/** A list of words; empty for anything else. */
export const strings = (answer: unknown): readonly string[] => listOf(answer, (one) => (typeof one === 'string' ? one : undefined))

const place = (order: readonly string[], name: string): number => order.indexOf(name)
/** The rows of an amount table, by year and actor, each pair once; empty for anything else. */
export const amountRows = (answer: unknown): readonly AmountRow[] =>
  onceEach(listOf(answer, (one) => amount.safeParse(one).data), ({ year, actor }) => `${year} ${actor}`).toSorted((a, b) => a.year - b.year || place(actorsOfMoney, a.actor) - place(actorsOfMoney, b.actor))

/** By hand, for there may be thousands of them. */
const staffRow = (one: unknown): StaffRow | undefined => {
  if (typeof one !== 'object' || one === null || !('kindergarten' in one && 'group' in one && 'employed' in one && 'takesPart' in one)) return undefined
  const { kindergarten, employed, takesPart } = one
  const group = staffGroups.find((known) => known === one.group)
  return typeof kindergarten === 'string' && group && isPeople(employed) && isPeople(takesPart) ? { kindergarten, group, employed, takesPart } : undefined
}
const isPeople = (count: unknown): count is number => typeof count === 'number' && Number.isInteger(count) && count >= 0 && count <= 2000

/** The rows of a staff table, by kindergarten and group; empty for anything else. */
export const staffRows = (answer: unknown): readonly StaffRow[] =>
  onceEach(listOf(answer, staffRow), ({ kindergarten, group }) => `${kindergarten} ${group}`).toSorted(
    (a, b) => (a.kindergarten < b.kindergarten ? -1 : a.kindergarten > b.kindergarten ? 1 : 0) || place(staffGroups, a.group) - place(staffGroups, b.group),
  )

/** Files that are attached; empty for anything else. */
export const fileRefs = (answer: unknown): readonly FileRef[] => listOf(answer, (one) => file.safeParse(one).data)

const onceEach = <Row>(rows: readonly Row[], name: (row: Row) => string): Row[] => [...new Map(rows.map((row) => [name(row), row])).values()]
