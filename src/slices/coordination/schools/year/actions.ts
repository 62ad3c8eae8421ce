import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import type { Deps } from '../../../../platform/http.ts'
import { record, withPlan } from '../plans/actions.ts'
import { reflect, tell, type Outcome } from './rules.ts'
import * as store from './store.ts'

/** Tells what one's own organisation did of a line. `seen`: the version of what it had told, 0 for nothing. */
export const saveTold = (deps: Deps, actor: Actor, planId: string, lineId: string, typed: { readonly outcome: Outcome; readonly body: string; readonly seen: number }) =>
  withPlan(deps, actor, planId, async (tx, plan, today, now) => {
    const line = plan.lines.findLast(({ id }) => id === lineId)
    if (!line) return refuse('not-found' as const)
    const there = (await store.loadTold(tx, [planId])).find((one) => one.lineId === lineId && one.orgId === actor.orgId)?.version ?? 0
    const decision = tell(plan, actor.orgId, line, typed, there, today)
    if (!decision.ok) return decision
    await store.saveTold(tx, planId, lineId, { orgId: actor.orgId, name: actor.name }, { outcome: typed.outcome, body: typed.body, version: there + 1 }, now)
    await record(tx, actor, plan, decision.event.kind, now)
    return accept({ id: planId })
  })

export const saveReflection = (deps: Deps, actor: Actor, planId: string, typed: { readonly worked: string; readonly learned: string; readonly seen: number }) =>
  withPlan(deps, actor, planId, async (tx, plan, today, now) => {
    const there = (await store.loadReflections(tx, [planId])).find((one) => one.orgId === actor.orgId)?.version ?? 0
    const decision = reflect(plan, actor.orgId, typed.seen, there, today)
    if (!decision.ok) return decision
    await store.saveReflection(tx, planId, { orgId: actor.orgId, name: actor.name }, { worked: typed.worked, learned: typed.learned, version: there + 1 }, now)
    await record(tx, actor, plan, decision.event.kind, now)
    return accept({ id: planId })
  })
