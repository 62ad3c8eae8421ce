import { expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import { ore } from '../../../kernel/money.ts'
import { add, inOrder, isLate, limits, mark, nextYear, spend, type Element } from './rules.ts'

const day = (text: string) => text as LocalDate
const element: Element = { id: 'e', what: 'x', who: '', kind: 'meeting', dueOn: day('2026-11-10'), wholeMonth: false, doneOn: undefined, version: 1 }

test.each([
  ['in a measure that is closed nothing is added', add({ isClosed: true }, 0), 'closed'],
  ['a plan has room for so many', add({ isClosed: false }, limits.elements), 'full'],
  ['done once', mark({ isClosed: false }, { ...element, doneOn: day('2026-11-11') }, 'done'), 'done-already'],
  ['what is not done cannot be undone', mark({ isClosed: false }, element, 'undo'), 'not-done'],
  ['what has been done is not taken away', mark({ isClosed: false }, { ...element, doneOn: day('2026-11-11') }, 'remove'), 'done-already'],
  ['money is used on days that have been', spend({ on: day('2026-11-24'), amount: ore(1) }, 0, day('2026-11-23')), 'day-ahead'],
  ['nothing is no expense', spend({ on: day('2026-11-22'), amount: ore(0) }, 0, day('2026-11-23')), 'nothing'],
] as const)('%s', (_, decision, because) => {
  expect(decision).toMatchObject({ ok: false, because })
})
test('late when the day, or the whole month, has passed', () => {
  expect([isLate(element, day('2026-11-11')), isLate(element, day('2026-11-10')), isLate({ ...element, wholeMonth: true }, day('2026-11-30')), isLate({ ...element, wholeMonth: true }, day('2026-12-01')), isLate({ ...element, dueOn: undefined }, day('2030-01-01'))]).toEqual([true, false, false, true, false])
})
test('in the order of their days, those without last; a year later nothing is done', () => {
  expect(inOrder([{ ...element, id: 'none', dueOn: undefined }, { ...element, id: 'b', dueOn: day('2026-12-01') }, element]).map(({ id }) => id)).toEqual(['e', 'b', 'none'])
  expect(nextYear({ ...element, dueOn: day('2028-02-29') })).toEqual({ what: 'x', who: '', kind: 'meeting', wholeMonth: false, dueOn: '2029-02-28' })
})
