import { describe, expect, test } from 'vitest'
import { localDate } from '../../../kernel/dates.ts'
import { answer, end, invite, isDue, leave, memberFrom, seesMembers, standingOf, takeBack, wrongAnswerBy, wrongMore, wrongStart, type Candidate, type Invitation } from './rules.ts'

const day = (text: string) => localDate(text) ?? expect.fail(text)
const today = day('2026-11-23')
const said = (decision: { readonly ok: boolean; readonly because?: string }) => decision.because ?? 'yes'
const running = { period: { from: day('2026-08-01'), to: day('2027-08-01') }, endedOn: undefined }
const over = { ...running, endedOn: today }
const standing: Candidate = { closed: false, served: true, member: false, last: undefined }
const asked = (state: Invitation['state'], answerBy = '2026-12-07') => ({ state, answerBy: day(answerBy) })
const declined = (on: string) => ({ ...asked('declined'), answeredOn: day(on) })

test.each([
  ['before its first day', { period: { from: day('2026-11-24'), to: undefined }, endedOn: undefined }, 'planned'], ['on its first day', { period: { from: today, to: undefined }, endedOn: undefined }, 'running'],
  ['the day after its last', { period: { from: day('2026-08-01'), to: today }, endedOn: undefined }, 'over'], ['the day it was ended', over, 'over'],
] as const)('a network %s is %s', (_, network, expected) => expect(standingOf(network, today)).toBe(expected))

describe('asking a kindergarten', () => {
  test.each([
    ['that stands outside', running, standing, 'yes'],
    ['into one that is over', over, standing, 'network-over'],
    ['that is closed down', running, { ...standing, closed: true }, 'closed'],
    ['that another team serves', running, { ...standing, served: false }, 'not-served'],
    ['that is in it', running, { ...standing, member: true }, 'already-member'],
    ['that may still answer, on the last day', running, { ...standing, last: { ...asked('open', '2026-11-23'), answeredOn: undefined } }, 'already-invited'],
    ['that let the last day pass', running, { ...standing, last: { ...asked('open', '2026-11-22'), answeredOn: undefined } }, 'yes'],
    ['that said no 89 days ago', running, { ...standing, last: declined('2026-08-26') }, 'declined-lately'],
    ['that said no 90 days ago', running, { ...standing, last: declined('2026-08-25') }, 'yes'],
  ] as const)('%s', (_, network, candidate, expected) => expect(said(invite(network, candidate, today))).toBe(expected))

  test('two to forty to begin with, and never more than forty in all', () => {
    expect([1, 2, 40, 41].map(wrongStart)).toEqual(['too-few', undefined, undefined, 'too-many'])
    expect([wrongMore(0, 5), wrongMore(1, 39), wrongMore(1, 40)]).toEqual(['nobody-chosen', undefined, 'too-many'])
  })
  test('to be answered from today and within ninety days', () => expect(['2026-11-22', '2026-11-23', '2027-02-21', '2027-02-22'].map((by) => wrongAnswerBy(day(by), today))).toEqual(['answer-by-passed', undefined, undefined, 'answer-by-late']))
})

describe('the answer', () => {
  const [yes, no] = [{ take: 'accept' }, { take: 'decline', reason: 'no-time' }] as const
  test.each([
    ['yes, on the last day', running, asked('open', '2026-11-23'), standing, yes, 'yes'],
    ['yes, the day after', running, asked('open', '2026-11-22'), standing, yes, 'expired'],
    ['no, with a reason', running, asked('open'), standing, no, 'yes'],
    ['no, without one', running, asked('open'), standing, { take: 'decline', reason: undefined }, 'reason-missing'],
    ['a second one', running, asked('accepted'), standing, no, 'answered'],
    ['to what was taken back', running, asked('withdrawn'), standing, yes, 'withdrawn'],
    ['to one that is over', over, asked('open'), standing, yes, 'network-over'],
    ['yes for one that is closed down', running, asked('open'), { ...standing, closed: true }, yes, 'closed'],
    ['no for one that is closed down', running, asked('open'), { ...standing, closed: true }, no, 'yes'],
    ['yes when it has moved to another team', running, asked('open'), { ...standing, served: false }, yes, 'not-served'],
  ] as const)('%s', (_, network, invitation, candidate, given, expected) => expect(said(answer(network, invitation, candidate, given, today))).toBe(expected))

  test('counts from that day, and not before the network begins', () => expect([memberFrom(running, today), memberFrom({ period: { from: day('2027-01-01'), to: undefined }, endedOn: undefined }, today)]).toEqual([today, '2027-01-01']))
  test('is asked for once more three days before, not the day it was sent, and once', () => {
    const due = (answerBy: string, invitedOn = '2026-11-09', reminded = false) => isDue({ ...asked('open', answerBy), invitedOn: day(invitedOn), reminded }, today)
    expect([due('2026-11-27'), due('2026-11-26'), due('2026-11-23'), due('2026-11-22'), due('2026-11-26', '2026-11-23'), due('2026-11-26', '2026-11-09', true)]).toEqual([false, true, true, false, false, false])
  })
})

test('who is in it is told to those who are asked and may still answer, or are in it', () =>
  expect([asked('open'), asked('accepted'), asked('open', '2026-11-22'), asked('declined'), asked('left')].map((one) => seesMembers(one, today))).toEqual([true, true, false, false, false]))

test.each([
  ['an open invitation is taken back', takeBack(asked('open')), 'yes'], ['not one that is answered', takeBack(asked('accepted')), 'answered'], ['nor twice', takeBack(asked('withdrawn')), 'withdrawn'],
  ['a member leaves, with a reason', leave(true, 'too-far'), 'yes'], ['not without one', leave(true, undefined), 'reason-missing'], ['nor who is not in it', leave(false, 'too-far'), 'not-member'],
  ['a network is ended, with a reason', end(running, 'finished', today), 'yes'], ['not without one', end(running, undefined, today), 'reason-missing'], ['nor twice', end(over, 'finished', today), 'network-over'],
] as const)('%s', (_, decision, expected) => expect(said(decision)).toBe(expected))
