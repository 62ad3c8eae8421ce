import type { Choice } from './choice.ts'

/** What a unit of each row costs, and what each option is worth when it has paid. */
export type Prices = {
  readonly price: Float64Array
  /** By option: value less what it takes at these prices. */
  readonly net: Float64Array
  /** By group: the largest of its options that are not out. */
  readonly top: Float64Array
  /** No choice among the options that are not out is worth more than this. */
  readonly bound: () => number
  /** Sets `net`, `top` and `bound` by `price`. */
  readonly reckon: () => void
}

/** More than all roundings of a sum of some thousand numbers in double precision can come to, as a share of the numbers themselves. */
const rounding = 1e-12

/**
 * The bound behind every «no choice is worth more». Whatever the prices are, none below zero: a choice within the rows is worth no more than what the rows have at these
 * prices and, for each group, its best option when it has paid (weak duality). So the bound holds also when whoever found the prices was wrong.
 */
export function openPrices({ first, value, start, row }: Choice, amount: Float64Array, most: Float64Array, out: Uint8Array): Prices {
  const price = new Float64Array(most.length)
  const net = new Float64Array(value.length)
  const groups = first.length - 1
  const top = new Float64Array(groups)
  const { ofRow, ofValue } = sizesOf({ first, value, start, row }, amount, most)
  let bound = Infinity
  const reckon = () => {
    let sum = 0
    let size = ofValue
    for (let at = 0; at < price.length; at += 1) {
      const each = Math.max(0, price[at] ?? 0)
      price[at] = each
      sum += each * (most[at] ?? 0)
      size += each * (ofRow[at] ?? 0)
    }
    for (let group = 0; group < groups; group += 1) {
      let best = -Infinity
      for (let option = first[group] ?? 0; option < (first[group + 1] ?? 0); option += 1) {
        let left = value[option] ?? 0
        for (let cell = start[option] ?? 0; cell < (start[option + 1] ?? 0); cell += 1) left -= (price[row[cell] ?? 0] ?? 0) * (amount[cell] ?? 0)
        net[option] = left
        if (left > best && out[option] === 0) best = left
      }
      top[group] = best
      sum += best
    }
    bound = sum + rounding * size + 1e-9
  }
  return { price, net, top, bound: () => bound, reckon }
}

/** By row and for the values: how large the numbers are that are added up. */
function sizesOf({ first, value, start, row }: Pick<Choice, 'first' | 'value' | 'start' | 'row'>, amount: Float64Array, most: Float64Array) {
  const ofRow = most.map((limit) => Math.abs(limit))
  let ofValue = 0
  for (let group = 0; group + 1 < first.length; group += 1) {
    const largest = new Float64Array(most.length)
    let worth = 0
    for (let option = first[group] ?? 0; option < (first[group + 1] ?? 0); option += 1) {
      worth = Math.max(worth, Math.abs(value[option] ?? 0))
      for (let cell = start[option] ?? 0; cell < (start[option + 1] ?? 0); cell += 1) largest[row[cell] ?? 0] = Math.max(largest[row[cell] ?? 0] ?? 0, Math.abs(amount[cell] ?? 0))
    }
    ofValue += worth
    for (const [at, size] of largest.entries()) ofRow[at] = (ofRow[at] ?? 0) + size
  }
  return { ofRow, ofValue }
}
