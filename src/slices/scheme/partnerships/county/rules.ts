import { yearOf, type LocalDate } from '../../../../kernel/dates.ts'
import type { Period } from '../../../../kernel/period.ts'
import { median } from '../halves/rules.ts'
import { continuityOf, type Person } from '../people/rules.ts'
import { kept, type PromiseFacts } from '../promises/rules.ts'
import { gapDays } from '../renewal/rules.ts'
import type { Side } from '../rules.ts'

export type Pair = {
  readonly id: string
  readonly previousId: string | undefined
  readonly period: Period
  readonly agreedOn: LocalDate | undefined
  readonly endedOn: LocalDate | undefined
  readonly promises: readonly PromiseFacts[]
  readonly people: readonly Person[]
  readonly changes: readonly { readonly kind: string }[]
}
export type Share = { readonly count: number; readonly of: number }
export type Measures = {
  /** Whole months the middle chain of periods has lasted so far, and how many chains there are. */
  readonly months: number | undefined
  readonly chains: number
  /** People there today who were there a year ago too, of those where there is a year to compare with. */
  readonly continuing: Share
  readonly kept: Readonly<Record<Side, Share>>
  /** Chains with a change in teacher education that is written down. */
  readonly changed: Share
  /** Periods that followed another with no day between. */
  readonly withoutGap: Share
}

/** Of fewer than five a share says little: it is shown as what it is, a count. */
export const fewest = 5

/** The measures of all partnerships of a county. Periods that follow each other are one partnership. */
export function measure(pairs: readonly Pair[], today: LocalDate): Measures {
  const chains = chainsOf(pairs)
  const lengths = chains.flatMap((chain) => { const [first, last] = [chain[0], chain.at(-1)]; return first && last && first.period.from <= today ? [monthsOf(first.period.from, until(last, today))] : [] })
  const running = chains.flatMap((chain) => { const last = chain.at(-1); return last && until(last, today) === today ? [chain] : [] })
  const compared = running.flatMap((chain) => (['owner', 'partner'] as const).map((side) => continuityOf(chain.flatMap(({ people }) => people), side, today))).flatMap((one) => (one.kind === 'compared' ? [one] : []))
  const followed = pairs.flatMap((pair) => { const before = pairs.find(({ id }) => id === pair.previousId); return before && pair.agreedOn ? [gapDays(before.period, { from: pair.period.from, agreedOn: pair.agreedOn }, today)] : [] })
  const side = (who: Side) => kept(pairs.flatMap(({ promises }) => promises.filter((promise) => promise.side === who)), today)
  const [owner, partner] = [side('owner'), side('partner')]
  return {
    months: median(lengths),
    chains: lengths.length,
    continuing: { count: sum(compared.map(({ same }) => same)), of: sum(compared.map(({ of }) => of)) },
    kept: { owner: { count: owner.kept, of: owner.of }, partner: { count: partner.kept, of: partner.of } },
    changed: { count: chains.filter((chain) => chain.some(({ changes }) => changes.some(({ kind }) => kind === 'teacher-education'))).length, of: chains.length },
    withoutGap: { count: followed.filter((days) => days === 0).length, of: followed.length },
  }
}

/** Periods that follow each other, the first one first. Each period is in exactly one. */
export function chainsOf(pairs: readonly Pair[]): readonly (readonly Pair[])[] {
  const ids = new Set(pairs.map(({ id }) => id))
  const next = new Map(pairs.flatMap((pair) => (pair.previousId ? [[pair.previousId, pair] as const] : [])))
  return pairs.filter(({ previousId }) => previousId === undefined || !ids.has(previousId)).map((first) => {
    const chain = [first]
    for (let after = next.get(first.id); after && !chain.includes(after); after = next.get(after.id)) chain.push(after)
    return chain
  })
}

const until = ({ period, endedOn }: Pair, today: LocalDate): LocalDate => [endedOn, period.to, today].filter((day) => day !== undefined).toSorted()[0] ?? today
/** Whole months, as the calendar has them. */
const monthsOf = (from: LocalDate, to: LocalDate): number => {
  const months = (yearOf(to) - yearOf(from)) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7))
  return Math.max(0, to.slice(8) < from.slice(8) ? months - 1 : months)
}
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
