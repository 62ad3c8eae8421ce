import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import { beforeOf, close, fitOf, followUp, mayWrite, waitsFor, type Closing, type CloseRefusal, type Measured, type Standing, type Stored, type Waiting } from './rules.ts'

const day = (text: string) => text as LocalDate
const today = day('2026-11-23')
const part = { id: 'p', kindergartenId: 'k', kindergarten: 'K', state: 'part', departments: [], offeredOn: undefined, joinedOn: undefined, leftOn: undefined, leftReason: undefined, shared: false, closedDown: false, moved: false, closedOn: undefined } as const
const whole: Closing = { comparisonId: 'c', reason: undefined, reasonWords: '', reading: 'x', conclusion: 'x', decision: 'continue', decisionWords: '', nextOn: day('2027-03-01'), responsible: 'Styrer' }
const stored: Stored = { ...whole, version: 3, changedAt: new Date(0), changedBy: 'x', closedOn: undefined, closedBy: undefined, followedUpOn: undefined }
const closed: Stored = { ...stored, closedOn: day('2026-11-01'), closedBy: 'x' }
const standing: Standing = { begunOn: day('2026-09-01'), part, stored: undefined }
const words = { nb: 'x', nn: 'x', en: 'x' }
const measured: Measured = { id: 'c', instrument: words, version: 1, beforeOn: day('2026-08-20'), afterOpenedOn: day('2026-11-10'), afterOn: day('2026-11-10'), lines: [] }

describe('a part is closed as evaluated', () => {
  test.each<[string, Partial<Standing>, Partial<Closing>, Partial<Measured> | undefined, CloseRefusal]>([
    ['an offered kindergarten that has not said yes: not', { part: { ...part, state: 'offered' } }, {}, {}, 'not-part'],
    ['a kindergarten that is not in it: not', { part: undefined }, {}, {}, 'not-part'],
    ['twice: not', { stored: closed }, {}, {}, 'already-closed'],
    ['before it has begun: not', { begunOn: undefined }, {}, {}, 'not-started'],
    ['over what another has saved meanwhile: not', { stored }, {}, {}, 'changed-meanwhile'],
    ['without measuring and without a reason: not', {}, { comparisonId: undefined }, undefined, 'measured-missing'],
    ['with a measuring that is not one’s own, and no reason: not', {}, {}, undefined, 'measured-missing'],
    ['with a reason chosen and not written: not', {}, { comparisonId: undefined, reason: 'stopped' }, undefined, 'reason-missing'],
    ['with a second time that was before it began: not', {}, {}, { afterOpenedOn: day('2026-08-31') }, 'measured-before-start'],
    ['with a first time that was after it began: not', {}, {}, { beforeOn: day('2026-09-02') }, 'before-too-late'],
    ['without the staff’s own reading: not', {}, { reading: '' }, {}, 'reading-missing'],
    ['without the head’s conclusion: not', {}, { conclusion: '' }, {}, 'conclusion-missing'],
    ['without what comes next: not', {}, { decision: undefined }, {}, 'decision-missing'],
    ['going on without a day: not', {}, { nextOn: undefined }, {}, 'next-missing'],
    ['with a day that has been: not', {}, { nextOn: day('2026-11-22') }, {}, 'next-past'],
    ['without anybody responsible: not', {}, { responsible: '' }, {}, 'responsible-missing'],
  ])('%s', (_, stands, typed, how, because) => {
    expect(close({ ...standing, ...stands }, { ...whole, ...typed }, how && { ...measured, ...how }, 'head', today, 0)).toEqual({ ok: false, because })
  })
  test.each<[string, Partial<Closing>, Measured | undefined]>([
    ['measured before and after: yes', {}, measured],
    ['on the very day it began, both: yes', {}, { ...measured, beforeOn: day('2026-09-01'), afterOpenedOn: day('2026-09-01') }],
    ['not measured, with a reason in words: yes', { comparisonId: undefined, reason: 'too-few', reasonWords: 'Vi er fire.' }, undefined],
    ['done, without a day: yes', { decision: 'end', nextOn: undefined }, measured],
  ])('%s', (_, typed, how) => {
    expect(close(standing, { ...whole, ...typed }, how, 'head', today, 0)).toEqual({ ok: true, event: { kind: 'measures.part-closed' } })
  })
  test('by the head alone; a pedagogical leader writes', () => {
    expect(close(standing, whole, measured, 'pedagogical-leader', today, 0)).toEqual({ ok: false, because: 'only-head' })
    expect(mayWrite({ ...standing, stored }, 3).ok).toBe(true)
  })
})

test.each([
  ['before it, and after it', '2026-08-31', '2026-09-02', 'fits'],
  ['both after', '2026-09-02', '2026-11-02', 'before-too-late'],
  ['both before', '2026-05-02', '2026-08-02', 'after-too-early'],
])('a comparison %s the day it began fits a measure', (_, before, after, expected) => {
  expect(fitOf({ ...measured, beforeOn: day(before), afterOpenedOn: day(after) }, day('2026-09-01'))).toBe(expected)
})

test.each([
  ['the last that was over that day or before', ['2026-02-01', '2026-09-01', '2026-09-02'], '2026-09-01'],
  ['none, when all are later', ['2026-09-02'], undefined],
  ['none, when none was held', [], undefined],
])('the session that counts as before is %s', (_, days, expected) => {
  expect(beforeOf(days.map((one) => ({ id: one, title: 'x', on: day(one) })), day('2026-09-01'))?.on).toBe(expected)
})

test('what was decided is followed up once, by the head, after it was closed, when there is a day', () => {
  expect([followUp(closed, 'head').ok, followUp(closed, 'pedagogical-leader'), followUp(stored, 'head'), followUp({ ...closed, followedUpOn: today }, 'head'), followUp({ ...closed, nextOn: undefined }, 'head')]).toEqual([
    true, { ok: false, because: 'only-head' }, { ok: false, because: 'not-closed' }, { ok: false, because: 'followed-already' }, { ok: false, because: 'nothing-to-follow' },
  ])
})

test.each<[string, Partial<Waiting>, ReturnType<typeof waitsFor>]>([
  ['an offer waits at once', { state: 'offered' }, { what: 'answer', due: undefined }],
  ['a plan that has not begun does not wait', { state: 'planned', endsOn: today }, undefined],
  ['one under way waits three weeks before its last day', { endsOn: day('2026-12-14') }, { what: 'close', due: day('2026-12-14') }],
  ['and not four', { endsOn: day('2026-12-15') }, undefined],
  ['a decision waits three weeks before its day', { state: 'closed', nextOn: day('2026-12-01') }, { what: 'follow-up', due: day('2026-12-01') }],
  ['and not when it has been followed up', { state: 'closed', nextOn: day('2026-12-01'), followedUpOn: today }, undefined],
])('%s', (_, more, expected) => {
  expect(waitsFor({ state: 'running', endsOn: day('2027-06-30'), nextOn: undefined, followedUpOn: undefined, ...more }, today)).toEqual(expected)
})
