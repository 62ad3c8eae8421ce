import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { accept } from '../../../../kernel/decision.ts'
import type { Deps } from '../../../../platform/http.ts'
import type { OpenCase } from '../../cases/open.ts'
import { inCase } from '../open.ts'
import { addRow, agree, changeRow, removeRow, type PlanRow } from './rules.ts'
import * as store from './store.ts'

/** What a change of the plan did: nothing, changed it, or also took away what the two sides had agreed on. */
export type PlanChange = 'same' | 'changed' | 'agreement-void'

export const addPlanRow = (deps: Deps, actor: Actor, id: string, key: string, row: PlanRow) =>
  inCase(deps, actor, id, async (open) => {
    const { tx, one, now, record } = open
    if (await store.isTaken(tx, id, key)) return accept<PlanChange>('same')
    const decision = addRow(one.state, (await store.loadRows(tx, id)).length, row.evaluateOn, osloDate(now))
    if (!decision.ok) return decision
    await store.saveRow(tx, id, key, row, actor.name, now)
    await record(decision.event.kind)
    return accept(await voidAgreement(open, actor))
  })

export const changePlanRow = (deps: Deps, actor: Actor, id: string, rowId: string, seen: number, row: PlanRow) =>
  inCase(deps, actor, id, async (open) => {
    const { tx, one, now, record } = open
    const kept = (await store.loadRows(tx, id)).find((other) => other.id === rowId)
    const decision = changeRow(one.state, kept, seen, row, osloDate(now))
    if (!decision.ok) return decision
    if (!kept || decision.event.same) return accept<PlanChange>('same')
    await store.saveChangedRow(tx, kept.id, row, actor.name, now)
    await record(decision.event.kind)
    return accept(await voidAgreement(open, actor))
  })

export const removePlanRow = (deps: Deps, actor: Actor, id: string, rowId: string, seen: number) =>
  inCase(deps, actor, id, async (open) => {
    const { tx, one, now, record } = open
    const kept = (await store.loadRows(tx, id)).find((other) => other.id === rowId)
    const decision = removeRow(one.state, kept, seen)
    if (!decision.ok) return decision
    if (!kept || decision.event.already) return accept<PlanChange>('same')
    await store.saveRemoval(tx, kept.id, actor.name, now)
    await record(decision.event.kind)
    return accept(await voidAgreement(open, actor))
  })

/** The actor's side agrees to the plan that stood on the page; with both sides in, the plan is agreed. */
export const agreeToPlan = (deps: Deps, actor: Actor, id: string, seenStamp: string) =>
  inCase(deps, actor, id, async ({ tx, one, side, now, record, tellOtherSide }) => {
    const rows = await store.loadRows(tx, id)
    const decision = agree(one.state, rows, seenStamp, await store.loadAgreements(tx, id), side)
    if (!decision.ok) return decision
    await store.saveAgreement(tx, id, side, rows, { personId: actor.personId, name: actor.name, onBehalfOf: actor.onBehalfOf?.name }, now)
    await record(decision.event.kind, { side })
    await tellOtherSide(decision.event.both ? 'guidance-plan-agreed' : 'guidance-plan-proposed', `/veiledning/${id}#plan`)
    return accept({ both: decision.event.both })
  })

/** A plan that is changed is no longer the one that was agreed on: both agreements end, and the other side hears of it. */
async function voidAgreement({ tx, one, now, record, tellOtherSide }: OpenCase, actor: Actor): Promise<PlanChange> {
  const ended = await store.voidAgreements(tx, one.id, actor.name, now)
  if (ended === 0) return 'changed'
  await record('guidance.plan-agreement-void')
  await tellOtherSide('guidance-plan-changed', `/veiledning/${one.id}#plan`)
  return 'agreement-void'
}
