import { sumOre, type Ore } from '../../../../kernel/money.ts'

/** One report of results, due or sent, as the overview counts it. Numbers of people are as they were sent. */
export type Line = {
  readonly strand: string
  readonly ownership: string
  readonly sent: boolean
  readonly approved: boolean
  readonly granted: Ore
  readonly used: Ore
  readonly unused: Ore
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
export type PlaceGroup = Pick<Group, 'key' | 'kindergartens' | 'fellOut' | 'employed' | 'part'>
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
  const places = Map.groupBy(lines.flatMap(({ kindergartens }) => kindergartens), ({ municipality }) => municipality)
  return {
    strands: by(({ strand }) => strand),
    owners: by(({ ownership }) => ownership),
    places: [...places].map(([key, list]) => ({ key, ...peopleOf(list) })),
    all: groupOf('', lines),
  }
}

const groupOf = (key: string, lines: readonly Line[]): Group => ({
  key,
  due: lines.length,
  sent: lines.filter(({ sent }) => sent).length,
  approved: lines.filter(({ approved }) => approved).length,
  granted: sumOre(lines.map(({ granted }) => granted)),
  used: sumOre(lines.map(({ used }) => used)),
  unused: sumOre(lines.map(({ unused }) => unused)),
  ...peopleOf(lines.flatMap(({ kindergartens }) => kindergartens)),
})

const peopleOf = (list: Line['kindergartens']) => ({
  kindergartens: list.filter(({ tookPart }) => tookPart).length,
  fellOut: list.filter(({ tookPart }) => !tookPart).length,
  employed: shownPeople(list.reduce((sum, one) => sum + one.employed, 0)),
  part: shownPeople(list.reduce((sum, one) => sum + one.part, 0)),
})
