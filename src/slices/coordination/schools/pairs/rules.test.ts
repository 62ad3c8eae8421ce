import { expect, test } from 'vitest'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { confirm, end, isJoined, propose, standingOf, type Facts } from './rules.ts'

const day = (text: string) => text as LocalDate
const today = day('2026-11-23')
const both: Facts = { startsOn: day('2025-08-15'), confirmed: { kindergarten: true, school: true }, endedOn: undefined }
const one: Facts = { ...both, confirmed: { kindergarten: true, school: false } }
const answer = (decision: { readonly ok: boolean; readonly because?: string }) => (decision.ok ? true : decision.because)

test.each<[string, Facts, string, boolean]>([
  ['one has not confirmed', one, 'proposed', false],
  ['declined before both had', { ...one, endedOn: day('2026-11-01') }, 'declined', false],
  ['both, from a day to come', { ...both, startsOn: day('2027-08-01') }, 'later', true],
  ['both, and it has begun', both, 'running', true],
  ['on its last day', { ...both, endedOn: today }, 'running', true],
  ['the day after', { ...both, endedOn: day('2026-11-22') }, 'ended', false],
])('%s', (_, facts, standing, joined) => {
  expect([standingOf(facts, today), isJoined(facts, today)]).toEqual([standing, joined])
})

const open = { schoolClosed: false, kindergartenClosed: false, earlier: [] }
test.each<[string, string, Parameters<typeof propose>[1], string | true]>([
  ['two who have not worked together', '2026-11-23', open, true],
  ['with a closed school', '2026-11-23', { ...open, schoolClosed: true }, 'school-closed'],
  ['with a closed kindergarten', '2026-11-23', { ...open, kindergartenClosed: true }, 'kindergarten-closed'],
  ['while they do', '2026-11-23', { ...open, earlier: [both] }, 'pair-there'],
  ['while a proposal waits', '2026-11-23', { ...open, earlier: [one] }, 'pair-there'],
  ['after a proposal was declined the same day', '2026-11-23', { ...open, earlier: [{ ...one, endedOn: today }] }, true],
  ['on the last day of the one before', '2026-11-22', { ...open, earlier: [{ ...both, endedOn: day('2026-11-22') }] }, 'pair-there'],
  ['the day after the last of the one before', '2026-11-23', { ...open, earlier: [{ ...both, endedOn: day('2026-11-22') }] }, true],
  ['more than two years ahead', '2028-11-23', open, 'starts-far'],
  ['more than two years ago', '2024-11-22', open, 'starts-far'],
])('proposed: %s', (_, from, known, expected) => expect(answer(propose(day(from), known, today))).toBe(expected))

test.each<[string, Facts, 'school' | 'kindergarten', boolean, string | true]>([
  ['the side that has not', one, 'school', false, true],
  ['the side that has', one, 'kindergarten', false, 'already-confirmed'],
  ['after it was declined', { ...one, endedOn: today }, 'school', false, 'pair-ended'],
  ['when the school has closed', one, 'school', true, 'school-closed'],
])('confirmed by %s', (_, facts, side, closed, expected) => expect(answer(confirm(facts, side, { school: closed, kindergarten: false }))).toBe(expected))

test.each<[string, Facts, string | undefined, string, string | true]>([
  ['a day and a reason', both, '2027-07-31', 'Ny skolekrets', true],
  ['no reason', both, '2027-07-31', ' ', 'reason-missing'],
  ['no day', both, undefined, 'Ny skolekrets', 'last-day-missing'],
  ['a day before it began', both, '2025-08-14', 'Ny skolekrets', 'last-day-outside'],
  ['a day far ahead', both, '2029-07-31', 'Ny skolekrets', 'last-day-outside'],
  ['a proposal, without a day', one, undefined, 'Ikke vår skole', true],
  ['twice', { ...both, endedOn: today }, '2027-07-31', 'Ny skolekrets', 'pair-ended'],
])('ended with %s', (_, facts, on, reason, expected) => expect(answer(end(facts, on === undefined ? undefined : day(on), reason, today))).toBe(expected))
