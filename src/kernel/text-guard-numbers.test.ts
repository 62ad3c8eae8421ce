import { fnr } from '@navikt/fnrvalidator'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guardText, mustStop } from './text-guard.ts'

/** Synthetic number (month + 80) with right check digits, by trial: the first that the validator takes. */
const numberFor = (date: string, individual: number): string | undefined => {
  const start = `${date}${String(individual).padStart(3, '0')}`
  return Array.from({ length: 100 }, (_, n) => start + String(n).padStart(2, '0')).find((digits) => fnr(digits).status === 'valid')
}
const synthetic = numberFor('058321', 123) ?? ''
const dNumber = numberFor('458321', 123) ?? ''
const wrong = `${synthetic.slice(0, 10)}${(Number(synthetic[10]) + 1) % 10}`
const split = (sign: string, digits = synthetic): string => `${digits.slice(0, 6)}${sign}${digits.slice(6)}`

describe('numbers of people', () => {
  test.each([
    ['together', synthetic],
    ['a D-number', dNumber],
    ['space', split(' ')],
    ['no-break space', split('\u00a0')],
    ['thin space', split('\u2009')],
    ['dot', split('.')],
    ['hyphen', split('-')],
    ['line break', split('\n')],
    ['line break of Windows', split('\r\n')],
    ['colon', split(': ')],
    ['bracket', split(' (')],
    ['a star between all', synthetic.split('').join('*')],
    ['en dash', split(' – ')],
    ['zero-width', synthetic.split('').join('\u200b')],
    ['soft hyphen', split('\u00ad')],
    ['a space between all', synthetic.split('').join(' ')],
    ['date with dots', `${synthetic.slice(0, 2)}.${synthetic.slice(2, 4)}.${synthetic.slice(4, 6)} ${synthetic.slice(6)}`],
    ['6 3 2', `${synthetic.slice(0, 6)} ${synthetic.slice(6, 9)} ${synthetic.slice(9)}`],
    ['wide digits', synthetic.replaceAll(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)))],
    ['letters around', `fnr${synthetic}x`],
    ['after a year', `2026 ${split(' ')}`],
  ])('%s stops', (_, written) => {
    const text = `Barn: ${written}.`
    const finding = guardText(text).find(({ kind }) => kind === 'national-id')
    expect(finding?.severity).toBe('stop')
    expect(text.slice(finding?.start, finding?.end).replaceAll(/[^\d０-９]/gu, '')).toHaveLength(11)
    expect(mustStop(guardText(text))).toBe(true)
  })

  test.each([['together', wrong], ['space', split(' ', wrong)],
    ['hyphen', split('-', wrong)]])('wrong check digits, %s, are pointed out', (_, written) =>
    expect(guardText(`Nr. ${written}`)).toMatchObject([{ kind: 'looks-like-national-id', severity: 'point-out', start: 4 }]),
  )

  test.each([
    '12345678901', '99999999999', '00000000000', `1${synthetic}`, `${synthetic}0`, '974195135', '974 195 135', '974 195 135 12', '1234.56.12345',
    `${synthetic.slice(0, 4)}.${synthetic.slice(4, 6)}.${synthetic.slice(6)}`, '12 34 56 78', '+47 41 05 22 33', '410 52 233 410 52 233',
    '2026-0001', '2026-0001 123',
    '01.01.2026–31.12.2026', '2026-03-05 14:05',
    'kl. 08.30–11.00, 12 barn', `${synthetic.slice(0, 6)}, ${synthetic.slice(6)}`,
  ])('%j is something else', (text) => expect(guardText(text)).toEqual([]))

  const dayMonthYear = fc.tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 99 }))
  test('every number is stopped, wherever it stands', () =>
    fc.assert(
      fc.property(dayMonthYear, fc.integer({ min: 0, max: 999 }), fc.constantFrom('', ' ', '-', '.', '\u200b'), ([d, m, y], n, sign) => {
        const number = numberFor(`${String(d).padStart(2, '0')}${m + 80}${String(y).padStart(2, '0')}`, n)
        fc.pre(number !== undefined)
        expect(mustStop(guardText(`Vi viser til ${split(sign, number)} i saken`))).toBe(true)
      }),
    ))
})
