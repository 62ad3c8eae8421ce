import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { tellHeads } from '../../heads.ts'
import { isLead, isOver, type Programme } from '../rules.ts'
import { loadCohorts, loadDepartmentsOf, loadObservers, loadPlaces, lockProgramme } from '../store.ts'
import { callOff, isOpen, lacking, planRound, replan, takeOver, takeStep, unitsOf, type Cycle, type CycleStep, type RoundPlan } from './rules.ts'
import * as store from './store.ts'

/** Plans a round for a cohort: the next one, or the last one for those that lack it. The kindergartens are told. */
export const planNextRound = (deps: Deps, actor: Actor, id: string, cohortId: string, which: 'next' | 'missing', plan: RoundPlan) =>
  leading(deps, actor, id, async (tx, programme) => {
    const [cohorts, all, cycles, observers] = await Promise.all([loadCohorts(tx, id), loadPlaces(tx, id), store.loadCycles(tx, id), loadObservers(tx, programme.leadId)])
    const cohort = cohorts.find((one) => one.id === cohortId)
    if (!cohort) return refuse('not-found' as const)
    if (isOver(programme, osloDate(deps.now())) || cohort.handedOverOn) return refuse('over' as const)
    const inIt = all.filter((one) => one.cohortId === cohortId && one.state === 'part' && !one.closedDown && !one.moved)
    const departments = await loadDepartmentsOf(tx, inIt.map((one) => one.kindergartenId))
    const ofCohort = cycles.filter((one) => one.cohortId === cohortId)
    const last = Math.max(0, ...ofCohort.map(({ round }) => round))
    const round = which === 'next' ? last + 1 : Math.max(1, last)
    if (round > 20) return refuse('too-many-rounds' as const)
    const units = lacking(unitsOf(inIt, departments), ofCohort, round)
    const chosen = observers.filter((one) => plan.observers.includes(one.id))
    if (chosen.length === 0) return refuse('no-observer' as const)
    const decision = planRound(units, { ...plan, observers: chosen.map((one) => one.id) }, cohort)
    if (!decision.ok) return decision
    const now = deps.now()
    await store.insertCycles(tx, { programmeId: id, cohortId, round }, decision.event.cycles, new Map(chosen.map((one) => [one.id, one.name])), actor.name, now)
    const told = [...new Set(decision.event.cycles.map((one) => one.kindergartenId))]
    await record(tx, actor, id, decision.event.kind, [programme.leadId, ...told], now, { round, departments: decision.event.cycles.length })
    const places = inIt.filter((one) => told.includes(one.kindergartenId))
    await tellHeads(tx, deps.jobs, places.map((place) => ({ kindergartenId: place.kindergartenId, message: { kind: 'programme-planned', path: '/fellessatsinger', data: { kindergarten: place.kindergarten } } })), now)
    return accept({ round, departments: decision.event.cycles.length })
  })

/** Writes that a step has been, and what came out of it. */
export const recordStep = (deps: Deps, actor: Actor, id: string, cycleId: string, step: CycleStep, on: LocalDate, words: Partial<store.Words>, version: number) =>
  withCycle(deps, actor, id, cycleId, async (tx, programme, cycle) => {
    const decision = takeStep(cycle, step, on, osloDate(deps.now()), version)
    if (!decision.ok) return decision
    await store.saveStep(tx, cycleId, step, on, actor.name, deps.now())
    await store.saveWords(tx, cycleId, words, actor.name, deps.now())
    await record(tx, actor, id, decision.event.kind, [programme.leadId, cycle.kindergartenId], deps.now(), { step, round: cycle.round })
    return accept({ id: cycleId })
  })

export const changePlan = (deps: Deps, actor: Actor, id: string, cycleId: string, planned: Cycle['planned'], observerId: string, version: number) =>
  withCycle(deps, actor, id, cycleId, async (tx, programme, cycle) => {
    const observer = (await loadObservers(tx, programme.leadId)).find((one) => one.id === observerId)
    if (!observer) return refuse('observer-unknown' as const)
    const decision = replan(cycle, planned, version)
    if (!decision.ok) return decision
    await store.savePlanned(tx, cycleId, planned, observer, actor.name, deps.now())
    await record(tx, actor, id, decision.event.kind, [programme.leadId, cycle.kindergartenId], deps.now(), { round: cycle.round })
    return accept({ id: cycleId })
  })

export const callOffCycle = (deps: Deps, actor: Actor, id: string, cycleId: string) =>
  withCycle(deps, actor, id, cycleId, async (tx, programme, cycle) => {
    const decision = callOff(cycle)
    if (!decision.ok) return decision
    await store.saveCalledOff(tx, cycleId, osloDate(deps.now()), actor.name, deps.now())
    await record(tx, actor, id, decision.event.kind, [programme.leadId, cycle.kindergartenId], deps.now(), { round: cycle.round })
    return accept({ id: cycleId })
  })

/** Everything one observer has left goes to another: when an adviser stops, or is away. `from` undefined: what nobody has. */
export const giveOver = (deps: Deps, actor: Actor, id: string, from: string | undefined, to: string) =>
  leading(deps, actor, id, async (tx, programme) => {
    const [observers, cycles] = await Promise.all([loadObservers(tx, programme.leadId), store.loadCycles(tx, id)])
    const left = cycles.filter((one) => isOpen(one) && one.observerId === from)
    const observer = observers.find((one) => one.id === to)
    const decision = takeOver(to, observers.map((one) => one.id), left.length)
    if (!decision.ok) return decision
    if (!observer) return refuse('observer-unknown' as const)
    await store.saveObserver(tx, left.map((one) => one.id), observer, actor.name, deps.now())
    await record(tx, actor, id, decision.event.kind, [programme.leadId, ...new Set(left.map((one) => one.kindergartenId))], deps.now(), { departments: left.length })
    return accept({ departments: left.length })
  })

const leading = <T>({ db }: Deps, actor: Actor, id: string, work: (tx: Tx, programme: Programme) => Promise<T>) =>
  writing(db, actor, async (tx) => {
    const programme = await lockProgramme(tx, id)
    return programme && isLead(programme, actor) ? work(tx, programme) : refuse('not-found' as const)
  })
const withCycle = <T>(deps: Deps, actor: Actor, id: string, cycleId: string, work: (tx: Tx, programme: Programme, cycle: Cycle) => Promise<T>) =>
  leading(deps, actor, id, async (tx, programme) => {
    const cycle = await store.loadCycle(tx, id, cycleId)
    return cycle ? work(tx, programme, cycle) : refuse('not-found' as const)
  })

const record = (tx: Tx, actor: Actor, id: string, kind: string, readers: readonly string[], now: Date, data: Readonly<Record<string, string | number>> = {}) => audit.record(tx, actor, { kind, about: { kind: 'programme', id }, readers: [...new Set(readers)], visibility: 'shared', data }, now)
