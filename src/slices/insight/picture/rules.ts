import { fewest } from '../../../kernel/fewest.ts'

// What the challenge picture may show to those who may not see each kindergarten. The rules in words: docs/rules/insight-picture.md.

/** Where something about a theme is known from. */
export const sources = ['staff', 'need', 'guidance', 'report', 'grant', 'measure'] as const
export type Source = (typeof sources)[number]

/** What the picture can be broken down by, one at a time. */
export const dimensions = ['municipality', 'ownership', 'size', 'place'] as const
export type Dimension = (typeof dimensions)[number]

/** What kindergartens are told apart by; undefined where it is not known, or where those put together differ. */
export type Traits = { readonly municipality: string | undefined; readonly ownership: string | undefined; readonly size: string | undefined; readonly place: string | undefined }

/** What waits to become part of the picture of one theme, year and source: a kindergarten, or a session that several held together, which is one figure and is not taken apart. */
export type Waiting = Traits & {
  readonly unit: string
  /** The organisations whose people see it singly where it comes from. A municipality and the team that is part of it are one: the same people may act in both. */
  readonly seers: readonly string[]
  /** How long it has been known. */
  readonly days: number
}
export type Block<Member extends Waiting = Waiting> = Traits & { readonly members: readonly Member[] }

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

const blockOf = <Member extends Waiting>(members: readonly Member[]): Block<Member> => ({ members, ...commonOf(members) })

/** How many days from now a unit may be put together with others it could not be before, or undefined when it only waits for more to come. */
export const nextLook = (days: number): number | undefined => levels.map(({ after }) => after - days).filter((left) => left > 0).toSorted((a, b) => a - b)[0]

/** A session on a theme in a year, and whose staff took part. */
export type Held = { readonly theme: string; readonly year: number; readonly kindergartens: readonly string[] }
export const turnKey = ({ theme, year }: Pick<Held, 'theme' | 'year'>, kindergarten: string): string => `${theme} ${year} ${kindergarten}`

/**
 * Which turn each session belongs to, in the order they ended: the first time somebody in it answers about the theme that year, or, when all have, the
 * next. Whoever has been counted in that turn already is not counted again, so in every turn each kindergarten is counted once, whatever it was part of.
 * What has been given a turn keeps it.
 * @param before how many turns each has been counted in, by `turnKey`; those who have not are left out
 */
export function countIn<Session extends Held>(sessions: readonly Session[], before: ReadonlyMap<string, number>): readonly (Session & { readonly turn: number; readonly counted: readonly string[] })[] {
  const turns = new Map(before)
  const had = (session: Session, kindergarten: string) => turns.get(turnKey(session, kindergarten)) ?? 0
  return sessions.map((session) => {
    const turn = 1 + Math.min(...session.kindergartens.map((one) => had(session, one)))
    const counted = session.kindergartens.filter((one) => had(session, one) === turn - 1)
    for (const one of counted) turns.set(turnKey(session, one), turn)
    return { ...session, turn, counted }
  })
}

/** What several have in common; undefined where they differ. */
export const commonOf = (all: readonly Traits[]): Traits => {
  const common = (trait: Dimension) => (all.every((one) => one[trait] === all[0]?.[trait]) ? all[0]?.[trait] : undefined)
  return { municipality: common('municipality'), ownership: common('ownership'), size: common('size'), place: common('place') }
}
