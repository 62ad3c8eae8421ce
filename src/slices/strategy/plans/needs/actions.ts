import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { refuse } from '../../../../kernel/decision.ts'
import { writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { writesFor } from '../actions.ts'
import { lockPlan, touch } from '../store.ts'
import { tieNeeds } from './rules.ts'
import * as store from './store.ts'

/** Ties a goal to exactly the chosen needs among those the actor may read. */
export const tie = ({ db, now }: Deps, actor: Actor, planId: string, goalId: string, chosen: readonly string[], edit: number) =>
  writing(db, actor, async (tx) => {
    const plan = await lockPlan(tx, planId)
    if (!plan || !plan.goals.some(({ id }) => id === goalId) || !(await writesFor(tx, plan.municipalityId))) return refuse('not-found' as const)
    const [needs, tied] = await Promise.all([store.loadNeeds(tx, plan.municipalityId), store.loadTied(tx, planId)])
    const decision = tieNeeds(plan, chosen, [...needs.map(({ id }) => id), ...tied.filter((one) => one.goalId === goalId).map(({ needId }) => needId)], edit, osloDate(now()))
    if (!decision.ok) return decision
    await store.saveTied(tx, planId, goalId, tied.filter((one) => one.goalId === goalId).map(({ needId }) => needId), chosen, actor.name, now())
    await touch(tx, planId, actor.name, now())
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'strategy-plan', id: planId }, readers: [...new Set([plan.municipalityId, actor.orgId])], visibility: 'shared' }, now())
    return decision
  })
