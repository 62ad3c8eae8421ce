import { expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import { readCounts } from './forms.ts'
import { callOff, change, count, plan, writeNotes } from './rules.ts'

const day = (text: string) => text as LocalDate
const today = day('2026-11-23')
const network = { period: { from: day('2026-08-01'), to: day('2027-08-01') }, endedOn: undefined }
const answer = (decision: { readonly ok: boolean; readonly because?: string }) => ('because' in decision ? decision.because : 'yes')
const meeting = (on: string, cancelled = false) => ({ startsAt: new Date(`${on}T08:00:00Z`), cancelled, version: 2 })

test.each([
  ['today', network, '2026-11-23', 'yes'],
  ['yesterday', network, '2026-11-22', 'date-passed'],
  ['the last day', network, '2027-07-31', 'yes'],
  ['the day after', network, '2027-08-01', 'outside-period'],
  ['one that is over', { ...network, endedOn: day('2026-11-01') }, '2026-12-01', 'network-over'],
] as const)('a meeting is planned: %s', (_, of, on, expected) => expect(answer(plan(of, day(on), today))).toBe(expected))

test('time and preparation until the day is over, notes and numbers from the day, and nothing when it is called off', () => {
  expect([answer(change(meeting('2026-11-23'), 2, today)), answer(change(meeting('2026-11-22'), 2, today)), answer(change(meeting('2026-11-24'), 1, today)), answer(change(meeting('2026-11-24', true), 2, today))]).toEqual(['yes', 'held', 'changed-meanwhile', 'meeting-cancelled'])
  expect([answer(writeNotes(meeting('2026-11-23'), 2, today)), answer(writeNotes(meeting('2026-11-24'), 2, today)), answer(writeNotes(meeting('2026-11-01'), 3, today))]).toEqual(['yes', 'not-held-yet', 'changed-meanwhile'])
  expect([answer(count(meeting('2026-11-23'), today)), answer(count(meeting('2026-11-24'), today)), answer(count(meeting('2026-11-01', true), today))]).toEqual(['yes', 'not-held-yet', 'meeting-cancelled'])
  expect([answer(callOff(meeting('2026-11-24'), today)), answer(callOff(meeting('2026-11-22'), today)), answer(callOff(meeting('2026-11-24', true), today))]).toEqual(['yes', 'held', 'meeting-cancelled'])
})

test('numbers are whole, empty is not counted, and what is no number is pointed out', () => {
  expect(readCounts({ 'antall-a': ' 3 ', 'antall-b': '', 'andre': '2' }, ['a', 'b'])).toEqual({ counts: new Map([['a', 3]]), others: 2, wrong: [] })
  expect(readCounts({ 'antall-a': 'tre', 'antall-b': '-1', 'antall-c': '1,5', 'andre': '201' }, ['a', 'b', 'c']).wrong).toEqual(['antall-a', 'antall-b', 'antall-c', 'andre'])
})
