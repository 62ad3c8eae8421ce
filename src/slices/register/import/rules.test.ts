import { describe, expect, test } from 'vitest'
import type { ImportRow } from './mapping.ts'
import { placeByName, type NamedPlace } from './rules.ts'

const places: readonly NamedPlace[] = [
  { number: '3201', names: ['Bærum kommune', 'Bærum'] },
  { number: '3419', names: ['Våler kommune', 'Våler'] },
  { number: '3114', names: ['Våler kommune', 'Våler'] },
  { number: '5540', names: ['Kåfjord kommune', 'Gáivuotna – Kåfjord – Kaivuono', 'Gáivuotna', 'Kåfjord', 'Kaivuono'] },
]
const row = (municipalityName: string | undefined, municipalityNumber?: string): ImportRow => ({ rowNumber: 2, name: 'Tuvelurtunet', municipalityName, municipalityNumber } as ImportRow)

describe('the municipality of a row', () => {
  test.each<[string, string | undefined, string | undefined, string | undefined]>([
    ['a name that one municipality has', 'Bærum', undefined, '3201'],
    ['the name as the municipality writes it', 'BAERUM KOMMUNE', undefined, '3201'],
    ['a name that two have', 'Våler', undefined, undefined],
    ['one of its names', 'Gaivuotna', undefined, '5540'],
    ['all its names', 'Gáivuotna – Kåfjord – Kaivuono', undefined, '5540'],
    ['a name nobody has', 'Tuvedal', undefined, undefined],
    ['a number, whatever the name', 'Bærum', '9901', '9901'],
    ['nothing', undefined, undefined, undefined],
  ])('by %s', (_, name, number, expected) => expect(placeByName([row(name, number)], places)[0]?.municipalityNumber).toBe(expected))
})
