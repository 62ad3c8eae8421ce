import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import { readersOf, schoolsOn, wrongSchools } from './rules.ts'

const day = (text: string) => text as LocalDate

test.each([
  [0, 0, 'nobody-chosen'], [1, 0, undefined], [10, 0, undefined], [11, 0, 'too-many'], [1, 9, undefined], [1, 10, 'too-many'],
] as const)('%i more beside %i: %s', (asked, there, wrong) => expect(wrongSchools(asked, there)).toBe(wrong))

describe('which schools are in a network on a day', () => {
  const joined = { state: 'accepted', joinedOn: day('2026-11-20'), leftOn: undefined } as const
  test.each([
    ['the day before it came in', joined, '2026-11-19', 0], ['from the day it came in', joined, '2026-11-20', 1],
    ['until the day it left', { ...joined, state: 'left', leftOn: day('2026-11-25') } as const, '2026-11-24', 1], ['not on the day it left', { ...joined, state: 'left', leftOn: day('2026-11-25') } as const, '2026-11-25', 0],
    ['not when it is only asked', { state: 'open', joinedOn: undefined, leftOn: undefined } as const, '2026-11-25', 0], ['not when it said no', { state: 'declined', joinedOn: undefined, leftOn: undefined } as const, '2026-11-25', 0],
  ] as const)('%s', (_, school, on, many) => expect(schoolsOn([school], day(on))).toHaveLength(many))
})

describe('which schools read a meeting', () => {
  const today = day('2026-11-23')
  const open = { state: 'open', answerBy: day('2026-12-07'), joinedOn: undefined, leftOn: undefined, answeredAt: undefined } as const
  const yes = { ...open, state: 'accepted', joinedOn: today, answeredAt: new Date('2026-11-23T09:00Z') } as const
  test.each([
    ['one that begins after the yes', yes, '2026-11-23T12:00Z', 1], ['not one earlier the same day', yes, '2026-11-23T08:00Z', 0], ['not one before', yes, '2026-11-16T12:00Z', 0],
    ['one to come, when it may still answer', open, '2026-11-30T12:00Z', 1], ['not one that has been', open, '2026-11-22T12:00Z', 0], ['none when the last day to answer has passed', { ...open, answerBy: day('2026-11-22') }, '2026-11-30T12:00Z', 0],
    ['none when it has left', { ...yes, state: 'left', leftOn: day('2026-11-25') } as const, '2026-11-30T12:00Z', 0],
  ] as const)('%s', (_, school, startsAt, many) => expect(readersOf([school], new Date(startsAt), today)).toHaveLength(many))
})
