import { fits, worthOf, type Choice } from './choice.ts'
import { openGuesses, type Guesses } from './guesses.ts'
import { openRelaxation, type Basis, type Relaxation } from './relax.ts'

/** `best`: the best found that reaches the target. `whole`: nothing is worth more than it, or, with none, nothing reaches the target. */
export type Searched = { readonly best: Int32Array | undefined; readonly worth: number; readonly whole: boolean; readonly nodes: number }
/** A group whose mixture is of more than one option: between its options up to `cut` and those above, `high` of the way. */
type Mixture = { readonly group: number; readonly cut: number; readonly high: number }

/**
 * Branch and bound, deep first: a choice worth at least `target`, and then better ones, until one is worth `enough` (nothing is worth more than that) or there is none.
 * Whatever is left alone is left alone because of a bound of `prices.ts`, and whatever is kept is counted in whole numbers.
 */
export function search(choice: Choice, target: number, enough: number, late: () => boolean): Searched {
  const relaxation = openRelaxation(choice)
  const { out, choice: { first } } = relaxation
  const guesses = openGuesses(first.length - 1)
  const trail: number[] = []
  const putOut = (option: number) => {
    if (out[option] === 1) return
    out[option] = 1
    trail.push(option)
  }
  const undo = (to: number) => {
    for (const option of trail.splice(to)) out[option] = 0
  }
  const side = (mixture: Mixture, high: boolean) => {
    for (let option = first[mixture.group] ?? 0; option < (first[mixture.group + 1] ?? 0); option += 1) if (option > mixture.cut !== high) putOut(option)
  }
  let [best, worth, wanted, nodes]: [Int32Array | undefined, number, number, number] = [undefined, target - 1, target, 0]

  /** True to end the whole search. */
  const node = (): boolean => {
    nodes += 1
    if (late()) return true
    const mark = trail.length
    const end = settle()
    undo(mark)
    return end
  }
  const settle = (): boolean => {
    for (;;) {
      const relaxed = relaxation.relax(wanted)
      if (relaxed === 'cut') return false
      leaveOut(relaxation, wanted, putOut)
      const mixtures = relaxed === 'solved' ? mixturesOf(relaxation) : []
      if (mixtures.length === 0) {
        if (relaxed !== 'solved' || !keep()) return halve()
        if (worth >= enough) return true
        continue
      }
      const chosen = choose(mixtures)
      if (chosen === 'none') return false
      if (chosen !== 'again') return branch(chosen.mixture, chosen.highFirst)
    }
  }
  const keep = (): boolean => {
    const chosen = wholeOf(relaxation)
    const sum = worthOf(choice, chosen)
    if (sum < wanted || !fits(choice, chosen)) return false
    best = chosen
    worth = sum
    wanted = sum + 1
    return true
  }

  const branch = (mixture: Mixture, highFirst: boolean): boolean => {
    const [basis, mark] = [relaxation.basis(), trail.length]
    for (const high of [highFirst, !highFirst]) {
      side(mixture, high)
      if (node()) return true
      undo(mark)
      relaxation.back(basis)
    }
    return false
  }
  /** When the mixture tells nothing more (its numbers are too near each other): the first option of a group that is open, or one of the others. */
  const halve = (): boolean => {
    const open = openGroup(first, out)
    if (!open) return false
    const mark = trail.length
    for (const high of [false, true]) {
      side(open, high)
      relaxation.begin()
      if (node()) return true
      undo(mark)
    }
    return false
  }

  /** The group whose two sides cost most, as tried for some steps or as learnt. A side that cannot reach the target is left at once. */
  const choose = (mixtures: readonly Mixture[]): 'none' | 'again' | { readonly mixture: Mixture; readonly highFirst: boolean } => {
    const [base, basis] = [relaxation.bound(), relaxation.basis()]
    let [most, sinceBetter] = [-1, 0]
    let chosen: { mixture: Mixture; highFirst: boolean } | undefined
    const rated = mixtures.map((mixture) => ({ mixture, score: score(guesses.guess(mixture.group, false, mixture.high), guesses.guess(mixture.group, true, 1 - mixture.high)) }))
    for (const { mixture } of rated.toSorted((a, b) => b.score - a.score)) {
      const tried = guesses.sure(mixture.group) ? learnt(guesses, mixture) : tryBoth(mixture, base, basis)
      const { low, high } = tried
      if (low === Infinity && high === Infinity) return 'none'
      if (low === Infinity || high === Infinity) {
        side(mixture, low === Infinity)
        return 'again'
      }
      const here = score(low, high)
      sinceBetter = here > most ? 0 : sinceBetter + 1
      if (here > most) {
        most = here
        chosen = { mixture, highFirst: high < low }
      }
      if (sinceBetter >= looks) break
    }
    return chosen ?? 'none'
  }
  const tryBoth = (mixture: Mixture, base: number, basis: Basis) => {
    const [low, high] = [false, true].map((high) => {
      const mark = trail.length
      side(mixture, high)
      const loss = relaxation.relax(wanted, stepsTried) === 'cut' ? Infinity : base - relaxation.bound()
      undo(mark)
      relaxation.back(basis)
      guesses.learn(mixture.group, high, high ? 1 - mixture.high : mixture.high, loss === Infinity ? base - wanted : loss)
      return loss
    })
    return { low: low ?? 0, high: high ?? 0 }
  }

  relaxation.begin()
  const ended = node()
  return { best, worth, whole: !ended || (best !== undefined && worth >= enough), nodes }
}

/** Measured (bench/portfolio.ts): more steps or more groups tried cost more than they spare. */
const stepsTried = 8
const looks = 4

/** The lesser side counts most: it is the one that goes on. Measured: the slowest rounds take about half of what the product of the two takes. */
const score = (low: number, high: number): number => 5 * Math.min(low, high) + Math.max(low, high)
const learnt = (guesses: Guesses, { group, high }: Mixture) => ({ low: guesses.guess(group, false, high), high: guesses.guess(group, true, 1 - high) })

/** Options that cost more than the bound can spare are in no choice that reaches the target. */
function leaveOut({ choice: { first }, out, isFree, net, top, bound }: Relaxation, target: number, putOut: (option: number) => void): void {
  for (let group = 0; group + 1 < first.length; group += 1)
    for (let option = first[group] ?? 0; option < (first[group + 1] ?? 0); option += 1) if (out[option] === 0 && isFree(option) && bound() - (top[group] ?? 0) + (net[option] ?? 0) < target) putOut(option)
}

function mixturesOf({ choice: { first }, group, out, key, mixed: { basic, part, keyPart } }: Relaxation): readonly Mixture[] {
  const options = out.length
  const mean = new Map<number, { sum: number; most: number }>()
  for (const [at, option] of basic.entries()) {
    if (option >= options) continue
    const its = group[option] ?? 0
    const before = mean.get(its) ?? { sum: (key[its] ?? 0) * (keyPart[its] ?? 0), most: keyPart[its] ?? 0 }
    mean.set(its, { sum: before.sum + option * (part[at] ?? 0), most: Math.max(before.most, part[at] ?? 0) })
  }
  return [...mean].flatMap(([its, { sum, most }]) => {
    const open: number[] = []
    for (let option = first[its] ?? 0; option < (first[its + 1] ?? 0); option += 1) if (out[option] === 0) open.push(option)
    // With one option open there is nothing to choose, whatever is left of the others.
    if (most > 1 - 1e-6 || open.length < 2) return []
    const cut = open.findLast((option, at) => at + 1 < open.length && (at === 0 || option <= sum + 1e-9)) ?? 0
    return [{ group: its, cut, high: Math.min(1, Math.max(0, sum - cut)) }]
  })
}

/** The option of each group there is most of. */
function wholeOf({ choice: { value }, group, key, mixed: { basic, part } }: Relaxation): Int32Array {
  const chosen = key.slice()
  for (const [at, option] of basic.entries()) if (option < value.length && (part[at] ?? 0) > 0.5) chosen[group[option] ?? 0] = option
  return chosen
}

function openGroup(first: Int32Array, out: Uint8Array): Mixture | undefined {
  for (let group = 0; group + 1 < first.length; group += 1) {
    let cut = -1
    for (let option = first[group] ?? 0; option < (first[group + 1] ?? 0); option += 1) {
      if (out[option] === 1) continue
      if (cut >= 0) return { group, cut, high: 0.5 }
      cut = option
    }
  }
  return undefined
}
