import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { Criterion, Scheme } from '../../schemes/rules.ts'

export type Weighted = Criterion & { readonly weight: number }

/** What a round is reviewed by. The scheme's own until the county governor has set something, which gets number 1. */
export type Criteria = {
  readonly number: number
  readonly eligibility: readonly Criterion[]
  readonly priority: readonly Weighted[]
  /** Points go from 0 to this. */
  readonly most: number
  /** Readers who differ by more than this on one criterion are pointed out. */
  readonly apart: number
}

/** The usual scale, 0 to 4, and the usual difference. Our proposal; both are kept with the round. */
const usualMost = 4
const usualApart = 2

/** The criteria as the scheme has them. A criterion without a weight counts nothing. */
export const fromScheme = (scheme: Pick<Scheme, 'eligibility' | 'priority'>): Criteria => ({ number: 0, eligibility: scheme.eligibility, priority: scheme.priority.map((one) => ({ ...one, weight: one.weight ?? 0 })), most: usualMost, apart: usualApart })

export type WeightRefusal = 'weights-not-100' | 'already-given' | 'not-now' | 'changed-meanwhile'
const before = ['planned', 'announced', 'in-review'] as const
/** Weights are set before anyone has delivered: nobody chooses them with the scores in hand. */
export const maySetWeights = (stage: string, delivered: number): Decision<WeightRefusal, { readonly kind: 'scheme.weights-set' }> =>
  !before.some((one) => one === stage) ? refuse('not-now') : delivered > 0 ? refuse('already-given') : accept({ kind: 'scheme.weights-set' })

/** @param seen the number of the criteria that the page showed */
export function setWeights(now: Criteria, weights: readonly number[], apart: number, seen: number, stage: string, delivered: number): Decision<WeightRefusal, { readonly kind: 'scheme.weights-set'; readonly criteria: Criteria }> {
  const allowed = maySetWeights(stage, delivered)
  if (!allowed.ok) return allowed
  if (seen !== now.number) return refuse('changed-meanwhile')
  if (weights.length !== now.priority.length || weights.reduce((sum, weight) => sum + weight, 0) !== 100) return refuse('weights-not-100')
  return accept({ kind: 'scheme.weights-set', criteria: { ...now, number: now.number + 1, apart, priority: now.priority.map((one, at) => ({ ...one, weight: weights[at] ?? 0 })) } })
}
