import { expect, test } from 'vitest'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Plan } from '../plans/rules.ts'
import { call, move, note } from './rules.ts'

const day = (text: string) => text as LocalDate
const today = day('2026-11-23')
const plan: Plan = { id: 'p', schoolId: 's', year: 2026, version: 1, schoolClosed: false, lines: [], kindergartens: [{ id: 'k', name: 'K', joined: true }], confirmations: [] }
const meeting = { startsAt: new Date('2026-12-01T12:00:00Z'), version: 3, calledOff: false }
const answer = (decision: { readonly ok: boolean; readonly because?: string }) => (decision.ok ? true : decision.because)

test.each<[string, string, string, number, string | true]>([
  ['today', 'k', '2026-11-23', 0, true], ['yesterday', 'k', '2026-11-22', 0, 'day-past'], ['in three years', 's', '2029-11-23', 0, 'day-far'], ['the thirty-first', 's', '2026-12-01', 30, 'too-many'], ['by a stranger', 'x', '2026-12-01', 0, 'not-party'],
])('called: %s', (_, org, on, there, expected) => expect(answer(call(plan, org, { day: day(on) }, there, today))).toBe(expected))

test.each<[string, Partial<typeof meeting>, string | undefined, number, string, string | true]>([
  ['to another day', {}, '2026-12-02', 3, '2026-11-23', true], ['called off', {}, undefined, 3, '2026-11-23', true], ['called off twice', { calledOff: true }, undefined, 3, '2026-11-23', 'called-off'],
  ['when it has been', {}, '2026-12-09', 3, '2026-12-02', 'held'], ['over a change', {}, '2026-12-02', 2, '2026-11-23', 'changed-meanwhile'], ['into the past', {}, '2026-11-01', 3, '2026-11-23', 'day-past'],
])('moved: %s', (_, more, to, seen, on, expected) => expect(answer(move(plan, 'k', { ...meeting, ...more }, to === undefined ? undefined : day(to), seen, day(on)))).toBe(expected))

test.each<[string, Partial<typeof meeting>, number, string, string | true]>([
  ['the day it is held', {}, 3, '2026-12-01', true], ['before', {}, 3, '2026-11-30', 'meeting-ahead'], ['over another’s', {}, 2, '2026-12-01', 'changed-meanwhile'], ['of one that was called off', { calledOff: true }, 3, '2026-12-01', 'called-off'],
])('noted: %s', (_, more, seen, on, expected) => expect(answer(note(plan, 's', { ...meeting, ...more }, seen, day(on)))).toBe(expected))
