import { dice } from '../../../../kernel/dice.ts'
import { bestPattern, nothingPlaced, put, type Pattern, type Placed } from './place.ts'
import { withoutUneven } from './prices.ts'
import type { Prepared, Wish } from './problem.ts'

/** How many are taken out and put in again at a time, at most, and how often in all. */
const together = 9
const rounds = 6000
/** Small half-years are settled sooner. */
const roundsEach = 30
/** Points that may be lost in one step, at first and on average: less and less as the rounds go. */
const slack = 30
/** Near enough to what nothing can be better than. */
const enough = 0.0005

/**
 * A plan of whole visits, made better until it is near the bound or the rounds are used up. The first one is laid out by the solver's prices, when there are any: each takes what
 * is left to it after what it takes from others. Then some that share an adviser are taken out and put in again in another order, and it stays when it is little worse, less and
 * less as the rounds go (simulated annealing); the best of all is the answer. Stops between steps so that others are answered. The same problem and bound give the same plan, whatever the machine.
 */
export function* improve(prepared: Prepared, bound: number, likely: (wish: number) => number, priced?: readonly Wish[]): Generator<undefined, Placed, boolean | undefined> {
  const placed = nothingPlaced(prepared)
  const paying = withoutUneven(prepared)
  const { wishes } = prepared
  const choices = wishes.map(({ ways, visits }) => ways.reduce((sum, { worth }) => sum + worth.reduce((count, one) => count + (one > 0 ? 1 : 0), 0), 0) / visits)
  const order = wishes.map((_, at) => at).toSorted((a, b) => likely(b) - likely(a) || (choices[a] ?? 0) - (choices[b] ?? 0) || a - b)
  const next = dice(20_261_123)
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(next() * from.length)]
  for (const [index, at] of order.entries()) {
    put(prepared, placed, at, priced ? bestPattern(paying, placed, priced[at] ?? nobody) : bestPattern(prepared, placed, wishes[at] ?? nobody))
    if (index % 20 === 19) yield
  }
  if (priced) for (const at of order) if ((placed.patterns[at]?.weeks.length ?? 0) < (wishes[at]?.visits ?? 0)) again(prepared, placed, [at], next, 0)
  const last = Math.min(rounds, 100 + wishes.length * roundsEach)
  let best = { worth: placed.worth, patterns: [...placed.patterns] }
  for (let round = 0; round < last && bound - placed.worth > Math.abs(bound) * enough; round++) {
    if (round % 5 === 0 && (yield)) break
    const short = order.filter((at) => (placed.patterns[at]?.weeks.length ?? 0) < (wishes[at]?.visits ?? 0))
    const first = short.length > 0 && next() < 0.3 ? pick(short) : pick(order)
    if (first === undefined) break
    again(prepared, placed, neighbours(prepared, placed, first, order, pick), next, -Math.log(1 - next()) * slack * (1 - round / last))
    if (placed.worth > best.worth + 1e-7) best = { worth: placed.worth, patterns: [...placed.patterns] }
  }
  return exactly(prepared, best.patterns)
}

/** The same patterns, reckoned from nothing: many small steps add up to small errors. */
function exactly(prepared: Prepared, patterns: readonly (Pattern | undefined)[]): Placed {
  const placed = nothingPlaced(prepared)
  for (const [at, pattern] of patterns.entries()) put(prepared, placed, at, pattern)
  return placed
}

const nobody = { at: 0, visits: 0, gap: 1, kindergarten: -1, ways: [] }

/** Those who share one of the advisers who can, or the kindergarten, with the first. */
function neighbours({ wishes }: Prepared, { patterns }: Placed, first: number, order: readonly number[], pick: <T>(from: readonly T[]) => T | undefined): readonly number[] {
  const wish = wishes[first]
  const adviser = pick(wish?.ways ?? [])?.adviser
  const near = order.filter((at) => at !== first && ((patterns[at] && wishes[at]?.ways[patterns[at].way]?.adviser === adviser) || (wish !== undefined && wish.kindergarten >= 0 && wishes[at]?.kindergarten === wish.kindergarten)))
  const some = new Set([first])
  for (let tries = 0; tries < together && some.size < together; tries++) {
    const one = pick(tries < 7 ? near : order)
    if (one !== undefined) some.add(one)
  }
  return [...some]
}

function again(prepared: Prepared, placed: Placed, taken: readonly number[], next: () => number, mayLose: number): void {
  const before: readonly (Pattern | undefined)[] = taken.map((at) => placed.patterns[at])
  const worth = placed.worth
  for (const at of taken) put(prepared, placed, at, undefined)
  const [head, ...rest] = taken
  const mixed = rest.map((at) => ({ at, key: next() })).toSorted((a, b) => a.key - b.key).map(({ at }) => at)
  for (const at of head === undefined ? mixed : [head, ...mixed]) put(prepared, placed, at, bestPattern(prepared, placed, prepared.wishes[at] ?? nobody))
  if (placed.worth >= worth - mayLose - 1e-7) return
  for (const at of taken) put(prepared, placed, at, undefined)
  for (const [index, at] of taken.entries()) put(prepared, placed, at, before[index])
  placed.worth = worth
}
