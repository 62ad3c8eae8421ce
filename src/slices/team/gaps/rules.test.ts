import { expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import { close, open } from './rules.ts'

const day = (text: string) => text as LocalDate
const today = day('2026-11-23')
const line = (due: string, more: Partial<Parameters<typeof open>[0]> = {}): Parameters<typeof open>[0] => ({ due: day(due), way: 'course', offerId: undefined, ...more })
const fine = { subject: true, offer: true, who: { lastDay: undefined }, there: false }
test.each<[string, Parameters<typeof open>, string]>([
  ['a line with all in order', [line('2027-03-01'), fine, today], 'team.gap-line-opened'],
  ['due today', [line(today), fine, today], 'team.gap-line-opened'],
  ['a day that has passed', [line('2026-11-22'), fine, today], 'due-passed'],
  ['nobody in the team', [line('2027-03-01'), { ...fine, who: undefined }, today], 'who-gone'],
  ['someone who leaves before it', [line('2027-03-01'), { ...fine, who: { lastDay: day('2027-02-28') } }, today], 'who-gone'],
  ['someone who leaves on the very day', [line('2027-03-01'), { ...fine, who: { lastDay: day('2027-03-01') } }, today], 'team.gap-line-opened'],
  ['a theme that is off the list', [line('2027-03-01'), { ...fine, subject: false }, today], 'subject-gone'],
  ['an offer of a university', [line('2027-03-01', { way: 'university', offerId: 'x' }), fine, today], 'team.gap-line-opened'],
  ['an offer that is withdrawn', [line('2027-03-01', { way: 'university', offerId: 'x' }), { ...fine, offer: false }, today], 'offer-gone'],
  ['an offer, but another way', [line('2027-03-01', { offerId: 'x' }), fine, today], 'offer-needs-university'],
  ['the same stands in the plan', [line('2027-03-01'), { ...fine, there: true }, today], 'line-there'],
])('opening: %s', (_, given, expected) => {
  const decision = open(...given)
  expect(decision.ok ? decision.event.kind : decision.because).toBe(expected)
})

test.each<[string, Parameters<typeof close>, string]>([
  ['by the one who was to do it', [{ state: 'open', personId: 'a' }, { personId: 'a', leads: false }, 'done'], 'team.gap-line-done'],
  ['dropped by the leader', [{ state: 'open', personId: 'a' }, { personId: 'b', leads: true }, 'dropped'], 'team.gap-line-dropped'],
  ['by another adviser', [{ state: 'open', personId: 'a' }, { personId: 'b', leads: false }, 'done'], 'not-yours'],
  ['twice', [{ state: 'done', personId: 'a' }, { personId: 'a', leads: false }, 'done'], 'line-closed'],
])('closing: %s', (_, given, expected) => {
  const decision = close(...given)
  expect(decision.ok ? decision.event.kind : decision.because).toBe(expected)
})
