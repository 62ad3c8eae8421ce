import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fewest, figures, lift, type Block, type Lifted, type Seen } from './rules.ts'

const seen = (kindergartenId: string, theme = 'lek', municipalityId = 'm1', year = 2026): Seen => ({ kindergartenId, teamId: 't', municipalityId, theme, year })

test('four kindergartens are not told of, five are; the same one twice is one', () => {
  expect(lift(['a', 'b', 'c', 'd'].map((one) => seen(one)))).toEqual([])
  expect(lift(['a', 'b', 'c', 'd', 'd'].map((one) => seen(one)))).toEqual([])
  expect(lift(['a', 'b', 'c', 'd', 'e'].map((one) => seen(one)))).toEqual([{ teamId: 't', municipalityId: 'm1', theme: 'lek', year: 2026, kindergartenIds: ['a', 'b', 'c', 'd', 'e'] }])
})

test('other municipalities, themes and years are others', () => {
  expect(lift([...['a', 'b', 'c'].map((one) => seen(one)), ...['d', 'e'].map((one) => seen(one, 'lek', 'm2'))])).toEqual([])
  expect(lift([...['a', 'b', 'c'].map((one) => seen(one)), ...['d', 'e'].map((one) => seen(one, 'språk'))])).toEqual([])
  expect(lift([...['a', 'b', 'c'].map((one) => seen(one)), ...['d', 'e'].map((one) => seen(one, 'lek', 'm1', 2027))])).toEqual([])
})

const arrivals = fc.array(
  fc.array(fc.record({ kindergartenId: fc.integer({ min: 0, max: 24 }).map((n) => `k${n}`), theme: fc.constantFrom('lek', 'språk'), year: fc.constantFrom(2026, 2027) }), { maxLength: 20 }),
  { maxLength: 12 },
)

test('whatever is subtracted from whatever, by municipality or from one night to a later, five or more are left, or none', () => {
  fc.assert(
    fc.property(arrivals, (nights) => {
      const municipalityOf = (id: string) => (Number(id.slice(1)) < 12 ? 'm1' : 'm2')
      const blocks: Block[] = []
      const counted = new Set<string>()
      const keyOf = (id: string, theme: string, year: number) => `${id} ${theme} ${year}`
      const shown: number[][] = []
      let waiting: Seen[] = []
      for (const night of nights) {
        waiting = [...waiting, ...night.map((one) => ({ ...one, teamId: 't', municipalityId: municipalityOf(one.kindergartenId) }))].filter((one) => !counted.has(keyOf(one.kindergartenId, one.theme, one.year)))
        for (const block of lift(waiting)) {
          blocks.push(block)
          for (const id of block.kindergartenIds) {
            expect(counted.has(keyOf(id, block.theme, block.year)), 'counted twice').toBe(false)
            counted.add(keyOf(id, block.theme, block.year))
          }
        }
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

test('fewer than five always wait, and five or more never do', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 30 }), (ids) => {
      expect(lift(ids.map((id) => seen(`k${id}`))).flatMap(({ kindergartenIds }) => kindergartenIds).length).toBe(ids.length < fewest ? 0 : ids.length)
    }),
  )
})
