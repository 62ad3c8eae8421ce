import { createHash } from 'node:crypto'
import type { Actor } from '../../../kernel/actor.ts'
import { addDays, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { keptFrom, type Keep } from '../../../kernel/retention.ts'
import { reading, system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { optimiser } from '../../../platform/optimiser.ts'
import * as audit from '../../audit/index.ts'
import { holds } from '../competence/rules.ts'
import { lastDayOf, mondayAt, problemOf, weekAt, within, type Facts, type Span } from './facts.ts'
import { brokenBy, type Broken } from './model/check.ts'
import { collisions } from './model/collide.ts'
import { explain } from './model/explain.ts'
import type { Problem, Visit } from './model/problem.ts'
import { solve } from './model/solve.ts'
import { adopt, ask, leftOf, move, type AdoptRefusal, type AskRefusal, type MoveRefusal, type Plan } from './rules.ts'
import * as store from './store.ts'

export const halfYearQueue = 'team.half-year'
/** Milliseconds a plan may be reckoned for: the best found by then is proposed. */
const patience = 60_000

export type Refused<Because extends string> = { readonly because: Because; readonly broken: readonly Broken[] }
const refused = <Because extends string>(because: Because, broken: readonly Broken[] = []): { readonly ok: false } & Refused<Because> => ({ ok: false, because, broken })

/** How long a worker may be silent before the plan is made by another: it tells of itself twice as often. */
const silence = { heartbeatSeconds: 30 }

/** Asks for a plan of the weeks that have not begun. Visits that are kept in the one it comes after (`after`), in weeks they share, are kept in the new one. One is made at a time for a team. */
export const askFor = (deps: Deps, actor: Actor, asked: Span, startKey: string, after: string | undefined) =>
  writing(deps.db, actor, async (tx): Promise<{ readonly ok: true; readonly id: string } | ({ readonly ok: false } & Refused<AskRefusal>)> => {
    const now = deps.now()
    const today = osloDate(now)
    await store.lockPlans(tx, actor.orgId)
    const done = await store.loadByStartKey(tx, actor.orgId, startKey)
    if (done) return { ok: true, id: done }
    const [facts, plans] = await Promise.all([store.loadFacts(tx, actor.orgId, today), store.loadPlans(tx, actor.orgId)])
    const span = leftOf(asked, today) ?? asked
    const before = plans.find(({ id }) => id === after)
    const kept = before ? (await store.loadVisits(tx, before.id)).filter(({ locked, monday }) => locked && span.from <= monday && monday <= lastDayOf(span)) : []
    const problem = problemOf(facts, span, [])
    const broken = brokenBy(problem, kept.map((one) => visitOf(one, span)))
    const minutes = problem.advisers.reduce((sum, one) => sum + one.minutes.reduce((all, week) => all + week, 0), 0)
    const decision = ask({ promised: problem.commitments.length, minutes, waiting: plans.some(({ state }) => state === 'waiting'), locks: broken, ends: lastDayOf(span) }, today)
    if (!decision.ok) return refused(decision.because, broken)
    const id = await store.insertPlan(tx, actor.orgId, span, startKey, actor.name, now)
    await store.insertVisits(tx, id, kept)
    await record(tx, actor, decision.event.kind, id, now)
    await deps.jobs.enqueue(tx, halfYearQueue, { id }, silence)
    return { ok: true, id }
  })

export const giveUp = (deps: Deps, actor: Actor, id: string): Promise<Decision<'not-found' | 'not-waiting', null>> =>
  writing(deps.db, actor, async (tx) => {
    await store.lockPlans(tx, actor.orgId)
    const plan = await store.loadPlan(tx, actor.orgId, id)
    if (!plan) return refuse('not-found')
    if (plan.state !== 'waiting') return refuse('not-waiting')
    await store.saveState(tx, id, 'cancelled', deps.now())
    await record(tx, actor, 'team.half-year-given-up', id, deps.now())
    return accept(null)
  })

/**
 * The job: reckons with no transaction open, and keeps it if somebody still waits for it. Nothing is stored before all of it is, in one transaction: when the process ends in the
 * middle, the plan still waits, and the job is taken again.
 */
export async function reckon(deps: Deps, id: string): Promise<void> {
  const asked = await reading(deps.db, system, async (tx) => {
    const found = await store.loadAsked(tx, id)
    if (!found || found.plan.state !== 'waiting') return undefined
    const [facts, kept] = await Promise.all([store.loadFacts(tx, found.teamId, osloDate(deps.now())), store.loadVisits(tx, id)])
    return { ...found, facts, kept }
  })
  if (!asked) return
  const { plan, facts, kept } = asked
  const problem = problemOf(facts, plan, kept.map((one) => visitOf(one, plan)))
  const stillWanted = () => reading(deps.db, system, async (tx) => (await store.loadAsked(tx, id))?.plan.state === 'waiting')
  const outcome = await solve(problem, optimiser.solve, () => deps.now().getTime(), patience, stillWanted)
  if (outcome.kind === 'stopped') return
  if (outcome.kind === 'busy') throw new Error('The solver has more than it can take; the plan is reckoned again')
  if (!(await stillWanted())) return
  const { proposal } = outcome
  const because = await collisions(problem, proposal, optimiser.solve)
  const why = explain(problem, proposal.visits, inWindow(facts, plan))
  await writing(deps.db, system, async (tx) => {
    const now = deps.now()
    if (!(await store.saveReckoned(tx, id, { ...proposal, mark: markOf(facts, plan) }, now))) return
    const fresh = proposal.visits.map((visit, at) => ({ visit, why: why[at] })).filter(({ visit }) => !problem.locks.includes(visit))
    await store.insertVisits(tx, id, fresh.map(({ visit, why }) => ({ commitmentId: visit.commitmentId, personId: visit.adviserId, person: nameOf(problem, visit.adviserId), monday: mondayAt(plan, visit.week), minutes: minutesOf(problem, visit), locked: false, why })))
    await store.insertShort(tx, id, proposal.unfulfilled.map((one) => ({ ...one, because: because.get(one.commitmentId) })))
    await audit.record(tx, undefined, { kind: 'team.half-year-proposed', about: { kind: 'half-year', id }, readers: [asked.teamId], visibility: 'internal' }, now)
  })
}

/** One visit to another week or adviser; it then stands fast. What is broken already is not counted against it. */
export const moveVisit = (deps: Deps, actor: Actor, planId: string, visitId: string, to: { readonly week: number; readonly adviserId: string; readonly version: number }) =>
  changing(deps, actor, planId, async (tx, plan, facts): Promise<{ readonly ok: true } | ({ readonly ok: false } & Refused<MoveRefusal | 'not-found'>)> => {
    const visits = await store.loadVisits(tx, planId)
    const one = visits.find(({ id }) => id === visitId)
    if (!one) return refused('not-found')
    const problem = problemOf(facts, plan, [])
    const moved: Visit = { commitmentId: one.commitmentId, adviserId: to.adviserId, week: to.week }
    const there = visits.some((other) => other.id !== visitId && other.commitmentId === one.commitmentId && other.monday === mondayAt(plan, to.week))
    const broken = brokenBy(problem, visits.map((other) => (other.id === visitId ? moved : visitOf(other, plan)))).filter(({ visit }) => visit === moved)
    const decision = move(plan, to.version, there, broken)
    if (!decision.ok) return refused(decision.because, broken)
    await store.saveVisit(tx, visitId, { personId: to.adviserId, person: nameOf(problem, to.adviserId), monday: mondayAt(plan, to.week), minutes: minutesOf(problem, moved), locked: true })
    await store.saveVersion(tx, plan)
    await record(tx, actor, decision.event.kind, planId, deps.now())
    return { ok: true }
  })

export const lockVisit = (deps: Deps, actor: Actor, planId: string, visitId: string, locked: boolean) =>
  changing(deps, actor, planId, async (tx, plan): Promise<{ readonly ok: true } | ({ readonly ok: false } & Refused<'not-found' | 'not-proposed'>)> => {
    if (plan.state !== 'proposed') return refused('not-proposed')
    if (!(await store.loadVisits(tx, planId)).some(({ id }) => id === visitId)) return refused('not-found')
    await store.saveLock(tx, visitId, locked)
    return { ok: true }
  })

export const adoptPlan = (deps: Deps, actor: Actor, planId: string, seen: number) =>
  changing(deps, actor, planId, async (tx, plan, facts): Promise<{ readonly ok: true } | ({ readonly ok: false } & Refused<AdoptRefusal | 'not-found'>)> => {
    const visits = (await store.loadVisits(tx, planId)).map((one) => visitOf(one, plan))
    const broken = brokenBy(problemOf(facts, plan, []), visits)
    const decision = adopt(plan, seen, broken)
    if (!decision.ok) return refused(decision.because, broken)
    await store.replaceAdopted(tx, actor.orgId, plan)
    await store.saveAdopted(tx, planId, actor.name, deps.now())
    await record(tx, actor, decision.event.kind, planId, deps.now())
    return { ok: true }
  })

export const writeGap = (deps: Deps, actor: Actor, commitmentId: string, gap: number) =>
  writing(deps.db, actor, async (tx) => {
    const facts = await store.loadFacts(tx, actor.orgId, osloDate(deps.now()))
    const one = facts.promised.find(({ id }) => id === commitmentId)
    if (!one) return false
    await store.saveGap(tx, actor.orgId, commitmentId, gap, actor.name, deps.now())
    return true
  })
export const writeLimit = (deps: Deps, actor: Actor, kindergartenId: string, visits: number) =>
  writing(deps.db, actor, async (tx) => {
    const facts = await store.loadFacts(tx, actor.orgId, osloDate(deps.now()))
    if (!facts.kindergartens.some(({ id }) => id === kindergartenId)) return false
    await store.saveLimit(tx, actor.orgId, kindergartenId, visits, actor.name, deps.now())
    return true
  })

/** So long after the last week of it. */
const plansKept: Keep = { years: 2 }
export const forgetPlans = ({ db, now }: Deps): Promise<number> =>
  writing(db, system, async (tx) => {
    const gone = await store.forgetPlans(tx, keptFrom(plansKept, now()))
    await audit.forgetAbout(tx, gone)
    return gone.length
  })

const changing = <Result>(deps: Deps, actor: Actor, planId: string, work: (tx: Tx, plan: Plan, facts: Facts) => Promise<Result>) =>
  writing(deps.db, actor, async (tx): Promise<Result | ({ readonly ok: false } & Refused<'not-found'>)> => {
    await store.lockPlans(tx, actor.orgId)
    const plan = await store.loadPlan(tx, actor.orgId, planId)
    return plan ? work(tx, plan, await store.loadFacts(tx, actor.orgId, osloDate(deps.now()))) : refused('not-found')
  })

/** Another mark: what is promised, who is in the team, hours, days away, levels or days set aside have changed since, as far as the weeks of the plan go. Who is partial is left out, for not all who read the mark may know. */
export function markOf(facts: Facts, span: Span): string {
  const last = lastDayOf(span)
  const promised = within(facts, span)
  const [ids, places, themes] = [new Set(promised.map(({ id }) => id)), new Set(promised.map(({ kindergartenId }) => kindergartenId)), new Set(promised.flatMap((one) => one.themes))]
  const resting = [
    promised.map(({ id, version, here }) => [id, version, here]),
    facts.members.map(({ personId, lastDay }) => [personId, lastDay]).toSorted(),
    facts.hours.filter(({ from, until }) => from <= last && (until === undefined || until >= span.from)).map(({ id, version }) => [id, version]),
    facts.away.filter(({ from, until }) => from <= last && until >= span.from),
    facts.held.filter(({ subject, level }) => themes.has(subject) && holds(level)).map(({ personId, subject }) => `${personId} ${subject}`).toSorted(),
    facts.closed.filter((one) => places.has(one.kindergartenId) && one.from <= last && one.last >= span.from),
    [...facts.gaps].filter(([id]) => ids.has(id)).toSorted(),
    [...facts.limits].filter(([id]) => places.has(id)).toSorted(),
  ]
  return createHash('sha256').update(JSON.stringify(resting)).digest('hex').slice(0, 24)
}

/** The weeks of the window as it was promised, also those the kindergarten cannot take. */
const inWindow = (facts: Facts, span: Span) => (commitmentId: string, week: number): boolean => {
  const one = facts.promised.find(({ id }) => id === commitmentId)
  const monday = mondayAt(span, week)
  return one !== undefined && one.from <= addDays(monday, 4) && one.until >= monday
}
const visitOf = (one: { readonly commitmentId: string; readonly personId: string; readonly monday: LocalDate }, span: Span): Visit => ({ commitmentId: one.commitmentId, adviserId: one.personId, week: weekAt(span, one.monday) })
const nameOf = (problem: Problem, id: string): string => problem.advisers.find((one) => one.id === id)?.name ?? ''
const minutesOf = ({ commitments }: Problem, { commitmentId, adviserId }: Visit): number => {
  const commitment = commitments.find(({ id }) => id === commitmentId)
  return commitment?.able.find((able) => able.adviserId === adviserId)?.minutes ?? commitment?.minutes ?? 1
}
const record = (tx: Tx, actor: Actor, kind: string, id: string, now: Date) => audit.record(tx, actor, { kind, about: { kind: 'half-year', id }, readers: [actor.orgId], visibility: 'internal' }, now)
