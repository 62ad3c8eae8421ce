import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { addMonths, type LocalDate } from '../../../kernel/dates.ts'
import { sumOre, type Ore } from '../../../kernel/money.ts'

// What is to be done in a measure, and what has been used of its budget. The rules in words: docs/rules/measures.md.

export const elementKinds = ['meeting', 'learning', 'trying', 'observation', 'guidance', 'evaluation', 'other'] as const
export type ElementKind = (typeof elementKinds)[number]
export const limits = { what: 500, who: 200, expense: 200, elements: 100, expenses: 300 } as const

export type ElementContent = { readonly what: string; readonly who: string; readonly kind: ElementKind; /** Undefined: not said when. */ readonly dueOn: LocalDate | undefined; /** Some time in that month. */ readonly wholeMonth: boolean }
export type Element = ElementContent & { readonly id: string; readonly doneOn: LocalDate | undefined; readonly version: number }
export type Expense = { readonly id: string; readonly on: LocalDate; readonly what: string; readonly amount: Ore; readonly by: string }

type Of = { readonly isClosed: boolean }
type Refusal = 'closed' | 'full'
export const add = (measure: Of, count: number): Decision<Refusal, { readonly kind: 'measures.element-added' }> => (measure.isClosed ? refuse('closed') : count >= limits.elements ? refuse('full') : accept({ kind: 'measures.element-added' }))
export const change = (measure: Of, element: Element, version: number): Decision<'closed' | 'changed-meanwhile', { readonly kind: 'measures.element-changed' }> =>
  measure.isClosed ? refuse('closed') : element.version !== version ? refuse('changed-meanwhile') : accept({ kind: 'measures.element-changed' })
/** Done is done once; what was marked by mistake can be marked as not done. */
export function mark(measure: Of, element: Element, step: 'done' | 'undo' | 'remove'): Decision<'closed' | 'done-already' | 'not-done', { readonly kind: 'measures.element-done' | 'measures.element-undone' | 'measures.element-removed' }> {
  if (measure.isClosed) return refuse('closed')
  if (step === 'done') return element.doneOn ? refuse('done-already') : accept({ kind: 'measures.element-done' })
  if (step === 'undo') return element.doneOn ? accept({ kind: 'measures.element-undone' }) : refuse('not-done')
  // What has been done is not made undone by taking it away.
  return element.doneOn ? refuse('done-already') : accept({ kind: 'measures.element-removed' })
}
/** Money is used within the days up to today; more than the budget is pointed out, not stopped. */
export const spend = (expense: Pick<Expense, 'on' | 'amount'>, count: number, today: LocalDate): Decision<'day-ahead' | 'nothing' | 'full', { readonly kind: 'measures.expense-written' }> =>
  expense.amount <= 0 ? refuse('nothing') : expense.on > today ? refuse('day-ahead') : count >= limits.expenses ? refuse('full') : accept({ kind: 'measures.expense-written' })

export const usedOf = (expenses: readonly Expense[]): Ore => sumOre(expenses.map(({ amount }) => amount))
/** Those with a day first, in the order of their days; then those without, as they were written. */
export const inOrder = (elements: readonly Element[]): readonly Element[] => elements.toSorted((a, b) => ((a.dueOn ?? '9') < (b.dueOn ?? '9') ? -1 : (a.dueOn ?? '9') > (b.dueOn ?? '9') ? 1 : 0))
/** Its day has passed, or its month. */
export const isLate = ({ dueOn, wholeMonth, doneOn }: Pick<Element, 'dueOn' | 'wholeMonth' | 'doneOn'>, today: LocalDate): boolean => !doneOn && dueOn !== undefined && (wholeMonth ? dueOn.slice(0, 7) < today.slice(0, 7) : dueOn < today)
/** The same element a year later, not done. */
export const nextYear = ({ what, who, kind, dueOn, wholeMonth }: ElementContent): ElementContent => ({ what, who, kind, wholeMonth, dueOn: dueOn && addMonths(dueOn, 12) })
