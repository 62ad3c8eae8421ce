import type { Actor } from '../../../../kernel/actor.ts'
import { accept } from '../../../../kernel/decision.ts'
import type { Deps } from '../../../../platform/http.ts'
import { loadStart } from '../meetings/store.ts'
import { inCase } from '../open.ts'
import { acceptTime, propose, type TimeAndPlace } from './rules.ts'
import * as store from './store.ts'

/** Proposes when and where the start meeting may be, and asks the other side. */
export const proposeTime = (deps: Deps, actor: Actor, id: string, key: string, time: TimeAndPlace) =>
  inCase(deps, actor, id, async ({ tx, one, side, now, record, tellOtherSide }) => {
    if (await store.isTaken(tx, id, key)) return accept({ id })
    const decision = propose(one.state, (await loadStart(tx, id)) !== undefined, time, now)
    if (!decision.ok) return decision
    await store.saveProposal(tx, id, key, time, side, actor, now)
    await record(decision.event.kind, { onDate: time.onDate, atTime: time.atTime })
    await tellOtherSide('guidance-time-proposed', `/veiledning/${id}#oppstart`)
    return accept({ id })
  })

/** Accepts the proposal that stood on the page. */
export const acceptProposal = (deps: Deps, actor: Actor, id: string, seenId: string) =>
  inCase(deps, actor, id, async ({ tx, one, side, now, record, tellOtherSide }) => {
    const proposal = await store.loadProposal(tx, id)
    const decision = acceptTime(one.state, proposal, seenId, side, now)
    if (!decision.ok) return decision
    if (!proposal || decision.event.again) return accept({ id })
    await store.saveAcceptance(tx, proposal.id, actor.name, now)
    await record(decision.event.kind, { onDate: proposal.onDate, atTime: proposal.atTime })
    await tellOtherSide('guidance-time-accepted', `/veiledning/${id}#oppstart`)
    return accept({ id })
  })
