import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fewest } from '../../../../kernel/fewest.ts'
import { divide, shown, usualWait, type Counted, type Division, type Shown } from './rules.ts'

describe('a number of kindergartens as it is told', () => {
  test.each([
    ['nobody is fewer than five', 0, 40, { kind: 'few' }],
    ['nor are four', 4, 40, { kind: 'few' }],
    ['five are five to nine', 5, 40, { kind: 'band', from: 5 }],
    ['nine as well', 9, 40, { kind: 'band', from: 5 }],
    ['thirty-five of forty leave five', 35, 40, { kind: 'band', from: 35 }],
    ['thirty-six of forty are told with all forty', 36, 40, { kind: 'most', from: 36 }],
    ['all are told with those that lack a few', 40, 40, { kind: 'most', from: 36 }],
    ['five of six are at least five', 5, 6, { kind: 'most', from: 5 }],
    ['four of four are fewer than five', 4, 4, { kind: 'few' }],
  ] as const)('%s', (_, count, all, told) => {
    expect(shown(count, all)).toEqual(told)
  })
})

/** The least and the most that may hide behind what is told. */
const between = (told: Shown, all: number): readonly [number, number] => {
  if (told.kind === 'few') return [0, Math.min(fewest - 1, all)]
  return told.kind === 'most' ? [told.from, all] : [told.from, Math.min(told.from + fewest - 1, all - fewest)]
}
type Interval = readonly [number, number]
const minus = ([a, b]: Interval, [c, d]: Interval): Interval => [a - d, b - c]
/** Known to be one to four: what nobody may find out. */
const isFound = ([least, most]: Interval): boolean => least >= 1 && most < fewest

type World = readonly Counted[]
const tellings = (world: World, division: Division) => {
  const size = (group: string) => world.filter((one) => one.group === group).length
  return [
    { told: between(division.whole, world.length), all: world.length },
    ...(division.parts ? [{ told: between(division.parts.municipal, size('municipal')), all: size('municipal') }, { told: between(division.parts.private, size('private')), all: size('private') }] : []),
  ]
}

/** Kindergartens where something happens to some, and later to more. */
const worlds = fc.array(fc.record({ group: fc.constantFrom('municipal' as const, 'private' as const), first: fc.boolean(), later: fc.boolean() }), { maxLength: 45 })

describe('nobody under five is found by taking one figure from another', () => {
  test('between the whole, its parts and those that are left', () => {
    fc.assert(
      fc.property(worlds, (all) => {
        const world = all.map(({ group, first }) => ({ group, counted: first }))
        const told = tellings(world, divide(world))
        for (const one of told) expect(isFound(minus([one.all, one.all], one.told)), JSON.stringify(told)).toBe(false)
        for (const one of told) expect(isFound(one.told)).toBe(false)
        const [whole, municipal, others] = told
        if (whole && municipal && others)
          for (const [a, b] of [[municipal, others], [others, municipal]] as const) {
            // What the whole less the one part says of the other, together with what is told of the other itself.
            const rest = minus(whole.told, a.told)
            expect(isFound([Math.max(rest[0], b.told[0]), Math.min(rest[1], b.told[1])])).toBe(false)
          }
      }),
      { numRuns: 2000 },
    )
  })

  test('between two takings of the figures, and between a part of what is counted and the whole of it', () => {
    fc.assert(
      fc.property(worlds, (all) => {
        const [early, late] = [all.map(({ group, first }) => ({ group, counted: first })), all.map(({ group, first, later }) => ({ group, counted: first || later }))]
        const [before, after] = [tellings(early, divide(early)), tellings(late, divide(late))]
        for (const [at, one] of after.entries()) {
          const was = before.length === after.length ? before[at] : at === 0 ? before[0] : undefined
          if (was) expect(isFound(minus(one.told, was.told)), JSON.stringify([was, one])).toBe(false)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('for every size and every number, the same told exhaustively', () => {
    const found: string[] = []
    for (let all = 0; all <= 60; all += 1) {
      const told = Array.from({ length: all + 1 }, (_, count) => between(shown(count, all), all))
      for (const [late, one] of told.entries()) {
        if (isFound(minus([all, all], one))) found.push(`${late} of ${all}`)
        for (const [early, was] of told.slice(0, late + 1).entries()) if (isFound(minus(one, was))) found.push(`${early} and ${late} of ${all}`)
      }
    }
    expect(found).toEqual([])
  })

  test('the parts are told only where each has five counted and five not', () => {
    const of = (group: 'municipal' | 'private', counted: number, not: number): World => [...Array.from({ length: counted }, () => ({ group, counted: true })), ...Array.from({ length: not }, () => ({ group, counted: false }))]
    expect(divide([...of('municipal', 5, 5), ...of('private', 6, 9)]).parts).toEqual({ municipal: { kind: 'band', from: 5 }, private: { kind: 'band', from: 5 } })
    expect(divide([...of('municipal', 4, 6), ...of('private', 6, 9)]).parts).toBeUndefined()
    expect(divide([...of('municipal', 6, 4), ...of('private', 6, 9)]).parts).toBeUndefined()
  })
})

describe('the usual wait', () => {
  const waits = (days: readonly number[], kindergartens = days.length) => days.map((one, at) => ({ kindergartenId: `k${at % kindergartens}`, days: one }))
  test.each([
    ['is not told of four kindergartens', waits([7, 14, 21, 28]), undefined],
    ['is not told of many requests from four', waits([7, 14, 21, 28, 7, 14, 21, 28], 4), undefined],
    ['is the middle one, in whole weeks', waits([1, 8, 15, 40, 90]), 3],
    ['is at least a week', waits([0, 0, 0, 1, 2]), 1],
  ] as const)('%s', (_, all, weeks) => {
    expect(usualWait(all)).toBe(weeks)
  })
})
