import type { Choice } from './choice.ts'
import { invert, subtract } from './inverse.ts'
import { openPrices } from './prices.ts'

/** What came of it: no choice reaches the target; the best mixture of options is found; or the numbers do not let it be found. */
export type Relaxed = 'cut' | 'solved' | 'stuck'
export type Basis = { readonly inverse: Float64Array; readonly basic: Int32Array; readonly key: Int32Array; readonly place: Int32Array }
export type Relaxation = ReturnType<typeof openRelaxation>

const nothing = 1e-9
/** Steps between each time the inverse is worked out anew. */
const freshAfter = 100
const [free, isKey] = [-1, -2]

/**
 * The choice without whole numbers: mixtures of options, by the dual simplex with one key option in each group (generalised upper bounds, Dantzig and Van Slyke 1967),
 * so that the matrix has one row for each row of the choice and none for the groups. Every step has prices, and so a bound that holds (`prices.ts`).
 * `out`: options that may not be chosen; whoever sets one back gives a basis back too, or starts again.
 */
export function openRelaxation(choice: Choice) {
  const { first, value, start, row } = choice
  const [groups, options, size] = [first.length - 1, value.length, choice.most.length]
  const { amount, most } = evened(choice)
  const out = new Uint8Array(options)
  const prices = openPrices(choice, amount, most, out)
  const { price, net } = prices
  const group = groupsOf(choice)
  const [inverse, matrix] = [new Float64Array(size * size), new Float64Array(size * size)]
  /** By row of the matrix: the option there, or `options` + row for what a row has left. */
  const basic = new Int32Array(size)
  const key = new Int32Array(groups)
  const place = new Int32Array(options + size)
  /** How much of each there is in the mixture: of what is basic, and of each group's key. */
  const [part, keyPart] = [new Float64Array(size), new Float64Array(groups)]
  const [line, column, rest] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)]
  let steps = 0

  /** From the beginning: the most valuable option of each group, all rows free. */
  const begin = () => {
    inverse.fill(0)
    place.fill(free)
    for (let at = 0; at < size; at += 1) {
      inverse[at * size + at] = 1
      basic[at] = options + at
      place[options + at] = at
    }
    for (let at = 0; at < groups; at += 1) {
      let best = -1
      for (let option = first[at] ?? 0; option < (first[at + 1] ?? 0); option += 1) if (out[option] === 0 && (best < 0 || (value[option] ?? 0) > (value[best] ?? 0))) best = option
      key[at] = best
      place[best] = isKey
    }
    steps = 0
  }

  const setPrices = () => {
    price.fill(0)
    for (let at = 0; at < size; at += 1) {
      const option = basic[at] ?? 0
      if (option >= options) continue
      const more = (value[option] ?? 0) - (value[key[group[option] ?? 0] ?? 0] ?? 0)
      if (more !== 0) for (let other = 0; other < size; other += 1) price[other] = (price[other] ?? 0) + more * (inverse[at * size + other] ?? 0)
    }
    prices.reckon()
  }

  const setParts = () => {
    rest.set(most)
    for (let at = 0; at < groups; at += 1) add(rest, key[at] ?? 0, -1)
    for (let at = 0; at < size; at += 1) {
      let sum = 0
      for (let other = 0; other < size; other += 1) sum += (inverse[at * size + other] ?? 0) * (rest[other] ?? 0)
      part[at] = sum
    }
    for (const option of basic) if (option < options) keyPart[group[option] ?? 0] = 1
    for (let at = 0; at < size; at += 1) if ((basic[at] ?? 0) < options) keyPart[group[basic[at] ?? 0] ?? 0] = (keyPart[group[basic[at] ?? 0] ?? 0] ?? 0) - (part[at] ?? 0)
  }
  const add = (to: Float64Array, option: number, times: number) => {
    for (let cell = start[option] ?? 0; cell < (start[option + 1] ?? 0); cell += 1) to[row[cell] ?? 0] = (to[row[cell] ?? 0] ?? 0) + times * (amount[cell] ?? 0)
  }

  /** What is furthest from where it may be: less than nothing of it, or something of what is out. Gives its row, and how much of it there is. */
  const worst = (): { readonly at: number; readonly much: number } | undefined => {
    let [far, at, ofKey] = [nothing, -1, -1]
    for (let here = 0; here < size; here += 1) {
      const option = basic[here] ?? 0
      const off = away(part[here] ?? 0, option < options && out[option] === 1)
      if (off > far) [far, at, ofKey] = [off, here, -1]
      if (option >= options) continue
      const its = group[option] ?? 0
      const keyOff = away(keyPart[its] ?? 0, out[key[its] ?? 0] === 1)
      if (keyOff > far) [far, at, ofKey] = [keyOff, here, its]
    }
    if (at < 0) return undefined
    if (ofKey < 0) return { at, much: part[at] ?? 0 }
    // A key leaves through the option of its group there is most of, which becomes the key.
    for (let here = 0; here < size; here += 1) if ((basic[here] ?? 0) < options && group[basic[here] ?? 0] === ofKey && (part[here] ?? 0) > (part[at] ?? 0)) at = here
    changeKey(ofKey, at)
    return { at, much: keyPart[ofKey] ?? 0 }
  }

  const changeKey = (its: number, at: number) => {
    for (let here = 0; here < size; here += 1) if (here !== at && (basic[here] ?? 0) < options && group[basic[here] ?? 0] === its) subtract(inverse, at, here, -1, size)
    for (let cell = at * size; cell < (at + 1) * size; cell += 1) inverse[cell] = -(inverse[cell] ?? 0)
    const [now, then] = [basic[at] ?? 0, key[its] ?? 0]
    key[its] = now
    place[now] = isKey
    basic[at] = then
    place[then] = at
  }

  /** What comes in for what leaves row `at`: the one whose worth falls least for what it mends. -1: nothing mends it. */
  const entering = (at: number, sign: number): number => {
    for (let other = 0; other < size; other += 1) line[other] = (inverse[at * size + other] ?? 0) * sign
    let [least, most, chosen] = [Infinity, 0, -1]
    const consider = (what: number, mends: number, costs: number) => {
      if (mends <= nothing) return
      const ratio = Math.max(0, costs) / mends
      if (ratio > least + 1e-12 || (ratio > least - 1e-12 && mends <= most)) return
      least = Math.min(ratio, least)
      most = mends
      chosen = what
    }
    for (let other = 0; other < size; other += 1) if (place[options + other] === free) consider(options + other, line[other] ?? 0, price[other] ?? 0)
    for (let its = 0; its < groups; its += 1) {
      const now = key[its] ?? 0
      const [base, worth] = [along(now), net[now] ?? 0]
      for (let option = first[its] ?? 0; option < (first[its + 1] ?? 0); option += 1) if (out[option] === 0 && place[option] === free) consider(option, along(option) - base, worth - (net[option] ?? 0))
    }
    return chosen
  }
  const along = (option: number): number => {
    let sum = 0
    for (let cell = start[option] ?? 0; cell < (start[option + 1] ?? 0); cell += 1) sum += (line[row[cell] ?? 0] ?? 0) * (amount[cell] ?? 0)
    return sum
  }

  const enter = (what: number, at: number): boolean => {
    rest.fill(0)
    if (what >= options) rest[what - options] = 1
    else {
      add(rest, what, 1)
      add(rest, key[group[what] ?? 0] ?? 0, -1)
    }
    for (let here = 0; here < size; here += 1) {
      let sum = 0
      for (let other = 0; other < size; other += 1) if (rest[other] !== 0) sum += (inverse[here * size + other] ?? 0) * (rest[other] ?? 0)
      column[here] = sum
    }
    const pivot = column[at] ?? 0
    if (Math.abs(pivot) < 1e-9) return false
    for (let cell = at * size; cell < (at + 1) * size; cell += 1) inverse[cell] = (inverse[cell] ?? 0) / pivot
    for (let here = 0; here < size; here += 1) if (here !== at && column[here] !== 0) subtract(inverse, here, at, column[here] ?? 0, size)
    place[basic[at] ?? 0] = free
    basic[at] = what
    place[what] = at
    steps += 1
    return steps % freshAfter !== 0 || refresh()
  }

  const refresh = (): boolean => {
    matrix.fill(0)
    for (const [at, option] of basic.entries()) {
      rest.fill(0)
      if (option >= options) rest[option - options] = 1
      else {
        add(rest, option, 1)
        add(rest, key[group[option] ?? 0] ?? 0, -1)
      }
      for (let other = 0; other < size; other += 1) matrix[other * size + at] = rest[other] ?? 0
    }
    return invert(matrix, inverse, size)
  }

  /** Whether prices that rise along the row that nothing mends show that no choice reaches the target. */
  const shownImpossible = (target: number): boolean => {
    const from = price.slice()
    for (let step = 1; step < 1e9; step *= 10) {
      for (let other = 0; other < size; other += 1) price[other] = (from[other] ?? 0) - step * (line[other] ?? 0)
      prices.reckon()
      if (prices.bound() < target) return true
    }
    price.set(from)
    prices.reckon()
    return false
  }

  /** Steps until no choice among the options that are not out can reach the target, or no mixture is better; at most so many. */
  const relax = (target: number, mostSteps = 20_000): Relaxed => {
    for (let step = 0; step <= mostSteps; step += 1) {
      setPrices()
      if (prices.bound() < target) return 'cut'
      setParts()
      if (step === mostSteps) return 'stuck'
      const leaves = worst()
      if (!leaves) return 'solved'
      const what = entering(leaves.at, leaves.much < 0 ? -1 : 1)
      if (what < 0) return shownImpossible(target) ? 'cut' : 'stuck'
      if (!enter(what, leaves.at)) return 'stuck'
    }
    return 'stuck'
  }

  return {
    choice,
    group,
    out,
    begin,
    relax,
    net,
    top: prices.top,
    bound: prices.bound,
    /** Whether it is neither key nor basic: only such an option may be put out because of its worth. */
    isFree: (option: number) => place[option] === free,
    key,
    /** Each basic option with how much there is of it, and each key of a group that has any. */
    mixed: { basic, part, keyPart },
    basis: (): Basis => ({ inverse: inverse.slice(), basic: basic.slice(), key: key.slice(), place: place.slice() }),
    back: (to: Basis) => {
      inverse.set(to.inverse)
      basic.set(to.basic)
      key.set(to.key)
      place.set(to.place)
    },
  }
}

const away = (much: number, out: boolean): number => (out ? Math.abs(much) : -much)

/** By option, its group. */
function groupsOf({ first, value }: Choice): Int32Array {
  const group = new Int32Array(value.length)
  for (let at = 0; at + 1 < first.length; at += 1) group.fill(at, first[at], first[at + 1])
  return group
}

/** The rows in units of what an option takes of them on the average, so that øre and kindergartens are of a size. */
function evened({ row, amount, most }: Choice): { readonly amount: Float64Array; readonly most: Float64Array } {
  const [sum, times] = [new Float64Array(most.length), new Float64Array(most.length)]
  for (const [cell, at] of row.entries()) {
    sum[at] = (sum[at] ?? 0) + Math.abs(amount[cell] ?? 0)
    times[at] = (times[at] ?? 0) + 1
  }
  const unit = sum.map((all, at) => all / (times[at] ?? 1) || 1)
  return { amount: amount.map((each, cell) => each / (unit[row[cell] ?? 0] ?? 1)), most: most.map((each, at) => each / (unit[at] ?? 1)) }
}
