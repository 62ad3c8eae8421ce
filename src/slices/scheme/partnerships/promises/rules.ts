import { addDays, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { contains, type Period } from '../../../../kernel/period.ts'
import type { Side } from '../rules.ts'

export type Days = { readonly from: LocalDate; readonly to: LocalDate }
export type PromiseFacts = Days & { readonly side: Side; readonly doneOn: LocalDate | undefined; readonly brokenOn: LocalDate | undefined }

/** What is to be kept by this day is due soon: two weeks from today. */
export const dueFrom = (today: LocalDate): LocalDate => addDays(today, 14)

export type PromiseState = 'kept' | 'not-kept' | 'late' | 'soon' | 'open'
/** Kept, not kept (said by the one who promised), late (the day is past and nobody has said), soon (within two weeks) or open. */
export function stateOf(promise: PromiseFacts, today: LocalDate): PromiseState {
  if (promise.doneOn) return 'kept'
  if (promise.brokenOn) return 'not-kept'
  if (promise.to < today) return 'late'
  return promise.to <= dueFrom(today) ? 'soon' : 'open'
}

/** Both its days are in the period of the partnership. */
export const inPeriod = (days: Days, period: Period): boolean => contains(period, days.from) && contains(period, days.to)

/** What has been kept, was not kept, or whose day is past, is not taken away: that would be to write over what happened. */
export const mayRemove = (promise: PromiseFacts, today: LocalDate): boolean => !promise.doneOn && !promise.brokenOn && promise.to >= today

export type BreakRefusal = 'not-yours' | 'promise-over'
/** The one who promised says that it was not kept, and why. */
export function giveUp(promise: PromiseFacts, side: Side): Decision<BreakRefusal, { readonly kind: 'scheme.partnership-not-kept' }> {
  if (promise.side !== side) return refuse('not-yours')
  return promise.doneOn || promise.brokenOn ? refuse('promise-over') : accept({ kind: 'scheme.partnership-not-kept' })
}

/** Of what is over: how many were kept, and of how many. */
export function kept(promises: readonly PromiseFacts[], today: LocalDate): { readonly kept: number; readonly of: number } {
  const over = promises.map((one) => stateOf(one, today)).filter((state) => state !== 'open' && state !== 'soon')
  return { kept: over.filter((state) => state === 'kept').length, of: over.length }
}
