import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { formatOrganisationNumber, isOrganisationNumber, parseOrganisationNumber } from './organisation-number.ts'

describe('an organisation number', () => {
  test.each(['975315053', '964965226', '983518648', '888496092', '974195135', '974763230', '123456785', '314758625',
    '991825827'])('%s is one', (text) =>
    expect(isOrganisationNumber(text)).toBe(true),
  )

  test.each(['973611111', '818711111', '974195136', '97419513', '9741951350', '000000000', '97419513a', '974 195 135', '',
    '974195135\n'])('%j is not', (text) =>
    expect(isOrganisationNumber(text)).toBe(false),
  )

  test.each(['974195135', '974 195 135', ' 974195135 ', '974\u00a0195\u00a0135', '9 7 4 1 9 5 1 3 5'])('%j is read', (text) =>
    expect(parseOrganisationNumber(text)).toBe('974195135'),
  )

  test.each(['974.195.135', '974 195 136',
    ' '.repeat(1000), 'NO974195135'])('%j is not read', (text) => expect(parseOrganisationNumber(text)).toBeUndefined())

  it('is written in threes', () => {
    expect(formatOrganisationNumber('314758625').replaceAll('\u00a0', ' ')).toBe('314 758 625')
    expect(formatOrganisationNumber('31475')).toBe('31475')
  })

  test('is read as it is written, and no other last digit is right', () =>
    fc.assert(
      fc.property(fc.integer({ min: 10_000_000, max: 99_999_999 }), (eight) => {
        const right = Array.from({ length: 10 }, (_, last) => `${eight}${last}`).filter(isOrganisationNumber)
        expect(right.length).toBeLessThanOrEqual(1)
        for (const text of right) expect(parseOrganisationNumber(formatOrganisationNumber(text))).toBe(text)
      }),
    ))
})
