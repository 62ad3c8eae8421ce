import { ore, shareOf, sumOre, zero, type Ore } from '../../../../kernel/money.ts'

/** One report of results, due or sent, as the overview counts it. Numbers of people are as they were sent. */
export type Line = {
  readonly strand: string
  readonly ownership: string
  readonly sent: boolean
  readonly approved: boolean
  readonly granted: Ore
  readonly used: Ore
  readonly unused: Ore
  /** Where each kindergarten of the grant lies, one for each; the same whether the report is sent or not. */
  readonly places: readonly string[]
  readonly kindergartens: readonly { readonly municipality: string; readonly tookPart: boolean; readonly employed: number; readonly part: number }[]
}

/** What is shown of a group. People are shown as `shownPeople` says; undefined is fewer than five. */
export type Group = {
  readonly key: string
  readonly due: number
  readonly sent: number
  readonly approved: number
  readonly granted: Ore
  readonly used: Ore
  readonly unused: Ore
  readonly kindergartens: number
  readonly fellOut: number
  readonly employed: number | undefined
  readonly part: number | undefined
}
export type PlaceGroup = Pick<Group, 'key' | 'granted' | 'used' | 'unused' | 'kindergartens' | 'fellOut' | 'employed' | 'part'>
export type Overview = { readonly strands: readonly Group[]; readonly owners: readonly Group[]; readonly places: readonly PlaceGroup[]; readonly all: Group }

/**
 * How many people are shown: to the nearest five, and from one to four as nothing but “fewer than five”. Every number that is shown is then a multiple of five, and
 * so is every sum and every difference of such numbers: nobody can subtract their way to a group of one to four, in these tables or between them, whatever else they know of who is in which.
 */
export const shownPeople = (count: number): number | undefined => (count > 0 && count < 5 ? undefined : Math.round(count / 5) * 5)

/** Shares are of what is shown, so that they give away no more than it; undefined when one of the two is not shown, or nobody is employed. */
export const shownShare = ({ employed, part }: Pick<Group, 'employed' | 'part'>): number | undefined => (employed === undefined || part === undefined || employed === 0 ? undefined : Math.min(1, part / employed))

/** Used, unused and not yet accounted for are what was granted. */
export const unreported = ({ granted, used, unused }: Pick<Group, 'granted' | 'used' | 'unused'>): number => granted - used - unused

/** The county's numbers of a year: by strand, by who owns, and by municipality. */
export function overviewOf(lines: readonly Line[]): Overview {
  const by = (key: (line: Line) => string) => [...Map.groupBy(lines, key)].map(([name, group]) => groupOf(name, group))
  const people = Map.groupBy(lines.flatMap(({ kindergartens }) => kindergartens), ({ municipality }) => municipality)
  const money = Map.groupBy(lines.flatMap(moneyByPlace), ({ place }) => place)
  const places = [...new Set([...money.keys(), ...people.keys()])]
  return {
    strands: by(({ strand }) => strand),
    owners: by(({ ownership }) => ownership),
    places: places.map((key) => ({ key, ...moneyOf(money.get(key) ?? []), ...peopleOf(people.get(key) ?? []) })),
    all: groupOf('', lines),
  }
}

const groupOf = (key: string, lines: readonly Line[]): Group => ({
  key,
  due: lines.length,
  sent: lines.filter(({ sent }) => sent).length,
  approved: lines.filter(({ approved }) => approved).length,
  ...moneyOf(lines),
  ...peopleOf(lines.flatMap(({ kindergartens }) => kindergartens)),
})

const moneyOf = (list: readonly Pick<Line, 'granted' | 'used' | 'unused'>[]) => ({
  granted: sumOre(list.map(({ granted }) => granted)),
  used: sumOre(list.map(({ used }) => used)),
  unused: sumOre(list.map(({ unused }) => unused)),
})

/**
 * A grant goes to an owner and a partner, not to a place: what it comes to in each municipality is worked out, the same for each kindergarten in it. Nothing is lost or
 * made by rounding, and what is granted is used, unused and not accounted for in every place too.
 */
function moneyByPlace({ places, granted, used, unused }: Line): readonly ({ readonly place: string } & Pick<Line, 'granted' | 'used' | 'unused'>)[] {
  const inEach = [...Map.groupBy(places.length === 0 ? [''] : places.toSorted(), (place) => place)].map(([place, list]) => ({ place, count: list.length }))
  const split = (amount: Ore) => shareOut(amount, inEach.map(({ count }) => count))
  const [usedIn, unusedIn, restIn] = [split(used), split(unused), split(ore(granted - used - unused))]
  return inEach.map(({ place }, at) => {
    const [ofUsed = zero, ofUnused = zero, ofRest = zero] = [usedIn[at], unusedIn[at], restIn[at]]
    return { place, used: ofUsed, unused: ofUnused, granted: sumOre([ofUsed, ofUnused, ofRest]) }
  })
}

/** Parts of an amount by their weights: each ends where the share so far ends, so that the last one ends at the whole. */
function shareOut(amount: Ore, weights: readonly number[]): readonly Ore[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const ends = weights.map((_, at) => shareOf(amount, weights.slice(0, at + 1).reduce((sum, weight) => sum + weight, 0), whole))
  return ends.map((end, at) => ore(end - (ends[at - 1] ?? 0)))
}

const peopleOf = (list: Line['kindergartens']) => ({
  kindergartens: list.filter(({ tookPart }) => tookPart).length,
  fellOut: list.filter(({ tookPart }) => !tookPart).length,
  employed: shownPeople(list.reduce((sum, one) => sum + one.employed, 0)),
  part: shownPeople(list.reduce((sum, one) => sum + one.part, 0)),
})
