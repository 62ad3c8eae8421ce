import type { Optimiser } from '../../../../platform/optimiser.ts'
import type { Proposal } from './solve.ts'
import { canMeet, mostVisits, prepare, type Able, type Adviser, type Commitment, type Problem } from './problem.ts'
import { relaxation } from './relax.ts'

/**
 * Why a promise cannot be kept in full. First what holds whatever else is promised, where there is time for `room` visits:
 * - `nobody`: no one in the team can take it. `no-day`: the window has no day that can be used.
 * - `window`: too few weeks of the window have such a day. `rhythm`: enough have, but not so far apart as the leader has said.
 * - `away`: those who can are not out on those days. `hours`: they are, but with less time in the week than one visit takes (`minutes`).
 *
 * Then what comes of the others, in `with`:
 * - `collides`: it and they ask for more hours than there are, whatever is done with the rest; without any one of them there is room. `minutes` are short.
 * - `visited`: the same, with hours enough: it is the kindergarten that takes no more visits in those weeks.
 * - `crowded`: they have the weeks, and no smaller set is shown to be too much.
 */
export type Because = { readonly because: 'nobody' | 'no-day' | 'window' | 'rhythm' | 'away' | 'hours' | 'collides' | 'visited' | 'crowded'; readonly room: number; readonly with: readonly string[]; readonly minutes: number; /** Who could, if there were more hours. */ readonly who: readonly string[] }

/** At most so many are looked into, and so many promises are weighed against one. */
const lookedInto = 6
const weighed = 14

/** For each promise that is short, in the order they are. Asks the solver about small parts of the half-year, one at a time. */
export async function collisions(problem: Problem, { visits, unfulfilled }: Proposal, solver: Optimiser['solve']): Promise<ReadonlyMap<string, Because>> {
  const found = new Map<string, Because>()
  let asked = 0
  for (const { commitmentId, minutes } of unfulfilled) {
    const commitment = problem.commitments.find(({ id }) => id === commitmentId)
    if (!commitment) continue
    const simple = alone(problem, commitment, minutes)
    if (simple) found.set(commitmentId, simple)
    else {
      const near = rivals(problem, commitment, visits)
      const whole = asked < lookedInto ? await fewest(problem, commitment, near.slice(0, weighed), solver) : undefined
      asked += 1
      const who = commitment.able.map(({ adviserId }) => adviserId)
      found.set(commitmentId, whole ? { because: whole.hours ? 'collides' : 'visited', room: 0, with: whole.with, minutes: whole.minutes, who } : { because: 'crowded', room: 0, with: near.slice(0, 6), minutes, who })
    }
  }
  return found
}

/** What stands in the way of a promise whatever else is promised. `minutes` are what it is short of. */
export function alone({ weeks, advisers, locks }: Pick<Problem, 'weeks' | 'advisers' | 'locks'>, { id, able, days, gap, visits }: Commitment, minutes: number): Because | undefined {
  const none = { room: 0, with: [], minutes, who: able.map(({ adviserId }) => adviserId) }
  if (able.length === 0) return { because: 'nobody', ...none }
  if (days.every((open) => open === 0)) return { because: 'no-day', ...none }
  const isOpen = (week: number) => (days[week] ?? 0) !== 0
  const room = mostVisits(weeks, gap, isOpen)
  if (room < visits) return { because: mostVisits(weeks, 1, isOpen) < visits ? 'window' : 'rhythm', ...none, room }
  // What is kept may be shared by several: then no one of them needs room for it all.
  if (locks.some(({ commitmentId }) => commitmentId === id)) return undefined
  const most = (fits: (adviser: Adviser, own: Able, week: number) => boolean) =>
    Math.max(...able.map((own) => { const adviser = advisers.find((one) => one.id === own.adviserId); return adviser ? mostVisits(weeks, gap, (week) => canMeet({ days }, adviser, week) && fits(adviser, own, week)) : 0 }))
  const met = most(() => true)
  if (met < visits) return { because: 'away', ...none, room: met }
  const held = most((adviser, own, week) => own.minutes <= (adviser.minutes[week] ?? 0))
  return held < visits ? { because: 'hours', ...none, room: held, minutes: Math.min(...able.map((own) => own.minutes)) } : undefined
}

/** Promises that have weeks of those who could take it, or of its kindergarten; those with most of them first. */
function rivals(problem: Problem, commitment: Commitment, visits: Proposal['visits']): readonly string[] {
  const who = new Set(commitment.able.map(({ adviserId }) => adviserId))
  const places = new Map(problem.commitments.map(({ id, kindergartenId }) => [id, kindergartenId]))
  const counted = new Map<string, number>()
  for (const visit of visits) {
    if (visit.commitmentId === commitment.id || (commitment.days[visit.week] ?? 0) === 0) continue
    if (who.has(visit.adviserId) || (commitment.kindergartenId !== undefined && places.get(visit.commitmentId) === commitment.kindergartenId)) counted.set(visit.commitmentId, (counted.get(visit.commitmentId) ?? 0) + 1)
  }
  return [...counted].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([id]) => id)
}

/** Takes away one after the other as long as the rest is still too much. @returns undefined when all of it together is not shown to be too much */
async function fewest(problem: Problem, commitment: Commitment, near: readonly string[], solver: Optimiser['solve']): Promise<{ readonly with: readonly string[]; readonly minutes: number; /** With hours enough there would be room. */ readonly hours: boolean } | undefined> {
  let left = near
  let short = await tooMuch(problem, [commitment.id, ...left], solver)
  if (short === 0) return undefined
  for (const one of near) {
    const without = left.filter((id) => id !== one)
    const then = await tooMuch(problem, [commitment.id, ...without], solver)
    if (then > 0) [left, short] = [without, then]
  }
  return { with: left, minutes: short, hours: (await tooMuch(withHoursEnough(problem), [commitment.id, ...left], solver)) === 0 }
}
/** As many minutes as there can be in a week, wherever there are any. */
const withHoursEnough = (problem: Problem): Problem => ({ ...problem, advisers: problem.advisers.map((one) => ({ ...one, minutes: one.minutes.map((minutes) => (minutes > 0 ? 7 * 24 * 60 : 0)) })) })

/** Minutes that cannot be fulfilled of these alone, also if visits could be cut up: then they cannot as whole visits either. */
async function tooMuch(problem: Problem, ids: readonly string[], solver: Optimiser['solve']): Promise<number> {
  const only: Problem = { ...problem, commitments: problem.commitments.filter(({ id }) => ids.includes(id)), locks: problem.locks.filter(({ commitmentId }) => ids.includes(commitmentId)) }
  const prepared = prepare(only)
  const { program, wishOf } = relaxation(prepared)
  const solved = await solver(program, 2000)
  if (solved.kind !== 'optimal') return 0
  const placed = new Float64Array(prepared.wishes.length)
  for (const [column, wish] of wishOf.entries()) placed[wish] = (placed[wish] ?? 0) + (solved.x[column] ?? 0)
  const wanted = only.commitments.reduce((sum, one, at) => sum + (one.visits - only.locks.filter(({ commitmentId }) => commitmentId === one.id).length - (placed[prepared.wishes.findIndex((wish) => wish.at === at)] ?? 0)) * one.minutes, 0)
  return wanted > 1 ? Math.round(wanted) : 0
}
