import { expect, test } from 'vitest'
import type { Session } from '../rules.ts'
import { mayBeTold, momentOf, settleTold, tellAbsence, tellAfterwards } from './rules.ts'

const session: Session = { id: 's', title: '', startsAt: new Date('2026-12-03T08:00:00Z'), endsAt: new Date('2026-12-03T10:00:00Z'), cancelled: false }
const outcome = (decision: { ok: boolean; because?: string }) => (decision.ok ? 'ok' : decision.because)
const [there, out] = [{ came: true, told: new Date('2026-12-03T09:00:00Z') }, { came: false, told: new Date('2026-12-03T09:00:00Z') }]

test.each([
  ['the same evening', session, true, undefined, '2026-12-03T09:00', '2026-12-03T20:00', 'ok'],
  ['the last moment one might have checked in', session, true, undefined, '2026-12-03T12:00', '2026-12-05T20:00', 'ok'],
  ['seven days after', session, true, undefined, '2026-12-03T09:00', '2026-12-10T09:00', 'ok'],
  ['a minute more', session, true, undefined, '2026-12-03T09:00', '2026-12-10T09:01', 'told-too-late'],
  ['a moment before the doors', session, true, undefined, '2026-12-03T06:59', '2026-12-04T09:00', 'told-outside'],
  ['a moment after they closed', session, true, undefined, '2026-12-03T12:01', '2026-12-04T09:00', 'told-outside'],
  ['a moment still to come', session, true, undefined, '2027-01-01T09:00', '2026-12-04T09:00', 'told-outside'],
  ['without a seat', session, false, undefined, '2026-12-03T09:00', '2026-12-04T09:00', 'no-seat'],
  ['called off', { ...session, cancelled: true }, true, undefined, '2026-12-03T09:00', '2026-12-04T09:00', 'session-cancelled'],
  ['told before', session, true, there, '2026-12-03T09:00', '2026-12-04T09:00', 'ok'],
  ['taken out by whoever arranges', session, true, out, '2026-12-03T09:00', '2026-12-04T09:00', 'taken-out'],
  ['away in the list, and never told', session, true, { came: false, told: undefined }, '2026-12-03T09:00', '2026-12-04T09:00', 'ok'],
] as const)('told afterwards: %s', (_, one, seated, before, told, now, expected) => expect(outcome(tellAfterwards(one, seated, before, new Date(`${told}:00Z`), new Date(`${now}:00Z`)))).toBe(expected))

test('a moment is what a script writes, and nothing else', () =>
  expect(['2026-12-03T09:00:00.000Z', '2026-12-03', '2026-13-03T09:00:00.000Z', '', undefined, 7].map((typed) => momentOf(typed)?.toISOString())).toEqual(['2026-12-03T09:00:00.000Z', undefined, undefined, undefined, undefined, undefined]))
test('a phone is answered from the session is over, for thirty days', () =>
  expect(['2026-12-03T12:00', '2026-12-03T12:01', '2027-01-02T10:00', '2027-01-02T10:01'].map((now) => mayBeTold(session, new Date(`${now}:00Z`)))).toEqual([false, true, true, false]))
test('what was told is settled once, and nothing else is', () =>
  expect([outcome(settleTold({ ...there, how: 'code' })), outcome(settleTold({ ...there, how: 'list' })), outcome(settleTold({ ...out, how: 'list' })), outcome(settleTold({ came: true, told: undefined, how: 'code' })), outcome(settleTold(undefined))]).toEqual(['ok', 'settled-already', 'settled-already', 'settled-already', 'settled-already']))
test.each([
  [session, 2, false, '2026-12-03T13:00', 'ok'],
  [session, 2, false, '2026-12-03T11:00', 'not-over'],
  [session, 2, true, '2026-12-03T13:00', 'told-already'],
  [session, 0, false, '2026-12-03T13:00', 'nobody-away'],
  [{ ...session, cancelled: true }, 2, false, '2026-12-03T13:00', 'session-cancelled'],
] as const)('the heads are told who did not come: %#', (one, away, before, now, expected) => expect(outcome(tellAbsence(one, away, before, new Date(`${now}:00Z`)))).toBe(expected))
