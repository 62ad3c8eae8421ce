import { expect, test } from 'vitest'
import { dateOf } from '../../../../kernel/dates.ts'
import { namedWithYears } from './pages.tsx'

// The day a period ends is the day after its last.
test.each([
  ['over a turn of the year', dateOf(2029, 1, 1), 'Lek 2027–2028'],
  ['within one year', dateOf(2028, 1, 1), 'Lek 2027'],
  ['without a last day', undefined, 'Lek 2027–'],
])('a partnership %s is named with its years', (_, to, words) => {
  expect(namedWithYears({ name: 'Lek', period: { from: dateOf(2027, 1, 1), to } })).toBe(words)
})
