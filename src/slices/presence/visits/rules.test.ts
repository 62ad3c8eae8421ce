import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import { change } from '../follow-ups/rules.ts'
import { doneIn } from './forms.ts'
import { correct, log, takeBack, waitsForWords } from './rules.ts'

const day = (text: string) => text as LocalDate
const today = day('2026-11-23')
const place = { closedOn: undefined, served: true }
const visit = { on: today, measure: 'none', due: undefined } as const

describe('a visit is kept', () => {
  test.each([
    ['today', visit, place, 'held'],
    ['tomorrow: it is planned', { ...visit, on: day('2026-11-24') }, place, 'planned'],
    ['a year ago', { ...visit, on: day('2025-11-23') }, place, 'held'],
    ['more than a year ago', { ...visit, on: day('2025-11-22') }, place, 'too-old'],
    ['in eighteen months', { ...visit, on: day('2028-05-23') }, place, 'planned'],
    ['later than that', { ...visit, on: day('2028-05-24') }, place, 'too-far'],
    ['the day before the kindergarten closed', { ...visit, on: day('2026-11-09') }, { ...place, closedOn: day('2026-11-10') }, 'held'],
    ['the day it closed', { ...visit, on: day('2026-11-10') }, { ...place, closedOn: day('2026-11-10') }, 'kindergarten-closed'],
    ['where another team serves', visit, { ...place, served: false }, 'not-served'],
    ['in a measure that runs', { ...visit, measure: { state: 'running', here: true } }, place, 'held'],
    ['in a measure that has been closed', { ...visit, measure: { state: 'closed', here: true } }, place, 'measure-closed'],
    ['in a measure of another kindergarten', { ...visit, measure: { state: 'running', here: false } }, place, 'measure-gone'],
    ['in a measure the team does not see', { ...visit, measure: undefined }, place, 'measure-gone'],
    ['with a follow-up the same day', { ...visit, due: today }, place, 'held'],
    ['with a follow-up the day before', { ...visit, due: day('2026-11-22') }, place, 'due-passed'],
  ] as const)('%s', (_, typed, where, expected) => {
    const decision = log(typed, where, today)
    expect(decision.ok ? decision.event.state : decision.because).toBe(expected)
  })
})

describe('a correction', () => {
  const before = { state: 'held', version: 2, on: today, measureId: undefined } as const
  const typed = { on: today, measureId: undefined, measure: 'none' } as const
  test.each([
    ['of what was seen', before, 2, typed, 'held'],
    ['of an older one than somebody else has made', before, 1, typed, 'changed-meanwhile'],
    ['of what is taken back', { ...before, state: 'taken-back' }, 2, typed, 'taken-back'],
    ['moves it to a day to come', before, 2, { ...typed, on: day('2026-12-01') }, 'planned'],
    ['keeps a measure that has been closed since', { ...before, measureId: 'a' }, 2, { ...typed, measureId: 'a', measure: { state: 'closed', here: true } }, 'held'],
    ['of one from long ago, its day untouched', { ...before, on: day('2025-03-03') }, 2, { ...typed, on: day('2025-03-03') }, 'held'],
    ['of one from long ago, to another day as long ago', { ...before, on: day('2025-03-03') }, 2, { ...typed, on: day('2025-03-04') }, 'too-old'],
    ['does not put it in a closed one', before, 2, { ...typed, measureId: 'a', measure: { state: 'closed', here: true } }, 'measure-closed'],
  ] as const)('%s', (_, was, seen, now, expected) => {
    const decision = correct(was, seen, now, { closedOn: undefined }, today)
    expect(decision.ok ? decision.event.state : decision.because).toBe(expected)
  })
  test('takes back once', () => {
    expect([takeBack({ state: 'planned' }).ok, takeBack({ state: 'taken-back' })]).toEqual([true, { ok: false, because: 'taken-back' }])
  })
})

test('a follow-up: what somebody else has done or changed is not done again', () => {
  expect(change({ version: 1, doneOn: undefined }, 1, 'done')).toEqual({ ok: true, event: { kind: 'presence.follow-up-done' } })
  expect(change({ version: 2, doneOn: undefined }, 1, 'moved')).toEqual({ ok: false, because: 'follow-up-changed' })
  expect(change({ version: 2, doneOn: today }, 1, 'done')).toEqual({ ok: false, because: 'follow-up-done' })
})

test('a planned visit waits for words from the day after, and a week is the time for it', () => {
  expect([waitsForWords({ state: 'planned', on: today }, today), waitsForWords({ state: 'planned', on: day('2026-11-22') }, today), waitsForWords({ state: 'held', on: day('2026-11-01') }, today)]).toEqual([undefined, '2026-11-29', undefined])
})

test('what a form says is done must have the shape of it', () => {
  const id = '0190d3a4-0000-7000-8000-000000000001'
  expect(doneIn([`${id}.3`, `${id}.0`, 'x.1', id, `${id}.99999999`])).toEqual([{ id, seen: 3 }])
})
