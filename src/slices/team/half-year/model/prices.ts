import { bestPattern, nothingPlaced } from './place.ts'
import { points, worthAtMost, type Prepared, type Wish } from './problem.ts'

/** What the solver says is worth paying, in points: for a minute of adviser a in week w (at a × weeks + w), and for a visit to kindergarten k in week w (at k × weeks + w). */
export type Prices = { readonly minute: Float64Array; readonly visit: Float64Array }

/** The wishes with what each visit would have to pay taken from its worth. */
export const priced = ({ wishes, weeks }: Pick<Prepared, 'wishes' | 'weeks'>, { minute, visit }: Prices): readonly Wish[] =>
  wishes.map((wish) => ({
    ...wish,
    ways: wish.ways.map((way) => {
      const worth = way.worth.map((worth, week) => (worth <= 0 ? 0 : worth - (minute[way.adviser * weeks + week] ?? 0) * way.minutes - (wish.kindergarten < 0 ? 0 : (visit[wish.kindergarten * weeks + week] ?? 0))))
      return { ...way, worth, atMost: worthAtMost(worth, way.most) }
    }),
  }))

/** Minutes cost what their price is, and nothing more for being uneven: to be used with wishes that are `priced`. */
export const withoutUneven = (prepared: Prepared): Prepared => ({ ...prepared, share: Float64Array.from(prepared.minutes) })

/**
 * What no plan is worth more than, whatever the prices are, as long as none is below 0: each promise by itself takes the pattern that is best after it has paid, by one adviser and
 * in whole visits; and what all hours and all room could be sold for is added. With the solver's prices it is at least as near as the solver's own bound.
 */
export function boundAt(prepared: Prepared, prices: Prices): number {
  const { minutes, share, locked, room } = prepared
  const free = withoutUneven(prepared)
  const empty = nothingPlaced(free)
  const above = points.uneven / 60
  let bound = 0
  for (const wish of priced(prepared, prices)) bound += bestPattern(free, empty, wish)?.gain ?? 0
  for (const [cell, all] of minutes.entries()) {
    const [price, even, taken] = [prices.minute[cell] ?? 0, share[cell] ?? 0, locked[cell] ?? 0]
    const within = Math.max(0, even - taken)
    bound += price * within + Math.max(0, all - taken - within) * Math.max(0, price - above) - Math.max(0, taken - even) * above
  }
  for (const [at, left] of room.entries()) bound += (prices.visit[at] ?? 0) * Math.max(0, left)
  return bound
}
