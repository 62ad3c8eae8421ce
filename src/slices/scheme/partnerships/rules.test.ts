import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import { change, confirm, end, note, standingOf, unconfirmed, yearsOf, type Facts, type Side } from './rules.ts'

const day = (text: string) => text as LocalDate
const both: Facts = { version: 3, confirmed: { owner: 3, partner: 3 }, agreedAt: new Date(1), endedAt: undefined, period: { from: day('2025-08-01'), to: day('2028-08-01') } }
const answer = (decision: { readonly ok: boolean; readonly because?: string }) => (decision.ok ? true : decision.because)
const promised = { owner: 1, partner: 1 }

test.each<[string, Partial<Facts>, string, string]>([
  ['both have confirmed, within its days', {}, '2026-11-23', 'running'],
  ['before its days', {}, '2025-07-31', 'agreed'],
  ['after its last day', {}, '2028-08-01', 'over'],
  ['only one has ever confirmed', { confirmed: { owner: 3, partner: undefined }, agreedAt: undefined }, '2026-11-23', 'proposed'],
  ['one has not confirmed what it has become', { confirmed: { owner: 3, partner: 2 } }, '2026-11-23', 'changed'],
  ['somebody ended it, whoever confirmed what', { endedAt: new Date(2), confirmed: { owner: 1, partner: 1 } }, '2026-11-23', 'ended'],
])('%s', (_, facts, today, expected) => {
  expect(standingOf({ ...both, ...facts }, day(today))).toBe(expected)
})

describe('confirming', () => {
  const waiting: Facts = { ...both, confirmed: { owner: 3, partner: 2 } }
  test.each([
    ['the one who has not', waiting, 'partner', 3, promised, true],
    ['the one who has', waiting, 'owner', 3, promised, 'already-confirmed'],
    ['another version than the one that stands', waiting, 'partner', 2, promised, 'changed-meanwhile'],
    ['before the other has promised anything', waiting, 'partner', 3, { owner: 0, partner: 1 }, 'nothing-promised'],
    ['after the end', { ...waiting, endedAt: new Date(2) }, 'partner', 3, promised, 'already-ended'],
  ] as const)('%s', (_, facts, side, seen, promises, expected) => {
    expect(answer(confirm(facts, side, seen, promises))).toBe(expected)
  })
})

test.each([
  ['a reason', {}, 'Ny partner', true],
  ['no reason', {}, ' ', 'reason-missing'],
  ['twice', { endedAt: new Date(2) }, 'Ny partner', 'already-ended'],
] as const)('ends with %s', (_, facts, reason, expected) => {
  expect(answer(end({ ...both, ...facts }, reason))).toBe(expected)
})

describe('the university’s note', () => {
  test.each([
    ['of a year it lasts in', both, 'partner', 2026, undefined, undefined, true],
    ['of a year before it', both, 'partner', 2024, undefined, undefined, 'not-in-period'],
    ['of the year that begins the day after its last one', both, 'partner', 2028, undefined, undefined, 'not-in-period'],
    ['by the owner', both, 'owner', 2026, undefined, undefined, 'not-partner'],
    ['by a member', both, 'member', 2026, undefined, undefined, 'not-partner'],
    ['before both had confirmed', { ...both, agreedAt: undefined }, 'partner', 2026, undefined, undefined, 'never-agreed'],
    ['after it was ended', { ...both, endedAt: new Date(2) }, 'partner', 2026, undefined, undefined, true],
    ['over a colleague’s, unseen', both, 'partner', 2026, 1, 0, 'changed-meanwhile'],
    ['over the one that was read', both, 'partner', 2026, 2, 2, true],
  ] as const)('%s', (_, facts, side, year, there, seen, expected) => {
    expect(answer(note(facts, side, year, there, seen))).toBe(expected)
  })
  test('the years of a period are those it touches, until now', () => {
    expect([yearsOf(both.period, 2026), yearsOf(both.period, 2040), yearsOf({ from: day('2026-01-01'), to: undefined }, 2026), yearsOf(both.period, 2020)]).toEqual([[2025, 2026], [2025, 2026, 2027], [2025, 2026], []])
  })
})

test('over any sequence of changes and confirmations, it is in force only when both have confirmed the very last version', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('change', 'confirm'), fc.constantFrom<Side>('owner', 'partner')), { maxLength: 20 }), (acts) => {
      let [version, confirmed]: [number, Facts['confirmed']] = [1, { owner: 1, partner: undefined }]
      const now = (): Facts => ({ ...both, version, confirmed, agreedAt: undefined })
      const last: Record<Side, number | undefined> = { owner: 1, partner: undefined }
      for (const [act, side] of acts) {
        if (act === 'change') {
          const done = change(now(), side)
          if (!done.ok) continue
          version = done.event.version
          confirmed = done.event.confirmed
        } else if (confirm(now(), side, version, promised).ok) confirmed = side === 'owner' ? { owner: version, partner: confirmed.partner } : { owner: confirmed.owner, partner: version }
        last[side] = version
      }
      expect(unconfirmed(now())).toEqual((['owner', 'partner'] as const).filter((side) => last[side] !== version))
    }),
  )
})
