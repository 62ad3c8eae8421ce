import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { ore, zero } from '../../../kernel/money.ts'
import { openOptimiser } from '../../../platform/optimiser.ts'
import { change, fewestPoints, widened } from './change/rules.ts'
import { explain } from './explain.ts'
import { broken, levelsOf, limitsOf, prepare, usageOf, worthOf, type Candidate, type Portfolio, type Prepared, type Problem, type Settings } from './model.ts'
import { solve, type Solver } from './solve.ts'

const optimiser = openOptimiser({ idleFor: 5_000 })
afterAll(() => optimiser.end())
const clock = () => performance.now()
const best = (problem: Problem, smallEnough?: number) => solve(prepare(problem), optimiser.solve, clock, 20_000, smallEnough)
/** As when the choice has not come to an end in its time. */
const generalOnly: Solver = async (program, milliseconds) => ('first' in program ? { kind: 'nothing' } : optimiser.solve(program, milliseconds))
const solving = { solver: optimiser.solve, clock, milliseconds: 20_000 }

/** Every portfolio there is, and the one that is worth most. */
function exhaustive(prepared: Prepared): { readonly worth: number; readonly portfolios: readonly Portfolio[] } | undefined {
  let found: { worth: number; portfolios: Portfolio[] } | undefined
  const walk = (at: number, portfolio: Portfolio): void => {
    const item = prepared.items[at]
    if (!item) {
      const { limits, locks } = broken(prepared, portfolio)
      if (limits.length > 0 || locks.length > 0) return
      const worth = worthOf(prepared, portfolio)
      if (!found || worth > found.worth) found = { worth, portfolios: [portfolio] }
      else if (worth === found.worth) found.portfolios.push(portfolio)
      return
    }
    walk(at + 1, portfolio)
    for (const { percent } of item.levels) walk(at + 1, new Map([...portfolio, [item.candidate.id, percent]]))
  }
  walk(0, new Map())
  return found
}

const candidate = (id: string, more: Partial<Candidate> = {}): Candidate => ({ id, points: 50, asked: [{ year: 2027, actor: 'owner', ore: ore(10_000_000) }], university: 'u1', ownership: 'municipal', district: 'd1', challenge: 2, kindergartens: 2, staff: 20, ...more })
const settings = (more: Partial<Settings> = {}): Settings => ({ counting: 'report', steps: [100], least: zero, frames: [{ year: 2027, frame: ore(20_000_000), committed: zero }], capacities: [], fairness: [], ...more })
const problem = (candidates: readonly Candidate[], more: Partial<Settings> = {}, locks: Problem['locks'] = []): Problem => ({ candidates, settings: settings(more), locks })

test('a part grant is whole hundreds of kroner for each year and recipient, never more than the share, and never under what makes sense', () => {
  const asked = [{ year: 2027, actor: 'owner', ore: ore(12_345_678) }, { year: 2028, actor: 'university', ore: ore(333) }] as const
  expect(levelsOf(candidate('a', { asked, points: 63 }), settings({ steps: [50, 75, 100] })).map(({ percent, total, value }) => [percent, total, value])).toEqual([[50, 6_170_000, 31], [75, 9_250_000, 47], [100, 12_346_011, 63]])
  expect(levelsOf(candidate('a', { asked }), settings({ steps: [50, 75, 100], least: ore(9_000_000) })).map(({ percent }) => percent)).toEqual([75, 100])
  expect(levelsOf(candidate('a', { asked: [] }), settings())).toEqual([])
})

test('shares are whole: the least is rounded up and the most down', () => {
  const three = ['a', 'b', 'c'].map((id) => candidate(id, { ownership: 'private' }))
  const limits = limitsOf(problem(three, { fairness: [{ group: { kind: 'ownership', of: 'private' }, measure: 'reports', least: 50, most: 50 }], frames: [] }))
  expect(limits.map(({ least, most }) => [least, most])).toEqual([[2, undefined], [undefined, 1]])
})

test('frame: what earlier years are bound to is not given again', async () => {
  const answer = await best(problem([candidate('a', { points: 60 }), candidate('b')], { frames: [{ year: 2027, frame: ore(20_000_000), committed: ore(1) }] }))
  expect(answer).toMatchObject({ kind: 'optimal', worth: 60, portfolio: new Map([['a', 100]]) })
  // More bound than there is: nothing is left, and nothing is less than nothing.
  expect(await best(problem([candidate('a')], { frames: [{ year: 2027, frame: ore(1), committed: ore(2) }] }))).toMatchObject({ kind: 'optimal', worth: 0 })
})

test('a report without points is not chosen, nor one that people hold out; one that they hold in is, whatever its points', async () => {
  const some = [candidate('a', { points: undefined }), candidate('b', { points: 90 }), candidate('c', { points: 1 }), candidate('d', { points: 2 })]
  const answer = await best(problem(some, { frames: [{ year: 2027, frame: ore(20_000_000), committed: zero }] }, [{ id: 'b', way: 'out' }, { id: 'a', way: 'in' }]))
  expect(answer).toMatchObject({ kind: 'optimal', portfolio: new Map([['a', 100], ['d', 100]]) })
})

test('limits that cannot all hold are named, and only they', async () => {
  const some = [candidate('a', { ownership: 'private' }), candidate('b', { ownership: 'private' }), candidate('c')]
  const privates = { kind: 'ownership', of: 'private' } as const
  const answer = await best(problem(some, { fairness: [{ group: privates, measure: 'reports', least: 100 }, { group: { kind: 'challenge', from: 4 }, measure: 'money', most: 10 }], frames: [{ year: 2027, frame: ore(15_000_000), committed: zero }] }, [{ id: 'c', way: 'out' }]))
  expect(answer).toEqual({ kind: 'impossible', conflict: { limits: [{ kind: 'frame', year: 2027 }, { kind: 'fairness', group: privates, measure: 'reports', bound: 'least' }], locks: [] } })
  const held = await best(problem(some, { frames: [{ year: 2027, frame: ore(15_000_000), committed: zero }] }, [{ id: 'a', way: 'in' }, { id: 'c', way: 'in' }, { id: 'b', way: 'out' }]))
  expect(held).toEqual({ kind: 'impossible', conflict: { limits: [{ kind: 'frame', year: 2027 }], locks: ['a', 'c'] } })
  expect(await best(problem([candidate('a', { asked: [] })], {}, [{ id: 'a', way: 'in' }]))).toEqual({ kind: 'impossible', conflict: { limits: [], locks: ['a'] } })
})

test('why: the university has no room, and how many kindergartens are missing', async () => {
  const some = problem([candidate('a', { points: 60 }), candidate('b', { points: 50, kindergartens: 3 })], { capacities: [{ university: 'u1', year: 2027, unit: 'kindergartens', most: 4 }] })
  const answer = await best(some)
  if (answer.kind !== 'optimal') throw new Error(answer.kind)
  const [, b] = explain(prepare(some), answer.portfolio)
  expect(b).toMatchObject({ state: 'out', because: 'no-room', short: [{ of: { kind: 'capacity', university: 'u1', year: 2027 }, unit: 'kindergartens', by: 1 }], exchange: { give: [{ id: 'a', from: 100, to: 0 }], loss: 10 }, morePoints: 11 })
})

test('why: a least share holds the place of one with fewer points', async () => {
  const some = problem([candidate('a', { points: 20, ownership: 'private' }), candidate('b', { points: 50 })], { frames: [{ year: 2027, frame: ore(10_000_000), committed: zero }], fairness: [{ group: { kind: 'ownership', of: 'private' }, measure: 'reports', least: 100 }] })
  const answer = await best(some)
  if (answer.kind !== 'optimal') throw new Error(answer.kind)
  const [a, b] = explain(prepare(some), answer.portfolio)
  expect(a).toMatchObject({ state: 'in', because: 'least-share' })
  expect(b).toMatchObject({ state: 'out', heldBy: [{ kind: 'fairness', bound: 'least' }], exchange: undefined })
})

test('the same reports in another order give the same portfolio', async () => {
  const some = Array.from({ length: 30 }, (_, at) => candidate(`r${String(at).padStart(2, '0')}`, { points: 40 + (at % 3), asked: [{ year: 2027, actor: 'owner', ore: ore(1_000_000 + (at % 5) * 100) }] }))
  const [one, other] = [await best(problem(some, { frames: [{ year: 2027, frame: ore(7_000_500), committed: zero }] })), await best(problem(some.toReversed(), { frames: [{ year: 2027, frame: ore(7_000_500), committed: zero }] }))]
  expect(one).toEqual(other)
})

// Amounts that are near each other to the øre, so that a solver that rounds would be found out.
const oneOf = (id: string) =>
  fc.record({
    id: fc.constant(id),
    points: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined, freq: 12 }),
    asked: fc.uniqueArray(fc.record({ year: fc.constantFrom(2027, 2028), actor: fc.constantFrom('owner' as const, 'university' as const), ore: fc.oneof(fc.integer({ min: 0, max: 40_000_000 }), fc.integer({ min: 10_000_000, max: 10_000_003 })).map(ore) }), { selector: (line) => `${line.year} ${line.actor}`, maxLength: 3 }),
    university: fc.constantFrom('u1', 'u2'),
    ownership: fc.constantFrom('municipal' as const, 'private' as const, 'mixed' as const),
    district: fc.constantFrom('d1', 'd2', undefined),
    challenge: fc.constantFrom(undefined, 1, 2, 3, 4),
    kindergartens: fc.integer({ min: 1, max: 6 }),
    staff: fc.integer({ min: 0, max: 40 }),
  })
const someProblem: fc.Arbitrary<Problem> = fc.record({
  candidates: fc.tuple(oneOf('a'), oneOf('b'), oneOf('c'), oneOf('d'), oneOf('e'), oneOf('f')),
  settings: fc.record({
    counting: fc.constantFrom('report' as const, 'kindergartens' as const),
    steps: fc.constantFrom([100], [50, 75, 100], [60, 100]),
    least: fc.constantFrom(zero, ore(5_000_000)),
    frames: fc.tuple(fc.integer({ min: 0, max: 90_000_000 }), fc.integer({ min: 0, max: 20_000_000 })).map(([frame, committed]) => [{ year: 2027, frame: ore(frame), committed: ore(committed) }, { year: 2028, frame: ore(30_000_006), committed: zero }]),
    capacities: fc.constantFrom([], [{ university: 'u1', year: 2027, unit: 'kindergartens' as const, most: 6 }], [{ university: 'u2', year: 2028, unit: 'staff' as const, most: 30 }]),
    fairness: fc.array(fc.record({ group: fc.constantFrom({ kind: 'ownership' as const, of: 'private' as const }, { kind: 'small-private' as const, most: 2 }, { kind: 'district' as const, of: 'd1' }, { kind: 'challenge' as const, from: 3 }), measure: fc.constantFrom('money' as const, 'reports' as const, 'kindergartens' as const), least: fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }), most: fc.option(fc.integer({ min: 40, max: 100 }), { nil: undefined }) }), { maxLength: 2 }),
  }),
  locks: fc.constantFrom([], [], [{ id: 'c', way: 'in' as const }], [{ id: 'a', way: 'out' as const }]),
})

test('small instances: the proposal is worth what the best of all portfolios is worth, keeps every limit to the øre, and is impossible only when all are', async () => {
  await fc.assert(
    fc.asyncProperty(someProblem, fc.constantFrom('choice', 'general', 'general, as if large'), async (one, way) => {
      const prepared = prepare(one)
      const all = exhaustive(prepared)
      // By the general solver too, and there also as if it were large: only those that can be in question at first.
      const answer = way === 'choice' ? await best(one) : await solve(prepared, generalOnly, clock, 20_000, way === 'general' ? undefined : 0)
      if (!all) {
        expect(answer.kind).toBe('impossible')
        return
      }
      expect(answer.kind).toBe('optimal')
      if (answer.kind !== 'optimal') return
      expect(answer.worth).toBe(all.worth)
      expect(broken(prepared, answer.portfolio)).toEqual({ limits: [], locks: [] })
    }),
    { numRuns: 200 },
  )
}, 120_000)

test('small instances: what is said of why is true', async () => {
  await fc.assert(
    fc.asyncProperty(someProblem, async (one) => {
      const prepared = prepare(one)
      const all = exhaustive(prepared)
      const answer = await best(one)
      if (!all || answer.kind !== 'optimal') return
      for (const told of explain(prepared, answer.portfolio)) {
        const item = prepared.byId.get(told.id)
        if (told.state !== 'out' || !item || item.lock === 'out' || item.levels.length === 0) continue
        // So much more, and nobody loses anything: it fits. One unit less of any of it, and it does not.
        if (told.short.length > 0 && told.short.every(({ of }) => of.kind !== 'fairness')) {
          const withIt = new Map([...answer.portfolio, [told.id, item.levels[0]?.percent ?? 0]])
          const fits = (short: typeof told.short) => broken(prepare({ ...one, settings: { ...widened(one.settings, short), fairness: [] } }), withIt).limits.length === 0
          expect(fits(told.short)).toBe(true)
          for (const less of told.short) expect(fits(told.short.map((each) => (each === less ? { ...each, by: each.by - 1 } : each)))).toBe(false)
        }
        // The exchange can be made, and costs what is said.
        if (told.exchange) {
          const changed = new Map([...answer.portfolio, [told.id, told.exchange.percent] as const])
          for (const { id, to } of told.exchange.give) {
            if (to > 0) changed.set(id, to)
            else changed.delete(id)
          }
          expect(broken(prepared, changed)).toEqual({ limits: [], locks: [] })
          expect(all.worth - worthOf(prepared, changed)).toBe(told.exchange.loss)
        }
        // With so many more points it is in every best portfolio.
        if (told.morePoints !== undefined) {
          const raised = exhaustive(prepare({ ...one, candidates: one.candidates.map((each) => (each.id === told.id ? { ...each, points: (each.points ?? 0) + (told.morePoints ?? 0) } : each)) }))
          expect(raised?.portfolios.every((portfolio) => portfolio.has(told.id))).toBe(true)
        }
      }
    }),
    { numRuns: 120 },
  )
}, 120_000)

test('small instances: a change by hand costs the difference between the two best, and the fewest points are the fewest', async () => {
  await fc.assert(
    fc.asyncProperty(someProblem, async (one) => {
      const answer = await best(one)
      if (answer.kind !== 'optimal') return
      const held = { ...one, locks: [...one.locks.filter(({ id }) => id !== 'b'), { id: 'b', way: 'in' as const }] }
      const all = exhaustive(prepare(held))
      const costs = await change(one, answer.portfolio, 'b', 'in', solving)
      if (!all) {
        expect(costs.kind).toBe('impossible')
        return
      }
      expect(costs).toMatchObject({ kind: 'cost', loss: answer.worth - all.worth, proven: true })
      const b = one.candidates.find(({ id }) => id === 'b')
      if (answer.portfolio.has('b') || b?.points === undefined) return
      const fewest = await fewestPoints(one, answer.worth, 'b', solving)
      const inAll = (more: number) => exhaustive(prepare({ ...one, candidates: one.candidates.map((each) => (each === b ? { ...b, points: (b.points ?? 0) + more } : each)) }))?.portfolios.every((portfolio) => portfolio.has('b'))
      if (fewest === undefined) {
        expect(inAll(100 - b.points)).not.toBe(true)
        return
      }
      expect(inAll(fewest)).toBe(true)
      if (fewest > 0) expect(inAll(fewest - 1)).toBe(false)
    }),
    { numRuns: 60 },
  )
}, 120_000)

test('the solver that is killed answers nothing, and the next order gets a new one', async () => {
  const slow = openOptimiser({ idleFor: 5_000 })
  await slow.solve({ value: Float64Array.of(1), rows: [], whole: true }, 1000)
  const first = slow.pid()
  const asked = slow.solve({ value: Float64Array.of(1), rows: [], whole: true }, 1000)
  await Promise.resolve()
  if (first) process.kill(first, 'SIGKILL')
  expect(['nothing', 'optimal']).toContain((await asked).kind)
  expect((await slow.solve({ value: Float64Array.of(1), rows: [], whole: true }, 1000)).kind).toBe('optimal')
  slow.end()
}, 60_000)

test('largest amounts stay exact', () => {
  const huge = candidate('a', { asked: [{ year: 2027, actor: 'owner', ore: ore(100_000_000_000) }] })
  const prepared = prepare(problem(Array.from({ length: 500 }, (_, at) => ({ ...huge, id: String(at) }))))
  expect(usageOf(prepared, new Map(prepared.items.map(({ candidate: { id } }) => [id, 100])))).toEqual([50_000_000_000_000])
})
