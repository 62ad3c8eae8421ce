import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { lagRule } from '../rules.ts'

/** A change of the limit: how many percentage points from when, and who set it. */
export type LimitChange = { readonly points: number; readonly changedAt: Date; readonly changedBy: string }
/** Below five it would be said of everybody, by chance; above sixty of nobody. [bounds of ours] */
export const bounds = { least: 5, most: 60 } as const

/** What holds now. `changes` in the order they were made; before the first it is as the program has it. */
export const limitFrom = (changes: readonly Pick<LimitChange, 'points'>[]): number => changes.at(-1)?.points ?? lagRule.points

type LimitRefusal = 'out-of-bounds' | 'nothing-changed'
/** Only what is different is a change, so that the dates say when it last became as it is. */
export function changeLimit(now: number, wanted: number): Decision<LimitRefusal, { readonly kind: 'measures.reach-limit-changed'; readonly points: number }> {
  if (!Number.isInteger(wanted) || wanted < bounds.least || wanted > bounds.most) return refuse('out-of-bounds')
  return wanted === now ? refuse('nothing-changed') : accept({ kind: 'measures.reach-limit-changed', points: wanted })
}
