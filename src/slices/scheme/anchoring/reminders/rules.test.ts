import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, localDate, type LocalDate } from '../../../../kernel/dates.ts'
import type { Row } from '../rules.ts'
import { alarmDue, alarms, remind, secondNoticeDue, type Alarm } from './rules.ts'

const day = (text: string): LocalDate => localDate(text) ?? expect.fail(text)
// Monday 1 February 2027. Ten working days before is Monday 18 January, three is Wednesday 27 January.
const deadline = day('2027-02-01')

describe('an alarm that nobody can sign', () => {
  test.each<[string, string, readonly Alarm[], string, Alarm | undefined]>([
    ['when it is found', 'signing', [], '2026-11-23', 'nobody'],
    ['once', 'signing', ['nobody'], '2026-12-10', undefined],
    ['again ten working days before', 'signing', ['nobody'], '2027-01-18', 'nobody-ten-days'],
    ['not eleven', 'signing', ['nobody'], '2027-01-17', undefined],
    ['once then too', 'signing', ['nobody', 'nobody-ten-days'], '2027-01-20', undefined],
    ['again three working days before', 'signing', ['nobody', 'nobody-ten-days'], '2027-01-27', 'nobody-three-days'],
    ['found in the last days it is told once', 'signing', ['nobody-three-days'], '2027-01-28', undefined],
    ['the last day counts', 'signing', [], '2027-02-01', 'nobody-three-days'],
    ['after the deadline never', 'signing', [], '2027-02-02', undefined],
    ['a draft is left in peace', 'draft', [], '2026-11-23', undefined],
    ['until ten working days before', 'draft', [], '2027-01-18', 'nobody-ten-days'],
    ['what is sent has none', 'submitted', [], '2027-01-27', undefined],
  ])('%s', (_, state, told, today, expected) => {
    expect(alarmDue(state, deadline, told, day(today))).toBe(expected)
  })
  test('over any days that the program looks: at most three letters, never the same one twice, never after the deadline', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(120), { maxLength: 200 }), fc.constantFrom('draft', 'signing'), (days, state) => {
        const told: Alarm[] = []
        for (const at of days.toSorted((a, b) => a - b)) {
          const today = addDays(day('2026-10-20'), at)
          const due = alarmDue(state, deadline, told, today)
          if (due) expect(today <= deadline).toBe(true)
          if (due) told.push(due)
        }
        expect(new Set(told).size).toBe(told.length)
        expect(told.map((one) => alarms.indexOf(one))).toEqual(told.map((one) => alarms.indexOf(one)).toSorted((a, b) => a - b))
      }),
    )
  })
})

describe('a second notice to those who have not signed', () => {
  test.each<[string, string, string | undefined, string | undefined, string, boolean]>([
    ['a week after they were asked', 'signing', '2027-01-04', undefined, '2027-01-11', true],
    ['not before', 'signing', '2027-01-04', undefined, '2027-01-10', false],
    ['also when a day was missed', 'signing', '2027-01-04', undefined, '2027-01-14', true],
    ['once', 'signing', '2027-01-04', '2027-01-11', '2027-01-20', false],
    ['again when they are asked anew', 'signing', '2027-01-15', '2027-01-11', '2027-01-22', true],
    ['not when nobody knows when they were asked', 'signing', undefined, undefined, '2027-01-11', false],
    ['not while it is written', 'draft', '2027-01-04', undefined, '2027-01-11', false],
    ['the last day counts', 'signing', '2027-01-25', undefined, '2027-02-01', true],
    ['after the deadline never', 'signing', '2027-01-25', undefined, '2027-02-02', false],
  ])('%s', (_, state, asked, told, today, expected) => {
    expect(secondNoticeDue(state, deadline, asked === undefined ? undefined : day(asked), told === undefined ? undefined : day(told), day(today))).toBe(expected)
  })
})

describe('a reminder from the lead', () => {
  const row = (status: Row['status'], alarm = false): Row => ({ capacity: 'head', orgId: 'k1', orgName: 'k1', status, mark: undefined, changed: [], alarm })
  test.each<[string, string, readonly Row[], boolean, string]>([
    ['to those who lack', 'signing', [row('missing'), row('signed')], false, 'reminded'],
    ['to those whose signature is void or declined', 'signing', [row('void'), row('declined')], false, 'reminded'],
    ['once a day', 'signing', [row('missing')], true, 'reminded-today'],
    ['not when all have signed', 'signing', [row('signed')], false, 'nobody-to-remind'],
    ['not where nobody can sign', 'signing', [row('nobody-can-sign', true)], false, 'nobody-to-remind'],
    ['not before it is sent to signing', 'draft', [row('missing')], false, 'not-signing'],
  ])('%s', (_, state, rows, today, expected) => {
    const decision = remind(state, rows, today)
    expect(decision.ok ? 'reminded' : decision.because).toBe(expected)
  })
})
