import type { Actor } from '../../../../kernel/actor.ts'
import { addDays, osloDate } from '../../../../kernel/dates.ts'
import { refuse } from '../../../../kernel/decision.ts'
import { keptFrom, type Keep } from '../../../../kernel/retention.ts'
import { system, writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { record, withPlan } from '../actions.ts'
import type { Outcome } from '../rules.ts'
import { lockPlan } from '../store.ts'
import { answer, say } from './rules.ts'
import * as store from './store.ts'
import { remind, tellAnswered } from './told.ts'

export const comment = ({ db, now }: Deps, actor: Actor, id: string, body: string) =>
  writing(db, actor, async (tx) => {
    const plan = await lockPlan(tx, id)
    if (!plan) return refuse('not-found' as const)
    const decision = say(plan, actor.role, osloDate(now()))
    if (!decision.ok) return decision
    // The same words pressed twice are one comment.
    if (plan.comments.some((one) => one.orgId === actor.orgId && one.role === decision.event.role && one.by === actor.name && one.body === body)) return decision
    await store.insertComment(tx, id, { orgId: actor.orgId, role: decision.event.role, body }, actor.name, now())
    await record(tx, actor, plan, decision.event.kind, now())
    return decision
  })

export const answerComment = (deps: Deps, actor: Actor, id: string, commentId: string, outcome: Outcome, words: string) =>
  withPlan(deps, actor, id, async (tx, plan, _, at) => {
    const said = plan.comments.find((one) => one.id === commentId)
    const decision = answer(plan, said)
    if (!decision.ok) return decision
    await store.saveAnswer(tx, commentId, outcome, words, actor.name, at)
    if (said) await tellAnswered(tx, deps, plan, said, at)
    await record(tx, actor, plan, decision.event.kind, at)
    return decision
  })

/** So many days before it closes those who have said nothing are reminded, once; not when it has run for as few. */
const remindedBefore = 3
export const remindOfHearings = (deps: Deps): Promise<number> =>
  writing(deps.db, system, async (tx) => {
    const now = deps.now()
    const today = osloDate(now)
    let told = 0
    for (const { id, title, municipality_id: municipalityId } of await store.lockClosing(tx, today, addDays(today, remindedBefore), addDays(today, -remindedBefore))) {
      told += await remind(tx, deps, { id, title, municipalityId }, now)
      await store.saveReminded(tx, id, today)
    }
    return told
  })

/** So long after the plan ran out. */
const commentsKept: Keep = { years: 3 }
export const forgetComments = ({ db, now }: Deps): Promise<number> => writing(db, system, (tx) => store.forgetComments(tx, keptFrom(commentsKept, now())))
