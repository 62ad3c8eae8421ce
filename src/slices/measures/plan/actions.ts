import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { isLead, type Measure } from '../measures/rules.ts'
import { lockMeasure } from '../measures/store.ts'
import { add, change, mark, spend, type ElementContent, type Expense } from './rules.ts'
import * as store from './store.ts'

export const addElement = (deps: Deps, actor: Actor, id: string, startKey: string, element: ElementContent) =>
  leading(deps, actor, id, async (tx, measure) => {
    const decision = add(measure, (await store.loadElements(tx, id)).length)
    if (!decision.ok) return decision
    if (!(await store.insertElements(tx, id, [{ ...element, startKey }], actor.name, deps.now()))) return refuse('not-found' as const)
    return saved(tx, deps, actor, measure, decision.event.kind)
  })

export const changeElement = (deps: Deps, actor: Actor, id: string, elementId: string, element: ElementContent, version: number) =>
  leading(deps, actor, id, async (tx, measure) => {
    const found = (await store.loadElements(tx, id)).find((one) => one.id === elementId)
    if (!found) return refuse('not-found' as const)
    const decision = change(measure, found, version)
    if (!decision.ok) return decision
    await store.saveElement(tx, elementId, element, actor.name, deps.now())
    return saved(tx, deps, actor, measure, decision.event.kind)
  })

export const markElement = (deps: Deps, actor: Actor, id: string, elementId: string, step: 'done' | 'undo' | 'remove') =>
  leading(deps, actor, id, async (tx, measure) => {
    const found = (await store.loadElements(tx, id)).find((one) => one.id === elementId)
    if (!found) return refuse('not-found' as const)
    const decision = mark(measure, found, step)
    if (!decision.ok) return decision
    await (step === 'remove' ? store.removeElement(tx, elementId) : store.saveDone(tx, elementId, step === 'done' ? osloDate(deps.now()) : undefined, actor.name, deps.now()))
    return saved(tx, deps, actor, measure, decision.event.kind)
  })

export const writeExpense = (deps: Deps, actor: Actor, id: string, startKey: string, expense: Pick<Expense, 'on' | 'what' | 'amount'>) =>
  leading(deps, actor, id, async (tx, measure) => {
    const decision = spend(expense, (await store.loadExpenses(tx, id)).length, osloDate(deps.now()))
    if (!decision.ok) return decision
    if (!(await store.insertExpense(tx, id, startKey, expense, actor.name, deps.now()))) return refuse('not-found' as const)
    return saved(tx, deps, actor, measure, decision.event.kind)
  })

/** One that was written by mistake goes; that it did is recorded. */
export const removeExpense = (deps: Deps, actor: Actor, id: string, expenseId: string) =>
  leading(deps, actor, id, async (tx, measure) => {
    if (!(await store.loadExpenses(tx, id)).some((one) => one.id === expenseId)) return refuse('not-found' as const)
    await store.removeExpense(tx, id, expenseId)
    return saved(tx, deps, actor, measure, 'measures.expense-removed')
  })

const leading = <T>({ db }: Deps, actor: Actor, id: string, work: (tx: Tx, measure: Measure) => Promise<T>) =>
  writing(db, actor, async (tx) => {
    const measure = await lockMeasure(tx, id)
    return measure && isLead(measure, actor) ? work(tx, measure) : refuse('not-found' as const)
  })
async function saved(tx: Tx, deps: Deps, actor: Actor, measure: Measure, kind: string) {
  const readers = [measure.leadId, ...measure.parts.filter(({ state }) => state === 'part').map(({ kindergartenId }) => kindergartenId)]
  await audit.record(tx, actor, { kind, about: { kind: 'measure', id: measure.id }, readers: [...new Set(readers)], visibility: 'shared' }, deps.now())
  return accept({ id: measure.id })
}
