import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { combined, figure, floor, nobody, publish, together, uncertainty, type Published, type Tally, type ThemeTally } from './rules.ts'

const tally = (...counts: number[]): Tally => counts as unknown as Tally
/** The tally of answers one by one. */
const of = (answers: readonly number[]): Tally => answers.reduce<Tally>((all, value) => all.map((n, at) => (at === value ? n + 1 : n)) as unknown as Tally, nobody)

describe('one figure', () => {
  test.each<[string, Tally, ReturnType<typeof figure>]>([
    ['nobody', nobody, undefined],
    ['four answers show nothing', tally(0, 0, 0, 0, 0, 4), undefined],
    ['"do not know" does not lift four to five', tally(9, 0, 0, 0, 0, 4), undefined],
    ['five show a band and a mean to the nearest half', tally(0, 0, 0, 2, 3, 0), { atLeast: 5, mean: 3.5, low: 0, middle: 0, high: 0, unknown: 0 }],
    ['all alike at the end is told as "4.5 or more"', tally(0, 0, 0, 0, 0, 7), { atLeast: 5, mean: 4.5, low: 0, middle: 0, high: 5, unknown: 0 }],
    ['all alike at the other end', tally(0, 8, 0, 0, 0, 0), { atLeast: 5, mean: 1.5, low: 5, middle: 0, high: 0, unknown: 0 }],
    ['twenty show a finer mean', tally(6, 2, 3, 5, 6, 4), { atLeast: 20, mean: 3.4, low: 5, middle: 5, high: 10, unknown: 5 }],
  ])('%s', (_, counts, expected) => {
    expect(figure(counts)).toEqual(expected)
  })
})

const value = fc.integer({ min: 0, max: 5 })

test('whoever sees a figure and knows every answer but one cannot tell that one: another answer, given there and by others, shows the same', () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 0, maxLength: 40 }), fc.nat(), (answers, which) => {
      if (answers.length === 0) return
      const at = which % answers.length
      const shown = JSON.stringify(figure(of(answers)))
      // What one person answered could have been something else, when at most two others of the answers are also open.
      const others = answers.map((_, index) => index).filter((index) => index !== at)
      const close = (first: number) => Math.abs(first - (answers[at] ?? 0))
      const found = [0, 1, 2, 3, 4, 5]
        .filter((other) => other !== answers[at])
        .toSorted((a, b) => close(a) - close(b))
        .some((other) => {
          const changed = answers.with(at, other)
          if (JSON.stringify(figure(of(changed))) === shown) return true
          return others.some((second) => [0, 1, 2, 3, 4, 5].some((instead) => JSON.stringify(figure(of(changed.with(second, instead)))) === shown))
        })
      expect(found, `${answers.join(' ')} at ${at}: ${shown}`).toBe(true)
    }),
    { numRuns: 3000 },
  )
})

const group = fc.constantFrom('a', 'b', 'c', 'd')
const themes: fc.Arbitrary<ThemeTally> = fc
  .array(fc.array(fc.tuple(group, value), { maxLength: 45 }), { minLength: 1, maxLength: 4 })
  .map((statements) => new Map(statements.map((answers, at) => [`s${at}`, new Map(['a', 'b', 'c', 'd'].flatMap((key) => (answers.some(([own]) => own === key) ? [[key, of(answers.filter(([own]) => own === key).map(([, one]) => one))] as const] : [])))])))

const scaled = (counts: Tally) => together([counts]).slice(1).reduce((a, b) => a + b, 0)
const partsOf = (published: readonly Published[]) => [...new Set(published.map(({ part }) => part))].filter((part) => part !== 'all').map((part) => part.split('+'))

describe('a theme broken down', () => {
  test('every part that is shown has five answers, no two overlap, and together they are everybody: nothing can be found by taking one from another', () => {
    fc.assert(
      fc.property(themes, (theme) => {
        const published = publish(theme)
        const parts = partsOf(published)
        expect(parts.length).not.toBe(1)
        expect(new Set(parts.flat()).size).toBe(parts.flat().length)
        for (const { statement, part, figure: shown } of published) {
          const groups = theme.get(statement)
          const counts = together(part === 'all' ? [...(groups?.values() ?? [])] : part.split('+').map((key) => groups?.get(key) ?? nobody))
          expect(scaled(counts)).toBeGreaterThanOrEqual(floor)
          for (const band of [shown.atLeast, shown.low, shown.middle, shown.high, shown.unknown]) expect(band % floor).toBe(0)
        }
        // Every union of parts, and what is left when it is taken away, is empty or five.
        if (parts.length > 0)
          for (const [statement, groups] of theme) {
            if (!published.some((one) => one.statement === statement)) continue
            const sizes = parts.map((part) => scaled(together(part.map((key) => groups.get(key) ?? nobody))))
            for (let mask = 0; mask < 2 ** sizes.length; mask += 1) {
              const size = sizes.filter((_, at) => (mask >> at) & 1).reduce((a, b) => a + b, 0)
              expect(size === 0 || size >= floor).toBe(true)
            }
            expect(sizes.reduce((a, b) => a + b, 0)).toBe(scaled(together([...groups.values()])))
          }
      }),
      { numRuns: 2000 },
    )
  })

  test('what is not shown changes nothing: whoever answers a statement that fewer than five answer leaves every figure as it was', () => {
    fc.assert(
      fc.property(themes, fc.array(fc.tuple(group, value), { maxLength: 4 }), fc.array(fc.tuple(group, value), { maxLength: 4 }), (theme, few, otherFew) => {
        const withFew = (answers: readonly (readonly [string, number])[]): ThemeTally => new Map([...theme, ['few', new Map(['a', 'b', 'c', 'd'].map((key) => [key, of(answers.filter(([own]) => own === key).map(([, one]) => one))] as const))]])
        expect(publish(withFew(few))).toEqual(publish(withFew(otherFew)))
        expect(publish(withFew(few))).toEqual(publish(theme))
      }),
    )
  })

  test('the order in which answers came says nothing', () => {
    fc.assert(
      fc.property(themes, (theme) => {
        const turned: ThemeTally = new Map([...theme].map(([statement, groups]) => [statement, new Map([...groups].toReversed())] as const))
        expect(publish(turned)).toEqual(publish(theme))
      }),
    )
  })
})

test('figures of several are put together from what is shown, never from more', () => {
  const [one, other] = [figure(tally(0, 0, 0, 0, 6, 0)), figure(tally(0, 0, 12, 0, 0, 0))]
  expect(combined([one, other].flatMap((each) => each ?? []))).toEqual({ atLeast: 15, mean: 2.7, low: 10, middle: 0, high: 5, unknown: 0 })
  expect(combined([])).toBeUndefined()
})

test('the fewer who answered, the less certain', () => {
  expect(uncertainty({ atLeast: 5, mean: 3 })).toBeGreaterThan(uncertainty({ atLeast: 40, mean: 3 }))
  expect(uncertainty({ atLeast: 5, mean: 3 })).toBe(1.1)
})
