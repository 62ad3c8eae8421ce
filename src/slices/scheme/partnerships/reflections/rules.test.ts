import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Half } from '../halves/rules.ts'
import { deliver, halvesOf, mayAdd, reflectsOn, stateOf } from './rules.ts'

const day = (text: string) => text as LocalDate
const today = day('2026-11-23')
const [spring, autumn, later] = ['2026-1', '2026-2', '2027-1'] as Half[] as [Half, Half, Half]
const facts = { agreedAt: new Date('2025-01-01T10:00:00Z'), period: { from: day('2025-08-01'), to: day('2028-08-01') } }
const by = (half: Half, ...sides: ('owner' | 'partner')[]) => sides.map((side) => ({ half, side }))

test('the half-years it has been in, the newest first; autumn from 1 November', () => {
  expect(halvesOf(facts, today)).toEqual(['2026-2', '2026-1', '2025-2'])
  expect(halvesOf(facts, day('2026-10-31'))).toEqual(['2026-1', '2025-2'])
})
test.each([
  ['begun on the last day of the half-year', '2026-07-31', '2028-08-01', '2026-07-01', spring, true],
  ['begun the day after it', '2026-08-01', '2028-08-01', '2026-07-01', spring, false],
  ['agreed on the last day to deliver', '2026-01-01', '2028-08-01', '2026-08-31', spring, true],
  ['agreed when the last day had passed', '2026-01-01', '2028-08-01', '2026-09-01', spring, false],
  ['over before the first day to deliver: the period that follows reflects on it', '2025-02-01', '2027-02-01', '2025-01-01', later, false],
  ['over on the first day to deliver', '2025-02-01', '2026-11-02', '2025-01-01', autumn, true],
] as const)('a half-year is reflected on by a partnership that was %s: %s–%s, agreed %s', (_, from, to, agreed, half, expected) => {
  expect(reflectsOn({ agreedAt: new Date(`${agreed}T10:00:00Z`), period: { from: day(from), to: day(to) } }, half)).toBe(expected)
})
describe('it stands', () => {
  test.each([
    ['to be delivered', autumn, by(autumn, 'partner'), 'to-deliver'],
    ['waiting for the other, and hidden', autumn, by(autumn, 'owner'), 'waits-for-other'],
    ['open when both have delivered', autumn, by(autumn, 'owner', 'partner'), 'open'],
    ['open when the last day is past', spring, by(spring, 'owner'), 'open'],
    ['passed for the one who delivered nothing', spring, by(spring, 'partner'), 'passed'],
  ] as const)('%s', (_, half, delivered, state) => expect(stateOf(half, 'owner', delivered, today)).toBe(state))
})
test.each([
  ['in time', autumn, [], undefined],
  ['twice', autumn, by(autumn, 'owner'), 'reflection-locked'],
  ['after the last day', spring, [], 'reflection-passed'],
  ['of a half-year to come', later, [], 'half-not-open'],
] as const)('delivered %s', (_, half, delivered, because) => {
  const decision = deliver(facts, half, 'owner', delivered, today)
  expect(decision.ok ? undefined : decision.because).toBe(because)
})
test('something is added beside what was delivered, or after the last day', () => expect([mayAdd(autumn, 'owner', [], today), mayAdd(autumn, 'owner', by(autumn, 'owner'), today), mayAdd(spring, 'owner', [], today)]).toEqual([false, true, true]))
