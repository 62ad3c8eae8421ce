import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fewest } from '../../../kernel/fewest.ts'
import { commonOf, countIn, dimensions, nextLook, putTogether, turnKey, type Block, type Traits, type Waiting } from './rules.ts'

const one = (at: number, more: Partial<Waiting> = {}): Waiting => ({ unit: `k${at}`, municipality: 'a', ownership: 'municipal', size: 'small', place: 'north', seers: [], days: 0, ...more })
const many = (count: number, more: (at: number) => Partial<Waiting> = () => ({})) => Array.from({ length: count }, (_, at) => one(at, more(at)))
const shapes = (waiting: readonly Waiting[]) => putTogether(waiting).map(({ members, municipality, ownership, size, place }) => `${members.length} ${municipality ?? '*'} ${ownership ?? '*'} ${size ?? '*'} ${place ?? '*'}`)

describe('what is put together', () => {
  test.each<[string, readonly Waiting[], readonly string[]]>([
    ['nobody', [], []],
    ['four wait', many(4), []],
    ['five alike are a figure at once', many(5), ['5 a municipal small north']],
    ['five that differ in place wait a week', many(5, (at) => ({ place: at < 2 ? 'north' : 'south', days: 6 })), []],
    ['and are then put together without it', many(5, (at) => ({ place: at < 2 ? 'north' : 'south', days: 7 })), ['5 a municipal small *']],
    ['municipal and private wait a month for others of their kind', many(6, (at) => ({ ownership: at < 3 ? 'municipal' : 'private', days: 30 })), ['6 a * small north']],
    ['municipalities are put together after two months', many(6, (at) => ({ municipality: at < 3 ? 'a' : 'b', days: 60 })), ['6 * municipal small north']],
    ['one that came today does not hold the others back, and waits itself', [...many(5, () => ({ days: 7, place: 'south' })), one(9, { place: 'east' })], ['5 a municipal small south']],
    ['an owner who sees four of five would find the fifth', many(5, (at) => ({ seers: at < 4 ? ['chain'] : [] })), []],
    ['an owner who sees all of them learns nothing new', many(5, () => ({ seers: ['chain'] })), ['5 a municipal small north']],
    ['the few who did not let the team see wait, and do not hold the others back', many(9, (at) => ({ seers: at < 6 ? ['team'] : [] })), ['6 a municipal small north']],
    ['four of nine: five are left', many(9, (at) => ({ seers: at < 4 ? ['chain'] : [] })), ['9 a municipal small north']],
  ])('%s', (_, waiting, expected) => {
    expect(shapes(waiting)).toEqual(expected)
  })
})

describe('which turn a session belongs to', () => {
  const session = (...kindergartens: string[]) => ({ theme: 'play', year: 2026, kindergartens })
  const turns = (sessions: readonly ReturnType<typeof session>[], before = new Map<string, number>()) => countIn(sessions, before).map(({ turn, counted }) => `${turn} ${counted.join('')}`)
  test.each<[string, readonly ReturnType<typeof session>[], readonly string[]]>([
    ['the first is the first', [session('a'), session('b')], ['1 a', '1 b']],
    ['again the same year is the second, then the third', [session('a'), session('a'), session('a')], ['1 a', '2 a', '3 a']],
    ['three together count as three', [session('a', 'b', 'c')], ['1 abc']],
    ['one of them has answered before: the others are counted, and it is not', [session('a'), session('a', 'b', 'c')], ['1 a', '1 bc']],
    ['and its next one is its second all the same', [session('a'), session('a', 'b'), session('a')], ['1 a', '1 b', '2 a']],
    ['all of them have: it is the second for all', [session('a'), session('b'), session('a', 'b')], ['1 a', '1 b', '2 ab']],
    ['another theme is another matter', [session('a'), { ...session('a'), theme: 'care' }], ['1 a', '1 a']],
  ])('%s', (_, sessions, expected) => {
    expect(turns(sessions)).toEqual(expected)
  })
  test('what was counted on an earlier day goes on from there', () => {
    expect(turns([session('a', 'b')], new Map([[turnKey({ theme: 'play', year: 2026 }, 'a'), 2], [turnKey({ theme: 'play', year: 2026 }, 'b'), 1]]))).toEqual(['2 b'])
  })
})

const trait = <Value extends string>(...values: Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
const seers = ['a', 'b', 'chain', 'team'] as const
type Kindergarten = Traits & { readonly seers: readonly string[] }
const kindergartens = fc.array(
  fc.record({ municipality: trait('a', 'b', 'c'), ownership: trait('municipal', 'private'), size: trait('small', 'medium', 'large'), place: trait('north', 'south'), seers: fc.uniqueArray(fc.constantFrom(...seers), { maxLength: 2 }) }),
  { minLength: 1, maxLength: 60, size: 'max' },
)
/** Sessions of one theme and year: of one kindergarten, or of some together; often of the same again. */
const held = fc.array(fc.record({ at: fc.uniqueArray(fc.nat(59), { minLength: 1, maxLength: 3 }), day: fc.nat(120), told: fc.boolean() }), { maxLength: 110, size: 'max' })
type Session = { readonly at: readonly number[]; readonly day: number; readonly told: boolean }
type Member = Waiting & { readonly kindergartens: readonly string[]; readonly counted: readonly string[]; readonly turn: number }
type Made = Block<Member> & { readonly turn: number }

/** As the job does it: on each of these days the sessions that have ended are given a turn, and those that are not part of anything yet are looked at. */
function overTime(all: readonly Kindergarten[], sessions: readonly Session[], days: readonly number[]): readonly { readonly day: number; readonly blocks: readonly Made[] }[] {
  const made: Made[] = []
  const waiting: (Member & { readonly day: number })[] = []
  const counts = new Map<string, number>()
  let before = -1
  return days.toSorted((a, b) => a - b).map((day) => {
    const ended = sessions.filter((one) => one.day > before && one.day <= day).map((one) => ({ ...one, theme: 'play', year: 2026, kindergartens: [...new Set(one.at.map((at) => `k${at % all.length}`))] }))
    before = day
    for (const one of countIn(ended, counts)) {
      for (const kindergarten of one.counted) counts.set(turnKey(one, kindergarten), one.turn)
      const members = one.kindergartens.flatMap((name) => all[Number(name.slice(1))] ?? [])
      waiting.push({ ...commonOf(members), unit: `s${waiting.length}`, kindergartens: one.kindergartens, counted: one.counted, turn: one.turn, day: one.day, days: 0, seers: one.told ? [...new Set(members.flatMap((member) => member.seers))] : [] })
    }
    const placed = new Set(made.flatMap(({ members }) => members.map(({ unit }) => unit)))
    const left = waiting.filter(({ unit }) => !placed.has(unit)).map((one) => ({ ...one, days: day - one.day }))
    for (const [turn, pool] of Map.groupBy(left, (one) => one.turn)) made.push(...putTogether(pool).map((block) => ({ ...block, turn })))
    return { day, blocks: [...made] }
  })
}

/** Every set of blocks a figure is shown of, that day, to anybody: the first time of the year and again, for the county and each municipality, by every filter and breakdown, alone and several at once. As a number with a bit for each block. */
function shownOn(blocks: readonly Made[]): ReadonlySet<bigint> {
  const values = { ownership: ['municipal', 'private'], size: ['small', 'medium', 'large'], place: ['north', 'south'], municipality: ['a', 'b', 'c'] } as const
  const fits = dimensions.map((by) => [() => true, ...[...values[by], undefined].map((part) => (block: Made) => block[by] === part)])
  const [first, second, third, fourth] = fits
  const sets = new Set<bigint>()
  for (const again of [false, true])
    for (const a of first ?? []) for (const b of second ?? []) for (const c of third ?? []) for (const d of fourth ?? [])
      sets.add(blocks.reduce((set, block, at) => (block.turn > 1 === again && a(block) && b(block) && c(block) && d(block) ? set | (1n << BigInt(at)) : set), 0n))
  return sets
}
const blocksIn = (set: bigint, blocks: readonly Made[]) => blocks.filter((_, at) => set & (1n << BigInt(at)))

test('no figure is of fewer than five, and no two that are ever shown, by any filter, on any day, the first time or again, differ by one to four: not for those who see some singly either', () => {
  let [blocks, again] = [0, 0]
  fc.assert(
    fc.property(kindergartens, held, fc.uniqueArray(fc.nat(260), { minLength: 1, maxLength: 4 }), (all, sessions, days) => {
      const course = overTime(all, sessions, days)
      const made = course.at(-1)?.blocks ?? []
      blocks += made.length
      again += made.filter(({ turn }) => turn > 1).length
      const shown = [...new Set(course.flatMap((day) => [...shownOn(day.blocks)]))]
      const differences = new Set(shown.flatMap((one) => shown.map((other) => one & ~other)).filter((left) => left !== 0n))
      for (const left of differences) {
        const members = blocksIn(left, made).flatMap((block) => block.members)
        for (const seer of ['nobody', ...seers]) {
          const hidden = members.filter((member) => !member.seers.includes(seer))
          expect(hidden.length === 0 || hidden.length >= fewest, `${hidden.length} left for ${seer}`).toBe(true)
          // They bring five kindergartens or more, each counted once in its turn: no count differs by fewer either.
          const counted = hidden.flatMap((member) => member.counted.map((kindergarten) => `${member.turn} ${kindergarten}`))
          expect(new Set(counted).size).toBe(counted.length)
          expect(hidden.length === 0 || counted.length >= fewest).toBe(true)
        }
      }
    }),
    { numRuns: 200 },
  )
  expect(blocks).toBeGreaterThan(100)
  expect(again).toBeGreaterThan(20)
})

test('nothing is put together twice, nobody is counted twice in a turn, and what they are said to have in common they have', () => {
  fc.assert(
    fc.property(kindergartens, held, (all, sessions) => {
      const blocks = overTime(all, sessions, [30, 90, 200]).at(-1)?.blocks ?? []
      const members = blocks.flatMap((block) => block.members)
      expect(new Set(members.map(({ unit }) => unit)).size).toBe(members.length)
      const counted = members.flatMap((member) => member.counted.map((kindergarten) => `${member.turn} ${kindergarten}`))
      expect(new Set(counted).size).toBe(counted.length)
      for (const block of blocks)
        for (const by of dimensions)
          if (block[by] !== undefined) expect(block.members.every((member) => member.kindergartens.every((name) => all[Number(name.slice(1))]?.[by] === block[by]))).toBe(true)
    }),
  )
})

test.each([[0, 7], [6, 1], [7, 7], [13, 1], [14, 16], [30, 30], [59, 1], [60, undefined], [400, undefined]])('who has waited %i days is tried again after %s', (days, next) => {
  expect(nextLook(days)).toBe(next)
})
