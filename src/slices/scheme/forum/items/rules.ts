import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { sumOre, zero, type Ore } from '../../../../kernel/money.ts'
import type { MoneyActor } from '../../schemes/rules.ts'

export const outcomes = ['grant', 'part', 'decline'] as const
export type Outcome = (typeof outcomes)[number]
export type Amount = { readonly year: number; readonly actor: MoneyActor; readonly ore: Ore }

/** What is proposed for one report. */
export type Proposal = { readonly outcome: Outcome; readonly amounts: readonly Amount[]; readonly reason: string; readonly deviation: string }

/** What the calculation of a best portfolio proposed for the report, when there is one. */
export type Calculated = { readonly inPortfolio: boolean; readonly ore: Ore }

export type ProposalRefusal = 'not-found' | 'not-now' | 'changed-meanwhile' | 'reason-missing' | 'no-amount' | 'more-than-asked' | 'not-less-than-asked' | 'not-as-asked' | 'wrong-year' | 'university-without-partner' | 'deviation-missing'

/** The years money can be given in: those asked for; the round's own year where the form asks for no amounts. */
export const yearsOf = (asked: readonly Amount[], roundYear: number): readonly number[] => (asked.length === 0 ? [roundYear] : [...new Set(asked.map(({ year }) => year))].toSorted((a, b) => a - b))

/**
 * A proposal that holds together: all is given as it was asked for (how it is split between the actors may change), a part is more than nothing and less
 * than all, and a decline gives nothing. Where the form asks for no amounts, as until 2021, any amount in the round's year will do. A proposal that
 * differs from the calculated one says why, in both directions.
 */
export function propose(proposal: Proposal, asked: readonly Amount[], roundYear: number, calculated: Calculated | undefined, hasPartner: boolean): Decision<ProposalRefusal, { readonly kind: 'scheme.proposed'; readonly proposal: Proposal; readonly deviates: boolean }> {
  if (proposal.reason === '') return refuse('reason-missing')
  const amounts = proposal.outcome === 'decline' ? [] : proposal.amounts.filter(({ ore }) => ore > 0)
  const [given, wanted] = [totalOf(amounts), totalOf(asked)]
  if (proposal.outcome !== 'decline') {
    if (given === 0) return refuse('no-amount')
    if (!hasPartner && amounts.some(({ actor }) => actor === 'university')) return refuse('university-without-partner')
    const anAmountWasAsked = asked.length > 0
    if (anAmountWasAsked && given > wanted) return refuse('more-than-asked')
    if (amounts.some(({ year }) => !yearsOf(asked, roundYear).includes(year))) return refuse('wrong-year')
    if (anAmountWasAsked && proposal.outcome === 'grant' && given !== wanted) return refuse('not-as-asked')
    if (anAmountWasAsked && proposal.outcome === 'part' && given === wanted) return refuse('not-less-than-asked')
  }
  const deviates = calculated !== undefined && (calculated.inPortfolio ? given !== calculated.ore : proposal.outcome !== 'decline')
  if (deviates && proposal.deviation === '') return refuse('deviation-missing')
  return accept({ kind: 'scheme.proposed', proposal: { ...proposal, amounts, deviation: deviates ? proposal.deviation : '' }, deviates })
}

export const totalOf = (amounts: readonly { readonly ore: Ore }[]): Ore => sumOre(amounts.map(({ ore }) => ore))

/** What is given to each actor, and in all, per year. */
export const perYear = (amounts: readonly Amount[]): ReadonlyMap<number, Ore> => {
  const years = new Map<number, Ore>()
  for (const { year, ore } of amounts) years.set(year, sumOre([years.get(year) ?? zero, ore]))
  return new Map([...years].toSorted(([a], [b]) => a - b))
}
