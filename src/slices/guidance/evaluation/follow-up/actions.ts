import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import type { Deps } from '../../../../platform/http.ts'
import { withCase } from '../../cases/open.ts'
import { stepOf } from '../../flow/index.ts'
import { asksForFollowUp, isRepeat, noteFollowUp, type FollowUpContent } from './rules.ts'
import * as store from './store.ts'

/** Notes what has lasted. */
export const saveFollowUp = (deps: Deps, actor: Actor, id: string, content: FollowUpContent) =>
  withCase(deps, actor, id, async ({ tx, one, flow, now, record, tellOtherSide }) => {
    const step = stepOf(flow, one.stepKey)
    if (!step) return refuse('not-found' as const)
    const decision = noteFollowUp(one.state === 'closed', asksForFollowUp(step), content.heldOn, osloDate(one.submittedAt), osloDate(now))
    if (!decision.ok) return decision
    const [before] = await store.loadFollowUps(tx, one.id)
    if (before && before.writtenAt >= one.stepEnteredAt && isRepeat(before, content)) return accept({ id })
    await store.saveFollowUp(tx, one.id, content, actor.name, now)
    await record(decision.event.kind, { heldOn: content.heldOn, lasting: content.lasting })
    await tellOtherSide('guidance-note', `/veiledning/${one.id}/oppfolging`)
    return accept({ id })
  })
