import { fits, leastOf, partOf, worthOf, type Choice } from './choice.ts'
import { openRelaxation, type Relaxation } from './relax.ts'
import { search } from './search.ts'

export type Best =
  | { readonly kind: 'optimal'; readonly chosen: Int32Array; readonly worth: number }
  /** The time ran out: the best in hand, and what no choice is worth more than. */
  | { readonly kind: 'stopped'; readonly chosen: Int32Array; readonly worth: number; readonly bound: number }
  | { readonly kind: 'infeasible' }
  | { readonly kind: 'nothing' }

/**
 * The best choice, with proof: as much is asked for as could be at most, then a little less, until there is one. What is asked for leaves few options in question
 * (the others cost more than there is to spare), and every «none» lowers what the best can be. So the first found at the step below is the best.
 */
export function bestChoice(choice: Choice, late: () => boolean): Best {
  const relaxation = openRelaxation(choice)
  const least = leastOf(choice)
  relaxation.begin()
  if (relaxation.relax(least) === 'cut') return { kind: 'infeasible' }
  const ceiling = Math.floor(relaxation.bound())
  let none = ceiling + 1
  let gap = 0
  for (;;) {
    const target = Math.max(least, ceiling - gap)
    const { part, worth, whole } = partOf(choice, inQuestion(relaxation, target))
    const found = search(part, target - worth, none - 1 - worth, late)
    if (found.best) {
      const chosen = whole(found.best)
      const sum = worthOf(choice, chosen)
      if (!fits(choice, chosen)) return { kind: 'nothing' }
      return found.whole ? { kind: 'optimal', chosen, worth: sum } : { kind: 'stopped', chosen, worth: sum, bound: none - 1 }
    }
    if (!found.whole) return { kind: 'nothing' }
    if (target === least) return { kind: 'infeasible' }
    none = target
    // What is quickly settled is near nothing: a longer step then. And never so short that a choice that is not there is sought for ever.
    gap += Math.max(1, Math.ceil(gap / (found.nodes <= quick ? 3 : 8)))
  }
}

const quick = 3

const inQuestion =
  ({ top, net, bound }: Relaxation, target: number) =>
  (option: number, group: number): boolean =>
    bound() - (top[group] ?? 0) + (net[option] ?? 0) >= target
