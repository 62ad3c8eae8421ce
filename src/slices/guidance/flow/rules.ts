import type { Actor } from '../../../kernel/actor.ts'
import { addMonths, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import { addWorkingDays, isWorkingDay } from '../../../kernel/working-days.ts'
import type { DeadlineStart, Flow, Gate, Step, StepKind, Way, Words } from './definition.ts'
import { exitTarget, stepOf } from './graph.ts'

/** What is true of a case just now: the gates that hold, and the days that deadlines are counted from. */
export type Facts = {
  readonly holds: ReadonlySet<Gate>
  readonly stepEntered: LocalDate
  readonly caseSubmitted: LocalDate | undefined
  readonly planAgreed: LocalDate | undefined
}

/** A reason code that goes with a move, and the gates that keep just that code shut. */
export type MoveCode = { readonly code: string; readonly name: Words; readonly missing: readonly Gate[] }

/** A way on from a step. It is open when nothing is missing, or when one of its codes misses nothing. */
export type Move = {
  readonly to: string
  readonly label: Words
  readonly needsReason: boolean
  readonly missing: readonly Gate[]
  readonly codes: readonly MoveCode[]
}

/** What the one who moves a case gives as reason: a code of the step's, words, or both. */
export type Reason = { readonly code: string | undefined; readonly text: string | undefined }
export const noReason: Reason = { code: undefined, text: undefined }

export type MoveRefusal =
  | 'unknown-step'
  | 'case-closed'
  | 'no-such-way'
  | 'gates-missing'
  | 'reason-needed'
  | 'exit-code-needed'
  | 'unknown-exit-code'
export type Moved = {
  readonly kind: 'guidance.moved'
  readonly from: string
  readonly to: string
  readonly code: string | undefined
  readonly reason: string | undefined
}

/**
 * The ways on from a step, in the municipality's order, each with the gates that still keep it shut. The ways that only an early exit
 * opens come last; they carry the name of the step they lead to.
 */
export function allowedMoves(flow: Flow, stepKey: string, facts: Pick<Facts, 'holds'>): Move[] {
  const step = stepOf(flow, stepKey)
  if (!step) return []
  const missing = step.gates.filter((gate) => !facts.holds.has(gate))
  const ways = step.next.filter((way) => stepOf(flow, way.to)).map((way) => ({ ...way, missing, codes: codesFor(flow, step, way.to, missing) }))
  return [...ways, ...earlyWays(flow, step).map((way) => ({ ...way, missing, codes: codesFor(flow, step, way.to, missing) }))]
}

/** True when somebody can take the move now, with one code or another. */
export const isOpen = (way: Move): boolean => way.missing.length === 0 || way.codes.some((code) => code.missing.length === 0)

function earlyWays(flow: Flow, step: Step): Way[] {
  const targets = step.exits.filter((exit) => exit.early).map((exit) => exitTarget(flow, step, exit.toKind))
  const extra = targets.filter((target) => target !== undefined).filter((target) => !step.next.some((way) => way.to === target.key))
  return [...new Set(extra)].map((target) => ({ to: target.key, label: target.name, needsReason: false }))
}

function codesFor(flow: Flow, step: Step, to: string, missing: readonly Gate[]): MoveCode[] {
  const ordinary = step.next.some((way) => way.to === to)
  return step.exits
    .filter((exit) => stepOf(flow, to)?.kind === exit.toKind)
    .filter((exit) => ordinary || (exit.early && exitTarget(flow, step, exit.toKind)?.key === to))
    .map(({ code, name, early }) => ({ code, name, missing: early ? [] : missing }))
}

/** Moves a case from one step to another: the way exists, its gates hold (or an early exit is chosen) and the reason it asks for is given. */
export function move(flow: Flow, from: string, to: string, facts: Pick<Facts, 'holds'>, reason: Reason = noReason): Decision<MoveRefusal, Moved> {
  const step = stepOf(flow, from)
  if (!step || !stepOf(flow, to)) return refuse('unknown-step')
  if (step.kind === 'closed') return refuse('case-closed')
  const way = allowedMoves(flow, from, facts).find((candidate) => candidate.to === to)
  if (!way) return refuse('no-such-way')
  const text = reason.text?.trim() || undefined
  const code = way.codes.find((candidate) => candidate.code === reason.code)
  if (reason.code !== undefined && !code) return refuse('unknown-exit-code')
  if ((code?.missing ?? way.missing).length > 0 && !(code === undefined && isOpen(way))) return refuse('gates-missing')
  if (way.codes.length > 0 && !code) return refuse('exit-code-needed')
  if (way.needsReason && !text) return refuse('reason-needed')
  return accept({ kind: 'guidance.moved', from, to, code: code?.code, reason: text })
}

/** The last time a case changed step, who did it, and how many things have happened in the case since. */
export type LastMove = { readonly from: string; readonly to: string; readonly by: PersonId; readonly undone: boolean; readonly happenedSince: number }
export type UndoRefusal = 'nothing-to-undo' | 'something-happened-since' | 'not-yours-to-undo'
export type MoveUndone = { readonly kind: 'guidance.move-undone'; readonly from: string; readonly to: string }

/** A step move may be taken back by the one who made it, or by the team leader, as long as nothing has happened in the case since. */
export function undoLast(last: LastMove | undefined, actor: Pick<Actor, 'personId' | 'role'>): Decision<UndoRefusal, MoveUndone> {
  if (!last || last.undone) return refuse('nothing-to-undo')
  if (last.happenedSince > 0) return refuse('something-happened-since')
  if (last.by !== actor.personId && actor.role !== 'team-leader') return refuse('not-yours-to-undo')
  return accept({ kind: 'guidance.move-undone', from: last.to, to: last.from })
}

export type ReopenRefusal = 'not-closed' | 'unknown-step' | 'cannot-reopen-there' | 'reason-needed'
export type Reopened = { readonly kind: 'guidance.reopened'; readonly from: string; readonly to: string; readonly reason: string }

const reopenKinds: readonly StepKind[] = ['plan', 'sessions', 'evaluation', 'follow-up']

/**
 * The steps a closed case may be opened in. First comes the proposal: the last step of work it has been in (`visited`, oldest first);
 * then the earlier ones, and always triage, where the team looks at it anew.
 */
export function reopenTargets(flow: Flow, visited: readonly string[]): string[] {
  const worked = visited.toReversed().filter((key) => reopenKinds.some((kind) => kind === stepOf(flow, key)?.kind))
  const triage = flow.steps.filter((step) => step.kind === 'triage').map((step) => step.key)
  return [...new Set([...worked, ...triage])]
}

/** A closed case is opened again with a reason, in a step it has worked in before or in triage. Nothing that was written is lost. */
export function reopen(flow: Flow, from: string, to: string, visited: readonly string[], reason: string): Decision<ReopenRefusal, Reopened> {
  if (!stepOf(flow, to)) return refuse('unknown-step')
  if (stepOf(flow, from)?.kind !== 'closed') return refuse('not-closed')
  if (!reopenTargets(flow, visited).includes(to)) return refuse('cannot-reopen-there')
  if (reason.trim() === '') return refuse('reason-needed')
  return accept({ kind: 'guidance.reopened', from, to, reason: reason.trim() })
}

/**
 * The day by which the step must be done, always a Norwegian working day: a month's deadline that ends on a day off moves to the
 * next working day. Undefined when the step has no deadline, or the day it is counted from has not come.
 */
export function dueOn(flow: Flow, stepKey: string, facts: Omit<Facts, 'holds'>): LocalDate | undefined {
  const deadline = stepOf(flow, stepKey)?.deadline
  if (!deadline || deadline.unit === 'none') return undefined
  const start = startOfDeadline(deadline.from, facts)
  if (start === undefined) return undefined
  if (deadline.unit === 'working-days') return addWorkingDays(start, deadline.count)
  const day = addMonths(start, deadline.count)
  return isWorkingDay(day) ? day : addWorkingDays(day, 1)
}

function startOfDeadline(from: DeadlineStart, facts: Omit<Facts, 'holds'>): LocalDate | undefined {
  if (from === 'step-entered') return facts.stepEntered
  return from === 'case-submitted' ? facts.caseSubmitted : facts.planAgreed
}

export type MappingRefusal = 'unmapped-step' | 'unknown-step' | 'mapped-to-closed' | 'kind-changed-not-allowed'
export type MappingFault = { readonly step: string; readonly because: MappingRefusal }
export type CasesMoved = { readonly kind: 'guidance.case-moved-to-version'; readonly mapping: Readonly<Record<string, string>> }

// A case may come to stand in another kind of step only where what has been done in it means the same.
const stages: readonly (readonly StepKind[])[] = [['triage', 'clarification', 'waiting-list'], ['start-meeting', 'observation', 'plan']]

/** Everything that keeps running cases from being moved to another version: one fault for each step of the old one that has cases or may have. */
export function checkMapping(from: Flow, to: Flow, mapping: Readonly<Record<string, string>>, inUse?: ReadonlySet<string>): MappingFault[] {
  return from.steps
    .filter((step) => inUse === undefined || inUse.has(step.key))
    .flatMap((step) => {
      const because = mappingFault(step, Object.hasOwn(mapping, step.key) ? mapping[step.key] : undefined, to)
      return because ? [{ step: step.key, because }] : []
    })
}

function mappingFault(step: Step, toKey: string | undefined, to: Flow): MappingRefusal | undefined {
  if (toKey === undefined) return 'unmapped-step'
  const target = stepOf(to, toKey)
  if (!target) return 'unknown-step'
  if (target.kind === step.kind) return undefined
  if (target.kind === 'closed') return 'mapped-to-closed'
  return stages.some((stage) => stage.includes(step.kind) && stage.includes(target.kind)) ? undefined : 'kind-changed-not-allowed'
}

/**
 * Moves the running cases of one version to another. Every step that has cases (`inUse`; all steps when it is not given) must be mapped
 * to a step of its own kind, or of a kind where what has been done means the same. A running case is never closed by a new version.
 */
export function mapToVersion(
  from: Flow,
  to: Flow,
  mapping: Readonly<Record<string, string>>,
  inUse?: ReadonlySet<string>,
): Decision<MappingRefusal, CasesMoved> {
  const [fault] = checkMapping(from, to, mapping, inUse)
  return fault ? refuse(fault.because) : accept({ kind: 'guidance.case-moved-to-version', mapping })
}

/** A mapping to begin with: the step with the same key and kind, else the only one of its kind. What has no like is left for somebody to decide. */
export function suggestMapping(from: Flow, to: Flow): Record<string, string> {
  const pairs = from.steps.flatMap((step) => {
    const alike = to.steps.filter((other) => other.kind === step.kind)
    const target = alike.find((other) => other.key === step.key) ?? (alike.length === 1 ? alike[0] : undefined)
    return target ? [[step.key, target.key] as const] : []
  })
  return Object.fromEntries(pairs)
}
