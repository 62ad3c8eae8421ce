import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { osloDate } from '../../../kernel/dates.ts'
import type { Ore } from '../../../kernel/money.ts'
import { writing } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { changeFrame, type FrameChange, type FrameRefusal } from './rules.ts'
import * as store from './store.ts'

export type FrameInput = { readonly county: string; readonly year: number; readonly change: FrameChange; readonly amount: Ore; readonly reason: string; readonly once: string }

/** Sets, raises, lowers or carries over the frame of a county and a year. */
export const saveFrame = (deps: Deps, actor: Actor, input: FrameInput): Promise<Decision<FrameRefusal | 'not-your-county', { readonly change: FrameChange }>> =>
  writing(deps.db, actor, async (tx) => {
    await store.lockMoney(tx, actor.orgId)
    if (await store.wasDone(tx, input.once)) return accept({ change: input.change })
    const accounts = await store.loadAccounts(tx, actor.orgId, input.year)
    const own = await store.loadCounties(tx, actor.orgId, input.year)
    if (!own.some(({ number }) => number === input.county) && !accounts.some(({ county }) => county === input.county)) return refuse('not-your-county')
    const account = await store.openAccount(tx, actor.orgId, input.county, input.year)
    const decision = changeFrame(account, input.change, input.amount, input.reason)
    if (!decision.ok) return decision
    const now = deps.now()
    const note = { by: actor, at: now, onDay: osloDate(now), reason: input.reason }
    await store.saveEntries(tx, account.id, undefined, [decision.event.entry], { ...note, once: input.once })
    if (decision.event.nextYear) await store.saveEntries(tx, (await store.openAccount(tx, actor.orgId, input.county, input.year + 1)).id, undefined, [decision.event.nextYear], note)
    return accept({ change: input.change })
  })
