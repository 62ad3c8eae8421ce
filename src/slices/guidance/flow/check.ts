import { languages } from '../../../kernel/language.ts'
import type { Deadline, Flow, Gate, Step, StepKind, Words } from './definition.ts'
import { edgesOf, exitTarget, reach, reversed, startOf, stepOf, type Edge } from './graph.ts'

/**
 * What may be wrong with a flow chart. A `stop` keeps it from being published; a `warn` is shown and left to the municipality.
 * The severity belongs to the name, so that the words for each can say what it means.
 */
export const severities = {
  'no-request-step': 'stop',
  'several-request-steps': 'stop',
  'no-closed-step': 'stop',
  'duplicate-key': 'stop',
  'duplicate-way': 'stop',
  'duplicate-exit': 'stop',
  'unknown-next': 'stop',
  'way-to-itself': 'stop',
  'way-back-to-request': 'stop',
  'closed-has-next': 'stop',
  'dead-end': 'stop',
  'cannot-finish': 'stop',
  'unreachable-step': 'stop',
  'exit-without-way': 'stop',
  'gate-never-possible': 'stop',
  'gate-may-be-missed': 'stop',
  'missing-name-in-language': 'stop',
  'missing-help-in-language': 'warn',
  'missing-team-help-in-language': 'warn',
  'deadline-too-short': 'stop',
  'deadline-too-long': 'warn',
  'deadline-never-starts': 'stop',
  'no-deadline': 'warn',
  'closing-without-reason': 'warn',
  'evaluation-can-be-skipped': 'warn',
} as const satisfies Record<string, 'stop' | 'warn'>

export type ProblemName = keyof typeof severities
export type Severity = (typeof severities)[ProblemName]

/** A named problem, the step it concerns (none when it is the whole chart) and the part of the step: a gate, a way's key, a code, a language. */
export type Problem = {
  readonly name: ProblemName
  readonly severity: Severity
  readonly step: string | undefined
  readonly part: string | undefined
}

/** Everything that is wrong or odd, in the order of the steps, those of the whole chart first. */
export function checkFlow(flow: Flow): Problem[] {
  const edges = edgesOf(flow)
  const ofSteps = flow.steps.flatMap((step, index) => [
    ...checkShape(flow, step, index),
    ...checkPaths(flow, edges, step),
    ...checkGates(flow, edges, step),
    ...checkDeadline(flow, edges, step),
    ...checkWords(step),
  ])
  return [...checkWhole(flow), ...ofSteps]
}

export const hasStops = (problems: readonly Problem[]): boolean => problems.some((problem) => problem.severity === 'stop')

/** The kinds of step where a gate can be met: where the product lets somebody do what the gate asks for. */
export const metIn: Readonly<Record<Gate, readonly StepKind[]>> = {
  'adviser-assigned': ['triage', 'waiting-list', 'start-meeting'],
  'request-anchored': ['request', 'triage', 'clarification', 'waiting-list', 'start-meeting'],
  'start-meeting-held': ['start-meeting'],
  'observation-per-department': ['observation'],
  'plan-agreed': ['plan'],
  'session-held': ['sessions'],
  'head-evaluated': ['evaluation'],
  'adviser-evaluated': ['evaluation'],
  'staff-asked': ['evaluation'],
  'handed-over-to-named': ['hand-over'],
  'follow-up-noted': ['follow-up'],
}

/** The shortest and longest deadline in working days that makes sense for a kind of step; a proposal of the product's, not of any source. */
const reasonable: Readonly<Record<StepKind, readonly [shortest: number, longest: number]>> = {
  request: [1, 130],
  triage: [1, 20],
  clarification: [2, 40],
  'waiting-list': [1, 130],
  'start-meeting': [2, 40],
  observation: [2, 60],
  plan: [1, 60],
  sessions: [5, 260],
  evaluation: [2, 60],
  'follow-up': [10, 260],
  'hand-over': [1, 40],
  closed: [1, 260],
}
const workingDaysInMonth = 21

const problem = (name: ProblemName, step?: Step, part?: string): Problem => ({ name, severity: severities[name], step: step?.key, part })

function checkWhole(flow: Flow): Problem[] {
  const found: Problem[] = []
  const requests = flow.steps.filter((step) => step.kind === 'request')
  if (requests.length === 0) found.push(problem('no-request-step'))
  for (const step of requests.slice(1)) found.push(problem('several-request-steps', step))
  if (!flow.steps.some((step) => step.kind === 'closed')) found.push(problem('no-closed-step'))
  for (const lang of missing(flow.name)) found.push(problem('missing-name-in-language', undefined, lang))
  return found
}

function checkShape(flow: Flow, step: Step, index: number): Problem[] {
  const found: Problem[] = []
  if (flow.steps.findIndex((other) => other.key === step.key) < index) found.push(problem('duplicate-key', step))
  for (const to of repeated(step.next.map((way) => way.to))) found.push(problem('duplicate-way', step, to))
  for (const code of repeated(step.exits.map((exit) => exit.code))) found.push(problem('duplicate-exit', step, code))
  for (const way of step.next) {
    const target = stepOf(flow, way.to)
    if (!target) found.push(problem('unknown-next', step, way.to))
    else if (target.key === step.key) found.push(problem('way-to-itself', step, way.to))
    else if (target.kind === 'request') found.push(problem('way-back-to-request', step, way.to))
    else if (target.kind === 'closed' && !way.needsReason && !step.exits.some((exit) => exit.toKind === 'closed')) {
      found.push(problem('closing-without-reason', step, way.to))
    }
  }
  if (step.kind === 'closed' && (step.next.length > 0 || step.exits.length > 0 || step.gates.length > 0)) found.push(problem('closed-has-next', step))
  if (step.kind !== 'closed') {
    for (const exit of step.exits) {
      const reachable = exit.early ? exitTarget(flow, step, exit.toKind) : step.next.find((way) => stepOf(flow, way.to)?.kind === exit.toKind)
      if (!reachable) found.push(problem('exit-without-way', step, exit.code))
    }
  }
  return found
}

function checkPaths(flow: Flow, edges: readonly Edge[], step: Step): Problem[] {
  const found: Problem[] = []
  const start = startOf(flow)
  const ways = edges.filter((edge) => edge.kind === 'way')
  if (start && !reach(edges, [start.key]).has(step.key)) found.push(problem('unreachable-step', step))
  if (step.kind === 'closed') return found
  // An early exit is for the unforeseen: a chart where nobody can finish in the ordinary way is not sound.
  const closed = flow.steps.filter((other) => other.kind === 'closed').map((other) => other.key)
  if (!ways.some((way) => way.from === step.key)) found.push(problem('dead-end', step))
  else if (!reach(reversed(ways), closed).has(step.key)) found.push(problem('cannot-finish', step))
  if (step.kind === 'sessions' && reachWithout(flow, ways, step.key, 'evaluation').some((other) => other.kind === 'closed')) {
    found.push(problem('evaluation-can-be-skipped', step))
  }
  return found
}

function reachWithout(flow: Flow, ways: readonly Edge[], from: string, kind: StepKind): Step[] {
  const open = ways.filter((way) => stepOf(flow, way.from)?.kind !== kind)
  return [...reach(open, [from])].map((key) => stepOf(flow, key)).filter((step) => step !== undefined)
}

/**
 * A gate is sound where it can be met in the step itself, or where every way to the step goes through one that demands it.
 * Anything else leaves a case that can never move on.
 */
function checkGates(flow: Flow, edges: readonly Edge[], step: Step): Problem[] {
  const start = startOf(flow)
  if (!start || step.kind === 'closed') return []
  return step.gates.flatMap((gate) => {
    if (metIn[gate].includes(step.kind)) return []
    const reached = reach(edges, [start.key])
    const before = reach(reversed(edges), [step.key])
    const makers = flow.steps.filter((other) => metIn[gate].includes(other.kind) && reached.has(other.key) && before.has(other.key))
    if (makers.length === 0) return [problem('gate-never-possible', step, gate)]
    const demanding = new Set(makers.filter((maker) => maker.gates.includes(gate)).map((maker) => maker.key))
    const unguarded = edges.filter((edge) => edge.kind === 'early-exit' || !demanding.has(edge.from))
    return reach(unguarded, [start.key]).has(step.key) ? [problem('gate-may-be-missed', step, gate)] : []
  })
}

function checkDeadline(flow: Flow, edges: readonly Edge[], step: Step): Problem[] {
  const { deadline } = step
  if (deadline.unit === 'none') return step.kind === 'request' || step.kind === 'closed' ? [] : [problem('no-deadline', step)]
  const found: Problem[] = []
  const [shortest, longest] = reasonable[step.kind]
  const days = inWorkingDays(deadline)
  if (days < shortest) found.push(problem('deadline-too-short', step))
  if (days > longest) found.push(problem('deadline-too-long', step))
  const planBefore = [...reach(reversed(edges), [step.key])].some((key) => stepOf(flow, key)?.kind === 'plan')
  if (deadline.from === 'plan-agreed' && !planBefore) found.push(problem('deadline-never-starts', step))
  if (deadline.from === 'case-submitted' && step.kind === 'request') found.push(problem('deadline-never-starts', step))
  return found
}

const inWorkingDays = (deadline: Exclude<Deadline, { unit: 'none' }>): number =>
  deadline.unit === 'months' ? deadline.count * workingDaysInMonth : deadline.count

function checkWords(step: Step): Problem[] {
  const named = [
    ...missing(step.name),
    ...step.next.flatMap((way) => missing(way.label).map((lang) => `${way.to}.${lang}`)),
    ...step.exits.flatMap((exit) => missing(exit.name).map((lang) => `${exit.code}.${lang}`)),
  ]
  return [
    ...named.map((part) => problem('missing-name-in-language', step, part)),
    ...missing(step.help).map((lang) => problem('missing-help-in-language', step, lang)),
    ...(missing(step.teamHelp).length < languages.length ? missing(step.teamHelp).map((lang) => problem('missing-team-help-in-language', step, lang)) : []),
  ]
}

const missing = (words: Words) => languages.filter((lang) => words[lang].trim() === '')

const repeated = (texts: readonly string[]) => [...new Set(texts.filter((text, index) => texts.indexOf(text) < index))]
