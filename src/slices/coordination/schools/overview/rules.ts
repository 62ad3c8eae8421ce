import type { LocalDate } from '../../../../kernel/dates.ts'
import { standingOf as pairStanding, type Facts } from '../pairs/rules.ts'
import { agreedWith, dueOn, inForceFor, linesAt, type Plan } from '../plans/rules.ts'
import { isFor } from '../year/rules.ts'

/** Kindergartens without a school first, then those whose pair waits to be confirmed, then by name as they come. */
export const urgencyOf = (pairs: readonly Facts[], today: LocalDate): 'none' | 'proposed' | 'paired' => {
  const standings = pairs.map((pair) => pairStanding(pair, today))
  return standings.some((one) => one === 'running' || one === 'later') ? 'paired' : standings.includes('proposed') ? 'proposed' : 'none'
}
export const bySchool = <Row extends { readonly urgency: ReturnType<typeof urgencyOf> }>(rows: readonly Row[]): readonly Row[] => {
  const order = ['none', 'proposed', 'paired']
  return rows.toSorted((a, b) => order.indexOf(a.urgency) - order.indexOf(b.urgency))
}

export type Done = { readonly told: number; readonly due: number }
/** How much of what has had its day an organisation has told of. */
export function doneBy(plan: Plan, orgId: string, told: readonly { readonly planId: string; readonly lineId: string; readonly orgId: string }[], today: LocalDate): Done {
  const due = linesAt(plan, orgId === plan.schoolId ? inForceFor(plan, orgId) : agreedWith(plan, orgId)).filter((line) => isFor(line.kind, orgId, plan) && line.day !== undefined && dueOn(line.day, line.wholeMonth) <= today)
  return { due: due.length, told: due.filter(({ id }) => told.some((one) => one.planId === plan.id && one.lineId === id && one.orgId === orgId)).length }
}
