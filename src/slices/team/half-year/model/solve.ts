import { setImmediate } from 'node:timers/promises'
import type { Optimiser } from '../../../../platform/optimiser.ts'
import { improve } from './improve.ts'
import type { Placed } from './place.ts'
import { boundAt, priced } from './prices.ts'
import { prepare, type Prepared, type Problem, type Visit } from './problem.ts'
import { relaxation } from './relax.ts'

/** With more columns than this prices near the best are as good, and come in half the time; with fewer the best itself is at hand. */
const manyColumns = 10_000

export type Unfulfilled = { readonly commitmentId: string; readonly visits: number; readonly minutes: number }
/** `worth` and `bound` in points: no plan is worth more than the bound. `proven`: the bound comes from the solver or its prices, not only from adding up what was asked for. */
export type Proposal = { readonly visits: readonly Visit[]; readonly unfulfilled: readonly Unfulfilled[]; readonly worth: number; readonly bound: number; readonly proven: boolean }
export type Outcome = { readonly kind: 'proposed'; readonly proposal: Proposal } | { readonly kind: 'busy' } | { readonly kind: 'stopped' }

/**
 * A plan and how far it can be from the best. HiGHS says in another process what nothing can be better than; whole visits are then placed here, a little at a time.
 * @param clock milliseconds
 * @param patience milliseconds in all: what has been found by then is the answer
 * @param wanted false when nobody waits for it any more
 */
export async function solve(problem: Problem, solver: Optimiser['solve'], clock: () => number, patience: number, wanted: () => Promise<boolean> = async () => true): Promise<Outcome> {
  const until = clock() + patience
  const prepared = prepare(problem)
  const { program, wishOf, constant, pricesOf } = relaxation(prepared)
  const solved = await solver({ ...program, roughly: program.value.length > manyColumns }, patience / 2)
  if (solved.kind === 'busy') return { kind: 'busy' }
  if (!(await wanted())) return { kind: 'stopped' }
  const prices = 'prices' in solved && solved.prices ? pricesOf(solved.prices) : undefined
  const proven = prices !== undefined || solved.kind === 'optimal'
  // The solver reckons to a millionth; its best is given that much more, so that it holds. What is reckoned at its prices holds as it is.
  const bound = Math.min(asked(prepared), solved.kind === 'optimal' ? solved.worth * (1 + 1e-6) + constant : Infinity, prices ? boundAt(prepared, prices) : Infinity) + 1e-6
  const likely = 'x' in solved ? sums(prepared.wishes.length, wishOf, solved.x) : new Float64Array(prepared.wishes.length)
  const steps = improve(prepared, bound, (at) => (likely[at] ?? 0) / (prepared.wishes[at]?.visits ?? 1), prices && priced(prepared, prices))
  let began = clock()
  let looked = began
  for (let step = steps.next(); ; step = steps.next(clock() > until)) {
    if (step.done) return { kind: 'proposed', proposal: { ...visitsOf(prepared, step.value), worth: step.value.worth, bound: Math.max(bound, step.value.worth), proven } }
    if (clock() - began < 8) continue
    await setImmediate()
    began = clock()
    if (began - looked > 1000) {
      if (!(await wanted())) return { kind: 'stopped' }
      looked = began = clock()
    }
  }
}

/** As `solve`, at once and without the solver: for a half-year so small that nobody waits. The bound is only what was asked for, added up. */
export function solveAlone(problem: Problem): Proposal {
  const prepared = prepare(problem)
  const bound = asked(prepared)
  const steps = improve(prepared, bound, () => 0)
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return { ...visitsOf(prepared, step.value), worth: step.value.worth, bound: Math.max(bound, step.value.worth), proven: false }
}

/** All that is asked for, at its best: nothing can be worth more. */
const asked = ({ wishes }: Prepared): number => wishes.reduce((sum, { visits, ways }) => sum + visits * Math.max(0, ...ways.map(({ worth }) => Math.max(...worth))), 0)

function sums(count: number, wishOf: Int32Array, x: Float64Array): Float64Array {
  const sum = new Float64Array(count)
  for (const [column, wish] of wishOf.entries()) sum[wish] = (sum[wish] ?? 0) + (x[column] ?? 0)
  return sum
}

/** The locks and what was placed, in the order of the commitments; and what is short of what was promised. */
function visitsOf({ problem, wishes }: Prepared, { patterns }: Placed): Pick<Proposal, 'visits' | 'unfulfilled'> {
  const placed = new Map(wishes.map(({ at, ways }, index) => {
    const pattern = patterns[index]
    const adviser = pattern && problem.advisers[ways[pattern.way]?.adviser ?? -1]
    return [at, adviser ? (pattern?.weeks ?? []).map((week) => ({ adviserId: adviser.id, week })) : []] as const
  }))
  const of = problem.commitments.map(({ id, visits, minutes }, at) => {
    const all = [...problem.locks.filter(({ commitmentId }) => commitmentId === id), ...(placed.get(at) ?? []).map((one) => ({ commitmentId: id, ...one }))].toSorted((a, b) => a.week - b.week)
    return { id, all, short: visits - all.length, minutes }
  })
  return { visits: of.flatMap(({ all }) => all), unfulfilled: of.filter(({ short }) => short > 0).map(({ id, short, minutes }) => ({ commitmentId: id, visits: short, minutes: short * minutes })) }
}
