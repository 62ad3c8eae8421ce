import * as z from 'zod'
import type { Language } from '../../../kernel/language.ts'

/**
 * What happens in a step. The kinds are fixed, for the product's behaviour hangs on them; names, order, gates and deadlines are
 * the municipality's.
 */
export const stepKinds = [
  'request',
  'triage',
  'clarification',
  'waiting-list',
  'start-meeting',
  'observation',
  'plan',
  'sessions',
  'evaluation',
  'follow-up',
  'hand-over',
  'closed',
] as const
export type StepKind = (typeof stepKinds)[number]

/** What must be true of a case before it may leave a step. */
export const gates = [
  'adviser-assigned',
  'request-anchored',
  'start-meeting-held',
  'observation-per-department',
  'plan-agreed',
  'session-held',
  'head-evaluated',
  'adviser-evaluated',
  'staff-asked',
  'handed-over-to-named',
  'follow-up-noted',
] as const
export type Gate = (typeof gates)[number]

/** Who must act while a case stands in a step. */
export const responsibles = ['head', 'adviser', 'team-leader'] as const
export type Responsible = (typeof responsibles)[number]

/** The day that a deadline is counted from. */
export const deadlineStarts = ['step-entered', 'case-submitted', 'plan-agreed'] as const
export type DeadlineStart = (typeof deadlineStarts)[number]

export type Deadline =
  | { readonly unit: 'none' }
  | { readonly unit: 'working-days' | 'months'; readonly count: number; readonly from: DeadlineStart }

/** The same words in all three languages. An empty text is a draft; `checkFlow` refuses to publish it. */
export type Words = Readonly<Record<Language, string>>

/** An ordinary way on. It is open when every gate of the step holds. */
export type Way = { readonly to: string; readonly label: Words; readonly needsReason: boolean }

/** Kinds of step that a reason code leads to. */
export const exitKinds = ['closed', 'hand-over'] as const
export type ExitKind = (typeof exitKinds)[number]

/**
 * A reason code that must be chosen when a case goes from the step to a step of `toKind`. It is what the statistics count.
 * An `early` exit is a way of its own, open whatever the gates say: a kindergarten may withdraw before any plan is agreed.
 */
export type Exit = { readonly code: string; readonly name: Words; readonly toKind: ExitKind; readonly early: boolean }

export type Step = {
  /** Stable name in data and addresses; never changed once a case has been in the step. */
  readonly key: string
  readonly kind: StepKind
  readonly name: Words
  /** What happens here, for the head. */
  readonly help: Words
  /** The same, for the team. Empty in all languages when what is written for the head does for both. */
  readonly teamHelp: Words
  readonly responsible: Responsible
  readonly deadline: Deadline
  readonly gates: readonly Gate[]
  readonly next: readonly Way[]
  readonly exits: readonly Exit[]
}

/** One version of a municipality's flow chart for guidance on request. The step of kind `request` is the start. */
export type Flow = { readonly name: Words; readonly steps: readonly Step[] }

/** The names of what may be wrong with a field; the words for each stand in the texts. */
export const fieldProblems = ['slug-needed', 'text-too-long', 'choice-needed', 'whole-number-needed', 'too-many', 'value-needed'] as const
export type FieldProblem = (typeof fieldProblems)[number]

const because = (problem: FieldProblem) => ({ error: problem })

const slug = z
  .string(because('slug-needed'))
  .trim()
  .max(40, because('slug-needed'))
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, because('slug-needed'))
const text = (longest: number) => z.string(because('value-needed')).trim().max(longest, because('text-too-long')).default('')
const words = (longest: number) =>
  z.object({ nb: text(longest), nn: text(longest), en: text(longest) }, because('value-needed')).default({ nb: '', nn: '', en: '' })
const choice = <const Choices extends readonly string[]>(choices: Choices) => z.enum(choices, because('choice-needed'))
const list = <Item extends z.ZodType>(item: Item, most: number) => z.array(item, because('value-needed')).max(most, because('too-many')).default([])

// A checked box arrives as 'on' from a form and as true from JSON; an unchecked one does not arrive at all.
const tick = z
  .union([z.boolean(), z.enum(['on', 'true', 'false', ''])], because('choice-needed'))
  .default(false)
  .transform((value) => value === true || value === 'on' || value === 'true')

const count = z
  .union([z.number(), z.string().trim().regex(/^\d{1,4}$/).transform(Number)], because('whole-number-needed'))
  .pipe(z.int(because('whole-number-needed')).min(0, because('whole-number-needed')).max(999, because('whole-number-needed')))

const counted = { count, from: choice(deadlineStarts) }
const deadline = z
  .discriminatedUnion(
    'unit',
    [
      z.object({ unit: z.literal('none') }),
      z.object({ unit: z.literal('working-days'), ...counted }),
      z.object({ unit: z.literal('months'), ...counted }),
    ],
    because('choice-needed'),
  )
  .default({ unit: 'none' })

/** So many ways and reasons a step may have, and so long its explanation may be. */
export const mostWays = 12
export const mostExits = 20
export const longestHelp = 600

const way = z.object({ to: slug, label: words(80), needsReason: tick })
const exit = z.object({ code: slug, name: words(120), toKind: choice(exitKinds), early: tick })
/** One step, as stored and as the editor sends it. */
export const stepSchema = z.object({
  key: slug,
  kind: choice(stepKinds),
  name: words(60),
  help: words(longestHelp),
  teamHelp: words(longestHelp),
  responsible: choice(responsibles),
  deadline,
  gates: list(choice(gates), gates.length),
  next: list(way, mostWays),
  exits: list(exit, mostExits),
})

export const flowName = words(120)

/** More than anyone needs; the picture and the checks are quick up to here. */
export const mostSteps = 40

/**
 * One schema for stored JSON and for the editor's form (after `nestFields`). It says whether the parts have the right shape;
 * whether they make a sound flow chart is `checkFlow`'s to say, so that half a flow chart can be saved as a draft.
 */
export const flowSchema = z.object({
  name: flowName,
  steps: z.array(stepSchema, because('value-needed')).max(mostSteps, because('too-many')),
}) satisfies z.ZodType<Flow>

type Nested = string | { [name: string]: Nested } | Nested[]

/**
 * The editor's flat fields as a tree: `steps.0.name.nb=…` becomes `{ steps: [{ name: { nb: … } }] }`. Numbers need not be in a row
 * (a removed step leaves a hole) but give the order. A row where every field is empty is one that nobody filled in, and is left out.
 */
export function nestFields(fields: Readonly<Record<string, string | readonly string[]>>): Nested {
  const root: Branch = new Map()
  for (const [path, value] of Object.entries(fields)) {
    let branch = root
    const names = path.split('.')
    for (const name of names.slice(0, -1)) {
      const found = branch.get(name)
      const below: Branch = found instanceof Map ? found : new Map()
      branch.set(name, below)
      branch = below
    }
    const last = names.at(-1) ?? ''
    if (!(branch.get(last) instanceof Map)) branch.set(last, value)
  }
  return unfold(root)
}

type Branch = Map<string, Branch | string | readonly string[]>

function unfold(node: Branch | string | readonly string[]): Nested {
  if (!(node instanceof Map)) return typeof node === 'string' ? node : [...node]
  const entries = [...node.entries()]
  if (entries.length > 0 && entries.every(([name]) => /^\d{1,4}$/.test(name))) {
    return entries
      .toSorted(([a], [b]) => Number(a) - Number(b))
      .filter(([, value]) => !isEmpty(value))
      .map(([, value]) => unfold(value))
  }
  return Object.fromEntries(entries.map(([name, value]) => [name, unfold(value)]))
}

function isEmpty(node: Branch | string | readonly string[]): boolean {
  if (node instanceof Map) return [...node.values()].every(isEmpty)
  return typeof node === 'string' ? node.trim() === '' : node.length === 0
}
