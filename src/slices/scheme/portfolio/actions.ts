import { setImmediate } from 'node:timers/promises'
import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { brokenConstraint, reading, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { optimiser } from '../../../platform/optimiser.ts'
import * as audit from '../../audit/index.ts'
import { loadRound, type Round } from '../rounds/store.ts'
import { explainer } from './explain.ts'
import type { ReadSettings } from './forms.ts'
import { levelAt, modelVersion, prepare, type Lock, type Portfolio, type Prepared, type Problem } from './model.ts'
import { pointsOf } from './points.ts'
import { solve, type Outcome } from './solve.ts'
import * as store from './store.ts'

/** A run may take this long before its best is shown as what it is: not proven. */
const patience = 20_000
const solver = 'HiGHS 1.15.3'
/** After the forum has had its say the proposal is history. */
const workedOn = ['announced', 'in-review', 'in-forum'] as const
export const mayRun = ({ stage }: Pick<Round, 'stage'>): boolean => workedOn.some((one) => one === stage)

export type RunRefusal = 'not-now' | 'someone-disqualified' | 'no-reports' | 'busy' | 'no-time'

/** Works out a proposal and keeps it, with all it depended on. The transaction is over while the solver works. */
export async function run(deps: Deps, actor: Actor, roundId: string, name: string, startKey: string, { settings, inside, outside }: ReadSettings): Promise<Decision<RunRefusal | 'not-found', { readonly id: string }>> {
  const loaded = await reading(deps.db, actor, async (tx) => {
    const done = await store.loadByStartKey(tx, startKey)
    if (done) return accept({ done: done.id })
    const found = await runnable(tx, actor, roundId)
    return found.ok ? accept({ facts: await store.loadFacts(tx, roundId) }) : found
  })
  if (!loaded.ok) return loaded
  if ('done' in loaded.event) return accept({ id: loaded.event.done })
  const { facts } = loaded.event
  if (facts.length === 0) return refuse('no-reports')
  const locks = facts.flatMap(({ id, reference }): readonly Lock[] => (inside.includes(reference) ? [{ id, way: 'in' }] : outside.includes(reference) ? [{ id, way: 'out' }] : []))
  const candidates = facts.map(({ id, asked, university, ownership, district, challenge, kindergartens, staff, delivered }) => ({ id, asked, university, ownership, district, challenge, kindergartens, staff, points: pointsOf(delivered, settings.weights, settings.scale) }))
  const problem: Problem = { candidates, settings, locks }
  const prepared = prepare(problem)
  const clock = () => deps.now().getTime()
  const began = clock()
  const outcome = await solve(prepared, optimiser.solve, clock, patience)
  if (!answered(outcome)) return refuse(outcome.kind === 'busy' ? 'busy' : 'no-time')
  const milliseconds = Math.max(0, clock() - began)
  const portfolio: Portfolio = 'portfolio' in outcome ? outcome.portfolio : new Map()
  const told = 'portfolio' in outcome ? await tellAll(prepared, portfolio) : new Map<string, store.Told>()
  const at = deps.now()
  return writing(deps.db, actor, async (tx) => {
    const found = await runnable(tx, actor, roundId)
    if (!found.ok) return found
    const id = await store.insertScenario(tx, { roundId, startKey, name, settings, ...worthOf(outcome), milliseconds, modelVersion, solver, madeAt: at, madeBy: actor.name })
    await store.insertResults(tx, id, prepared.items.map((item) => ({
      candidate: item.candidate, lock: locks.find((lock) => lock.id === item.candidate.id)?.way, percent: portfolio.get(item.candidate.id) ?? 0, granted: levelAt(item, portfolio.get(item.candidate.id) ?? 0)?.lines ?? [],
      told: told.get(item.candidate.id) ?? nothingTold,
    })))
    await audit.record(tx, actor, { kind: 'scheme.distribution-worked-out', about: { kind: 'round', id: roundId }, readers: [actor.orgId], visibility: 'shared' }, at)
    return accept({ id })
  }).catch((problem: unknown) => {
    // Two clicks at once: the first one's run stands.
    if (brokenConstraint(problem) !== 'scenario_start_key') throw problem
    return reading(deps.db, actor, async (tx) => {
      const done = await store.loadByStartKey(tx, startKey)
      return done ? accept({ id: done.id }) : refuse('not-found' as const)
    })
  })
}

/** Others are answered between one report and the next. */
async function tellAll(prepared: Prepared, portfolio: Portfolio): Promise<ReadonlyMap<string, store.Told>> {
  const tell = explainer(prepared, portfolio)
  const told = new Map<string, store.Told>()
  for (const item of prepared.items) {
    const { id, percent: _, ...one } = tell(item)
    told.set(id, one)
    await setImmediate()
  }
  return told
}

const nothingTold: store.Told = { state: 'out', because: 'no-room', short: [], exchange: undefined, morePoints: undefined, heldBy: [] }

type Answered = Extract<Outcome, { readonly kind: 'optimal' | 'stopped' | 'impossible' }>
const answered = (outcome: Outcome): outcome is Answered => outcome.kind !== 'busy' && outcome.kind !== 'nothing'

const worthOf = (outcome: Answered) =>
  outcome.kind === 'impossible' ? { outcome: outcome.kind, worth: 0, bound: 0, conflict: outcome.conflict } : { outcome: outcome.kind, worth: outcome.worth, bound: outcome.kind === 'optimal' ? outcome.worth : outcome.bound, conflict: undefined }

/** One who is kept from a report cannot work out a distribution: it would be without it, or show what they must not see. */
async function runnable(tx: Tx, actor: Actor, roundId: string): Promise<Decision<'not-found' | 'not-now' | 'someone-disqualified', Round>> {
  const round = await loadRound(tx, roundId)
  if (!round || round.managerId !== actor.orgId || actor.role !== 'county-governor') return refuse('not-found')
  if (!mayRun(round)) return refuse('not-now')
  return (await store.hiddenIn(tx, roundId)) > 0 ? refuse('someone-disqualified') : accept(round)
}

/** Puts a scenario before the forum as what it is: a proposal. The last one that was laid there is the one the forum sees as the county governor's. */
export const lay = ({ db, now }: Deps, actor: Actor, roundId: string, id: string) =>
  writing(db, actor, async (tx): Promise<Decision<'not-found' | 'not-now' | 'someone-disqualified' | 'impossible' | 'no-forum', { readonly id: string }>> => {
    const found = await runnable(tx, actor, roundId)
    if (!found.ok) return found
    const scenario = await store.loadScenario(tx, roundId, id)
    if (!scenario) return refuse('not-found')
    if (scenario.outcome === 'impossible') return refuse('impossible')
    if (!found.event.forumId) return refuse('no-forum')
    const at = now()
    await store.markLaid(tx, id, actor.name, at)
    await audit.record(tx, actor, { kind: 'scheme.distribution-laid-before-forum', about: { kind: 'round', id: roundId }, readers: [actor.orgId], visibility: 'shared' }, at)
    return accept({ id })
  })
