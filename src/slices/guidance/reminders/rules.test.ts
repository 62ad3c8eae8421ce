import { expect, test } from 'vitest'
import { lastDueDay, remindersOf, type DueCase } from './rules.ts'

test.each<[string, DueCase, string[]]>([
  ['a request nobody has taken', { stepKind: 'triage', taken: false, followedUp: false }, ['not-taken']],
  ['a case somebody has', { stepKind: 'plan', taken: true, followedUp: false }, []],
  ['a case given up in the middle', { stepKind: 'sessions', taken: false, followedUp: false }, ['not-taken']],
  ['a follow-up whose day has come', { stepKind: 'follow-up', taken: true, followedUp: false }, ['follow-up']],
  ['a follow-up that is noted', { stepKind: 'follow-up', taken: true, followedUp: true }, []],
  ['a follow-up that nobody has', { stepKind: 'follow-up', taken: false, followedUp: false }, ['not-taken', 'follow-up']],
])('%s', (_, one, expected) => expect(remindersOf(one)).toEqual(expected))

test.each([
  ['2026-11-23T05:59:00Z', '2026-11-22'],
  ['2026-11-23T06:00:00Z', '2026-11-23'],
  ['2026-11-23T22:59:00Z', '2026-11-23'],
  ['2026-11-23T23:30:00Z', '2026-11-23'],
  ['2026-07-01T04:59:00Z', '2026-06-30'],
  ['2026-07-01T05:00:00Z', '2026-07-01'],
])('at %s reminders are sent for deadlines up to %s', (now, day) => expect(lastDueDay(new Date(now))).toBe(day))
