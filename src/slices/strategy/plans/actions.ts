import type { Actor } from '../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { writesFor } from '../places/store.ts'
import { addLine, adopt, beginPlan, beginVersion, changePlan, moveDeadline, openHearing, removeGoal, removeLine, removePlan, writeGoal, type GoalContent, type Plan, type PlanContent } from './rules.ts'
import { tellAsked } from './hearing/told.ts'
import { copyTied } from './needs/store.ts'
import * as store from './store.ts'

/** Begins a plan. `seriesId` comes with the form, so that a double click makes one; the same form with other words makes another. */
export const begin = ({ db, now }: Deps, actor: Actor, seriesId: string, municipalityId: string, typed: PlanContent) =>
  writing(db, actor, async (tx) => {
    if (!(await writesFor(tx, municipalityId))) return refuse('not-found' as const)
    const content = await known(tx, typed)
    const decision = beginPlan(content)
    if (!decision.ok) return decision
    const made = await store.insertFirst(tx, seriesId, { ...content, municipalityId }, actor.name, now())
    if (made.isNew) await record(tx, actor, { id: made.id, municipalityId }, decision.event.kind, now())
    return accept({ id: made.id })
  })

/** A plan the actor writes, held until what is done with it is saved and recorded. */
export const withPlan = <T>({ db, now }: Deps, actor: Actor, id: string, work: (tx: Tx, plan: Plan, today: LocalDate, at: Date) => Promise<T>) =>
  writing(db, actor, async (tx) => {
    const plan = await store.lockPlan(tx, id)
    if (!plan || !(await writesFor(tx, plan.municipalityId))) return refuse('not-found' as const)
    return work(tx, plan, osloDate(now()), now())
  })

export const change = (deps: Deps, actor: Actor, id: string, typed: PlanContent, edit: number) =>
  withPlan(deps, actor, id, async (tx, plan, today, at) => {
    const content = await known(tx, typed)
    const decision = changePlan(plan, content, edit, today)
    if (!decision.ok) return decision
    await store.savePlan(tx, id, content, actor.name, at)
    await record(tx, actor, plan, decision.event.kind, at)
    return decision
  })

export const dropPlan = (deps: Deps, actor: Actor, id: string, edit: number) =>
  withPlan(deps, actor, id, async (tx, plan, _, at) => {
    const decision = removePlan(plan, edit)
    if (!decision.ok) return decision
    await store.removePlan(tx, id)
    await record(tx, actor, plan, decision.event.kind, at)
    return decision
  })

/** Writes a goal, new when `goalId` is undefined. */
export const saveGoal = (deps: Deps, actor: Actor, id: string, goalId: string | undefined, typed: GoalContent, edit: number) =>
  withPlan(deps, actor, id, async (tx, plan, today, at) => {
    if (goalId !== undefined && !plan.goals.some((one) => one.id === goalId)) return refuse('not-found' as const)
    const themes = (await store.loadThemes(tx)).map(({ code }) => code)
    const goal = { ...typed, themes: typed.themes.filter((code) => themes.includes(code)) }
    const decision = writeGoal(plan, goalId, goal, edit, today)
    if (!decision.ok) return decision
    if (goalId === undefined) await store.insertGoal(tx, id, crypto.randomUUID(), goal)
    else await store.saveGoal(tx, id, goalId, goal)
    await store.touch(tx, id, actor.name, at)
    await record(tx, actor, plan, decision.event.kind, at)
    return decision
  })

export const dropGoal = (deps: Deps, actor: Actor, id: string, goalId: string, edit: number) =>
  withPlan(deps, actor, id, async (tx, plan, today, at) => {
    if (!plan.goals.some((one) => one.id === goalId)) return refuse('not-found' as const)
    const decision = removeGoal(plan, goalId, await store.loadWorked(tx), edit, today)
    if (!decision.ok) return decision
    await store.removeGoal(tx, id, goalId)
    await store.touch(tx, id, actor.name, at)
    await record(tx, actor, plan, decision.event.kind, at)
    return decision
  })

export type TypedLine = { readonly measureId: string | undefined; readonly title: string; readonly responsible: string }
export const saveLine = (deps: Deps, actor: Actor, id: string, goalId: string, typed: TypedLine, edit: number) =>
  withPlan(deps, actor, id, async (tx, plan, today, at) => {
    const goal = plan.goals.find((one) => one.id === goalId)
    const measure = typed.measureId === undefined ? undefined : (await store.loadOwnMeasures(tx, actor.orgId)).find((one) => one.id === typed.measureId)
    if (!goal) return refuse('not-found' as const)
    if (typed.measureId !== undefined && !measure) return refuse('measure-gone' as const)
    const decision = addLine(plan, goal, { ...typed, measure }, await store.loadWorked(tx), edit, today)
    if (!decision.ok) return decision
    await store.insertLine(tx, id, goalId, { ...typed, measure })
    await store.touch(tx, id, actor.name, at)
    await record(tx, actor, plan, decision.event.kind, at)
    return decision
  })

export const dropLine = (deps: Deps, actor: Actor, id: string, lineId: string, edit: number) =>
  withPlan(deps, actor, id, async (tx, plan, today, at) => {
    if (!plan.lines.some((one) => one.id === lineId)) return refuse('not-found' as const)
    const decision = removeLine(plan, edit, today)
    if (!decision.ok) return decision
    await store.removeLine(tx, id, lineId)
    await store.touch(tx, id, actor.name, at)
    await record(tx, actor, plan, decision.event.kind, at)
    return decision
  })

export const sendOnHearing = (deps: Deps, actor: Actor, id: string, until: LocalDate | undefined, edit: number) =>
  withPlan(deps, actor, id, async (tx, plan, today, at) => {
    const decision = openHearing(plan, until, edit, today)
    if (!decision.ok) return decision
    await store.saveHearing(tx, id, decision.event.until, actor.name, at)
    await record(tx, actor, plan, decision.event.kind, at)
    await tellAsked(tx, deps, plan, 'plan-hearing', at)
    return decision
  })

export const changeDeadline = (deps: Deps, actor: Actor, id: string, until: LocalDate | undefined, edit: number) =>
  withPlan(deps, actor, id, async (tx, plan, today, at) => {
    const decision = moveDeadline(plan, until, edit, today)
    if (!decision.ok) return decision
    await store.saveDeadline(tx, id, decision.event.until, actor.name, at)
    await record(tx, actor, plan, decision.event.kind, at)
    await tellAsked(tx, deps, plan, 'plan-deadline', at)
    return decision
  })

export const adoptPlan = (deps: Deps, actor: Actor, id: string, adopted: { readonly on: LocalDate | undefined; readonly body: string }, edit: number) =>
  withPlan(deps, actor, id, async (tx, plan, today, at) => {
    const decision = adopt(plan, adopted, actor.role, edit, today)
    if (!decision.ok) return decision
    await store.saveAdopted(tx, id, decision.event.on, decision.event.body, actor.name, at)
    await record(tx, actor, plan, decision.event.kind, at)
    await tellAsked(tx, deps, plan, 'plan-adopted', at)
    return decision
  })

export const newVersion = (deps: Deps, actor: Actor, id: string) =>
  withPlan(deps, actor, id, async (tx, plan, _, at) => {
    const decision = beginVersion(plan, await store.loadSeries(tx, plan.seriesId))
    if (!decision.ok) return decision
    const made = await store.insertPlan(tx, { ...plan, version: decision.event.version }, actor.name, at)
    if (made === undefined) return refuse('is-written' as const)
    await store.copyGoals(tx, plan.id, made)
    await copyTied(tx, plan.id, made)
    await record(tx, actor, { id: made, municipalityId: plan.municipalityId }, decision.event.kind, at)
    return accept({ id: made })
  })

const known = async (tx: Tx, typed: PlanContent): Promise<PlanContent> => ({ ...typed, frame: (await store.loadFrames(tx)).find(({ code }) => code === typed.frame)?.code })

export const record = (tx: Tx, actor: Actor, plan: Pick<Plan, 'id' | 'municipalityId'>, kind: string, now: Date) =>
  audit.record(tx, actor, { kind, about: { kind: 'strategy-plan', id: plan.id }, readers: [...new Set([plan.municipalityId, actor.orgId])], visibility: 'shared' }, now)
