import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { refuse } from '../../../../kernel/decision.ts'
import { writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { noteCall, type Typed } from './rules.ts'
import * as store from './store.ts'

/** Notes what came of a call. Noted anew, the last holds, and what was noted before stands in the trail. */
export const saveOutcome = ({ db, now }: Deps, actor: Actor, id: string, typed: Typed) =>
  writing(db, actor, async (tx) => {
    const call = await store.loadCall(tx, id)
    if (!call || call.teamId !== actor.orgId) return refuse('not-found' as const)
    const decision = noteCall(call.weekOn, osloDate(now()), typed)
    if (!decision.ok) return decision
    const { kind, ...noted } = decision.event
    await store.saveOutcome(tx, id, noted, actor, now())
    await audit.record(tx, actor, { kind, about: { kind: 'unseen-call', id }, readers: [actor.orgId, call.kindergartenId], visibility: 'shared', data: { outcome: noted.outcome, right: noted.rightToCall ?? null } }, now())
    return decision
  })
