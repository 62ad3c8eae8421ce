import { describe, expect, test } from 'vitest'
import { callOffSession, checkContent, checkSession, hasStarted, startOf, takeStep, type CourseContent, type CourseState, type CourseStep } from './rules.ts'

const now = new Date('2026-11-23T09:00:00Z')
const hours = (count: number): Date => new Date(now.getTime() + count * 3_600_000)
const held = (from: number, to = from + 2, cancelledAt?: Date) => ({ startsAt: hours(from), endsAt: hours(to), cancelledAt })
const outcome = (decision: { readonly ok: true; readonly event: object } | { readonly ok: false; readonly because: string }): string => (decision.ok ? ('to' in decision.event ? String(decision.event.to) : 'ok') : decision.because)

describe('a step of a course', () => {
  const coming = [held(24)]
  const begun = [held(-1), held(24)]
  const over = [held(-5)]
  const calledOff = [held(-5, -3, hours(-9)), held(24, 26, hours(-9))]
  test.each<readonly [CourseState, CourseStep, ReturnType<typeof held>[], string]>([
    ['draft', 'open', coming, 'open'],
    ['draft', 'open', [], 'no-sessions'],
    ['draft', 'open', calledOff, 'no-sessions'],
    ['open', 'open', coming, 'not-draft'],
    ['closed', 'open', coming, 'open'],
    ['draft', 'close', coming, 'not-open'],
    ['open', 'close', coming, 'closed'],
    ['closed', 'close', coming, 'not-open'],
    ['draft', 'cancel', [], 'cancelled'],
    ['draft', 'cancel', begun, 'cancelled'],
    ['open', 'cancel', coming, 'cancelled'],
    ['closed', 'cancel', calledOff, 'cancelled'],
    ['open', 'cancel', [held(0)], 'begun'],
    ['open', 'cancel', begun, 'begun'],
    ['closed', 'cancel', over, 'begun'],
    ['draft', 'finish', over, 'not-open'],
    ['open', 'finish', coming, 'sessions-left'],
    ['closed', 'finish', begun, 'sessions-left'],
    ['open', 'finish', [held(-2, 0)], 'finished'],
    ['closed', 'finish', [...over, held(24, 26, hours(-9))], 'finished'],
  ])('%s, %s with %o: %s', (state, step, sessions, expected) => expect(outcome(takeStep({ state, sessions }, step, now))).toBe(expected))

  test.each(['cancelled', 'finished'] as const)('none when it is %s', (state) => {
    for (const step of ['open', 'close', 'cancel', 'finish'] as const) expect(outcome(takeStep({ state, sessions: coming }, step, now)), step).toBe('over')
  })
})

test('a course begins with the first session that is held', () => {
  expect(startOf([held(48), held(24), held(1, 2, hours(-1))])).toEqual(hours(24))
  expect([startOf([]), hasStarted(undefined, now), hasStarted(hours(1), now), hasStarted(now, now)]).toEqual([undefined, false, false, true])
})

describe('what is written of a course', () => {
  const content: CourseContent = {
    kind: 'course', title: 'Lek', about: 'Om lek', heldBy: '', themes: [], audience: [], measureId: undefined,
    limits: { seats: { 'on-site': 10, digital: 5 }, perKindergarten: undefined, perRole: {}, priorityUntil: undefined },
    priorityKindergartens: [], opensAt: hours(0), closesAt: hours(24), offerHours: 48, byLink: true,
  }
  const seats = (onSite: number, digital: number) => ({ limits: { ...content.limits, seats: { 'on-site': onSite, digital } } })
  const first = { limits: { ...content.limits, priorityUntil: hours(12) } }
  test.each<readonly [string, Partial<CourseContent>, string]>([
    ['as usual', {}, 'ok'],
    ['exactly the seats that are taken', seats(3, 2), 'ok'],
    ['one too few on site', seats(2, 5), 'seats-below-taken'],
    ['one too few digitally', seats(10, 1), 'seats-below-taken'],
    ['no seats at all', seats(0, 0), 'no-seats'],
    ['closing the moment it opens', { closesAt: hours(0) }, 'closes-before-opens'],
    ['closing the moment it begins', { closesAt: hours(36) }, 'ok'],
    ['closing after it has begun', { closesAt: hours(37) }, 'closes-after-start'],
    ['kindergartens that go first, and no date', { priorityKindergartens: ['k'] }, 'priority-without-date'],
    ['a date, and nobody who goes first', first, 'priority-without-kindergartens'],
    ['those who go first, and until when', { ...first, priorityKindergartens: ['k'] }, 'ok'],
  ])('%s: %s', (_, other, expected) => expect(outcome(checkContent({ ...content, ...other }, { 'on-site': 3, digital: 2 }, hours(36)))).toBe(expected))
  test('closing whenever, while nobody knows when it begins', () => expect(outcome(checkContent({ ...content, closesAt: hours(9999) }, { 'on-site': 0, digital: 0 }, undefined))).toBe('ok'))
})

describe('a session', () => {
  const draft = { state: 'draft' as const }
  test.each<readonly [string, { readonly state: CourseState }, ReturnType<typeof held> | undefined, ReturnType<typeof held>, string]>([
    ['a new one', draft, undefined, held(1), 'ok'],
    ['a new one that begins now', draft, undefined, held(0), 'session-passed'],
    ['one that is moved', { state: 'closed' }, held(24), held(48), 'ok'],
    ['one that is moved into the past', draft, held(24), held(-24), 'session-passed'],
    ['one that has begun', draft, held(0), held(24), 'session-passed'],
    ['one that is called off', draft, held(24, 26, hours(-1)), held(48), 'session-cancelled'],
    ['one that ends as it begins', draft, undefined, held(24, 24), 'ends-before-starts'],
    ['fourteen hours', draft, undefined, held(24, 38), 'ok'],
    ['longer than fourteen hours', draft, undefined, held(24, 38.1), 'session-long'],
    ['in a course that is cancelled', { state: 'cancelled' }, undefined, held(24), 'course-over'],
    ['in a course that has been held', { state: 'finished' }, held(24), held(48), 'course-over'],
  ])('%s', (_, course, before, after, expected) => expect(outcome(checkSession(course, before, after, now))).toBe(expected))

  const two = [held(24), held(48)]
  test.each<readonly [string, { readonly state: CourseState; readonly sessions: readonly ReturnType<typeof held>[] }, ReturnType<typeof held>, string]>([
    ['one of two', { state: 'open', sessions: two }, held(24), 'ok'],
    ['one that begins now', { state: 'open', sessions: two }, held(0), 'session-passed'],
    ['one that is called off already', { state: 'open', sessions: two }, held(24, 26, hours(-1)), 'session-cancelled'],
    ['the only one', { state: 'open', sessions: [held(24)] }, held(24), 'last-session'],
    ['the only one that is left', { state: 'closed', sessions: [held(24), held(48, 50, hours(-1))] }, held(24), 'last-session'],
    ['the only one of a draft', { state: 'draft', sessions: [held(24)] }, held(24), 'ok'],
  ])('that is called off, %s', (_, course, session, expected) => expect(outcome(callOffSession(course, session, now))).toBe(expected))
})
