import type { LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { whyNotSave, type PlanHead, type WriteRefusal } from '../rules.ts'

/** So many needs one goal may rest on. */
export const mostNeeds = 100
/** A goal rests on needs whoever writes may read; another's, or one that has been set aside, is not tied to it. */
export function tieNeeds(plan: Pick<PlanHead, 'state' | 'hearingUntil' | 'edit'>, chosen: readonly string[], seen: readonly string[], edit: number, today: LocalDate): Decision<WriteRefusal | 'need-gone' | 'full', { readonly kind: 'strategy.goal-needs-tied' }> {
  const not = whyNotSave(plan, edit, today)
  if (not) return refuse(not)
  if (chosen.length > mostNeeds) return refuse('full')
  return chosen.every((id) => seen.includes(id)) ? accept({ kind: 'strategy.goal-needs-tied' }) : refuse('need-gone')
}
