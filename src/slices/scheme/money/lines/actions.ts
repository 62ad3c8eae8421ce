import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { ore, sumOre, type Ore } from '../../../../kernel/money.ts'
import { writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { fitPlanOf } from '../ledger.ts'
import { planAnew, type Instalment, type PlanRefusal } from '../plan/rules.ts'
import { changeLine, post, toPay, type Adjustable, type ChangeRefusal, type LineChange } from '../rules.ts'
import * as store from '../store.ts'

export type LineInput = { readonly change: LineChange; readonly amount: Ore; readonly adjusts: Adjustable | undefined; readonly reason: string; readonly once: string }

/** The county governor changes a line by hand: cancels, demands back, notes what came back, carries over or adjusts. The payment plan follows. */
export const saveChange = (deps: Deps, actor: Actor, id: string, input: LineInput): Promise<Decision<ChangeRefusal | 'not-found' | 'in-a-run', { readonly change: LineChange }>> =>
  withLine<ChangeRefusal | 'in-a-run', { readonly change: LineChange }>(deps, actor, id, async (tx, line) => {
    if (await store.wasDone(tx, input.once)) return accept({ change: input.change })
    const decision = changeLine(line.balance, input.change, input.amount, input.reason, input.adjusts)
    if (!decision.ok) return decision
    const balance = decision.event.entries.reduce(post, line.balance)
    const inRun = sumOre((await store.loadPlans(tx, [line.id])).filter(({ state }) => state === 'proposed').map((one) => one.ore))
    if (inRun > toPay(balance)) return refuse('in-a-run')
    const now = deps.now()
    const note = { by: actor, at: now, onDay: osloDate(now), reason: input.reason }
    await store.saveEntries(tx, line.accountId, line.id, decision.event.entries, { ...note, once: input.once })
    await fitPlanOf(tx, { ...line, balance }, now)
    if (decision.event.nextYear.length > 0) {
      const next = await nextYearOf(tx, actor, line)
      await store.saveEntries(tx, next.accountId, next.id, decision.event.nextYear, note)
    }
    return accept({ change: input.change })
  })

/** When a line's money is to be paid, decided anew; what is in a run or paid stays. */
export const savePlan = (deps: Deps, actor: Actor, id: string, wanted: readonly Instalment[]): Promise<Decision<PlanRefusal | 'not-found', { readonly parts: number }>> =>
  withLine(deps, actor, id, async (tx, line) => {
    const plan = await store.loadPlans(tx, [line.id])
    const inRun = sumOre(plan.filter(({ state }) => state === 'proposed').map((one) => one.ore))
    const decision = planAnew(wanted, ore(toPay(line.balance) - inRun))
    if (!decision.ok) return decision
    await store.replacePlan(tx, line.id, plan.filter(({ state }) => state === undefined).map((one) => one.id), decision.event.plan)
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'money-line', id: line.id }, readers: [actor.orgId, line.recipientId], visibility: 'shared', data: { parts: wanted.length } }, deps.now())
    return accept({ parts: wanted.length })
  })

/** The recipient's line of the next year. One that is there lies where it was put: the county may have another number by then. */
async function nextYearOf(tx: Tx, actor: Actor, line: store.Line): Promise<store.Line> {
  const there = (await store.loadLinesOfReport(tx, line.reportId)).find((one) => one.year === line.year + 1 && one.actor === line.actor && one.recipientId === line.recipientId)
  if (there) return there
  const account = await store.openAccount(tx, actor.orgId, line.county, line.year + 1)
  return store.openLine(tx, { ...line, account })
}

const withLine = <Because extends string, Event>(deps: Deps, actor: Actor, id: string, work: (tx: Tx, line: store.Line) => Promise<Decision<Because, Event>>): Promise<Decision<Because | 'not-found', Event>> =>
  writing(deps.db, actor, async (tx) => {
    await store.lockMoney(tx, actor.orgId)
    const line = await store.loadLine(tx, id)
    return line && line.managerId === actor.orgId ? work(tx, line) : refuse('not-found')
  })
