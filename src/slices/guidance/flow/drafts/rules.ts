import { createHash } from 'node:crypto'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { checkFlow, hasStops } from '../check.ts'
import { mostSteps, type Flow, type Step, type StepKind, type Words } from '../definition.ts'
import { stepOf } from '../graph.ts'

export type DraftRefusal = 'no-draft' | 'draft-changed' | 'has-stops' | 'too-many-steps' | 'no-such-step' | 'nothing-to-publish'

/** A stamp of what somebody was shown. What they send back with it holds only as long as nobody has changed the same in between. */
export const stampOf = (shown: unknown): string => createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 32)

/** Puts the typed step in the place of the stored one. `stamp` tells which step the writer had before them. */
export function replaceStep(flow: Flow, step: Step, stamp: string): Decision<DraftRefusal, Flow> {
  const stored = stepOf(flow, step.key)
  if (!stored) return refuse('no-such-step')
  if (stampOf(stored) !== stamp) return refuse('draft-changed')
  return accept({ ...flow, steps: flow.steps.map((old) => (old.key === step.key ? step : old)) })
}

/** A new, nearly empty step of a kind, called what its kind is called until somebody names it, before the first closed one. Its key follows from the kind and is never shown. */
export function addStep(flow: Flow, kind: StepKind, name: Words): Decision<DraftRefusal, { readonly flow: Flow; readonly key: string }> {
  if (flow.steps.length >= mostSteps) return refuse('too-many-steps')
  const numbers = Array.from({ length: mostSteps + 1 }, (_, index) => (index === 0 ? kind : `${kind}-${index + 1}`))
  const key = numbers.find((name) => !stepOf(flow, name)) ?? kind
  const step: Step = { key, kind, name, help: emptyWords, teamHelp: emptyWords, responsible: 'adviser', deadline: { unit: 'none' }, gates: [], next: [], exits: [] }
  const closed = flow.steps.findIndex((other) => other.kind === 'closed')
  const at = closed === -1 || kind === 'closed' ? flow.steps.length : closed
  return accept({ flow: { ...flow, steps: flow.steps.toSpliced(at, 0, step) }, key })
}

/** Takes a step out, and the ways that lead to it: a way to nowhere helps nobody. */
export function removeStep(flow: Flow, key: string, stamp: string): Decision<DraftRefusal, Flow> {
  const stored = stepOf(flow, key)
  if (!stored) return refuse('no-such-step')
  if (stampOf(stored) !== stamp) return refuse('draft-changed')
  const steps = flow.steps.filter((step) => step !== stored)
  return accept({ ...flow, steps: steps.map((step) => ({ ...step, next: step.next.filter((way) => way.to !== key) })) })
}

/** Changes places with the neighbour. The order is that of the lists and, where the ways leave a choice, of the picture; `stamp` is of the order that was shown. */
export function moveStep(flow: Flow, key: string, way: 'up' | 'down', stamp: string): Decision<DraftRefusal, Flow> {
  if (stampOf(orderOf(flow)) !== stamp) return refuse('draft-changed')
  const at = flow.steps.findIndex((step) => step.key === key)
  const step = flow.steps[at]
  const to = way === 'up' ? at - 1 : at + 1
  if (!step || to < 0 || to >= flow.steps.length) return refuse('no-such-step')
  return accept({ ...flow, steps: flow.steps.toSpliced(at, 1).toSpliced(to, 0, step) })
}

export const orderOf = (flow: Flow): readonly string[] => flow.steps.map((step) => step.key)

export function rename(flow: Flow, name: Words, stamp: string): Decision<DraftRefusal, Flow> {
  return stampOf(flow.name) === stamp ? accept({ ...flow, name }) : refuse('draft-changed')
}

/** What is published is what the leader saw, and nothing in it keeps a case from coming to an end. */
export function publish(draft: Flow, published: Flow | undefined, stamp: string): Decision<DraftRefusal, { readonly kind: 'guidance.flow-published' }> {
  if (stampOf(draft) !== stamp) return refuse('draft-changed')
  if (hasStops(checkFlow(draft))) return refuse('has-stops')
  if (published && stampOf(published) === stampOf(draft)) return refuse('nothing-to-publish')
  return accept({ kind: 'guidance.flow-published' })
}

/** The steps that have a way to this one. */
export const leadingTo = (flow: Flow, key: string): Step[] => flow.steps.filter((step) => step.key !== key && step.next.some((way) => way.to === key))

/** A code for statistics made of a name: 'Målet er nådd' becomes 'malet-er-nadd'. Empty when the name has no letters. */
export const codeOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('å', 'a')
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/^[0-9 ]+/, '')
    .replaceAll(' ', '-')
    .slice(0, 40)
    .replace(/-$/, '')

const emptyWords: Words = { nb: '', nn: '', en: '' }
