import { describe, expect, test } from 'vitest'
import type { AppealPeriod } from './period/deadline.ts'
import { appeal, appealStatus, consider, demandReasons, noteAnswer, statisticsOf, type AppealFacts } from './rules.ts'

const day = (text: string) => new Date(`${text}T12:00:00Z`)
const period: AppealPeriod = { state: 'counted', arrived: '2026-04-13' as never, lastDay: '2026-05-04' as never, closes: new Date('2026-05-04T22:00:00Z') }
const answerOf = (decided: { ok: true; event: { kind: string } } | { ok: false; because: string }) => (decided.ok ? decided.event.kind : decided.because)

describe('an appeal', () => {
  const one = { recipient: { individual: true }, replaced: false, appealed: false, period, now: day('2026-04-20'), latestMonths: 12, lateReason: '' }
  test.each([
    ['is taken from a recipient in time', {}, 'scheme.appealed'],
    ['is not from somebody else', { recipient: undefined }, 'not-recipient'],
    ['is not where it is no individual decision', { recipient: { individual: false } }, 'no-right'],
    ['is sent once', { appealed: true }, 'already-appealed'],
    ['is not about what has been replaced', { replaced: true }, 'replaced'],
    ['says why when it is late', { now: day('2026-05-06') }, 'late-reason-missing'],
    ['is taken late with the reason', { now: day('2026-05-06'), lateReason: 'Syk.' }, 'scheme.appealed'],
    ['is not taken after a year', { now: day('2027-05-06'), lateReason: 'Syk.' }, 'too-late'],
  ])('%s', (_, change, expected) => expect(answerOf(appeal({ ...one, ...change }))).toBe(expected))
})

describe('reasons', () => {
  const one = { recipient: { individual: true }, reasoned: false, demand: undefined, period, now: day('2026-04-20') }
  test.each([
    ['are demanded where there are none', {}, 'scheme.reasons-asked'],
    ['are in the letter already', { reasoned: true }, 'already-reasoned'],
    ['are demanded once', { demand: { askedAt: day('2026-04-19'), answered: undefined } }, 'already-asked'],
    ['are not demanded after the last day', { now: day('2026-05-05') }, 'period-over'],
    ['are not demanded by others', { recipient: undefined }, 'not-recipient'],
  ])('%s', (_, change, expected) => expect(answerOf(demandReasons({ ...one, ...change }))).toBe(expected))
})

describe('the county governor', () => {
  const one = { status: 'received' as const, replaced: false, timing: 'in-time' as const, outcome: 'sent-on' as const, formal: false }
  test.each([
    ['sends it on', {}, 'scheme.appeal-considered'],
    ['changes the decision', { outcome: 'changed' as const }, 'scheme.appeal-considered'],
    ['dismisses one that came late', { outcome: 'dismissed' as const, timing: 'late' as const }, 'scheme.appeal-considered'],
    ['does not dismiss one in time without another reason', { outcome: 'dismissed' as const }, 'in-time-not-dismissed'],
    ['dismisses one in time for its form', { outcome: 'dismissed' as const, formal: true }, 'scheme.appeal-considered'],
    ['considers it once', { status: 'sent-on' as const }, 'already-considered'],
    ['does not change what another has changed', { outcome: 'changed' as const, replaced: true }, 'replaced'],
  ])('%s', (_, change, expected) => expect(answerOf(consider({ ...one, ...change }))).toBe(expected))
  test.each([['sent-on', 'scheme.appeal-answered'], ['received', 'not-sent-on'], ['answered', 'not-sent-on'], ['dismissed', 'not-sent-on']] as const)('notes an answer to one that is %s: %s', (status, expected) => expect(answerOf(noteAnswer(status))).toBe(expected))
  test.each([[undefined, undefined, 'received'], ['changed', undefined, 'changed'], ['sent-on', 'upheld', 'answered']] as const)('%s and %s is %s', (outcome, answer, expected) => expect(appealStatus({ outcome, answer })).toBe(expected))
})

test('appeals in numbers', () => {
  const fact = (change: Partial<AppealFacts>): AppealFacts => ({ status: 'received', timing: 'in-time', sentAt: day('2026-04-20'), consideredAt: undefined, answer: undefined, ...change })
  expect(statisticsOf(10, 8, [fact({}), fact({ status: 'changed', consideredAt: day('2026-04-24') }), fact({ status: 'answered', timing: 'late', answer: 'sent-back', consideredAt: day('2026-04-30') })])).toEqual({ decisions: 10, withRight: 8, appeals: 3, late: 1, waiting: 1, changed: 1, dismissed: 0, sentOn: 1, changedByBody: 1, medianDays: 7 })
  expect(statisticsOf(0, 0, []).medianDays).toBeUndefined()
})
