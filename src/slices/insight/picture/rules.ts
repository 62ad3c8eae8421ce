// What the challenge picture may show to those who may not see each kindergarten. The rules in words: docs/rules/insight-picture.md.

/** Where something about a theme is known from. */
export const sources = ['staff', 'need', 'guidance', 'report', 'grant'] as const
export type Source = (typeof sources)[number]

/** What the picture can be broken down by, one at a time. */
export const dimensions = ['municipality', 'ownership', 'size', 'place'] as const
export type Dimension = (typeof dimensions)[number]

export const sizes = ['small', 'medium', 'large'] as const
export type Size = (typeof sizes)[number]
/** By the number of places: up to 25, up to 75, more. */
export const sizeOf = (capacity: number | undefined): Size | undefined => (capacity === undefined ? undefined : capacity <= 25 ? 'small' : capacity <= 75 ? 'medium' : 'large')

/** What kindergartens are told apart by; undefined where it is not known, or where those put together differ. */
export type Traits = { readonly municipality: string | undefined; readonly ownership: string | undefined; readonly size: string | undefined; readonly place: string | undefined }

/** A kindergarten that waits to become part of the picture of one theme, year and source. */
export type Waiting = Traits & {
  readonly kindergarten: string
  /** The organisations whose people see it singly where it comes from. A municipality and the team that is part of it are one: the same people may act in both. */
  readonly seers: readonly string[]
  /** How long it has been known. */
  readonly days: number
}
export type Block<Member extends Waiting = Waiting> = Traits & { readonly members: readonly Member[] }

/** Fewer than this and nothing is shown. */
export const fewest = 5

/**
 * What those put together must have in common, the most first, and how many days one waits before less will do: those who are alike soon become
 * a figure, and nobody waits for ever for others of the same kind.
 */
const levels: readonly { readonly alike: readonly Dimension[]; readonly after: number }[] = [
  { alike: ['municipality', 'ownership', 'size', 'place'], after: 0 },
  { alike: ['municipality', 'ownership', 'size'], after: 7 },
  { alike: ['municipality', 'ownership'], after: 14 },
  { alike: ['municipality'], after: 30 },
  { alike: ['ownership', 'size'], after: 60 },
  { alike: ['ownership'], after: 60 },
  { alike: [], after: 60 },
]

/**
 * Puts those who wait together, at least five at a time. A block is made once and never changed, and every figure is a sum of whole blocks: whatever
 * is subtracted from whatever, on whichever day, at least five are left, or none. Who cannot be placed goes on waiting.
 */
export function putTogether<Member extends Waiting>(waiting: readonly Member[]): readonly Block<Member>[] {
  const blocks: Block<Member>[] = []
  let left = waiting
  for (const { alike, after } of levels) {
    const ready = left.filter(({ days }) => days >= after)
    const groups = Map.groupBy(ready, (one) => JSON.stringify(alike.map((trait) => one[trait] ?? null)))
    const made = [...groups.values()].map(hiddenOf).filter(({ length }) => length >= fewest).map(blockOf)
    const placed = new Set(made.flatMap(({ members }) => members))
    left = left.filter((one) => !placed.has(one))
    blocks.push(...made)
  }
  return blocks
}

/** Those of a group that can be put together: whoever sees some of them singly sees all of them, or does not see five or more. A few who would be found wait. */
function hiddenOf<Member extends Waiting>(group: readonly Member[]): readonly Member[] {
  for (const seer of new Set(group.flatMap(({ seers }) => seers))) {
    const seen = group.filter(({ seers }) => seers.includes(seer))
    const hidden = group.length - seen.length
    if (hidden > 0 && hidden < fewest) return hiddenOf(seen)
  }
  return group
}

function blockOf<Member extends Waiting>(members: readonly Member[]): Block<Member> {
  const common = (trait: Dimension) => (members.every((one) => one[trait] === members[0]?.[trait]) ? members[0]?.[trait] : undefined)
  return { members, municipality: common('municipality'), ownership: common('ownership'), size: common('size'), place: common('place') }
}

/** The kindergarten year of a day: 2026 is August 2026 to July 2027. */
export const kindergartenYearOf = (day: string): number => Number(day.slice(0, 4)) - (Number(day.slice(5, 7)) < 8 ? 1 : 0)

/** Themes of the grant scheme that are chapters of the framework plan by another name. Others stand by themselves. */
const chapters: Readonly<Record<string, string>> = { values: 'rammeplan-2017-1', leadership: 'rammeplan-2017-2', inclusion: 'rammeplan-2017-3', 'pedagogical-work': 'rammeplan-2017-7', language: 'rammeplan-2017-9-1' }
export const chapterOf = (schemeTheme: string): string => chapters[schemeTheme] ?? schemeTheme
