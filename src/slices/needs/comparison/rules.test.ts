import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { InstrumentTheme } from '../instruments/definition.ts'
import { figure, floor, publish, type Figure, type Tally, type ThemeTally } from '../masking/rules.ts'
import { compare, linesOf, repeated, verdictOf, type Comparable } from './rules.ts'

const words = (nb: string) => ({ nb, nn: nb, en: nb })
const theme = (key: string, ...statements: string[]): InstrumentTheme => ({ key, name: words(key), about: 'a', statements: statements.map((one) => ({ key: one, text: words(one) })) })
const themes = [theme('care', 's0', 's1'), theme('play', 's2')]
const shown = (statement: string, tally: Tally, part = 'all', of = 'care') => ({ theme: of, statement, part, figure: figure(tally) as Figure })
const low: Tally = [0, 20, 20, 0, 0, 0]
const high: Tally = [0, 0, 0, 0, 20, 20]
const session = (id: string, more: Partial<Comparable> = {}): Comparable => ({ id, versionId: 'v1', questions: 'q1', state: 'ended', openedAt: new Date(id === 'a' ? '2026-01-10T08:00:00Z' : '2026-06-10T08:00:00Z'), staff: ['k1'], ...more })

describe('two sessions are laid side by side', () => {
  const results = [shown('s0', low)]
  test.each<[string, Comparable, Comparable, Parameters<typeof linesOf>[2], string]>([
    ['a session and itself: not', session('a'), session('a'), results, 'same-session'],
    ['one that still takes answers: not', session('a'), session('b', { state: 'open' }), results, 'not-frozen'],
    ['one that was cancelled: not', session('a', { state: 'cancelled' }), session('b'), results, 'not-frozen'],
    ['other questions: not', session('a'), session('b', { versionId: 'v2', questions: 'q2' }), results, 'other-version'],
    ['one held together with another kindergarten, the other alone: not', session('a'), session('b', { staff: ['k1', 'k2'] }), results, 'other-staff'],
    ['the later first: not', session('b'), session('a'), results, 'wrong-order'],
    ['no statement with five answers both times: not', session('a'), session('b'), [shown('s1', low)], 'too-few'],
  ])('%s', (_, before, after, old, because) => {
    expect(compare(before, after, themes, old, results)).toEqual({ ok: false, because })
  })
  test('another version with the same questions: yes', () => {
    expect(compare(session('a'), session('b', { versionId: 'v2' }), themes, results, results).ok).toBe(true)
  })
  test('the same version, over, the same kindergartens, the older first: yes, theme by theme', () => {
    const made = compare(session('a'), session('b'), themes, [shown('s0', low), shown('s1', high)], [shown('s0', high)])
    expect(made).toMatchObject({ ok: true, event: { kind: 'needs.comparison-made', lines: [{ key: 'care', verdict: 'more', statements: [{ key: 's0', verdict: 'more' }, { key: 's1', after: undefined, difference: undefined, verdict: 'cannot-tell' }] }] } })
  })
})

test.each([
  ['larger than the uncertainty, up', 0.9, 0.8, 'more'],
  ['larger than the uncertainty, down', -0.9, 0.8, 'less'],
  ['as large as the uncertainty', 0.8, 0.8, 'cannot-tell'],
  ['none', 0, 0.1, 'cannot-tell'],
] as const)('a difference %s', (_, difference, margin, verdict) => {
  expect(verdictOf(difference, margin)).toBe(verdict)
})

test('a theme is no more certain than the statement fewest answered: its answers are the same people’s', () => {
  const few: Tally = [0, 0, 3, 3, 0, 0]
  const [line] = linesOf(themes, [shown('s0', low), shown('s1', few)], [shown('s0', high), shown('s1', few)])
  expect(line?.before?.atLeast).toBe(5)
})

const tallies = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 30 }).map((answers) => answers.reduce<number[]>((all, value) => all.with(value, (all[value] ?? 0) + 1), [0, 0, 0, 0, 0, 0]) as unknown as Tally)
const asTheme = (...statements: Tally[]): ThemeTally => new Map(statements.map((tally, at) => [`s${at}`, new Map([['', tally]])]))
const published = (tally: ThemeTally) => publish(tally).map((one) => ({ ...one, theme: 'care' }))

describe('nothing of one answer comes out of a comparison that each session does not show by itself', () => {
  test('two stores of answers that show the same give the same comparison, whatever is behind', () => {
    fc.assert(
      fc.property(tallies, tallies, tallies, fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), (before, after, other, from, to) => {
        // One person answers otherwise; and another staff altogether.
        const changed = (before[from] ?? 0) > 0 ? (before.with(from, (before[from] ?? 0) - 1) as unknown as Tally) : before
        const again = changed === before ? before : (changed.with(to, (changed[to] ?? 0) + 1) as unknown as Tally)
        for (const instead of [again, other]) {
          if (JSON.stringify(publish(asTheme(instead))) !== JSON.stringify(publish(asTheme(before)))) continue
          expect(linesOf(themes, published(asTheme(instead)), published(asTheme(after)))).toEqual(linesOf(themes, published(asTheme(before)), published(asTheme(after))))
        }
      }),
      { numRuns: 1000 },
    )
  })
  test('every figure has five answers behind it both times, counts are bands, and no difference is finer than the means that are shown', () => {
    fc.assert(
      fc.property(tallies, tallies, tallies, tallies, (b0, b1, a0, a1) => {
        const lines = linesOf(themes, published(asTheme(b0, b1)), published(asTheme(a0, a1)))
        for (const line of lines) {
          for (const one of [line, ...line.statements]) for (const side of [one.before, one.after]) if (side) {
            expect(side.atLeast).toBeGreaterThanOrEqual(floor)
            expect(side.atLeast % floor).toBe(0)
          }
          for (const one of line.statements) {
            if (one.difference === undefined) { expect(one.verdict).toBe('cannot-tell'); continue }
            expect(one.difference).toBeCloseTo((one.after?.mean ?? 0) - (one.before?.mean ?? 0), 6)
            expect(one.margin).toBeGreaterThanOrEqual(Math.max(one.before?.uncertainty ?? 0, one.after?.uncertainty ?? 0) - 0.05)
          }
        }
      }),
      { numRuns: 1000 },
    )
  })
  test('whoever came or went between the two cannot be found: with one more or one fewer of any answer, there is a staff of another make-up that gives the same comparison', () => {
    fc.assert(
      fc.property(tallies, fc.integer({ min: 1, max: 5 }), (staff, value) => {
        const joined = staff.with(value, (staff[value] ?? 0) + 1) as unknown as Tally
        const [line] = linesOf(themes, published(asTheme(staff)), published(asTheme(joined)))
        // One who joins never makes a difference one would dare to say something about.
        if (line) expect(line.verdict).toBe('cannot-tell')
      }),
      { numRuns: 1000 },
    )
  })
  test('parts are never compared: they may be divided otherwise the second time', () => {
    const parts = [shown('s0', low), shown('s0', low, 'x'), shown('s0', low, 'y')]
    expect(JSON.stringify(linesOf(themes, parts, parts))).toBe(JSON.stringify(linesOf(themes, [shown('s0', low)], [shown('s0', low)])))
  })
})

test('questions that were answered once are not offered', () => {
  const choice = (id: string, questions: string) => ({ id, title: id, questions, instrument: words('x'), number: 1, endedOn: '2026-01-01' as never })
  expect(repeated([choice('a', '1'), choice('b', '1'), choice('c', '2')]).map(({ id }) => id)).toEqual(['a', 'b'])
})
