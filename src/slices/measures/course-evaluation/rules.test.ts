import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import { answersIn, openEvaluation, statementsIn } from './rules.ts'

const today = '2026-11-23' as LocalDate
const now = new Date('2026-11-23T09:00:00Z')
const over = [new Date('2026-11-20T09:00:00Z')]

describe('asking those who were there', () => {
  const kept = { statements: ['x'], closesOn: today, closedAt: undefined, asked: 1 }
  test.each([
    ['when it is over', over, undefined, ['Jeg har nytte av kurset'], '2026-12-07', 'ok'],
    ['when the last session begins', [...over, now], undefined, ['x'], '2026-12-07', 'ok'],
    ['before the last session', [...over, new Date('2026-11-23T09:00:01Z')], undefined, ['x'], '2026-12-07', 'last-session-to-come'],
    ['when nothing was held', [], undefined, ['x'], '2026-12-07', 'last-session-to-come'],
    ['twice', over, kept, ['x'], '2026-12-07', 'already-asked'],
    ['about nothing', over, undefined, [], '2026-12-07', 'no-statements'],
    ['about nine things', over, undefined, Array.from({ length: 9 }, () => 'x'), '2026-12-07', 'too-many-statements'],
    ['at length', over, undefined, ['x'.repeat(201)], '2026-12-07', 'statement-too-long'],
    ['until yesterday', over, undefined, ['x'], '2026-11-22', 'closes-too-soon'],
    ['until spring', over, undefined, ['x'], '2027-03-01', 'closes-too-late'],
  ] as const)('%s', (_, starts, before, statements, closesOn, expected) => {
    const decision = openEvaluation(starts, before, statements, closesOn as LocalDate, now, today)
    expect(decision.ok ? 'ok' : decision.because).toBe(expected)
  })
})

test('statements are lines', () => expect(statementsIn(' Ett \n\n To\n')).toEqual(['Ett', 'To']))
test('an answer is whole or none', () => expect([answersIn({ p1: '0', p2: '5' }, 2), answersIn({ p1: '3' }, 2), answersIn({ p1: '6' }, 1), answersIn({ p1: ['1'] }, 1)]).toEqual([[0, 5], undefined, undefined, undefined]))
