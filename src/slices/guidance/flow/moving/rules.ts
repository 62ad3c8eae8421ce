import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Flow } from '../definition.ts'
import { stepOf } from '../graph.ts'
import { dueOn } from '../rules.ts'

/** A running case, as far as moving it to another version needs. Days are Norwegian. */
export type RunningCase = {
  readonly id: string
  readonly kindergartenId: string
  readonly stepKey: string
  readonly stepEntered: LocalDate
  readonly caseSubmitted: LocalDate | undefined
  readonly planAgreed: LocalDate | undefined
}

/** Where a case stands after the move. */
export type Landing = { readonly stepKey: string; readonly stepKind: string; readonly dueOn: LocalDate | undefined }

/** The step of the new version and the deadline it gives, counted from the same days as before. Undefined when the mapping has no step for it. */
export function landingOf(one: RunningCase, to: Flow, mapping: Readonly<Record<string, string>>): Landing | undefined {
  const step = stepOf(to, (Object.hasOwn(mapping, one.stepKey) ? mapping[one.stepKey] : undefined) ?? '')
  return step && { stepKey: step.key, stepKind: step.kind, dueOn: dueOn(to, step.key, one) }
}

/** How many cases stand in each step. */
export function countBySteps(cases: readonly RunningCase[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const one of cases) counts.set(one.stepKey, (counts.get(one.stepKey) ?? 0) + 1)
  return counts
}
