import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import { oreFrom } from '../../../kernel/money.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Element, ElementContent, ElementKind, Expense } from './rules.ts'

/** The elements of a measure, in the order they were written. */
export async function loadElements(tx: Tx, measureId: string): Promise<readonly Element[]> {
  const rows = await tx
    .selectFrom('measures.element')
    .select(['id', 'what', 'who', 'kind', 'whole_month', 'version', sql<LocalDate | null>`due_on::text`.as('due'), sql<LocalDate | null>`done_on::text`.as('done')])
    .where('measure_id', '=', measureId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ id: row.id, what: row.what, who: row.who, kind: row.kind as ElementKind, dueOn: row.due ?? undefined, wholeMonth: row.whole_month, doneOn: row.done ?? undefined, version: row.version }))
}
const columnsOf = (one: ElementContent) => ({ what: one.what, who: one.who, kind: one.kind, due_on: one.dueOn ?? null, whole_month: one.wholeMonth })
/** One or several, after those that are there. The same start key makes one. @returns false when a key is another measure's */
export async function insertElements(tx: Tx, measureId: string, elements: readonly (ElementContent & { readonly startKey: string })[], who: string, now: Date): Promise<boolean> {
  if (elements.length === 0) return true
  const known = new Set((await tx.selectFrom('measures.element').select('start_key').where('measure_id', '=', measureId).where('start_key', 'in', elements.map(({ startKey }) => startKey)).execute()).map((row) => row.start_key))
  const fresh = elements.filter(({ startKey }) => !known.has(startKey))
  if (fresh.length === 0) return true
  const last = (await tx.selectFrom('measures.element').select(sql<number>`coalesce(max(position), 0)`.as('last')).where('measure_id', '=', measureId).executeTakeFirst())?.last ?? 0
  const made = await tx
    .insertInto('measures.element')
    .values(fresh.map((one, at) => ({ ...columnsOf(one), measure_id: measureId, start_key: one.startKey, position: last + at + 1, changed_at: now, changed_by_name: who })))
    .onConflict((conflict) => conflict.column('start_key').doNothing())
    .returning('id')
    .execute()
  return made.length === fresh.length
}
const at = (tx: Tx, id: string) => tx.updateTable('measures.element').where('id', '=', id)
export const saveElement = (tx: Tx, id: string, element: ElementContent, who: string, now: Date) => at(tx, id).set({ ...columnsOf(element), version: sql<number>`version + 1`, changed_at: now, changed_by_name: who }).execute()
export const saveDone = (tx: Tx, id: string, on: LocalDate | undefined, who: string, now: Date) => at(tx, id).set({ done_on: on ?? null, version: sql<number>`version + 1`, changed_at: now, changed_by_name: who }).execute()
export const removeElement = (tx: Tx, id: string) => tx.deleteFrom('measures.element').where('id', '=', id).execute()

/** What has been used of a measure's budget, the last first. */
export async function loadExpenses(tx: Tx, measureId: string): Promise<readonly Expense[]> {
  const rows = await tx.selectFrom('measures.expense').select(['id', 'what', 'written_by_name', sql<LocalDate>`spent_on::text`.as('on'), sql<string>`amount_ore::text`.as('amount')]).where('measure_id', '=', measureId).orderBy('spent_on', 'desc').orderBy('id').execute()
  return rows.map((row) => ({ id: row.id, on: row.on, what: row.what, amount: oreFrom(row.amount), by: row.written_by_name }))
}
/** The same start key makes one. @returns false when it is another measure's */
export async function insertExpense(tx: Tx, measureId: string, startKey: string, expense: Pick<Expense, 'on' | 'what' | 'amount'>, who: string, now: Date): Promise<boolean> {
  const there = await tx.selectFrom('measures.expense').select('id').where('start_key', '=', startKey).where('measure_id', '=', measureId).executeTakeFirst()
  if (there) return true
  const written = { measure_id: measureId, start_key: startKey, spent_on: expense.on, what: expense.what, amount_ore: expense.amount, written_at: now, written_by_name: who }
  return (await tx.insertInto('measures.expense').values(written).onConflict((conflict) => conflict.column('start_key').doNothing()).returning('id').executeTakeFirst()) !== undefined
}
export const removeExpense = (tx: Tx, measureId: string, id: string) => tx.deleteFrom('measures.expense').where('measure_id', '=', measureId).where('id', '=', id).execute()
