import { expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import { changeNetwork, turns, type Stay } from './rules.ts'

const day = (text: string) => text as LocalDate
const today = day('2026-11-23')
const network = { period: { from: day('2026-08-01'), to: day('2027-08-01') }, endedOn: undefined, changedAt: 5 }
const to = (from: string, until: string | undefined) => ({ from: day(from), to: until === undefined ? undefined : day(until) })
const answer = (decision: { readonly ok: boolean; readonly because?: string }) => ('because' in decision ? decision.because : 'yes')

test.each([
  ['a later last day', network, to('2026-08-01', '2028-08-01'), 5, [], 'yes'],
  ['no last day', network, to('2026-08-01', undefined), 5, [], 'yes'],
  ['another first day after it began', network, to('2026-09-01', '2027-08-01'), 5, [], 'begun'],
  ['another first day before it begins', { ...network, period: to('2027-01-01', undefined) }, to('2027-02-01', undefined), 5, [], 'yes'],
  ['a first day that has been', { ...network, period: to('2027-01-01', undefined) }, to('2026-11-01', undefined), 5, [], 'begun'],
  ['a last day that has been', network, to('2026-08-01', '2026-11-23'), 5, [], 'ends-passed'],
  ['a meeting after the new last day', network, to('2026-08-01', '2027-02-01'), 5, [day('2027-02-01')], 'meeting-outside'],
  ['a meeting on the new last day', network, to('2026-08-01', '2027-02-01'), 5, [day('2027-01-31')], 'yes'],
  ['somebody has changed it since', network, to('2026-08-01', '2028-08-01'), 4, [], 'changed-since'],
  ['it is over', { ...network, endedOn: day('2026-11-01') }, to('2026-08-01', '2028-08-01'), 5, [], 'network-over'],
] as const)('%s', (_, from, period, seen, meetings, expected) => expect(answer(changeNetwork(from, period, seen, meetings, today))).toBe(expected))

test('who came, left, and came back, the last first; the end of the network is nobody’s leaving', () => {
  const stay = (kindergarten: string, from: string, until: string | undefined, left?: Stay['left'], closedOn?: LocalDate): Stay => ({ kindergarten, period: to(from, until), left, closedOn })
  expect(turns([stay('B', '2026-10-01', '2027-08-01'), stay('A', '2026-08-01', '2026-09-01', 'other-network'), stay('A', '2026-11-01', '2027-08-01'), stay('C', '2027-01-01', undefined), stay('D', '2026-08-15', '2027-08-01', undefined, day('2026-11-15'))], today).map(({ on, kindergarten, what, reason }) => [on, kindergarten, what, reason])).toEqual([
    ['2026-11-15', 'D', 'left', 'closed'],
    ['2026-11-01', 'A', 'came-back', undefined],
    ['2026-10-01', 'B', 'joined', undefined],
    ['2026-09-01', 'A', 'left', 'other-network'],
    ['2026-08-15', 'D', 'joined', undefined],
    ['2026-08-01', 'A', 'joined', undefined],
  ])
})
