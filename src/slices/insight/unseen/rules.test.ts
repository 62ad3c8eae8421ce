import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import { inOrder, linesOf, mondayOf, reasonsFor, ruleKeys, toCall, type Called, type Facts, type Line, type RuleKey } from './rules.ts'
import { changeSettings, settingsFrom } from './settings/rules.ts'

const today = '2026-11-23' as LocalDate
const seen: Facts = { kindergartenId: 'k', ownership: 'municipal', capacity: 50, children: 50, staff: 15, registerOn: today, ownerHas: 8, inNetwork: true, lastContactOn: today, requests: 2, unhelped: 0, waitingSince: undefined, lastAppliedOn: today, headSince: '2020-01-01' as LocalDate, vacantSince: undefined }
const settings = settingsFrom([]).rules
const all = settingsFrom(ruleKeys.map((key) => ({ key, active: true, n: undefined }))).rules
const day = (text: string) => text as LocalDate

test('one that is seen has no reason', () => {
  expect(reasonsFor(seen, all, today)).toEqual([])
})
test.each<readonly [string, Partial<Facts>, RuleKey | undefined]>([
  ['contact eleven months ago', { lastContactOn: day('2025-11-24') }, undefined],
  ['contact twelve months ago to the day', { lastContactOn: day('2025-11-23') }, 'no-contact'],
  ['never any contact', { lastContactOn: undefined }, 'no-contact'],
  ['never asked', { requests: 0 }, 'never-asked'],
  ['never applied', { lastAppliedOn: undefined }, 'never-applied'],
  ['a private owner of two outside networks', { ownership: 'private', ownerHas: 2, inNetwork: false }, 'small-private'],
  ['a private owner of three outside networks', { ownership: 'private', ownerHas: 3, inNetwork: false }, undefined],
  ['a private owner of one in a network', { ownership: 'private', ownerHas: 1, inNetwork: true }, undefined],
  ['a municipal owner of one outside networks', { ownerHas: 1, inNetwork: false }, undefined],
  ['a head since half a year', { headSince: day('2026-05-01') }, 'new-head'],
  ['a head since a year to the day', { headSince: day('2025-11-23') }, undefined],
  ['nobody has ever signed in for it', { headSince: undefined }, undefined],
  ['no head since August', { headSince: undefined, vacantSince: day('2026-08-01') }, 'vacant-head'],
  ['one request without help', { unhelped: 1 }, undefined],
  ['two requests without help', { unhelped: 2 }, 'without-help'],
  ['waiting for six weeks', { waitingSince: day('2026-10-12') }, 'waiting'],
  ['waiting for a day less', { waitingSince: day('2026-10-13') }, undefined],
])('%s', (_, facts, rule) => {
  expect(reasonsFor({ ...seen, ...facts }, settings, today).map((reason) => reason.rule)).toEqual(rule ? [rule] : [])
})
test('what is off gives no reason, what is on says the number it was held against', () => {
  const off = settingsFrom([{ key: 'never-asked', active: false, n: undefined }]).rules
  expect(reasonsFor({ ...seen, requests: 0 }, off, today)).toEqual([])
  expect(reasonsFor({ ...seen, capacity: 9 }, all, today)).toEqual([{ rule: 'few-places', n: 20, count: 9 }])
  expect(reasonsFor({ ...seen, children: 90, staff: 12 }, all, today)).toEqual([{ rule: 'staffing', n: 7, count: 7.5, on: today }])
})
test('only what is different is a change', () => {
  const now = settingsFrom([])
  expect(changeSettings(now, [{ key: 'waiting', active: true, n: 6 }, { key: 'calls-a-week', active: true, n: 5 }])).toEqual({ ok: false, because: 'nothing-changed' })
  expect(changeSettings(now, [{ key: 'waiting', active: true, n: 8 }, { key: 'large', active: false, n: 100 }])).toMatchObject({ ok: true, event: { changes: [{ key: 'waiting', n: 8 }] } })
})

const ids = fc.integer({ min: 0, max: 30 }).map((n) => `k${String(n).padStart(2, '0')}`)
const days = fc.integer({ min: 1, max: 28 }).map((n) => day(`2026-10-${String(n).padStart(2, '0')}`))
const lineOf = fc.record({ kindergartenId: ids, reasons: fc.subarray([...ruleKeys], { minLength: 1 }).map((keys) => keys.map((rule) => ({ rule }))), lastContactOn: fc.option(days, { nil: undefined }) })
const list: fc.Arbitrary<Line[]> = fc.uniqueArray(lineOf, { selector: (line) => line.kindergartenId }).map((lines) => lines.toSorted(inOrder))
const callOf: fc.Arbitrary<Called> = fc.record({ kindergartenId: ids, weekOn: fc.constantFrom(day('2026-11-09'), day('2026-11-16'), day('2026-11-23')), outcome: fc.constantFrom(undefined, 'reached', 'not-reached', 'later'), again: fc.constantFrom(day('2026-11-25'), day('2026-12-24')) }).map(({ again, ...call }) => ({ ...call, calledOn: call.outcome ? call.weekOn : undefined, againOn: call.outcome === 'later' ? again : undefined }))
const calls = fc.uniqueArray(callOf, { selector: (call) => `${call.kindergartenId} ${call.weekOn}` })

describe('the week’s list', () => {
  const week = { weekOn: today, today, restWeeks: 12 }
  test('is never longer than the team has time for, holds nobody twice and nobody from last week', () => {
    fc.assert(
      fc.property(list, calls, fc.integer({ min: 0, max: 12 }), (lines, earlier, most) => {
        const chosen = toCall(lines, earlier, { ...week, most }).map(({ kindergartenId }) => kindergartenId)
        const there = earlier.filter((call) => call.weekOn === today).map((call) => call.kindergartenId)
        expect(chosen.length).toBeLessThanOrEqual(Math.max(0, most - there.length))
        expect(new Set([...chosen, ...there]).size).toBe(chosen.length + there.length)
        expect(earlier.filter((call) => call.weekOn === '2026-11-16' && chosen.includes(call.kindergartenId))).toEqual([])
      }),
    )
  })
  test('does not depend on the order things came in, and follows the list', () => {
    fc.assert(
      fc.property(list, calls, (lines, earlier) => {
        const chosen = toCall(lines, earlier, { ...week, most: 100 })
        expect(toCall(lines, earlier.toReversed(), { ...week, most: 100 }).length).toBe(chosen.length)
        const unpromised = chosen.filter(({ kindergartenId }) => !earlier.some((call) => call.kindergartenId === kindergartenId && call.againOn))
        expect(unpromised).toEqual(unpromised.toSorted(inOrder))
      }),
    )
  })
  test('has room first for those one promised to call, also when no rule finds them any more', () => {
    const earlier: Called[] = [{ kindergartenId: 'k9', weekOn: day('2026-09-21'), outcome: 'later', calledOn: day('2026-09-21'), againOn: day('2026-11-27') }]
    const lines = linesOf([{ ...seen, kindergartenId: 'k1', requests: 0 }], settings, today)
    expect(toCall(lines, earlier, { ...week, most: 1 }).map(({ kindergartenId }) => kindergartenId)).toEqual(['k9'])
    expect(toCall(lines, earlier, { ...week, weekOn: day('2026-11-16'), today: day('2026-11-16'), most: 1 }).map(({ kindergartenId }) => kindergartenId)).toEqual(['k1'])
  })
  test('leaves in peace those who were reached, and not those nobody reached', () => {
    const lines = linesOf([{ ...seen, kindergartenId: 'k1', requests: 0 }], settings, today)
    const called = (outcome: string): Called[] => [{ kindergartenId: 'k1', weekOn: day('2026-11-09'), outcome, calledOn: day('2026-11-10'), againOn: undefined }]
    expect(toCall(lines, called('reached'), { ...week, most: 5 })).toEqual([])
    expect(toCall(lines, called('not-reached'), { ...week, most: 5 })).toHaveLength(1)
  })
})
test('a week begins on Monday', () => {
  expect(['2026-11-22', '2026-11-23', '2026-11-29'].map((one) => mondayOf(day(one)))).toEqual(['2026-11-16', '2026-11-23', '2026-11-23'])
})
