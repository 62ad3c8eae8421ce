import * as z from 'zod'
import { cleanText } from '../../../../kernel/fields.ts'
import { languages } from '../../../../kernel/language.ts'
import { guardText, mustStop } from '../../../../kernel/text-guard.ts'
import { fieldProblems, flowName, mostExits, mostWays, nestFields, stepSchema, type FieldProblem, type Flow, type Step, type StepKind, type Words } from '../definition.ts'
import { stepOf } from '../graph.ts'
import { codeOf } from './rules.ts'

/** What stands in the step's form, as typed: also what does not hold, so that nothing typed is lost. */
export type TypedWords = Words
export type TypedWay = { readonly to: string; readonly label: TypedWords; readonly needsReason: boolean }
export type TypedExit = { readonly code: string; readonly name: TypedWords; readonly toKind: string; readonly early: boolean }
export type TypedStep = {
  readonly name: TypedWords
  readonly help: TypedWords
  readonly teamHelp: TypedWords
  readonly responsible: string
  readonly deadline: { readonly unit: string; readonly count: string; readonly from: string }
  readonly gates: readonly string[]
  readonly next: readonly TypedWay[]
  readonly exits: readonly TypedExit[]
}

/** A field's problem, by the field's name in the form. `national-id` is the guard's: it stops what points at one person. */
export type StepFormProblem = { readonly field: string; readonly problem: FieldProblem | 'national-id' }

const emptyWords: TypedWords = { nb: '', nn: '', en: '' }
const emptyWay: TypedWay = { to: '', label: emptyWords, needsReason: false }
const emptyExit: TypedExit = { code: '', name: emptyWords, toKind: 'closed', early: false }

// Only these names are read, whatever is sent: a name with a thousand dots in it is nobody's field.
const known = /^(?:(?:name|help|teamHelp)\.(?:nb|nn|en)|responsible|deadline\.(?:unit|count|from)|gates|next\.\d{1,2}\.(?:to|needsReason|label\.(?:nb|nn|en))|exits\.\d{1,2}\.(?:code|toKind|early|name\.(?:nb|nn|en)))$/
const longest = 4000

/** Reads the form without judging it. Rows that nobody filled in are left out. */
export function readStep(form: Readonly<Record<string, unknown>>): TypedStep {
  const fields = Object.entries(form).flatMap(([name, value]): [string, string | string[]][] => {
    if (!known.test(name)) return []
    if (name === 'gates') return [[name, [value].flat().filter((one) => typeof one === 'string').slice(0, 40)]]
    return typeof value === 'string' ? [[name, clean(value)]] : []
  })
  const tree = branch(nestFields(Object.fromEntries(fields)))
  return {
    name: wordsOf(tree['name']),
    help: wordsOf(tree['help']),
    teamHelp: wordsOf(tree['teamHelp']),
    responsible: leaf(tree['responsible']),
    deadline: { unit: leaf(branch(tree['deadline'])['unit']), count: leaf(branch(tree['deadline'])['count']), from: leaf(branch(tree['deadline'])['from']) },
    gates: rows(tree['gates']).map(leaf),
    next: rows(tree['next']).slice(0, mostWays + 1).map((row) => ({ to: leaf(branch(row)['to']), label: wordsOf(branch(row)['label']), needsReason: leaf(branch(row)['needsReason']) !== '' })),
    exits: rows(tree['exits']).slice(0, mostExits + 1).map((row) => ({
      code: leaf(branch(row)['code']),
      name: wordsOf(branch(row)['name']),
      toKind: leaf(branch(row)['toKind']),
      early: leaf(branch(row)['early']) !== '',
    })).filter((exit) => exit.code !== '' || exit.early || languages.some((lang) => exit.name[lang] !== '')),
  }
}

/** The stored step as the form shows it. */
export const typedFrom = (step: Step): TypedStep => ({
  ...step,
  deadline: step.deadline.unit === 'none' ? { unit: 'none', count: '', from: 'step-entered' } : { ...step.deadline, count: String(step.deadline.count) },
})

type Parsed = { readonly ok: true; readonly step: Step } | { readonly ok: false; readonly problems: readonly StepFormProblem[] }

/** Judges what was typed. The kind is the stored step's; a way must lead to a step of the draft. */
export function parseStep(typed: TypedStep, key: string, kind: StepKind, flow: Flow): Parsed {
  const closed = kind === 'closed'
  const exits = typed.exits.map((exit) => ({ ...exit, code: exit.code === '' ? codeOf(exit.name.nb) : exit.code }))
  const parsed = stepSchema.safeParse({ ...typed, key, kind, next: closed ? [] : typed.next, exits: closed ? [] : exits, gates: closed ? [] : typed.gates })
  const problems: StepFormProblem[] = closed ? [] : typed.next.flatMap((way, index) => (stepOf(flow, way.to) ? [] : [{ field: `next.${index}.to`, problem: 'choice-needed' as const }]))
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => ({ field: fieldOf(issue.path), problem: problemOf(issue.message) })))
  for (const [field, text] of textsOf(typed)) if (mustStop(guardText(text))) problems.push({ field, problem: 'national-id' })
  const first = problems.filter((one, index) => problems.findIndex((other) => other.field === one.field) === index)
  return parsed.success && first.length === 0 ? { ok: true, step: parsed.data } : { ok: false, problems: first }
}

export type TypedName = { readonly ok: true; readonly name: Words } | { readonly ok: false; readonly typed: Words; readonly problems: readonly StepFormProblem[] }

/** The chart's name in the three languages; an empty one is a draft's. */
export function parseName(form: Readonly<Record<string, unknown>>): TypedName {
  const typed = { nb: one(form['name.nb']), nn: one(form['name.nn']), en: one(form['name.en']) }
  const parsed = flowName.safeParse(typed)
  const problems: StepFormProblem[] = parsed.success ? [] : parsed.error.issues.map((issue) => ({ field: fieldOf(['name', ...issue.path]), problem: problemOf(issue.message) }))
  for (const lang of languages) if (mustStop(guardText(typed[lang]))) problems.push({ field: `name.${lang}`, problem: 'national-id' })
  return parsed.success && problems.length === 0 ? { ok: true, name: parsed.data } : { ok: false, typed, problems }
}

/** What the pressed button asks for: to save, or to add or remove a row and go on writing. */
export type RowHandling = { readonly what: 'add'; readonly rows: 'next' | 'exits' } | { readonly what: 'remove'; readonly rows: 'next' | 'exits'; readonly index: number }
export type Handling = { readonly what: 'save' } | RowHandling

export function readHandling(value: unknown): Handling {
  const found = /^(add|remove)-(next|exits)(?:-(\d{1,2}))?$/.exec(typeof value === 'string' ? value : '')
  const rows = found?.[2] === 'exits' ? 'exits' : 'next'
  if (found?.[1] === 'add') return { what: 'add', rows }
  if (found?.[1] === 'remove' && found[3] !== undefined) return { what: 'remove', rows, index: Number(found[3]) }
  return { what: 'save' }
}

/** The form's rows after a row button. A removed row is found by its number as shown. */
export function withRows(form: Readonly<Record<string, unknown>>, handling: RowHandling): TypedStep {
  if (handling.what === 'remove') {
    const gone = `${handling.rows}.${handling.index}.`
    return readStep(Object.fromEntries(Object.entries(form).filter(([name]) => !name.startsWith(gone))))
  }
  const typed = readStep(form)
  if (handling.rows === 'next') return { ...typed, next: typed.next.length < mostWays ? [...typed.next, emptyWay] : typed.next }
  return { ...typed, exits: typed.exits.length < mostExits ? [...typed.exits, emptyExit] : typed.exits }
}

const clean = (value: string): string => cleanText(value.slice(0, longest))
const one = (value: unknown): string => (typeof value === 'string' ? clean(value) : '')
const leaf = (value: unknown): string => (typeof value === 'string' ? value : '')
const rows = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const branch = (value: unknown): Readonly<Record<string, unknown>> => (value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {})
const wordsOf = (value: unknown): TypedWords => ({ nb: leaf(branch(value)['nb']), nn: leaf(branch(value)['nn']), en: leaf(branch(value)['en']) })
const problemOf = (message: string): FieldProblem => fieldProblems.find((name) => name === message) ?? 'value-needed'

/** A list's own problem is shown at its first row. */
const fieldOf = (path: readonly PropertyKey[]): string => {
  const name = path.map(String).join('.')
  return name === 'next' ? 'next.0.to' : name === 'exits' ? 'exits.0.code' : name.startsWith('gates') ? 'gates' : name
}

const textsOf = (typed: TypedStep): [string, string][] => [
  ...languages.flatMap((lang): [string, string][] => [[`name.${lang}`, typed.name[lang]], [`help.${lang}`, typed.help[lang]], [`teamHelp.${lang}`, typed.teamHelp[lang]]]),
  ...typed.next.flatMap((way, index) => languages.map((lang): [string, string] => [`next.${index}.label.${lang}`, way.label[lang]])),
  ...typed.exits.flatMap((exit, index) => languages.map((lang): [string, string] => [`exits.${index}.name.${lang}`, exit.name[lang]])),
]

/** The shape of a step's key in an address. Anything else is simply not found. */
export const looksLikeKey = (text: string): boolean => text.length <= 40 && z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/).safeParse(text).success
