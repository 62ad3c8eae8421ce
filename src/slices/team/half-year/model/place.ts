import { points, type Prepared, type Way, type Wish } from './problem.ts'

/** Who has a commitment, and in which weeks. */
export type Pattern = { readonly way: number; readonly weeks: readonly number[] }
/** What is placed now: a pattern for each wish, what it loads, and the points of it all. */
export type Placed = { readonly patterns: (Pattern | undefined)[]; readonly load: Int32Array; readonly room: Int32Array; worth: number; readonly sheet: Sheet }
/** Where one pattern is reckoned, used again for the next: some hundred thousand are reckoned for one plan. */
type Sheet = {
  /** What a visit would give in each of the open weeks. */
  readonly gains: Float64Array
  /** At count × (weeks + 1) + n: the most that `count` visits give in the first n open weeks. Row 0 and column 0 stay 0. */
  readonly most: Float64Array
}

export const nothingPlaced = ({ wishes, weeks, locked, room, share }: Prepared): Placed => ({
  patterns: wishes.map(() => undefined), load: locked.slice(), room: room.slice(), worth: -locked.reduce((sum, load, at) => sum + unevenPoints(load, share[at] ?? 0), 0),
  sheet: { gains: new Float64Array(weeks), most: new Float64Array((Math.max(0, ...wishes.map(({ visits }) => visits)) + 1) * (weeks + 1)) },
})

/** What the minutes above the even share cost. */
const unevenPoints = (load: number, share: number): number => (load > share ? ((load - share) / 60) * points.uneven : 0)

/** The best pattern for a wish with all else as it is: for each who can, the weeks of most worth that stand far enough apart. Undefined when there is room for none. */
export function bestPattern(prepared: Prepared, placed: Placed, wish: Wish): (Pattern & { readonly gain: number }) | undefined {
  let best: (Pattern & { readonly gain: number }) | undefined
  let least = 1e-9
  for (const [way, one] of wish.ways.entries()) {
    // Nearly all who can are out of the question before their weeks are chosen.
    if (one.atMost <= least || reckonGains(prepared, placed, wish, one) <= least) continue
    const gain = reckonMost(prepared, placed, wish, one)
    if (gain <= least) continue
    best = { way, gain, weeks: weeksChosen(prepared, placed, wish, one) }
    least = gain + 1e-9
  }
  return best
}

/** Fills in what each visit would give. @returns no visits of this one give more together, however far apart */
function reckonGains({ weeks, minutes, share }: Prepared, { load, room, sheet: { gains } }: Placed, { visits, kindergarten }: Wish, { adviser, minutes: needs, worth, open }: Way): number {
  let [sum, highest] = [0, 0]
  for (let n = 0; n < open.length; n++) {
    const week = open[n] ?? 0
    const at = adviser * weeks + week
    const now = load[at] ?? 0
    const fits = now + needs <= (minutes[at] ?? 0) && (kindergarten < 0 || (room[kindergarten * weeks + week] ?? 0) > 0)
    const gain = fits ? Math.max(0, (worth[week] ?? 0) - unevenPoints(now + needs, share[at] ?? 0) + unevenPoints(now, share[at] ?? 0)) : 0
    gains[n] = gain
    sum += gain
    if (gain > highest) highest = gain
  }
  return Math.min(sum, highest * visits)
}

function reckonMost({ weeks }: Prepared, { sheet: { gains, most } }: Placed, { visits }: Wish, { open, before }: Way): number {
  const row = weeks + 1
  for (let count = 1; count <= visits; count++)
    for (let n = 0; n < open.length; n++) {
      const without = most[count * row + n] ?? 0
      const taken = (gains[n] ?? 0) + (most[(count - 1) * row + (before[n] ?? 0)] ?? 0)
      most[count * row + n + 1] = taken > without && (gains[n] ?? 0) > 0 ? taken : without
    }
  return most[visits * row + open.length] ?? 0
}

/** Read back from what was reckoned last: of weeks that give as much, the earlier. */
function weeksChosen({ weeks }: Prepared, { sheet: { most } }: Placed, { visits }: Wish, { open, before }: Way): readonly number[] {
  const row = weeks + 1
  const chosen: number[] = []
  for (let [count, n] = [visits, open.length]; count > 0 && n > 0 && (most[count * row + n] ?? 0) > 0; ) {
    if ((most[count * row + n - 1] ?? 0) >= (most[count * row + n] ?? 0)) n -= 1
    else {
      chosen.push(open[n - 1] ?? 0)
      n = before[n - 1] ?? 0
      count -= 1
    }
  }
  return chosen.toReversed()
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
