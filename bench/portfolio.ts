// Solve times and proofs of the what-if distribution: 500 reports, 10 universities, 3 years. `npm run bench:portfolio`; `SEEDS=1,2` for some.
import { dice } from '../src/kernel/dice.ts'
import { ore, type Ore } from '../src/kernel/money.ts'
import { openOptimiser } from '../src/platform/optimiser.ts'
import { change } from '../src/slices/scheme/portfolio/change/rules.ts'
import { explain } from '../src/slices/scheme/portfolio/explain.ts'
import { broken, prepare, type Candidate, type Problem, type Settings } from '../src/slices/scheme/portfolio/model.ts'
import { solve } from '../src/slices/scheme/portfolio/solve.ts'
import { median, processorTime } from './measuring.ts'

const years = [2027, 2028, 2029]
const seeds = (process.env['SEEDS'] ?? '1,2,3,4,5,6,7,8').split(',').map(Number)
const clock = () => performance.now()
const optimiser = openOptimiser({ idleFor: 60_000 })

function round(seed: number, more: Partial<Settings>, hard: boolean): Problem {
  const next = dice(seed)
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const candidates = Array.from({ length: 500 }, (_, at): Candidate => {
    const kindergartens = 1 + Math.floor(next() ** 2 * 12)
    const runs = whole(1, 3)
    const yearly = kindergartens * whole(60_000, 180_000) + 50_000
    const points = [40, 30, 20, 10].reduce((sum, weight) => sum + (weight * whole(0, 4)) / 4, 0)
    const asked = years.slice(0, runs).flatMap((year) => {
      const sum = Math.round((yearly * (0.7 + 0.6 * next())) / 1000) * 1000
      const university = Math.round((sum * (0.3 + 0.3 * next())) / 1000) * 1000
      return [{ year, actor: 'owner' as const, ore: ore((sum - university) * 100) }, { year, actor: 'university' as const, ore: ore(university * 100) }]
    })
    return { id: String(at).padStart(3, '0'), points: Math.max(5, Math.round(points)), asked, university: `u${whole(0, 9)}`, ownership: next() < 0.45 ? 'private' : 'municipal', district: `d${whole(0, 7)}`, challenge: whole(1, 4), kindergartens, staff: kindergartens * whole(8, 24) }
  })
  const askedIn = (year: number): Ore => ore(candidates.reduce((sum, { asked }) => sum + asked.reduce((total, line) => (line.year === year ? total + line.ore : total), 0), 0))
  const frames = years.map((year, at) => ({ year, frame: ore(Math.round((askedIn(year) * 0.6) / 10_000_000) * 10_000_000), committed: ore(Math.round((askedIn(year) * (0.1 + at * 0.05)) / 10_000_000) * 10_000_000) }))
  const capacities = Array.from({ length: 10 }, (_, at) => {
    const all = candidates.filter(({ university }) => university === `u${at}`).reduce((sum, { kindergartens }) => sum + kindergartens, 0)
    const most = Math.round(all * 0.8 * (0.7 + 0.6 * next()))
    return years.map((year) => ({ university: `u${at}`, year, unit: 'kindergartens' as const, most }))
  }).flat()
  const fairness: Settings['fairness'] = [
    { group: { kind: 'ownership', of: 'private' }, measure: 'money', least: 40 },
    { group: { kind: 'small-private', most: 2 }, measure: 'reports', least: 60 },
    { group: { kind: 'challenge', from: 4 }, measure: 'money', least: 25 },
    ...(hard ? Array.from({ length: 8 }, (_, at) => ({ group: { kind: 'district' as const, of: `d${at}` }, measure: 'money' as const, most: 15, least: 8 })) : []),
  ]
  return { candidates, locks: [], settings: { counting: 'report', steps: [50, 75, 100], least: ore(5_000_000), frames, capacities, fairness, ...more } }
}

type Measured = { readonly ms: number; readonly cpuMs: number; readonly proven: boolean; readonly gap: number; readonly sound: boolean; readonly worth: number; readonly granted: number; readonly explainMs: number; readonly changeMs: number }
async function measure(problem: Problem): Promise<Measured> {
  const prepared = prepare(problem)
  const cpuBefore = processorTime(optimiser.pid())
  const began = clock()
  const outcome = await solve(prepared, optimiser.solve, clock, 30_000)
  const ms = clock() - began
  const cpuMs = processorTime(optimiser.pid()) - cpuBefore
  if (!('portfolio' in outcome)) return { ms, cpuMs, proven: false, gap: Number.NaN, sound: false, worth: 0, granted: 0, explainMs: 0, changeMs: 0 }
  const before = clock()
  const told = explain(prepared, outcome.portfolio)
  const explainMs = clock() - before
  const out = told.find(({ state }) => state === 'out')
  const then = clock()
  if (out && process.env['CHANGE']) await change(problem, outcome.portfolio, out.id, 'in', { solver: optimiser.solve, clock, milliseconds: 30_000 })
  const { limits, locks } = broken(prepared, outcome.portfolio)
  return { ms, cpuMs, proven: outcome.kind === 'optimal', gap: outcome.kind === 'optimal' ? 0 : outcome.bound - outcome.worth, sound: limits.length === 0 && locks.length === 0, worth: outcome.worth, granted: outcome.portfolio.size, explainMs, changeMs: clock() - then }
}

const kinds: readonly { readonly name: string; readonly more: Partial<Settings>; readonly hard: boolean }[] = [
  { name: 'full grants only', more: { steps: [100] }, hard: false },
  { name: 'half, three quarters, full', more: {}, hard: false },
  { name: 'the same, least and most in each of 8 districts', more: {}, hard: true },
  { name: 'points times kindergartens', more: { counting: 'kindergartens' }, hard: false },
  { name: 'points times staff', more: { counting: 'staff' }, hard: false },
]
// The solver's process is started and warm, as it is at the second run of a meeting.
await measure(round(99, { steps: [100] }, false))
for (const { name, more, hard } of kinds) {
  const runs: Measured[] = []
  for (const seed of seeds) {
    const one = await measure(round(seed, more, hard))
    runs.push(one)
    if (process.env['EACH']) console.log(name, seed, JSON.stringify({ ...one, ms: Math.round(one.ms) }))
  }
  const times = runs.map(({ ms }) => ms)
  const count = (test: (one: Measured) => boolean) => `${runs.filter(test).length}/${runs.length}`
  const changes = process.env['CHANGE'] ? ` · change by hand ${Math.round(Math.max(...runs.map(({ changeMs }) => changeMs)))} ms` : ''
  console.log(`${name}: proven ${count(({ proven }) => proven)} · under 2 s ${count(({ proven, ms }) => proven && ms < 2000)} · exact in øre ${count(({ sound }) => sound)} · median ${Math.round(median(times))} ms · longest ${Math.round(Math.max(...times))} ms · longest of the processor ${Math.round(Math.max(...runs.map(({ cpuMs }) => cpuMs)))} ms · within 2 s of it ${count(({ proven, cpuMs }) => proven && cpuMs < 2000)} · worth ${runs.map(({ worth }) => worth).join(' ')} · all reasons ${Math.round(Math.max(...runs.map(({ explainMs }) => explainMs)))} ms at most${changes}`)
}
optimiser.end()
