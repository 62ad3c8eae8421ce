import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatKroner, ore, parseKroner, plainKroner, shareOf, sumOre, typedKroner, type Ore } from './money.ts'

const amount = fc.integer({ min: 0, max: 100_000_000_000 }).map(ore)

describe('kroner as people type them', () => {
  const cases: readonly [string, number | string][] = [
    ['250000', 25_000_000],
    ['250 000', 25_000_000],
    ['250\u00a0000,50', 25_000_050],
    ['250.000', 25_000_000],
    ['1.250.000,5', 125_000_050],
    ['12.50', 1250],
    ['kr 250 000,-', 25_000_000],
    ['0', 0],
    ['-0', 0],
    ['-1', 'negative'],
    ['−250 000', 'negative'],
    ['', 'not-money'],
    ['mye', 'not-money'],
    ['1e9', 'not-money'],
    ['1,234,5', 'not-money'],
    ['12,345', 'not-money'],
    ['1000000000', 100_000_000_000],
    ['1000000000,01', 'too-much'],
    ['9'.repeat(400), 'too-much'],
    ['９９', 9900],
  ]
  it.each(cases)('%j is %s', (typed, expected) => {
    const read = parseKroner(typed)
    expect(read.ok ? read.event : read.because).toBe(expected)
  })
  it('what is written back is read as the same amount', () => {
    fc.assert(fc.property(amount, (one) => {
      expect(parseKroner(typedKroner(one))).toEqual({ ok: true, event: one })
    }))
  })
  it('a shown amount can be typed', () => {
    fc.assert(fc.property(amount, (one) => {
      expect(parseKroner(formatKroner(one, 'nb'))).toEqual({ ok: true, event: one })
    }))
  })
})

describe('sums and shares', () => {
  it('shares of a whole differ from it by less than one øre each', () => {
    fc.assert(fc.property(amount, fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 1000 }), (whole, parts, part) => {
      const share = shareOf(whole, Math.min(part, parts), parts)
      expect(Math.abs(Number(BigInt(share) * BigInt(parts) - BigInt(whole) * BigInt(Math.min(part, parts)))) * 2).toBeLessThanOrEqual(parts)
    }))
  })
  it('half an øre is rounded away from zero', () => {
    expect([shareOf(ore(1), 1, 2), shareOf(ore(-1), 1, 2), shareOf(ore(10), 1, 3)]).toEqual([1, -1, 3])
  })
  it('a sum that is not exact is a fault, never a rounded answer', () => {
    expect(() => sumOre([Number.MAX_SAFE_INTEGER as Ore, 1 as Ore])).toThrow(RangeError)
    expect(() => ore(0.5)).toThrow(RangeError)
  })
})

it('shows thousands, øre only when there are any, and a real minus', () => {
  expect([formatKroner(ore(125_000_000), 'nb'), formatKroner(ore(125_000_050), 'en'), plainKroner(ore(-1205), 'nn')]).toEqual(['kr\u00a01\u00a0250\u00a0000', 'NOK\u00a01,250,000.50', '−12,05'])
})
