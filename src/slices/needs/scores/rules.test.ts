import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { ScoresInstrument, StaffWords } from '../instruments/definition.ts'
import { bandOf, comparedWith, groupsOf, readScore, standing, take, ticksOf, trustOf, type ScoreSet } from './rules.ts'
import { changeText, scoreText } from './words.ts'

const words = (text: string): StaffWords => ({ nb: text, nn: text, en: text })
const parents: ScoresInstrument = { kind: 'scores', per: 'kindergarten', counted: 'answers', scale: { least: 1, most: 5, decimals: 1 }, source: words('Undersøkelsen'), dimensions: [{ key: 'a', name: words('Trivsel'), about: '', better: 'high' }, { key: 'b', name: words('Informasjon'), about: '', better: 'high' }] }
const day = (text: string) => text as LocalDate

describe('a score as people and spreadsheets write it', () => {
  test.each([
    ['4', 4], ['4,5', 4.5], ['4.5', 4.5], [' 4,5 ', 4.5], ['4,50', 4.5], ['5', 5], ['1', 1], ['4.300000000000001', 4.3],
    ['', 'not-a-number'], ['fire', 'not-a-number'], ['4 5', 'not-a-number'], [',5', 'not-a-number'], ['4,', 'not-a-number'], ['4,5 %', 'not-a-number'], ['=1+1', 'not-a-number'], ['1e2', 'not-a-number'], ['٤', 'not-a-number'],
    ['1.234,5', 'both-separators'], ['1,234.5', 'both-separators'],
    ['4,55', 'too-many-decimals'], ['5,1', 'outside-scale'], ['0', 'outside-scale'], ['-1', 'outside-scale'], ['−3', 'outside-scale'], ['45', 'outside-scale'],
  ])('%s is %s', (typed, expected) => {
    const read = readScore(typed, parents.scale)
    expect(read.ok ? read.event : read.because).toBe(expected)
  })
  test('what the page writes is read back as the same, with comma and with point, on any scale', () => {
    fc.assert(
      fc.property(fc.constantFrom<0 | 1 | 2>(0, 1, 2), fc.integer({ min: -10_000, max: 10_000 }), fc.constantFrom<'nb' | 'en'>('nb', 'en'), (decimals, whole, lang) => {
        const value = whole / 10 ** decimals
        const read = readScore(scoreText(value, decimals, lang), { least: -10_000, most: 10_000, decimals })
        expect(read.ok && Math.abs(read.event - value) < 1e-9).toBe(true)
      }),
    )
  })
  test('whatever is typed, the answer is a number on the scale with its decimals, or a named refusal', () => {
    const letter = fc.constantFrom(...'0123456789,.-−+ eE%=@\u00a0')
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: letter, maxLength: 12 })), (typed) => {
        const read = readScore(typed, { least: 0, most: 100, decimals: 1 })
        if (!read.ok) return
        expect(read.event).toBeGreaterThanOrEqual(0)
        expect(read.event).toBeLessThanOrEqual(100)
        expect(read.event).toBe(Math.round(read.event * 10) / 10)
        expect(typed).not.toMatch(/[^0-9,.\-−–\s]/)
      }),
    )
  })
})

describe('what can be taken in', () => {
  const measured = { answered: 12, source: 'Undersøkelsen', scores: { a: 4 } }
  test.each<[string, Parameters<typeof take>, string]>([
    ['a whole one', [parents, measured, day('2026-03-12'), day('2026-11-22')], 'needs.scores-entered'],
    ['that of today', [parents, measured, day('2026-11-22'), day('2026-11-22')], 'needs.scores-entered'],
    ['one of tomorrow', [parents, measured, day('2026-11-23'), day('2026-11-22')], 'in-future'],
    ['one of the last century', [parents, measured, day('1999-12-31'), day('2026-11-22')], 'too-old'],
    ['one without a score', [parents, { ...measured, scores: {} }, day('2026-03-12'), day('2026-11-22')], 'nothing'],
    ['four answers', [parents, { ...measured, answered: 4 }, day('2026-03-12'), day('2026-11-22')], 'too-few'],
    ['five answers', [parents, { ...measured, answered: 5 }, day('2026-03-12'), day('2026-11-22')], 'needs.scores-entered'],
    ['one observation', [{ ...parents, counted: 'observations' }, { ...measured, answered: 1 }, day('2026-03-12'), day('2026-11-22')], 'needs.scores-entered'],
    ['no observation', [{ ...parents, counted: 'observations' }, { ...measured, answered: 0 }, day('2026-03-12'), day('2026-11-22')], 'too-few'],
  ])('%s', (_, given, expected) => {
    const decision = take(...given)
    expect(decision.ok ? decision.event.kind : decision.because).toBe(expected)
  })
  test('the same again is nothing new, and what was taken back can be entered anew', () => {
    expect([comparedWith(undefined, measured), comparedWith(measured, { ...measured }), comparedWith(measured, { ...measured, scores: { a: 4, b: 2 } }), comparedWith(measured, { ...measured, answered: 13 }), comparedWith({ ...measured, scores: {} }, measured)]).toEqual(['new', 'same', 'other', 'other', 'new'])
  })
  test('how much it can bear, and bands of five', () => {
    expect([5, 9, 10, 19, 20].map((n) => trustOf('answers', n))).toEqual(['few-answers', 'few-answers', 'some-answers', 'some-answers', 'many-answers'])
    expect([1, 2, 3, 4].map((n) => trustOf('observations', n))).toEqual(['one-observation', 'some-observations', 'some-observations', 'many-observations'])
    expect([bandOf(5), bandOf(9), bandOf(10)]).toEqual([{ from: 5, to: 9 }, { from: 5, to: 9 }, { from: 10, to: 14 }])
  })
})

describe('how it has gone', () => {
  const set = (on: string, scores: Record<string, number>, more: Partial<ScoreSet> = {}): ScoreSet => ({ id: `${on}-${more.revision ?? 1}`, unitId: 'u', unit: 'Enheten', instrumentId: 'i', versionId: 'v1', version: 1, instrument: words('Liste'), definition: parents, on: day(on), revision: 1, answered: 20, source: 's', scores, reason: '', enteredAt: new Date(0), enteredBy: 'Noen', enteredRole: 'head', fromFile: false, ...more })
  test('of each day the newest correction stands, and what was taken back is not there', () => {
    const sets = [set('2025-03-01', { a: 3 }), set('2025-03-01', { a: 4 }, { revision: 2 }), set('2026-03-01', { a: 5 }), set('2026-03-01', {}, { revision: 2 })]
    expect(standing(sets).map(({ on, scores }) => [on, scores])).toEqual([['2025-03-01', { a: 4 }]])
  })
  test('versions go on in one line while the scale is the same, and the newest says what it is called', () => {
    const renamed = { ...parents, dimensions: [{ key: 'a', name: words('Trivsel i barnehagen'), about: '', better: 'high' as const }] }
    const rescaled = { ...parents, scale: { least: 0, most: 100, decimals: 0 as const } }
    const [group] = groupsOf([set('2024-03-01', { a: 3, b: 2 }), set('2025-03-01', { a: 4 }, { versionId: 'v2', definition: renamed }), set('2026-03-01', { a: 80 }, { versionId: 'v3', definition: rescaled })])
    expect(group?.series.map(({ key, name, points }) => [key, name.nb, points.map(({ value }) => value)])).toEqual([['a 0 100', 'Trivsel', [80]], ['a 1 5', 'Trivsel i barnehagen', [3, 4]], ['b 1 5', 'Informasjon', [2]]])
  })
  test('units are told apart', () => {
    expect(groupsOf([set('2025-03-01', { a: 3 }), set('2025-03-01', { a: 4 }, { unitId: 'u2' })]).map(({ unitId }) => unitId)).toEqual(['u', 'u2'])
  })
  test('the lines of a chart, and a change with its sign', () => {
    expect([ticksOf({ least: 1, most: 7, decimals: 1 }), ticksOf({ least: 0, most: 100, decimals: 0 })]).toEqual([[1, 2, 3, 4, 5, 6, 7], [0, 25, 50, 75, 100]])
    expect([changeText(0.42, 1, 'nb'), changeText(-0.42, 1, 'nb'), changeText(0.04, 1, 'en')]).toEqual(['+0,4', '−0,4', '0.0'])
  })
})
