import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { refuse } from '../../../../kernel/decision.ts'
import { writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { loadPlaces } from '../../quality-report/store.ts'
import type { Outcome, Plan } from '../rules.ts'
import { lockPlan } from '../store.ts'
import { answer, say } from './rules.ts'
import * as store from './store.ts'

export const comment = ({ db, now }: Deps, actor: Actor, id: string, body: string) =>
  writing(db, actor, async (tx) => {
    const plan = await lockPlan(tx, id)
    if (!plan) return refuse('not-found' as const)
    const decision = say(plan, actor.role, osloDate(now()))
    if (!decision.ok) return decision
    await store.insertComment(tx, id, { orgId: actor.orgId, role: decision.event.role, body }, actor.name, now())
    await record(tx, actor, plan, decision.event.kind, now())
    return decision
  })

export const answerComment = ({ db, now }: Deps, actor: Actor, id: string, commentId: string, outcome: Outcome, words: string) =>
  writing(db, actor, async (tx) => {
    const plan = await lockPlan(tx, id)
    if (!plan || !(await loadPlaces(tx)).some((place) => place.id === plan.municipalityId)) return refuse('not-found' as const)
    const decision = answer(plan, plan.comments.find((one) => one.id === commentId))
    if (!decision.ok) return decision
    await store.saveAnswer(tx, commentId, outcome, words, actor.name, now())
    await record(tx, actor, plan, decision.event.kind, now())
    return decision
  })

const record = (tx: Tx, actor: Actor, plan: Plan, kind: string, now: Date) =>
  audit.record(tx, actor, { kind, about: { kind: 'strategy-plan', id: plan.id }, readers: [...new Set([plan.municipalityId, actor.orgId])], visibility: 'shared' }, now)
