import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { ore, sumOre } from '../../../../kernel/money.ts'
import { fitPlan, planAnew, usualDue } from './rules.ts'

const day = (text: string) => text as LocalDate
const part = (dueOn: string, amount: number) => ({ dueOn: day(dueOn), ore: ore(amount) })

test.each([
  ['this year’s money is due three weeks after', 2026, '2026-04-10', '2026-05-01'],
  ['also after 1 May', 2026, '2026-06-10', '2026-07-01'],
  ['next year’s on 1 May', 2027, '2026-06-10', '2027-05-01'],
  ['late in December it is next year', 2026, '2026-12-20', '2027-01-10'],
])('%s', (_, year, today, due) => {
  expect(usualDue(year, day(today))).toBe(due)
})

describe('the open part of a plan', () => {
  const plan = [part('2026-05-01', 60), part('2026-10-01', 40)]
  test.each([
    ['stays when nothing has changed', plan, 100, '2026-05-01 60, 2026-10-01 40'],
    ['loses from the end', plan, 70, '2026-05-01 60, 2026-10-01 10'],
    ['loses whole parts', plan, 60, '2026-05-01 60'],
    ['loses all', plan, 0, ''],
    ['is nothing when more is in a run than is granted', plan, -5, ''],
    ['grows by a part of its own', plan, 130, '2026-05-01 60, 2026-10-01 40, 2026-12-01 30'],
    ['begins with one part', [], 30, '2026-12-01 30'],
  ] as const)('%s', (_, open, amount, expected) => {
    expect(fitPlan(open, ore(amount), day('2026-12-01')).map((one) => `${one.dueOn} ${one.ore}`).join(', ')).toBe(expected)
  })
  test('adds up to the øre, whatever it was before', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ dueOn: fc.constantFrom(day('2026-05-01'), day('2026-10-01'), day('2027-01-01')), ore: fc.integer({ min: 1, max: 1000 }).map(ore) }), { maxLength: 12 }), fc.integer({ min: -500, max: 20_000 }), (open, amount) => {
        const fitted = fitPlan(open, ore(amount), day('2026-12-01'))
        expect(sumOre(fitted.map((one) => one.ore))).toBe(Math.max(0, amount))
        expect(fitted.every((one) => one.ore > 0)).toBe(true)
      }),
    )
  })
})

test.each([
  ['parts that add up', [part('2026-05-01', 60), part('2026-10-01', 40)], 100, 'ok'],
  ['parts that do not', [part('2026-05-01', 60)], 100, 'plan-sum'],
  ['an empty part', [part('2026-05-01', 100), part('2026-05-02', 0)], 100, 'plan-empty-part'],
  ['a negative part', [part('2026-05-01', 150), part('2026-05-02', -50)], 100, 'plan-empty-part'],
  ['too many', Array.from({ length: 13 }, () => part('2026-05-01', 1)), 13, 'plan-too-many'],
  ['nothing, when there is nothing to plan', [], 0, 'ok'],
])('a plan of %s', (_, wanted, amount, expected) => {
  const decision = planAnew(wanted, ore(amount))
  expect(decision.ok ? 'ok' : decision.because).toBe(expected)
})
