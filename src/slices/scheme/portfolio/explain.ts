import type { Item, LimitOf, Level, Portfolio, Prepared } from './model.ts'
import { levelAt, usageOf, valueOf } from './model.ts'

/** So much more of a limit there would have to be room for the report with nobody else losing anything. */
export type Short = { readonly of: LimitOf; readonly unit: 'ore' | 'kindergartens' | 'staff' | 'reports'; readonly by: number }
/** Reports that would have to give room, down to `to` per cent (0: out). `loss`: whole points the proposal would be worth less. */
export type Exchange = { readonly give: readonly { readonly id: string; readonly from: number; readonly to: number }[]; readonly percent: number; readonly loss: number }

export type Because =
  /** In because people have said so. */
  | 'locked-in'
  | 'locked-out'
  /** Nobody has delivered points. */
  | 'no-points'
  /** Asks for nothing that can be granted. */
  | 'no-grant'
  /** In, and a least share would not be reached without it. */
  | 'least-share'
  /** In, for its points. */
  | 'points'
  /** No room within one or more limits (`short`). */
  | 'no-room'
  /** There is room, but a grant would add no points. */
  | 'adds-nothing'
  /** There is room, and the proposal is not proven to be the best. */
  | 'not-proven'

export type Explanation = {
  readonly id: string
  readonly state: 'in' | 'part' | 'out'
  readonly percent: number
  readonly because: Because
  /** What is missing for its next larger grant. */
  readonly short: readonly Short[]
  /** The cheapest exchange of it against one or two others. */
  readonly exchange: Exchange | undefined
  /** With so many more points it would be in every best portfolio, by that exchange; undefined when more than 100 would be needed. */
  readonly morePoints: number | undefined
  /** Least shares that hold the place of others with fewer points. */
  readonly heldBy: readonly LimitOf[]
}

/** Why each report is where it is: reckoned on the portfolio as it stands, in whole øre. */
export const explain = (prepared: Prepared, portfolio: Portfolio): readonly Explanation[] => prepared.items.map(explainer(prepared, portfolio))

/** The same, one report at a time, for a server that has others to answer in between. */
export function explainer(prepared: Prepared, portfolio: Portfolio): (item: Item) => Explanation {
  const usage = usageOf(prepared, portfolio)
  const moves = movesOf(prepared, portfolio)
  return (item) => explainOne(prepared, portfolio, usage, moves, item)
}

type Usage = readonly number[]
type Takes = ReadonlyMap<number, number>
type Move = { readonly id: string; readonly from: number; readonly to: number; readonly value: number; readonly frees: Takes }

function explainOne(prepared: Prepared, portfolio: Portfolio, usage: Usage, moves: readonly Move[], item: Item): Explanation {
  const { id } = item.candidate
  const percent = portfolio.get(id) ?? 0
  const now = levelAt(item, percent)
  const next = item.levels[now ? item.levels.indexOf(now) + 1 : 0]
  const state = !now ? 'out' : percent === 100 || !next ? 'in' : 'part'
  const base = { id, state, percent, short: [], exchange: undefined, morePoints: undefined, heldBy: [] } as const
  if (state === 'in') return { ...base, because: item.lock === 'in' ? 'locked-in' : neededBy(prepared, usage, now).length > 0 ? 'least-share' : 'points', heldBy: now ? neededBy(prepared, usage, now) : [] }
  if (!next) return { ...base, because: item.candidate.points === undefined ? 'no-points' : 'no-grant' }
  if (item.lock === 'out') return { ...base, because: item.candidate.points === undefined ? 'no-points' : 'locked-out' }
  const short = shortOf(prepared, usage, difference(next.takes, now?.takes))
  const because: Because = short.length > 0 ? 'no-room' : next.value > (now?.value ?? 0) ? 'not-proven' : 'adds-nothing'
  if (state === 'part') return { ...base, because, short }
  const { cheapest, heldBy } = exchangeOf(prepared, usage, moves, item)
  return { ...base, because, short, exchange: cheapest, heldBy, morePoints: cheapest && pointsFor(prepared, item, cheapest.percent, cheapest.loss) }
}

/** How many more points make a grant of `percent` worth more than what it costs the sum: `loss` is what the sum loses with today's points. */
export function pointsFor({ problem }: Prepared, { candidate, levels }: Item, percent: number, loss: number): number | undefined {
  const points = candidate.points ?? 0
  const now = levels.find((level) => level.percent === percent)?.value ?? 0
  for (let more = 0; points + more <= 100; more += 1) if (valueOf(candidate, points + more, percent, problem.settings.counting) - now > loss) return more
  return undefined
}

/** Least shares that would not be reached if this grant were taken away. */
const neededBy = ({ limits }: Prepared, usage: Usage, level: { readonly takes: Takes } | undefined): readonly LimitOf[] =>
  [...(level?.takes ?? [])].flatMap(([at, taken]) => {
    const limit = limits[at]
    return limit?.least !== undefined && (usage[at] ?? 0) - taken < limit.least ? [limit.of] : []
  })

const shortOf = ({ limits }: Prepared, usage: Usage, takes: Takes): readonly Short[] =>
  [...takes].flatMap(([at, taken]) => {
    const limit = limits[at]
    const by = (usage[at] ?? 0) + taken - (limit?.most ?? Infinity)
    return limit && by > 0 ? [{ of: limit.of, unit: limit.unit, by }] : []
  })

const difference = (more: Takes, less: Takes | undefined): Takes => new Map([...more].map(([at, taken]) => [at, taken - (less?.get(at) ?? 0)]))

/** All that others could give: each grant down to each smaller one, or away. */
const movesOf = ({ items }: Prepared, portfolio: Portfolio): readonly Move[] =>
  items.flatMap((item) => {
    const now = levelAt(item, portfolio.get(item.candidate.id) ?? 0)
    if (!now) return []
    const smaller: readonly ((Level & { readonly takes: Takes }) | undefined)[] = [...(item.lock === 'in' ? [] : [undefined]), ...item.levels.slice(0, item.levels.indexOf(now))]
    return smaller.map((to) => ({ id: item.candidate.id, from: now.percent, to: to?.percent ?? 0, value: now.value - (to?.value ?? 0), frees: difference(now.takes, to?.takes) }))
  })

function exchangeOf(prepared: Prepared, usage: Usage, moves: readonly Move[], item: Item): { readonly cheapest: Exchange | undefined; readonly heldBy: readonly LimitOf[] } {
  let cheapest: Exchange | undefined
  const held = new Set<LimitOf>()
  for (const level of item.levels) {
    const needs = shortOf(prepared, usage, level.takes)
    const useful = moves.filter((move) => needs.some(({ of }) => (move.frees.get(prepared.limits.findIndex((limit) => limit.of === of)) ?? 0) > 0))
    const consider = (give: readonly Move[]) => {
      const loss = give.reduce((sum, { value }) => sum + value, 0) - level.value
      if (cheapest && loss >= cheapest.loss) return
      const stands = after(prepared, usage, level.takes, give)
      if (stands === 'fits') cheapest = { give: give.map(({ id, from, to }) => ({ id, from, to })), percent: level.percent, loss }
      else if (stands !== 'too-much' && loss < 0) for (const of of stands) held.add(of)
    }
    for (const move of useful) consider([move])
  }
  if (!cheapest && item.levels[0]) {
    const level = item.levels[0]
    const needs = new Set(shortOf(prepared, usage, level.takes).map(({ of }) => prepared.limits.findIndex((limit) => limit.of === of)))
    const useful = moves.filter(({ to, frees }) => to === 0 && [...frees.keys()].some((at) => needs.has(at)))
    cheapest = cheapestPair(prepared, usage, level, useful.toSorted((a, b) => a.value - b.value || (a.id < b.id ? -1 : 1)).slice(0, mostInPairs))
  }
  return { cheapest, heldBy: [...held] }
}

/** Pairs are sought among so many of the reports that give room, those with the fewest points first. */
const mostInPairs = 80

function cheapestPair(prepared: Prepared, usage: Usage, level: Item['levels'][number], moves: readonly Move[]): Exchange | undefined {
  let best: Exchange | undefined
  for (const [at, one] of moves.entries()) {
    for (const other of moves.slice(at + 1)) {
      const loss = one.value + other.value - level.value
      // Sorted by what they are worth: the rest of this row costs more.
      if (best && loss >= best.loss) break
      if (after(prepared, usage, level.takes, [one, other]) === 'fits') best = { give: [one, other].map(({ id, from, to }) => ({ id, from, to })), percent: level.percent, loss }
    }
  }
  return best
}

/** Whether a grant fits when others give room: 'fits', 'too-much', or the least shares that would not be reached. */
function after({ limits }: Prepared, usage: Usage, takes: Takes, give: readonly Move[]): 'fits' | 'too-much' | readonly LimitOf[] {
  const at = new Set([...takes.keys(), ...give.flatMap(({ frees }) => [...frees.keys()])])
  const missed: LimitOf[] = []
  for (const limit of at) {
    const freed = give.reduce((sum, { frees }) => sum + (frees.get(limit) ?? 0), 0)
    const then = (usage[limit] ?? 0) + (takes.get(limit) ?? 0) - freed
    const bounds = limits[limit]
    if (bounds?.most !== undefined && then > bounds.most) return 'too-much'
    if (bounds?.least !== undefined && then < bounds.least) missed.push(bounds.of)
  }
  return missed.length === 0 ? 'fits' : missed
}
