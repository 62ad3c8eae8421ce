import { codeIn } from '../../../../kernel/codes.ts'
import { addDays, addMonths, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { fewest } from '../../../../kernel/fewest.ts'

// Whether what was tried is still done. Nothing is told of fewer than five, and never how anyone answered.

export const answers = ['often', 'sometimes', 'stopped', 'unknown'] as const
export type Answer = (typeof answers)[number]
/** What may be counted: `not` was one answer for `stopped` and `unknown` until they were asked apart, and is kept as it was answered. */
const counted = [...answers, 'not'] as const
export const pulseMonths = [3, 6] as const
export type Months = (typeof pulseMonths)[number]
/** How many days a pulse takes answers. */
const openDays = 21

/** When a pulse takes answers: from the day it is so many months since, and three weeks. `closesOn` is the first day it no longer does. */
export const windowOf = (begunOn: LocalDate, months: Months): { readonly opensOn: LocalDate; readonly closesOn: LocalDate } => {
  const opensOn = addMonths(begunOn, months)
  return { opensOn, closesOn: addDays(opensOn, openDays) }
}

/** How many letters are on a slip. */
export const slipLength = 16
/** The code of a slip as it was typed, or as its address has it. */
export const slipIn = (typed: unknown): string | undefined => codeIn(typed, slipLength)

/** More slips than these are not made for one pulse. */
export const mostSlips = 100
export type SlipsRefusal = 'pulse-not-open' | 'more-than-staff'
/** One slip for each who works there: no more than the kindergarten has written that there are, when it has. */
export function makeSlips(one: { readonly opensOn: LocalDate; readonly closesOn: LocalDate }, count: number, staff: number | undefined, today: LocalDate): Decision<SlipsRefusal, { readonly kind: 'measures.pulse-slips-made' }> {
  if (today < one.opensOn || today >= one.closesOn) return refuse('pulse-not-open')
  return staff !== undefined && count > staff ? refuse('more-than-staff') : accept({ kind: 'measures.pulse-slips-made' })
}

export type Over = { readonly id: string; readonly measureId: string; readonly kindergartenId: string; readonly months: Months; readonly counts: Readonly<Record<(typeof counted)[number], number>> }
export type Still = 'most' | 'some' | 'few'
export type Result = { readonly measureId: string; readonly kindergartenId: string; readonly months: Months; readonly pulseIds: readonly string[]; /** Lower end of a band of five. */ readonly atLeast: number; readonly still: Still }

/**
 * Pulses of one kindergarten's measure are put together in the order they were over, until five or more have answered. Each is in one result only, and a
 * result is never changed: whatever is taken from whatever, five are left. Those that are too few wait for the next.
 */
export function putTogether(over: readonly Over[]): readonly Result[] {
  return [...Map.groupBy(over, (one) => `${one.measureId} ${one.kindergartenId} ${one.months}`).values()].flatMap((list) => {
    const results: Result[] = []
    let waiting: Over[] = []
    for (const one of list) {
      waiting.push(one)
      const all = waiting.reduce((sum, { counts }) => sum + totalOf(counts), 0)
      if (all < fewest) continue
      results.push({ measureId: one.measureId, kindergartenId: one.kindergartenId, months: one.months, pulseIds: waiting.map(({ id }) => id), atLeast: Math.floor(all / 5) * 5, still: stillOf(waiting.reduce((sum, { counts }) => sum + counts.often, 0), all) })
      waiting = []
    }
    return results
  })
}

const totalOf = (counts: Over['counts']): number => counted.reduce((sum, answer) => sum + counts[answer], 0)
/** Of all who answered: whoever does not know is not among those who do it often. In three steps, so that everybody and most are the same: that all answered alike would say what each answered. */
const stillOf = (often: number, all: number): Still => (often * 10 >= all * 6 ? 'most' : often * 10 >= all * 3 ? 'some' : 'few')
