import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import { begin, changeMeeting, giveTask, leaveSeat, planDays, seat, waitsFor, writeMinutes, type Plan } from './rules.ts'

const day = (text: string) => text as LocalDate
const today = day('2026-11-23')
const answer = (decision: { readonly ok: boolean; readonly because?: string }) => ('because' in decision ? decision.because : 'yes')

test('one team for each open kindergarten one plans for', () => {
  expect(answer(begin({ closed: false, own: true, there: false }))).toBe('yes')
  expect(answer(begin({ closed: false, own: true, there: true }))).toBe('there-already')
  expect(answer(begin({ closed: true, own: true, there: false }))).toBe('closed')
  expect(answer(begin({ closed: false, own: false, there: false }))).toBe('not-served')
})

describe('the days of a plan', () => {
  const plan = (first: string, last: string | undefined, rhythm: Plan['rhythm']) => planDays({ first: day(first), last: last === undefined ? undefined : day(last), rhythm }, today)
  test.each([
    ['yesterday', plan('2026-11-22', undefined, 'once'), 'date-passed'],
    ['a rhythm without an end', plan('2026-12-01', undefined, '4'), 'last-missing'],
    ['an end before the beginning', plan('2026-12-01', '2026-11-30', '4'), 'last-before-first'],
    ['every two weeks for years', plan('2026-12-01', '2029-12-01', '2'), 'too-many-meetings'],
    ['only July', plan('2027-07-06', '2027-07-30', '2'), 'no-days'],
    ['one meeting today', plan('2026-11-23', undefined, 'once'), 'yes'],
  ] as const)('%s: %s', (_, decision, expected) => expect(answer(decision)).toBe(expected))
  test('holidays, weekends and July are left out, and the rhythm goes on', () => {
    const decision = plan('2026-11-26', '2027-08-30', '6')
    expect(decision.ok && decision.event.days).toEqual(['2026-11-26', '2027-01-07', '2027-02-18', '2027-04-01', '2027-05-13', '2027-06-24', '2027-08-05'])
    const easter = plan('2027-03-25', '2027-04-30', '2')
    expect(easter.ok && [easter.event.days, easter.event.leftOut]).toEqual([['2027-04-08', '2027-04-22'], ['2027-03-25']])
  })
})

test('a person sits in one seat of a kind at a time, and a period ends after it begins', () => {
  const there = [{ name: 'Per Strand', part: 'ppt' as const, period: { from: day('2026-08-01'), to: day('2027-08-01') } }]
  const wanted = { name: 'per strand ', part: 'ppt' as const, from: today, until: undefined }
  expect(answer(seat(there, wanted))).toBe('member-twice')
  expect(answer(seat(there, { ...wanted, from: day('2027-08-01') }))).toBe('yes')
  expect(answer(seat(there, { ...wanted, part: 'other' }))).toBe('yes')
  expect(answer(seat([], { ...wanted, until: day('2026-11-01') }))).toBe('period')
  const twenty = (to: LocalDate | undefined) => Array.from({ length: 20 }, (_, n) => ({ name: String(n), part: 'other' as const, period: { from: day('2026-08-01'), to } }))
  expect(answer(seat(twenty(undefined), wanted))).toBe('too-many-members')
  expect(answer(seat(twenty(day('2026-11-24')), wanted)), 'their last day is today').toBe('too-many-members')
  expect(answer(seat(twenty(today), wanted)), 'who has gone out takes no seat').toBe('yes')
})

test('one goes out who sits in it today or is to come, once', () => {
  const member = (from: string, to: string | undefined) => ({ period: { from: day(from), to: to === undefined ? undefined : day(to) } })
  expect([member('2026-08-01', undefined), member('2027-01-01', undefined), member('2026-08-01', '2026-11-23')].map((one) => answer(leaveSeat(one, today)))).toEqual(['yes', 'yes', 'not-member'])
})

test('agenda before, minutes after, nothing when it is called off, and nobody writes over another', () => {
  const meeting = (at: string, cancelled = false) => ({ startsAt: new Date(at), cancelled, version: 2 })
  expect(answer(changeMeeting(meeting('2026-11-24T08:00:00Z'), today, 2, today))).toBe('yes')
  expect(answer(changeMeeting(meeting('2026-11-24T08:00:00Z'), today, 1, today))).toBe('changed-meanwhile')
  expect(answer(changeMeeting(meeting('2026-11-22T08:00:00Z'), today, 2, today))).toBe('held')
  expect(answer(changeMeeting(meeting('2026-11-24T08:00:00Z', true), today, 2, today))).toBe('cancelled')
  expect(answer(changeMeeting(meeting('2026-11-24T08:00:00Z'), day('2026-11-22'), 2, today)), 'to a day that has been').toBe('date-passed')
  expect(answer(writeMinutes(meeting('2026-11-24T08:00:00Z'), 0, 0, today))).toBe('not-held-yet')
  expect(answer(writeMinutes(meeting('2026-11-23T08:00:00Z'), 0, 0, today))).toBe('yes')
  expect(answer(writeMinutes(meeting('2026-11-23T08:00:00Z'), 1, 0, today))).toBe('changed-meanwhile')
  const member = { period: { from: day('2026-08-01'), to: undefined } }
  expect(answer(giveTask(meeting('2026-11-23T08:00:00Z'), member, today, today))).toBe('yes')
  expect(answer(giveTask(meeting('2026-11-23T08:00:00Z'), member, day('2026-11-22'), today))).toBe('due-passed')
  expect(answer(giveTask(meeting('2026-11-23T08:00:00Z'), { period: { from: day('2026-08-01'), to: today } }, today, today))).toBe('not-member')
  expect(answer(giveTask(meeting('2026-11-23T08:00:00Z'), undefined, today, today))).toBe('not-member')
})

test('an open task waits for those it was given to; the head follows up what no other in Samspill sees, and what is late', () => {
  const task = { part: 'ppt' as const, serviceId: 'ppt', dueOn: day('2026-12-01') }
  expect(waitsFor(task, { role: 'service-contact', orgId: 'ppt' }, today)).toBe(true)
  expect(waitsFor(task, { role: 'service-contact', orgId: 'other' }, today)).toBe(false)
  expect(waitsFor(task, { role: 'head', orgId: 'k' }, today)).toBe(false)
  expect(waitsFor({ ...task, dueOn: day('2026-11-20') }, { role: 'head', orgId: 'k' }, today)).toBe(true)
  expect(waitsFor({ ...task, serviceId: undefined }, { role: 'head', orgId: 'k' }, today)).toBe(true)
  expect(waitsFor({ ...task, part: 'adviser' }, { role: 'adviser', orgId: 't' }, today)).toBe(true)
  expect(waitsFor({ ...task, part: 'pedagogical-leader' }, { role: 'pedagogical-leader', orgId: 'k' }, today)).toBe(true)
})
