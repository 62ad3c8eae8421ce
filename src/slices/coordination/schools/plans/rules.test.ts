import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { readWhen } from './forms.ts'
import { agreedWith, begin, confirmPlan, copy, inForceFor, join, linesAt, nextYear, removeLine, standingOf, waitsFor, writeLine, type Line, type LineContent, type Plan } from './rules.ts'

const day = (text: string) => text as LocalDate
const today = day('2026-11-23')
const content: LineContent = { kind: 'together', what: 'Besøk', day: day('2027-03-10'), wholeMonth: false, kindergartenWho: '', schoolWho: '' }
const line = (more: Partial<Line> = {}): Line => ({ ...content, id: 'a', from: 1, until: undefined, wasId: undefined, ...more })
const said = (...all: readonly (readonly [string, number])[]) => all.map(([orgId, version]) => ({ orgId, version }))
const plan: Plan = {
  id: 'p', schoolId: 's', year: 2026, version: 1, schoolClosed: false, lines: [line()],
  kindergartens: [{ id: 'k', name: 'K', joined: true }, { id: 'l', name: 'L', joined: true }], confirmations: said(['s', 1], ['k', 1], ['l', 1]),
}
const changed: Plan = { ...plan, version: 2, confirmations: [...plan.confirmations, ...said(['k', 2])] }
const answer = (decision: { readonly ok: boolean; readonly because?: string }) => (decision.ok ? true : decision.because)

describe('what is in force', () => {
  test.each<[string, Plan, readonly (number | undefined)[], string, readonly string[]]>([
    ['all have confirmed', plan, [1, 1, 1], 'in-force', []],
    ['one has changed it', changed, [1, 1, 1], 'changed', ['s', 'l']],
    ['the school has confirmed, the other kindergarten not', { ...changed, confirmations: [...changed.confirmations, ...said(['s', 2])] }, [2, 1, 2], 'changed', ['l']],
    ['nobody has yet', { ...plan, confirmations: [] }, [undefined, undefined, undefined], 'draft', ['s', 'k', 'l']],
    ['a kindergarten that has left is not waited for', { ...changed, confirmations: [...changed.confirmations, ...said(['s', 2])], kindergartens: [{ id: 'k', name: 'K', joined: true }, { id: 'l', name: 'L', joined: false }] }, [2, 1, 2], 'in-force', []],
  ])('%s', (_, of, [k, l, s], standing, waits) => {
    expect([agreedWith(of, 'k'), agreedWith(of, 'l'), inForceFor(of, 's'), standingOf(of, today), waitsFor(of)]).toEqual([k, l, s, standing, waits])
  })
  test('the year is over', () => expect(standingOf(plan, day('2027-08-01'))).toBe('over'))
  test('never anything that one of the two has not confirmed', () => {
    const confirmations = fc.array(fc.record({ orgId: fc.constantFrom('s', 'k', 'l'), version: fc.integer({ min: 1, max: 9 }) }), { maxLength: 20 })
    fc.assert(fc.property(confirmations, (all) => {
      for (const id of ['k', 'l']) {
        const agreed = agreedWith({ schoolId: 's', confirmations: all }, id)
        const both = [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((version) => ['s', id].every((org) => all.some((one) => one.orgId === org && one.version === version)))
        expect(agreed).toBe(both.at(-1))
      }
    }))
  })
  test('a line is in one shape in each version', () => {
    const of = { lines: [line({ until: 3 }), line({ from: 3, day: day('2027-04-14') }), line({ id: 'b', from: 2, until: 3 })] }
    expect([1, 2, 3].map((version) => linesAt(of, version).map(({ id, day: on }) => [id, on]))).toEqual([[['a', '2027-03-10']], [['a', '2027-03-10'], ['b', '2027-03-10']], [['a', '2027-04-14']]])
  })
})

test.each<[string, Plan, string, Partial<LineContent>, number, string | true]>([
  ['by one in the plan', plan, 'k', { what: 'Uteskole' }, 1, true],
  ['by one who is not', plan, 'x', { what: 'Uteskole' }, 1, 'not-party'],
  ['by one who no longer works with the school', { ...plan, kindergartens: [{ id: 'k', name: 'K', joined: false }] }, 'k', { what: 'Uteskole' }, 1, 'pair-ended'],
  ['by the school when nobody works with it', { ...plan, kindergartens: [{ id: 'k', name: 'K', joined: false }] }, 's', { what: 'Uteskole' }, 1, 'pair-ended'],
  ['when the school has closed', { ...plan, schoolClosed: true }, 'k', { what: 'Uteskole' }, 1, 'school-closed'],
  ['over another version', changed, 'k', { what: 'Uteskole' }, 1, 'changed-meanwhile'],
  ['without a day', plan, 'k', { what: 'Uteskole', day: undefined }, 1, 'day-missing'],
  ['a goal without a day', plan, 'k', { kind: 'goal', day: undefined }, 1, true],
  ['before August', plan, 'k', { what: 'Uteskole', day: day('2026-07-31') }, 1, 'outside-year'],
  ['on the last of July', plan, 'k', { what: 'Uteskole', day: day('2027-07-31') }, 1, true],
  ['what stands there', plan, 'k', { what: 'BESØK' }, 1, 'line-there'],
  ['the sixty-first', { ...plan, lines: Array.from({ length: 60 }, (_, at) => line({ id: String(at), what: String(at) })) }, 'k', { what: 'Uteskole' }, 1, 'full'],
])('a new line %s', (_, of, org, more, seen, expected) => expect(answer(writeLine(of, org, undefined, { ...content, ...more }, seen, today))).toBe(expected))

test('a change of a line changes something', () => {
  expect([answer(writeLine(plan, 'k', 'a', content, 1, today)), answer(writeLine(plan, 'k', 'a', { ...content, schoolWho: 'Rektor' }, 1, today)), answer(writeLine(plan, 'k', 'a', { ...content, day: day('2027-04-14') }, 1, day('2027-08-01')))]).toEqual(['nothing-changed', true, 'year-over'])
})
test('what somebody has told of is not taken out', () => expect([answer(removeLine(plan, 's', true, 1, today)), answer(removeLine(plan, 's', false, 1, today))]).toEqual(['told-of', true]))

test.each<[string, Plan, string, number, string | true]>([
  ['by the one who waits', changed, 's', 2, true],
  ['of another version than the one that stands', changed, 's', 1, 'changed-meanwhile'],
  ['twice', changed, 'k', 2, 'already-confirmed'],
  ['with goals alone', { ...changed, lines: [line({ kind: 'goal', day: undefined })] }, 's', 2, 'nothing-written'],
  ['by a stranger', changed, 'x', 2, 'not-party'],
])('confirmed %s', (_, of, org, seen, expected) => expect(answer(confirmPlan(of, org, seen, today))).toBe(expected))
test('the municipality stands behind what it has read, and nothing else becomes of it', () => {
  const decision = confirmPlan(changed, 'm', 2, today, true)
  expect(decision.ok && decision.event.kind).toBe('coordination.plan-anchored')
  expect(agreedWith({ ...changed, confirmations: [...changed.confirmations, ...said(['m', 2])] }, 'k')).toBe(1)
})

test.each<[string, number, Partial<Parameters<typeof begin>[1]>, string | true]>([
  ['this year', 2026, {}, true], ['next year', 2027, {}, true], ['a year that is over', 2025, {}, 'year-over'], ['two years ahead', 2028, {}, 'year-far'],
  ['with a closed school', 2026, { schoolClosed: true }, 'school-closed'], ['with nobody', 2026, { joined: 0 }, 'nobody-joined'], ['again', 2026, { there: true }, 'plan-there'],
])('a plan is begun for %s', (_, year, more, expected) => expect(answer(begin(year, { schoolClosed: false, joined: 1, there: false, ...more }, today))).toBe(expected))

test('a kindergarten comes in when it works with the school, once', () => {
  expect([answer(join(plan, 'n', true, today)), answer(join(plan, 'n', false, today)), answer(join(plan, 'k', true, today)), answer(join(plan, 'n', true, day('2027-08-01')))]).toEqual([true, 'pair-ended', 'already-in', 'year-over'])
})

test.each<[string, Plan, boolean, string, string | true]>([
  ['from March on', plan, false, '2027-03-01', true],
  ['before', plan, false, '2027-02-28', 'copy-early'],
  ['once', plan, true, '2027-03-01', 'plan-there'],
  ['when nothing was ever in force', { ...plan, confirmations: [] }, false, '2027-03-01', 'never-agreed'],
  ['when the year after is over too', plan, false, '2028-08-01', 'year-over'],
])('the next plan begins with this one %s', (_, of, there, on, expected) => expect(answer(copy(of, 's', there, day(on)))).toBe(expected))
test('what was in force comes along a year later, also from a leap day', () => {
  const made = copy({ ...changed, lines: [line({ until: 2 }), line({ from: 2, day: day('2027-04-14') })] }, 'k', false, day('2027-05-01'))
  expect(made.ok && [made.event.year, made.event.lines.map(({ day: on }) => on)]).toEqual([2027, ['2028-03-10']])
  expect([nextYear(day('2028-02-29')), nextYear(day('2027-12-31'))]).toEqual(['2029-02-28', '2028-12-31'])
})

test.each([
  ['5. mars 2027', '2027-03-05', false], ['5.3.27', '2027-03-05', false], ['5. mars', '2027-03-05', false], ['5.3.', '2027-03-05', false], ['12. oktober', '2026-10-12', false],
  ['mars', '2027-03-01', true], ['Oktober', '2026-10-01', true], ['march', '2027-03-01', true], ['mars 2027', '2027-03-01', true], ['3.2027', '2027-03-01', true],
] as const)('%s is a day or a month of the school year', (typed, expected, wholeMonth) => expect(readWhen(typed, 2026)).toEqual({ day: expected, wholeMonth }))
test.each(['en gang', '31.2.', '13.2027', '32. mars', 'mars 1999', '', '99'])('%s is none', (typed) => expect(readWhen(typed, 2026)).toBeUndefined())
