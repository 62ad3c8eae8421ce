import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Commitment as Promised } from '../assignment/store.ts'
import { problemOf, within, type Facts } from './facts.ts'

const day = (text: string) => text as LocalDate
const promised = (more: Partial<Promised> = {}): Promised => ({
  id: 'p', kind: 'guidance', what: 'Lek', kindergartenId: 'k', group: '', to: 'Lia', personId: undefined, person: undefined, visits: 4, visitMinutes: 120, travelMinutes: 30, travelFrom: 'typed', otherMinutes: 80, minutes: 680,
  from: day('2027-01-11'), until: day('2027-02-26'), themes: [], source: 'typed', sourceId: undefined, state: 'promised', closedOn: undefined, overReason: '', version: 1, madeAt: new Date(0), madeBy: 'x', ...more,
})
const facts = (more: Partial<Facts> = {}): Facts => ({
  today: day('2026-11-23'), members: [{ personId: 'a', name: 'A', lastDay: undefined }], hours: [{ id: 'h', personId: 'a', from: day('2026-08-03'), until: undefined, weeklyMinutes: 600, preferred: [], impossible: [], base: '', place: undefined, version: 1 }],
  away: [], promised: [promised()], held: [], partial: [], before: [], kindergartens: [{ id: 'k', name: 'Lia', ownerId: 'o', place: undefined }], set: [], closed: [], gaps: new Map(), limits: new Map(), ...more,
})
const autumn = { from: day('2026-11-23'), weeks: 5 }
const spring = { from: day('2026-12-28'), weeks: 26 }
const here = (one: Partial<Promised>, span: typeof spring, ...mondays: string[]) => within(facts({ promised: [promised(one)], set: mondays.map((monday) => ({ commitmentId: 'p', monday: day(monday) })) }), span).map((found) => found.here)

describe('what of a promise falls within the weeks', () => {
  test.each<[string, Partial<Promised>, typeof spring, readonly string[], readonly number[]]>([
    ['all of what lies inside', {}, spring, [], [4]],
    ['nothing of what lies outside', {}, autumn, [], []],
    ['as large a part as of the working days', { from: day('2026-11-30'), until: day('2027-01-22'), visits: 8 }, autumn, [], [4]],
    ['one at least', { from: day('2026-12-14'), until: day('2027-06-25'), visits: 1 }, autumn, [], [1]],
    ['a single visit is not set in both half-years', { from: day('2026-12-14'), until: day('2027-06-25'), visits: 1 }, spring, ['2026-12-14'], []],
    ['what is left when the window ends here', { from: day('2026-11-30'), until: day('2027-01-22'), visits: 8 }, spring, ['2026-11-30', '2026-12-07'], [6]],
    ['never more than is left when it goes on after', { from: day('2026-11-02'), until: day('2027-08-27'), visits: 3 }, spring, ['2026-11-02', '2026-11-09'], [1]],
    ['what an adopted plan has set in the same weeks is set anew', {}, spring, ['2027-01-11', '2027-01-18'], [4]],
    ['what is done is no more', { state: 'done' }, spring, [], []],
  ])('%s', (_, one, span, mondays, expected) => expect(here(one, span, ...mondays)).toEqual(expected))
})

describe('the problem', () => {
  const first = (more: Partial<Facts>) => problemOf(facts(more), spring, []).commitments[0]
  test('no visit is set in days that have been', () => {
    expect(first({ today: day('2027-01-20') })?.days.slice(2, 5)).toEqual([0, 4 + 8 + 16, 31])
  })
  test('public holidays and days the kindergarten has set aside cannot be used', () => {
    expect(first({ promised: [promised({ from: day('2027-03-22'), until: day('2027-04-02') })], closed: [{ kindergartenId: 'k', from: day('2027-03-30'), last: day('2027-03-31') }] })?.days.slice(12, 14)).toEqual([1 + 2 + 4, 8 + 16])
  })
  test('one who is partial never gets it: not by name, and not when the team serves the kindergarten no longer', () => {
    for (const [orgId, kindergartens] of [['k', facts().kindergartens], ['o', facts().kindergartens], ['k', []]] as const)
      expect(first({ promised: [promised({ personId: 'a' })], partial: [{ personId: 'a', orgId }], kindergartens })?.able).toEqual([])
  })
  test('a visit takes itself, travel, and its share of the work around', () => {
    expect(first({})?.able).toMatchObject([{ minutes: 120 + 30 + 20 }])
  })
  test('a theme is held alone, or the promise is by name', () => {
    const themed = [promised({ themes: ['t'] })]
    expect([first({ promised: themed })?.able.length, first({ promised: themed, held: [{ personId: 'a', subject: 't', level: 'together' }] })?.able.length, first({ promised: themed, held: [{ personId: 'a', subject: 't', level: 'alone' }] })?.able.length, first({ promised: [promised({ themes: ['t'], personId: 'a' })] })?.able.length]).toEqual([0, 0, 1, 1])
  })
})
