import type { LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { Outcome } from '../rules.ts'

export type CallNoted = { readonly kind: 'insight.call-noted'; readonly outcome: Outcome; readonly rightToCall: boolean | undefined; readonly calledOn: LocalDate; readonly againOn: LocalDate | undefined }
export type CallRefusal = 'called-before-week' | 'called-later' | 'again-too-soon' | 'again-missing' | 'right-missing'
export type Typed = { readonly outcome: Outcome; readonly right: 'yes' | 'no' | undefined; readonly calledOn: LocalDate; readonly againOn: LocalDate | undefined }

/** What came of a call. Whether it was right to call is asked of those who were reached, and told back to the rules that gave the call. */
export function noteCall(weekOn: LocalDate, today: LocalDate, { outcome, right, calledOn, againOn }: Typed): Decision<CallRefusal, CallNoted> {
  if (calledOn > today) return refuse('called-later')
  if (calledOn < weekOn) return refuse('called-before-week')
  if (outcome === 'not-reached') return accept({ kind: 'insight.call-noted', outcome, rightToCall: undefined, calledOn, againOn: undefined })
  if (outcome === 'later' && againOn === undefined) return refuse('again-missing')
  if (outcome === 'later' && againOn !== undefined && againOn <= calledOn) return refuse('again-too-soon')
  // A wrong call was not right, whatever was ticked.
  if (outcome !== 'wrong' && right === undefined) return refuse('right-missing')
  return accept({ kind: 'insight.call-noted', outcome, rightToCall: outcome !== 'wrong' && right === 'yes', calledOn, againOn: outcome === 'later' ? againOn : undefined })
}
