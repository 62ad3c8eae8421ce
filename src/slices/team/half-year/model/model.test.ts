import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { openOptimiser } from '../../../../platform/optimiser.ts'
import { brokenBy } from './check.ts'
import { alone, collisions } from './collide.ts'
import { boundAt } from './prices.ts'
import { mostVisits, prepare, type Commitment, type Problem } from './problem.ts'
import { relaxation } from './relax.ts'
import { solve } from './solve.ts'

// Of any half-year: nobody above the hours there are, nothing outside what is allowed, all that was promised placed or named, and the same again.

const optimiser = openOptimiser({ idleFor: 60_000 })
afterAll(() => optimiser.end())

const weeks = 6
const bits = fc.array(fc.constantFrom(0, 1, 3, 31), { minLength: weeks, maxLength: weeks })
const adviser = fc.record({ minutes: fc.array(fc.constantFrom(0, 120, 240, 600), { minLength: weeks, maxLength: weeks }), days: bits, preferred: fc.constantFrom(0, 1, 4) })
const commitment = fc.record({ visits: fc.integer({ min: 1, max: 4 }), minutes: fc.constantFrom(60, 105, 240), gap: fc.integer({ min: 1, max: 3 }), days: bits, place: fc.integer({ min: 0, max: 2 }), able: fc.subarray([0, 1, 2]), named: fc.integer({ min: 0, max: 3 }) })
const halfYear = fc.record({ advisers: fc.array(adviser, { minLength: 3, maxLength: 3 }), commitments: fc.array(commitment, { minLength: 1, maxLength: 7 }), most: fc.integer({ min: 1, max: 2 }) }).map(({ advisers, commitments, most }): Problem => ({
  weeks, locks: [],
  advisers: advisers.map((one, at) => ({ ...one, id: `a${at}`, name: `a${at}` })),
  kindergartens: [0, 1].map((at) => ({ id: `k${at}`, name: `k${at}`, most })),
  commitments: commitments.map(({ place, able, named, ...one }, at) => ({ ...one, id: `c${at}`, what: '', where: '', kindergartenId: place === 2 ? undefined : `k${place}`, able: able.map((who) => ({ adviserId: `a${who}`, minutes: one.minutes + who * 15, travel: who * 15, named: who === named, had: false })) })),
}))
const plan = async (problem: Problem) => {
  const outcome = await solve(problem, optimiser.solve, () => 0, 60_000)
  if (outcome.kind !== 'proposed') throw new Error(outcome.kind)
  return outcome.proposal
}

test('a proposed plan keeps every limit, places or names all that was promised, and is never worth more than the bound', async () => {
  await fc.assert(
    fc.asyncProperty(halfYear, async (problem) => {
      const { visits, unfulfilled, worth, bound } = await plan(problem)
      expect(brokenBy(problem, visits)).toEqual([])
      for (const { id, visits: promised, minutes } of problem.commitments) {
        const placed = visits.filter(({ commitmentId }) => commitmentId === id)
        const short = unfulfilled.find(({ commitmentId }) => commitmentId === id)
        expect(placed.length + (short?.visits ?? 0)).toBe(promised)
        expect(short?.minutes ?? 0).toBe((short?.visits ?? 0) * minutes)
        expect(new Set(placed.map(({ adviserId }) => adviserId)).size).toBeLessThanOrEqual(1)
      }
      expect(worth).toBeLessThanOrEqual(bound + 1e-6)
    }),
    { numRuns: 60 },
  )
}, 60_000)

// How near such prices are is measured on large half-years, the only ones that use them (bench/half-year): a small one may be settled at prices that are far off.
test('no plan is worth more than what is reckoned at prices that are only near the best', async () => {
  await fc.assert(
    fc.asyncProperty(halfYear, async (problem) => {
      const prepared = prepare(problem)
      const { program, pricesOf } = relaxation(prepared)
      if (program.value.length === 0) return
      const near = await optimiser.solve({ ...program, roughly: true }, 10_000)
      const prices = 'prices' in near && near.prices ? pricesOf(near.prices) : expect.fail(near.kind)
      const { worth } = await plan(problem)
      expect(boundAt(prepared, prices)).toBeGreaterThanOrEqual(worth - 1e-6)
    }),
    { numRuns: 40 },
  )
}, 60_000)

test('the same half-year gives the same plan', async () => {
  await fc.assert(fc.asyncProperty(halfYear, async (problem) => { expect(await plan(problem)).toEqual(await plan(problem)) }), { numRuns: 15 })
}, 60_000)

test('what is kept stands in the plan made again, and the rest goes around it', async () => {
  await fc.assert(
    fc.asyncProperty(halfYear, fc.integer({ min: 0, max: 20 }), async (problem, pick) => {
      const { visits } = await plan(problem)
      const kept = visits.filter((_, at) => at % 3 === pick % 3)
      const again = await plan({ ...problem, locks: kept })
      for (const one of kept) expect(again.visits).toContainEqual(one)
      expect(brokenBy(problem, again.visits)).toEqual([])
    }),
    { numRuns: 30 },
  )
}, 60_000)

test.each<[string, number, string, number]>([
  ['every week, one apart', 1, '111111', 6],
  ['every week, two apart', 2, '111111', 3],
  ['what is closed makes one wait', 3, '100101', 2],
  ['no week', 1, '000000', 0],
])('room for visits: %s', (_, gap, open, count) => expect(mostVisits(6, gap, (week) => open[week] === '1')).toBe(count))

const one: Problem = {
  weeks: 4, locks: [],
  advisers: [{ id: 'a', name: 'a', minutes: [300, 300, 0, 300], days: [31, 1, 0, 31], preferred: 0 }],
  kindergartens: [{ id: 'k', name: 'k', most: 1 }],
  commitments: [{ id: 'c', what: '', where: '', kindergartenId: 'k', visits: 2, minutes: 200, gap: 2, days: [31, 2, 31, 0], able: [{ adviserId: 'a', minutes: 200, travel: 0, named: false, had: false }] }],
}
test.each<[string, readonly { week: number; adviserId?: string; commitmentId?: string }[], readonly string[]]>([
  ['all in order', [{ week: 0 }], []],
  ['outside the window', [{ week: 3 }], ['outside']],
  ['a week past the end', [{ week: 4 }], ['outside', 'adviser-full']],
  ['no day that both can', [{ week: 1 }], ['no-day']],
  ['nobody the model knows', [{ week: 0, adviserId: 'x' }], ['unknown']],
  ['two in one week', [{ week: 0 }, { week: 0 }], ['adviser-full', 'kindergarten-full', 'too-close', 'adviser-full', 'kindergarten-full', 'too-close']],
])('a limit is named: %s', (_, visits, because) =>
  expect(brokenBy(one, visits.map((visit) => ({ commitmentId: 'c', adviserId: 'a', ...visit }))).map((broken) => broken.because)).toEqual(because))

const short = (commitment: Partial<Commitment>, adviser: Partial<Problem['advisers'][number]> = {}) => {
  const [own, who] = [one.commitments[0] as Commitment, one.advisers[0] as Problem['advisers'][number]]
  const found = alone({ weeks: 4, locks: [], advisers: [{ ...who, days: [31, 31, 31, 31], minutes: [300, 300, 300, 300], ...adviser }] }, { ...own, days: [31, 31, 31, 31], ...commitment }, 400)
  return found && [found.because, found.room]
}
test.each<[string, Partial<Commitment>, Partial<Problem['advisers'][number]>, readonly [string, number] | undefined]>([
  ['nothing', {}, {}, undefined],
  ['nobody can', { able: [] }, {}, ['nobody', 0]],
  ['no day can be used', { days: [0, 0, 0, 0] }, {}, ['no-day', 0]],
  ['too few weeks have a day', { days: [31, 0, 0, 0], gap: 1 }, {}, ['window', 1]],
  ['enough have, but not so far apart', { days: [31, 31, 0, 0] }, {}, ['rhythm', 1]],
  ['the adviser is away', {}, { days: [31, 0, 0, 0] }, ['away', 1]],
  ['the adviser is out on other days', { days: [1, 1, 1, 1] }, { days: [30, 30, 30, 30] }, ['away', 0]],
  ['a visit takes more than there is in the week', {}, { minutes: [300, 0, 100, 199] }, ['hours', 1]],
])('what stands in the way whatever else is promised: %s', (_, commitment, adviser, expected) => expect(short(commitment, adviser)).toEqual(expected))

test('two that ask for more hours than there are collide; two in one kindergarten with hours enough are told that it takes no more visits', async () => {
  const pair = (minutes: number, at: readonly [string, string]): Problem => ({
    weeks: 3, locks: [], advisers: [{ id: 'a', name: 'a', minutes: [minutes, minutes, minutes], days: [31, 31, 31], preferred: 0 }],
    kindergartens: ['k', 'l'].map((id) => ({ id, name: id, most: 1 })),
    commitments: at.map((kindergartenId, n) => ({ id: `c${n}`, what: '', where: '', kindergartenId, visits: 2, minutes: 200, gap: 1, days: [31, 31, 31], able: [{ adviserId: 'a', minutes: 200, travel: 0, named: false, had: false }] })),
  })
  const reasons = async (problem: Problem) => [...(await collisions(problem, await plan(problem), optimiser.solve)).values()].map(({ because, with: others }) => [because, others.length])
  expect(await reasons(pair(220, ['k', 'l']))).toEqual([['collides', 1]])
  expect(await reasons(pair(2000, ['k', 'k']))).toEqual([['visited', 1]])
  expect(await reasons(pair(2000, ['k', 'l']))).toEqual([])
})
