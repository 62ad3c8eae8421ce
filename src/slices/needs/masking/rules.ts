// What may be shown of what a staff has answered. Every figure anywhere (page, file, export, picture of a municipality, before and after) is made from
// what `publish` gives, and from nothing else. The rules in words: docs/rules/needs-masking.md.

/** Fewer than this and nothing is shown; every count is a band of this many. */
export const floor = 5

/** 1 (do not agree) to 5 (agree); 0 is "do not know". */
export type Value = 0 | 1 | 2 | 3 | 4 | 5
/** How many gave each answer: by value, 0 first. */
export type Tally = readonly [unknown: number, one: number, two: number, three: number, four: number, five: number]
export const nobody: Tally = [0, 0, 0, 0, 0, 0]

/** What may be shown of one statement for one group. Counts are the lower end of a band of five: 10 is ten to fourteen, 0 is none to four. */
export type Figure = {
  /** How many answered on the scale, at least. */
  readonly atLeast: number
  /** To the nearest half with fewer than twenty answers, to the nearest fifth else; never further out than 1.5 and 4.5. */
  readonly mean: number
  /** 1 and 2. */
  readonly low: number
  readonly middle: number
  /** 4 and 5. */
  readonly high: number
  readonly unknown: number
}

/** From so many answers on the mean is told to a fifth of a step: one answer more or less cannot be read out of it. */
const fine = 20

const band = (count: number): number => count - (count % floor)
const answered = (tally: Tally): number => tally[1] + tally[2] + tally[3] + tally[4] + tally[5]
const sum = (tally: Tally): number => tally[1] + 2 * tally[2] + 3 * tally[3] + 4 * tally[4] + 5 * tally[5]
export const together = (tallies: readonly Tally[]): Tally => tallies.reduce((all, one) => all.map((count, at) => count + (one[at] ?? 0)) as unknown as Tally, nobody)

/** The figure of a tally, or undefined when fewer than five answered on the scale. */
export function figure(tally: Tally): Figure | undefined {
  const n = answered(tally)
  if (n < floor) return undefined
  const steps = n < fine ? 2 : 5
  const mean = Math.min(4.5, Math.max(1.5, Math.round((sum(tally) / n) * steps) / steps))
  // Whoever knows how many there are would know each of them, were a count everybody: it is told as if one had answered otherwise.
  const notAll = (count: number): number => band(Math.min(count, n - 1))
  return { atLeast: band(n), mean, low: notAll(tally[1] + tally[2]), middle: notAll(tally[3]), high: notAll(tally[4] + tally[5]), unknown: band(tally[0]) }
}

/** Dots on one theme, as a band. `setBy` is how many have set theirs: that everybody set one here is told as if one had not. */
export const dotsShown = (dots: number, setBy: number): number => band(Math.max(0, Math.min(dots, setBy - 1)))

/** The tallies of one theme: statement → group → counts. A session without a breakdown has one group, ''. */
export type ThemeTally = ReadonlyMap<string, ReadonlyMap<string, Tally>>
export type Published = { readonly statement: string; readonly part: string; readonly figure: Figure }
/** The part that is everybody. */
export const everybody = 'all'

/**
 * What may be shown of a theme. The groups are put together until each part has five answers to every statement that is shown: one division for the
 * whole theme, so that no part can be found by taking one figure from another. When that leaves one part only, nothing is broken down.
 */
export function publish(theme: ThemeTally): readonly Published[] {
  const shown = [...theme].filter(([, groups]) => answered(together([...groups.values()])) >= floor)
  const whole = shown.flatMap(([statement, groups]) => one(statement, everybody, together([...groups.values()])))
  const parts = divide(shown.map(([, groups]) => groups))
  if (parts.length < 2) return whole
  return [...whole, ...shown.flatMap(([statement, groups]) => parts.flatMap((part) => one(statement, part.join('+'), together(part.map((key) => groups.get(key) ?? nobody)))))]
}

function one(statement: string, part: string, tally: Tally): readonly Published[] {
  const found = figure(tally)
  return found ? [{ statement, part, figure: found }] : []
}

/** Groups put together, smallest first, until each part has five answers in every statement. */
function divide(statements: readonly ReadonlyMap<string, Tally>[]): readonly (readonly string[])[] {
  const keys = [...new Set(statements.flatMap((groups) => [...groups.keys()]))].toSorted()
  // The size of a part is what it has in the statement fewest of it answered.
  const size = (part: readonly string[]) => Math.min(...statements.map((groups) => answered(together(part.map((key) => groups.get(key) ?? nobody)))))
  let parts = keys.map((key) => [key])
  while (parts.length > 1) {
    const [smallest, next, ...rest] = parts.toSorted((a, b) => size(a) - size(b) || a.join().localeCompare(b.join(), 'en'))
    if (!smallest || !next || size(smallest) >= floor) break
    parts = [[...smallest, ...next].toSorted(), ...rest]
  }
  return parts.length > 1 ? parts.toSorted((a, b) => a.join().localeCompare(b.join(), 'en')) : []
}

/** Figures of several sessions or parts together, weighted by how many answered at least: never finer than what each of them shows. */
export function combined(figures: readonly Figure[]): Figure | undefined {
  const atLeast = figures.reduce((total, { atLeast: n }) => total + n, 0)
  if (atLeast === 0) return undefined
  const add = (of: (one: Figure) => number) => figures.reduce((total, each) => total + of(each), 0)
  return { atLeast, mean: Math.round((add((each) => each.mean * each.atLeast) / atLeast) * 10) / 10, low: add((each) => each.low), middle: add((each) => each.middle), high: add((each) => each.high), unknown: add((each) => each.unknown) }
}

/**
 * How far from the mean shown the real one may lie: from the rounding, and from who happened to answer. Made of what is shown only, so it is wide: the
 * greatest spread a scale from 1 to 5 can have around such a mean is not assumed, but half of it, which practice rarely passes.
 */
export function uncertainty({ atLeast, mean }: Pick<Figure, 'atLeast' | 'mean'>): number {
  const spread = Math.sqrt((mean - 1) * (5 - mean)) / 2
  const rounding = atLeast < fine ? 0.25 : 0.1
  return Math.round((rounding + (1.96 * spread) / Math.sqrt(atLeast)) * 10) / 10
}
