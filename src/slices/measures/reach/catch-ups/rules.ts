import type { LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { mayCount, missing, type CatchUp, type Gathering, type Standing } from '../rules.ts'

// Packages for those who missed a gathering: who sees to it, and by when. The rules in words: docs/rules/measures-reach.md.

/** Who sees to it: a name or a role, as it was typed. `by` is the last day. */
export type Agreed = { readonly responsible: string; readonly by: LocalDate }
type Planning = { readonly standing: Standing; readonly gathering: Pick<Gathering, 'counts' | 'catchUps'>; readonly by: LocalDate; readonly today: LocalDate }
export type PlanRefusal = Exclude<ReturnType<typeof mayCount>, undefined> | 'nobody-missing' | 'day-passed' | 'already-held'

/** Makes a package, as long as somebody has missed it and there is time to do it. */
export function plan({ standing, gathering, by, today }: Planning): Decision<PlanRefusal, { readonly kind: 'measures.catch-up-planned' }> {
  const wrong = mayCount(standing)
  if (wrong) return refuse(wrong)
  if (missing(gathering).length === 0) return refuse('nobody-missing')
  return by < today ? refuse('day-passed') : accept({ kind: 'measures.catch-up-planned' })
}

/** Gives a package that is not done to somebody else, or another day. */
export function agreeAnew({ standing, one, by, today }: Pick<Planning, 'standing' | 'by' | 'today'> & { readonly one: Pick<CatchUp, 'heldOn'> }): Decision<PlanRefusal, { readonly kind: 'measures.catch-up-agreed' }> {
  const wrong = mayCount(standing)
  if (wrong) return refuse(wrong)
  if (one.heldOn !== undefined) return refuse('already-held')
  return by < today ? refuse('day-passed') : accept({ kind: 'measures.catch-up-agreed' })
}

/** Whether the head is to see to a package: its last day has passed, and it is not done. */
export const isLate = ({ heldOn, by }: Pick<CatchUp, 'heldOn' | 'by'>, today: LocalDate): boolean => heldOn === undefined && by !== undefined && by < today
