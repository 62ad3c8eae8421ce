import { points, type Prepared, type Way, type Wish } from './problem.ts'

/** Who has a commitment, and in which weeks. */
export type Pattern = { readonly way: number; readonly weeks: readonly number[] }
/** What is placed now: a pattern for each wish, what it loads, and the points of it all. */
export type Placed = { readonly patterns: (Pattern | undefined)[]; readonly load: Int32Array; readonly room: Int32Array; worth: number }

export const nothingPlaced = ({ wishes, locked, room, share }: Prepared): Placed => ({ patterns: wishes.map(() => undefined), load: locked.slice(), room: room.slice(), worth: -locked.reduce((sum, load, at) => sum + unevenPoints(load, share[at] ?? 0), 0) })

/** What the minutes above the even share cost. */
const unevenPoints = (load: number, share: number): number => (Math.max(0, load - share) / 60) * points.uneven

/** The best pattern for a wish with all else as it is: for each who can, the weeks of most worth that stand far enough apart. Undefined when there is room for none. */
export function bestPattern(prepared: Prepared, placed: Placed, wish: Wish): (Pattern & { readonly gain: number }) | undefined {
  let best: (Pattern & { readonly gain: number }) | undefined
  for (const [way, one] of wish.ways.entries()) {
    const found = bestWeeks(prepared, placed, wish, one)
    if (found.gain > (best?.gain ?? 0) + 1e-9) best = { way, ...found }
  }
  return best
}

/** Row j holds the most worth of at most j visits up to and with each week. */
function bestWeeks({ weeks, minutes, share }: Prepared, { load, room }: Placed, { visits, gap, kindergarten }: Wish, { adviser, minutes: needs, worth }: Way): { readonly weeks: readonly number[]; readonly gain: number } {
  const gains = new Float64Array(weeks)
  for (let week = 0; week < weeks; week++) {
    const at = adviser * weeks + week
    const [own, now] = [worth[week] ?? 0, load[at] ?? 0]
    if (own <= 0 || now + needs > (minutes[at] ?? 0) || (kindergarten >= 0 && (room[kindergarten * weeks + week] ?? 0) <= 0)) continue
    gains[week] = own - unevenPoints(now + needs, share[at] ?? 0) + unevenPoints(now, share[at] ?? 0)
  }
  const most = new Float64Array((visits + 1) * weeks)
  for (let count = 1; count <= visits; count++)
    for (let week = 0; week < weeks; week++) {
      const without = week > 0 ? (most[count * weeks + week - 1] ?? 0) : 0
      const gain = gains[week] ?? 0
      const taken = gain > 0 ? gain + (week >= gap ? (most[(count - 1) * weeks + week - gap] ?? 0) : 0) : 0
      most[count * weeks + week] = Math.max(without, taken)
    }
  const chosen: number[] = []
  for (let [count, week] = [visits, weeks - 1]; count > 0 && week >= 0; ) {
    const here = most[count * weeks + week] ?? 0
    if (here <= 0) break
    if (week > 0 && (most[count * weeks + week - 1] ?? 0) >= here) week -= 1
    else {
      chosen.push(week)
      week -= gap
      count -= 1
    }
  }
  return { weeks: chosen.toReversed(), gain: most[visits * weeks + weeks - 1] ?? 0 }
}

/** Puts a pattern in, or takes the one that is there out (`undefined`). */
export function put(prepared: Prepared, placed: Placed, at: number, pattern: Pattern | undefined): void {
  const before = placed.patterns[at]
  if (before) carry(prepared, placed, at, before, -1)
  placed.patterns[at] = pattern
  if (pattern) carry(prepared, placed, at, pattern, 1)
}

function carry({ wishes, weeks, share }: Prepared, placed: Placed, at: number, pattern: Pattern, sign: 1 | -1): void {
  const wish = wishes[at]
  const way = wish?.ways[pattern.way]
  if (!wish || !way) return
  for (const week of pattern.weeks) {
    const cell = way.adviser * weeks + week
    const before = placed.load[cell] ?? 0
    const after = before + sign * way.minutes
    placed.load[cell] = after
    placed.worth += sign * (way.worth[week] ?? 0) - unevenPoints(after, share[cell] ?? 0) + unevenPoints(before, share[cell] ?? 0)
    if (wish.kindergarten >= 0) placed.room[wish.kindergarten * weeks + week] = (placed.room[wish.kindergarten * weeks + week] ?? 0) - sign
  }
}
