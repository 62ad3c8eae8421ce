import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dice } from './dice.ts'

const row = (seed: number) => { const next = dice(seed); return Array.from({ length: 20 }, next) }
test('the same seed gives the same row, from 0 up to 1; another seed gives another', () =>
  fc.assert(fc.property(fc.integer(), (seed) => {
    expect(row(seed)).toEqual(row(seed))
    expect(row(seed).every((one) => one >= 0 && one < 1)).toBe(true)
    expect(row(seed)).not.toEqual(row(seed + 1))
  })))
