import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { bestChoice } from './best.ts'
import { fits, leastOf, partOf, worthOf, type Choice } from './choice.ts'

const never = () => false
type Option = { readonly value: number; readonly takes: readonly number[] }

function choiceOf(groups: readonly (readonly Option[])[], most: readonly number[]): Choice {
  const options = groups.flat()
  const [first, start]: [number[], number[]] = [[0], [0]]
  const cells = options.flatMap(({ takes }) => {
    const own = takes.flatMap((amount, row) => (amount === 0 ? [] : [{ row, amount }]))
    start.push((start.at(-1) ?? 0) + own.length)
    return own
  })
  for (const group of groups) first.push((first.at(-1) ?? 0) + group.length)
  return { first: Int32Array.from(first), value: Float64Array.from(options, ({ value }) => value), start: Int32Array.from(start), row: Int32Array.from(cells, ({ row }) => row), amount: Float64Array.from(cells, ({ amount }) => amount), most: Float64Array.from(most) }
}

/** What the best of all choices is worth; undefined when none is within the rows. */
function exhaustive(choice: Choice): number | undefined {
  let best: number | undefined
  const walk = (chosen: readonly number[]): void => {
    const group = chosen.length
    if (group + 1 === choice.first.length) {
      const all = Int32Array.from(chosen)
      if (fits(choice, all) && (best === undefined || worthOf(choice, all) > best)) best = worthOf(choice, all)
      return
    }
    for (let option = choice.first[group] ?? 0; option < (choice.first[group + 1] ?? 0); option += 1) walk([...chosen, option])
  }
  walk([])
  return best
}

// Few and many of each, near each other to the last unit, and so large that a single unit is easily lost.
const amount = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: -3, max: 12 }) }, fc.integer({ min: 1_000_000_000, max: 1_000_000_003 }), fc.integer({ min: -1_000_000_001, max: -999_999_999 }), fc.constant(0))
const someChoice = fc.integer({ min: 0, max: 4 }).chain((rows) =>
  fc.record({
    groups: fc.array(fc.array(fc.record({ value: fc.integer({ min: 0, max: 30 }), takes: fc.array(amount, { minLength: rows, maxLength: rows }) }), { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
    most: fc.array(fc.oneof(fc.integer({ min: -6, max: 30 }), fc.integer({ min: 1_999_999_995, max: 3_000_000_006 }), fc.integer({ min: -1_000_000_002, max: -999_999_998 })), { minLength: rows, maxLength: rows }),
  }),
)

test('the best choice is worth what the best of all is worth, to the last unit, and there is none only when there is none', () => {
  fc.assert(
    fc.property(someChoice, ({ groups, most }) => {
      const choice = choiceOf(groups, most)
      const all = exhaustive(choice)
      const best = bestChoice(choice, never)
      if (all === undefined) {
        expect(best.kind).toBe('infeasible')
        return
      }
      expect(best).toMatchObject({ kind: 'optimal', worth: all })
      if (best.kind !== 'optimal') return
      expect(fits(choice, best.chosen)).toBe(true)
      expect(worthOf(choice, best.chosen)).toBe(all)
    }),
    { numRuns: 3000 },
  )
}, 120_000)

// Tight rows over many groups: what takes the search through its steps, its branches and its guesses.
const tight = fc.record({ groups: fc.array(fc.record({ value: fc.integer({ min: 10, max: 60 }), takes: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 3, maxLength: 3 }) }), { minLength: 9, maxLength: 12 }), share: fc.integer({ min: 20, max: 80 }), least: fc.integer({ min: 0, max: 50 }) })

test('with half grants and whole ones, a least and a most, and little room', () => {
  fc.assert(
    fc.property(tight, ({ groups, share, least }) => {
      const options = groups.map(({ value, takes }): Option[] => [{ value: 0, takes: [0, 0, 0, 0] }, { value: Math.floor(value / 2), takes: [...takes.map((each) => Math.floor(each / 2)), -Math.floor((takes[0] ?? 0) / 2)] }, { value, takes: [...takes, -(takes[0] ?? 0)] }])
      const sum = (row: number) => groups.reduce((all, { takes }) => all + (takes[row] ?? 0), 0)
      const choice = choiceOf(options.slice(0, 8), [...[0, 1, 2].map((row) => Math.floor((sum(row) * share) / 100)), -Math.floor((sum(0) * least) / 100)])
      const all = exhaustive(choice)
      expect(bestChoice(choice, never)).toMatchObject(all === undefined ? { kind: 'infeasible' } : { kind: 'optimal', worth: all })
    }),
    { numRuns: 150 },
  )
}, 120_000)

test('a part keeps what is settled, and gives the whole back', () => {
  const choice = choiceOf([[{ value: 0, takes: [0] }, { value: 5, takes: [4] }], [{ value: 0, takes: [0] }, { value: 7, takes: [6] }, { value: 9, takes: [8] }]], [10])
  const { part, worth, whole } = partOf(choice, (option) => option !== 0)
  expect([worth, [...part.most], [...part.first], [...whole(Int32Array.of(1))]]).toEqual([5, [6], [0, 3], [1, 3]])
  expect(leastOf(choice)).toBe(0)
})

test('when the time is out nothing is called proven', () => {
  const groups = Array.from({ length: 40 }, (_, at): Option[] => [{ value: 0, takes: [0, 0] }, { value: 20 + ((at * 7) % 13), takes: [100 + ((at * 31) % 17), 100 + ((at * 53) % 19)] }])
  expect(bestChoice(choiceOf(groups, [1503, 1507]), () => true)).toEqual({ kind: 'nothing' })
})
