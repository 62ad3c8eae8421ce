import type { Actor } from '../../../../kernel/actor.ts'
import { refuse } from '../../../../kernel/decision.ts'
import type { Deps } from '../../../../platform/http.ts'
import { record, withPlan } from '../actions.ts'
import { touch } from '../store.ts'
import { tieNeeds } from './rules.ts'
import * as store from './store.ts'

/** Ties a goal to exactly the chosen needs among those the actor may read. */
export const tie = (deps: Deps, actor: Actor, planId: string, goalId: string, chosen: readonly string[], edit: number) =>
  withPlan(deps, actor, planId, async (tx, plan, today, at) => {
    if (!plan.goals.some(({ id }) => id === goalId)) return refuse('not-found' as const)
    const [needs, tied] = await Promise.all([store.loadNeeds(tx, plan.municipalityId), store.loadTied(tx, planId)])
    const before = tied.filter((one) => one.goalId === goalId).map(({ needId }) => needId)
    const decision = tieNeeds(plan, chosen, [...needs.map(({ id }) => id), ...before], edit, today)
    if (!decision.ok) return decision
    await store.saveTied(tx, planId, goalId, before, chosen, actor.name, at)
    await touch(tx, planId, actor.name, at)
    await record(tx, actor, plan, decision.event.kind, at)
    return decision
  })
