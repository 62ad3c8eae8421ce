import { expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import { clashesOf, manyAtOnce, type Meanwhile } from './rules.ts'

const other = (kindergartenId: string, themes: readonly string[] = []): Meanwhile => ({ kindergartenId, kindergarten: kindergartenId.toUpperCase(), source: 'measure', id: 'x', title: undefined, themes, startsOn: '2026-09-01' as LocalDate, endsOn: '2027-06-30' as LocalDate })

test('one about the same theme is pointed out alone; others only when they become many', () => {
  expect(clashesOf(['a'], [other('k', ['b']), other('k', ['a'])])).toEqual([{ kindergartenId: 'k', kindergarten: 'K', why: 'same-theme', others: [other('k', ['a'])] }])
  const others = Array.from({ length: manyAtOnce - 1 }, () => other('k'))
  expect(clashesOf(['a'], others)[0]?.why).toBe('many')
  expect(clashesOf(['a'], others.slice(1))).toEqual([])
})
test('what one kindergarten has does not count for another', () => {
  expect(clashesOf([], [other('k'), other('l'), other('m'), other('n')])).toEqual([])
})
test('networks and visits are pointed out for their theme, and do not make many', () => {
  const visit: Meanwhile = { ...other('k', ['a']), source: 'visit' }
  expect([clashesOf(['a'], [visit])[0]?.why, clashesOf(['b'], [visit, { ...visit, source: 'network' }, visit, visit])]).toEqual(['same-theme', []])
})
