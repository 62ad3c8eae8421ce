import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { CaseState, Involvement } from '../../requests/rules.ts'
import type { CaseInStep, CaseTask } from '../../tasks/rules.ts'

export type Anchoring = { readonly staffInvolved: Involvement; readonly staffInvolvedHow: string; readonly ownerInformed: boolean }
export type AnchorRefusal = 'not-found' | 'case-closed' | 'changed-meanwhile' | 'how-missing'

/** True when the request has its roots in the staff and the owner knows of it: the flow chart may ask for that before the work begins. */
export const isAnchored = (staff: Involvement | undefined, owner: boolean | undefined): boolean => (staff === 'yes' || staff === 'partly') && owner === true

/** The head tells how staff and owner are involved; whoever says that the staff is, says how. */
export function anchor(state: CaseState, next: Anchoring, unseenChange: boolean): Decision<AnchorRefusal, { readonly kind: 'guidance.anchoring-updated' }> {
  if (state !== 'running') return refuse('case-closed')
  if (unseenChange) return refuse('changed-meanwhile')
  if (next.staffInvolved !== 'no' && next.staffInvolvedHow === '') return refuse('how-missing')
  return accept({ kind: 'guidance.anchoring-updated' })
}

/** What waits for the head is what the flow chart asks for in the step the case is in. */
export const anchoringTasks = ({ id, step }: CaseInStep, anchored: boolean): CaseTask[] =>
  !anchored && step.gates.includes('request-anchored') ? [{ words: 'tasks.anchoring', href: `/veiledning/${id}/forankring`, waitsFor: 'head' }] : []
