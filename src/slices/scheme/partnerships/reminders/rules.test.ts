import { expect, test } from 'vitest'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Half } from '../halves/rules.ts'
import { remindersOf, type ReminderFacts } from './rules.ts'

const day = (text: string) => text as LocalDate
const autumn = '2026-2' as Half
const facts: ReminderFacts = { agreedAt: new Date('2025-04-10T10:00:00Z'), endedAt: undefined, period: { from: day('2025-08-01'), to: day('2028-08-01') }, delivered: [], settled: false }

test.each<[string, Partial<ReminderFacts>, string, string[]]>([
  ['two weeks before the last day, across the turn of the year', {}, '2027-01-17', ['owner 2026-2', 'partner 2026-2']],
  ['on the last day', {}, '2027-01-31', ['owner 2026-2', 'partner 2026-2']],
  ['fifteen days before', {}, '2027-01-16', []],
  ['after the last day', {}, '2027-02-01', []],
  ['one side has delivered', { delivered: [{ half: autumn, side: 'owner' }] }, '2027-01-20', ['partner 2026-2']],
  ['somebody has ended it', { endedAt: new Date('2026-12-01T10:00:00Z') }, '2027-01-20', []],
  ['half a year is left', {}, '2028-01-31', ['owner 2027-2', 'partner 2027-2', 'owner renewal', 'partner renewal']],
  ['a day more than half a year is left', { delivered: (['owner', 'partner'] as const).map((side) => ({ half: '2027-2' as Half, side })) }, '2028-01-30', []],
  ['half a year is left, and a new period is proposed', { settled: true }, '2028-03-01', []],
  ['its days are past', {}, '2028-08-01', []],
  ['the last half-year, after its days are past', {}, '2028-08-20', ['owner 2028-1', 'partner 2028-1']],
])('%s', (_, more, today, expected) => {
  const reminders = remindersOf({ ...facts, ...more }, day(today)).map(({ side, about }) => `${side} ${about}`)
  expect(reminders.toSorted()).toEqual(expected.toSorted())
})
