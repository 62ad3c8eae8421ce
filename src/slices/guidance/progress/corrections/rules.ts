import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { CaseState } from '../../requests/rules.ts'

export type CorrectRefusal = 'not-found' | 'case-closed'
/** What a correction stands beside. */
export type AboutKind = 'meeting' | 'observation'

/** Either side writes beside a record what was wrong in it, as long as the case runs. The record itself stands. */
export function correct(state: CaseState, there: boolean): Decision<CorrectRefusal, { readonly kind: 'guidance.record-corrected' }> {
  if (!there) return refuse('not-found')
  return state === 'running' ? accept({ kind: 'guidance.record-corrected' }) : refuse('case-closed')
}
