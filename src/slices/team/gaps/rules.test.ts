import { expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import { close, open } from './rules.ts'

const day = (text: string) => text as LocalDate
const today = day('2026-11-23')
const fine = { subject: true, who: { lastDay: undefined }, there: false }
test.each<[string, Parameters<typeof open>, string]>([
  ['a line with all in order', [{ due: day('2027-03-01') }, fine, today], 'team.gap-line-opened'],
  ['due today', [{ due: today }, fine, today], 'team.gap-line-opened'],
  ['a day that has passed', [{ due: day('2026-11-22') }, fine, today], 'due-passed'],
  ['nobody in the team', [{ due: day('2027-03-01') }, { ...fine, who: undefined }, today], 'who-gone'],
  ['someone who leaves before it', [{ due: day('2027-03-01') }, { ...fine, who: { lastDay: day('2027-02-28') } }, today], 'who-gone'],
  ['someone who leaves on the very day', [{ due: day('2027-03-01') }, { ...fine, who: { lastDay: day('2027-03-01') } }, today], 'team.gap-line-opened'],
  ['a theme that is off the list', [{ due: day('2027-03-01') }, { ...fine, subject: false }, today], 'subject-gone'],
  ['the same stands in the plan', [{ due: day('2027-03-01') }, { ...fine, there: true }, today], 'line-there'],
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
