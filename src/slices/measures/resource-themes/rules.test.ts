import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fewest } from '../../../kernel/fewest.ts'
import { figures, lift, type Block, type Lifted, type Met, type Seen } from './rules.ts'

const seen = (kindergartenId: string, theme = 'lek', municipalityId = 'm1', year = 2026): Seen => ({ kindergartenId, teamId: 't', municipalityId, theme, year })

const met = (kindergartenId: string, municipalityId = 'm1', year = 2026, counted: readonly string[] = []): Met => ({ kindergartenId, teamId: 't', municipalityId, year, counted })
const someone = ['m1', 'm2'].flatMap((municipalityId) => [2026, 2027].map((year) => met('someone', municipalityId, year)))
const five = ['a', 'b', 'c', 'd', 'e'].map((one) => seen(one))
const block = { teamId: 't', municipalityId: 'm1', theme: 'lek', year: 2026, kindergartenIds: ['a', 'b', 'c', 'd', 'e'] }

test('four kindergartens are not told of, five are; the same one twice is one', () => {
  expect(lift(five.slice(1), someone)).toEqual([])
  expect(lift([...five.slice(1), seen('e')], someone)).toEqual([])
  expect(lift([...five, seen('e')], someone)).toEqual([block])
})

test('other municipalities, themes and years are others', () => {
  expect(lift([...['a', 'b', 'c'].map((one) => seen(one)), ...['d', 'e'].map((one) => seen(one, 'lek', 'm2'))], someone)).toEqual([])
  expect(lift([...['a', 'b', 'c'].map((one) => seen(one)), ...['d', 'e'].map((one) => seen(one, 'språk'))], someone)).toEqual([])
  expect(lift([...['a', 'b', 'c'].map((one) => seen(one)), ...['d', 'e'].map((one) => seen(one, 'lek', 'm1', 2027))], someone)).toEqual([])
})

test('all who have minutes are not told of: someone has talked of something else, or all wait', () => {
  const own = five.map(({ kindergartenId }) => met(kindergartenId))
  const others = [met('f', 'm2'), met('f', 'm1', 2027), met('f', 'm1', 2026, ['lek']), { ...met('f'), teamId: 'u' }]
  expect(lift(five, own)).toEqual([])
  for (const other of others) expect(lift(five, [...own, other])).toEqual([])
  expect(lift(five, [...own, met('f', 'm1', 2026, ['språk'])])).toEqual([block])
})

const arrivals = fc.array(
  fc.array(fc.record({ kindergartenId: fc.integer({ min: 0, max: 24 }).map((n) => `k${n}`), theme: fc.constantFrom('lek', 'språk'), year: fc.constantFrom(2026, 2027) }), { maxLength: 20 }),
  { maxLength: 12 },
)

test('whatever is subtracted from whatever, by municipality or from one night to a later, five or more are left, or none; and never everybody', () => {
  fc.assert(
    fc.property(arrivals, (nights) => {
      const municipalityOf = (id: string) => (Number(id.slice(1)) < 12 ? 'm1' : 'm2')
      const blocks: Block[] = []
      const counted = new Set<string>()
      const keyOf = (id: string, theme: string, year: number) => `${id} ${theme} ${year}`
      const shown: number[][] = []
      let waiting: Seen[] = []
      const meeting = new Map<string, Pick<Met, 'kindergartenId' | 'year'>>()
      const allMet = () => [...meeting.values()].map(({ kindergartenId, year }) => met(kindergartenId, municipalityOf(kindergartenId), year, ['lek', 'språk'].filter((theme) => counted.has(keyOf(kindergartenId, theme, year)))))
      for (const night of nights) {
        for (const one of night) meeting.set(`${one.kindergartenId} ${one.year}`, one)
        waiting = [...waiting, ...night.map((one) => ({ ...one, teamId: 't', municipalityId: municipalityOf(one.kindergartenId) }))].filter((one) => !counted.has(keyOf(one.kindergartenId, one.theme, one.year)))
        for (const block of lift(waiting, allMet())) {
          blocks.push(block)
          for (const id of block.kindergartenIds) {
            expect(counted.has(keyOf(id, block.theme, block.year)), 'counted twice').toBe(false)
            counted.add(keyOf(id, block.theme, block.year))
          }
        }
        for (const block of blocks) expect(allMet().some((one) => one.municipalityId === block.municipalityId && one.year === block.year && !one.counted.includes(block.theme)), 'everybody').toBe(true)
        const lifted: Lifted[] = blocks.map((one) => ({ municipalityId: one.municipalityId, municipality: '', theme: one.theme, year: one.year, kindergartens: one.kindergartenIds.length }))
        shown.push(
          [2026, 2027].flatMap((year) => ['lek', 'språk'].flatMap((theme) => [undefined, 'm1', 'm2'].map((municipality) => figures(lifted, year, municipality).find((one) => one.theme === theme)?.kindergartens ?? 0))),
        )
      }
      for (const [at, now] of shown.entries()) {
        for (let cell = 0; cell < now.length; cell += 3) {
          const [all = 0, one = 0, other = 0] = now.slice(cell, cell + 3)
          expect(all).toBe(one + other)
          for (const figure of [all, one, other, all - one, all - other]) expect(figure === 0 || figure >= fewest).toBe(true)
        }
        for (const before of shown.slice(0, at)) for (const [cell, figure] of now.entries()) expect(figure - (before[cell] ?? 0) === 0 || figure - (before[cell] ?? 0) >= fewest).toBe(true)
      }
    }),
  )
})

test('fewer than five always wait, and five or more only when they are all who have minutes', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 30 }), fc.integer({ min: 0, max: 3 }), (ids, more) => {
      const all = [...ids.map((id) => met(`k${id}`)), ...Array.from({ length: more }, (_, n) => met(`other${n}`))]
      expect(lift(ids.map((id) => seen(`k${id}`)), all).flatMap(({ kindergartenIds }) => kindergartenIds).length).toBe(ids.length < fewest || more === 0 ? 0 : ids.length)
    }),
  )
})
