import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { searchForm } from './normalise.ts'

describe('the form for search', () => {
  test.each([
    ['Så', 'Sa'], ['Så', 'Saa'], ['Bærum', 'Baerum'], ['Bærum', 'BÆRUM'], ['Øygarden', 'Oygarden'], ['Øygarden', 'Oeygarden'], ['Malmö', 'Malmø'],
    ['Häagen', 'Hæågen'], ['Idé', 'Ide'], ['A\u030Alesund', 'Ålesund'], ['Aalesund', 'Ålesund'], ['St. Hanshaugen', 'St Hanshaugen'],
    ['Kárášjohka', 'Karasjohka'],
    ['Deanu gielda / Tana', 'deanu gielda tana'], ['  Solstrålen\u00a0 barnehage ', 'solstralen barnehage'], ['Guovdageaidnu – Kautokeino',
    'guovdageaidnu kautokeino'],
    ['100 %_', '100'], ['ﬁre', 'fire'], ['Unjárgga gŋ', 'unjargga gng'],
  ])('%j and %j are the same', (a, b) => expect(searchForm(a)).toBe(searchForm(b)))

  test.each([['Bærum', 'Barum'], ['Sol', 'Sal'], ['Mo', 'Me'], ['Avdeling 1',
    'Avdeling 2']])('%j and %j are not', (a, b) => expect(searchForm(a)).not.toBe(searchForm(b)))

  it('holds letters, digits and single spaces only', () => expect(searchForm("%_'\\Ærfugl -- 2*")).toBe('aerfugl 2'))

  const word = fc.string({ unit: fc.constantFrom(...'aeoøåæäöéklmnAEOÅÆØ1'), minLength: 1, maxLength: 12 })
  test('the start of a word finds the word', () =>
    fc.assert(fc.property(word, fc.nat(12), (text, cut) => void expect(searchForm(text).startsWith(searchForm(text.slice(0, cut)))).toBe(true))))

  test('capitals make no difference', () => fc.assert(fc.property(word, (text) => void expect(searchForm(text.toUpperCase())).toBe(searchForm(text)))))
})
