import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type LocalDate } from '../../../../kernel/dates.ts'
import { overlaps } from '../../../../kernel/period.ts'
import { gapDays, moved, nextFrom, part, renew, stands, talkFrom } from './rules.ts'

const day = (text: string) => text as LocalDate
const agreedAt = new Date('2025-01-01T10:00:00Z')
const facts = { agreedAt, endedAt: undefined, period: { from: day('2025-02-01'), to: day('2027-02-01') } }
const last = day('2029-01-31')

test.each([
  ['proposed', undefined, undefined, true],
  ['turned down', undefined, agreedAt, false],
  ['agreed, and ended later', agreedAt, agreedAt, true],
])('a period that is %s follows the one before: %#', (_, agreed, ended, expected) => expect(stands({ agreedAt: agreed, endedAt: ended })).toBe(expected))
test('both are told six months before the last day', () => expect(talkFrom(facts.period)).toBe('2026-07-31'))
test('the new period follows the old one, day after day', () => expect(renew(facts, last, false, day('2026-11-23'))).toEqual({ ok: true, event: { kind: 'scheme.partnership-renewed', period: { from: '2027-02-01', to: '2029-02-01' } } }))
test('too late: it begins today, and the gap is said in days', () => {
  expect(renew(facts, last, false, day('2027-02-13'))).toMatchObject({ event: { period: { from: '2027-02-13' } } })
  expect(gapDays(facts.period, { from: day('2027-02-13'), agreedOn: undefined }, day('2027-02-13'))).toBe(12)
  expect(gapDays(facts.period, { from: day('2027-02-01'), agreedOn: day('2027-02-03') }, day('2027-03-01'))).toBe(2)
  expect(gapDays(facts.period, { from: day('2027-02-01'), agreedOn: day('2026-12-01') }, day('2027-03-01'))).toBe(0)
})
describe('refused', () => {
  test.each([
    ['twice', facts, last, true, '2026-11-23', 'renewed-already'],
    ['with more than six months left', facts, last, false, '2026-07-30', 'too-early'],
    ['when nobody agreed to it', { ...facts, agreedAt: undefined }, last, false, '2026-11-23', 'never-agreed'],
    ['when it was ended', { ...facts, endedAt: agreedAt }, last, false, '2026-11-23', 'already-ended'],
    ['without an end', { ...facts, period: { from: day('2025-02-01'), to: undefined } }, last, false, '2026-11-23', 'no-end'],
    ['with a last day before the first', facts, day('2027-01-31'), false, '2026-11-23', 'renewal-too-short'],
  ] as const)('%s', (_, those, until, hasNext, today, because) => expect(renew(those, until, hasNext, day(today))).toEqual({ ok: false, because }))
  test('no to what is renewed, or twice', () => expect([part(facts, true, false), part(facts, false, true)]).toEqual([{ ok: false, because: 'renewed-already' }, { ok: false, because: 'parted-already' }]))
})
test('the new period never overlaps the old one, and promises moved into it are inside it', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1500 }), fc.integer({ min: -150, max: 400 }), fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 0, max: 1500 }), (long, after, from, more) => {
    const old = { from: day('2025-02-01'), to: addDays(day('2025-02-01'), long) }
    const next = { from: nextFrom(old, addDays(old.to, after)), to: addDays(nextFrom(old, addDays(old.to, after)), 300) }
    expect(overlaps(old, next)).toBe(false)
    const days = moved({ from: addDays(old.from, from), to: addDays(old.from, from + more) }, old, next)
    expect(days.from <= days.to && days.from >= next.from && days.to < next.to).toBe(true)
  }))
})
