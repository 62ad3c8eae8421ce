import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chapterOf, dimensions, fewest, kindergartenYearOf, putTogether, sizeOf, type Block, type Waiting } from './rules.ts'

const one = (at: number, more: Partial<Waiting> = {}): Waiting => ({ kindergarten: `k${at}`, municipality: 'a', ownership: 'municipal', size: 'small', place: 'north', seers: [], days: 0, ...more })
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

const trait = <Value extends string>(...values: Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
const arriving = fc.array(
  fc.record({ municipality: trait('a', 'b', 'c'), ownership: trait('municipal', 'private'), size: trait('small', 'medium', 'large'), place: trait('north', 'south'), seers: fc.uniqueArray(fc.constantFrom('a', 'b', 'chain', 'team'), { maxLength: 2 }), day: fc.nat(120) }),
  { maxLength: 90 },
)

/** As the job does it: on each of these days those who have come by then, and are not part of anything yet, are looked at. */
function overTime(arrivals: readonly (Omit<Waiting, 'kindergarten' | 'days'> & { readonly day: number })[], days: readonly number[]): readonly { readonly day: number; readonly blocks: readonly Block[] }[] {
  const made: Block[] = []
  return days.toSorted((a, b) => a - b).map((day) => {
    const placed = new Set(made.flatMap(({ members }) => members.map(({ kindergarten }) => kindergarten)))
    made.push(...putTogether(arrivals.flatMap((each, at) => (each.day <= day && !placed.has(`k${at}`) ? [{ ...each, kindergarten: `k${at}`, days: day - each.day }] : []))))
    return { day, blocks: [...made] }
  })
}

/** Every set of kindergartens a figure is shown of, that day, to anybody: all, and each part of each breakdown, for the county and for each municipality. */
function shownOn(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const scopes = [blocks, ...['a', 'b', 'c'].map((own) => blocks.filter(({ municipality }) => municipality === own))]
  return scopes.flatMap((scope) => [scope, ...dimensions.flatMap((by) => [...Map.groupBy(scope, (block) => block[by]).values()])]).filter((shown) => shown.length > 0)
}
const names = (shown: readonly Block[]) => new Set(shown.flatMap(({ members }) => members.map(({ kindergarten }) => kindergarten)))

test('no figure is of fewer than five, and no two that are ever shown, by any filter on any day, differ by one to four: not for those who see some singly either', () => {
  fc.assert(
    fc.property(arriving, fc.uniqueArray(fc.nat(200), { minLength: 1, maxLength: 4 }), (arrivals, days) => {
      const seen = new Map(arrivals.map(({ seers }, at) => [`k${at}`, seers]))
      const shown = [...new Map(overTime(arrivals, days).flatMap(({ blocks }) => shownOn(blocks)).map((set) => [[...names(set)].toSorted().join(), names(set)])).values()]
      for (const set of shown) expect(set.size).toBeGreaterThanOrEqual(fewest)
      for (const first of shown)
        for (const second of shown) {
          const left = [...first].filter((kindergarten) => !second.has(kindergarten))
          for (const seer of ['nobody', 'a', 'b', 'chain', 'team']) {
            const hidden = left.filter((kindergarten) => !(seen.get(kindergarten) as readonly string[] | undefined)?.includes(seer)).length
            expect(hidden === 0 || hidden >= fewest, `${[...first].join()} - ${[...second].join()} for ${seer}`).toBe(true)
          }
        }
    }),
    { numRuns: 300 },
  )
})

test('nobody is put together twice, and what they are said to have in common they have', () => {
  fc.assert(
    fc.property(arriving, (arrivals) => {
      const blocks = overTime(arrivals, [30, 90, 200]).at(-1)?.blocks ?? []
      const members = blocks.flatMap((block) => block.members)
      expect(new Set(members).size).toBe(members.length)
      for (const block of blocks) for (const by of dimensions) if (block[by] !== undefined) expect(block.members.every((member) => member[by] === block[by])).toBe(true)
    }),
  )
})

test.each([['2026-07-31', 2025], ['2026-08-01', 2026], ['2027-01-02', 2026]])('%s is in the kindergarten year %i', (day, year) => {
  expect(kindergartenYearOf(day)).toBe(year)
})
test.each([[undefined, undefined], [25, 'small'], [26, 'medium'], [75, 'medium'], [76, 'large']])('%s places are %s', (capacity, size) => {
  expect(sizeOf(capacity)).toBe(size)
})
test('themes of the grant scheme are counted with the chapter they are about, others by themselves', () => {
  expect([chapterOf('language'), chapterOf('digital'), chapterOf('rammeplan-2017-4')]).toEqual(['rammeplan-2017-9-1', 'digital', 'rammeplan-2017-4'])
})
