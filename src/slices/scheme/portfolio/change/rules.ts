import { ore } from '../../../../kernel/money.ts'
import { pointsFor, type Short } from '../explain.ts'
import { prepare, worthOf, type Portfolio, type Prepared, type Problem, type Settings } from '../model.ts'
import { solve, type Clock, type Outcome, type Solver } from '../solve.ts'

/** How a report's place differs between two portfolios, in per cent of what is asked for. */
export type Moved = { readonly id: string; readonly from: number; readonly to: number }
/** What a change by hand costs: the best portfolio with the change, against the best without. */
export type Change =
  | { readonly kind: 'cost'; readonly loss: number; readonly worth: number; readonly proven: boolean; readonly portfolio: Portfolio; readonly moved: readonly Moved[] }
  | Exclude<Outcome, { readonly portfolio: Portfolio }>

export type Solving = { readonly solver: Solver; readonly clock: Clock; readonly milliseconds: number }

/** The best portfolio when people hold one report in or out, and what that costs in points. */
export async function change(problem: Problem, proposal: Portfolio, id: string, way: 'in' | 'out', solving: Solving): Promise<Change> {
  const prepared = prepare(withLock(problem, id, way))
  const outcome = await solve(prepared, solving.solver, solving.clock, solving.milliseconds)
  if (!('portfolio' in outcome)) return outcome
  const before = worthOf(prepared, proposal)
  return { kind: 'cost', loss: before - outcome.worth, worth: outcome.worth, proven: outcome.kind === 'optimal', portfolio: outcome.portfolio, moved: moved(problem, proposal, outcome.portfolio) }
}

const moved = ({ candidates }: Pick<Problem, 'candidates'>, before: Portfolio, after: Portfolio): readonly Moved[] =>
  candidates.flatMap(({ id }) => {
    const [from, to] = [before.get(id) ?? 0, after.get(id) ?? 0]
    return from === to ? [] : [{ id, from, to }]
  })

/**
 * The fewest points more that bring a report into every best portfolio, the rest being as it is; undefined when 100 points would not.
 * Each of its grants is held in turn: what the best portfolio with it lacks is what more points must make good.
 */
export async function fewestPoints(problem: Problem, worth: number, id: string, solving: Solving): Promise<number | undefined> {
  const prepared = prepare(withLock(problem, id, 'in'))
  const item = prepared.byId.get(id)
  if (!item) return undefined
  let fewest: number | undefined
  for (const level of item.levels) {
    const held: Prepared = { ...prepared, items: prepared.items.map((one) => (one === item ? { ...item, levels: [level] } : one)) }
    const outcome = await solve(held, solving.solver, solving.clock, solving.milliseconds)
    if (outcome.kind !== 'optimal') continue
    const more = pointsFor(prepared, item, level.percent, worth - outcome.worth)
    if (more !== undefined && (fewest === undefined || more < fewest)) fewest = more
  }
  return fewest
}

/** Whether the report is in a best portfolio when all that it is short of is given: 'in', 'others-first' (there is room, but others use it better), or 'unknown'. */
export async function withMore(problem: Problem, short: readonly Short[], id: string, solving: Solving): Promise<'in' | 'others-first' | 'unknown'> {
  const wider = { ...problem, settings: widened(problem.settings, short) }
  const held = await solve(prepare(withLock(wider, id, 'in')), solving.solver, solving.clock, solving.milliseconds)
  const free = await solve(prepare(wider), solving.solver, solving.clock, solving.milliseconds)
  if (held.kind !== 'optimal' || free.kind !== 'optimal') return 'unknown'
  return held.worth >= free.worth ? 'in' : 'others-first'
}

/** The settings with so much more of what was short; largest shares are not widened: that is for people to want. */
export function widened(settings: Settings, short: readonly Short[]): Settings {
  const more = (wanted: (of: Short['of']) => boolean) => short.reduce((sum, { of, by }) => (wanted(of) ? sum + by : sum), 0)
  return {
    ...settings,
    frames: settings.frames.map((frame) => ({ ...frame, frame: ore(Math.max(frame.frame, frame.committed) + more((of) => of.kind === 'frame' && of.year === frame.year)) })).map((frame, at) => {
      const before = settings.frames[at]
      return before && more((of) => of.kind === 'frame' && of.year === frame.year) === 0 ? before : frame
    }),
    capacities: settings.capacities.map((one) => ({ ...one, most: one.most + more((of) => of.kind === 'capacity' && of.university === one.university && of.year === one.year) })),
  }
}

const withLock = (problem: Problem, id: string, way: 'in' | 'out'): Problem => ({ ...problem, locks: [...problem.locks.filter((lock) => lock.id !== id), { id, way }] })
