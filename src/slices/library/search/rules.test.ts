import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { correctionOf, expressionOf, pieces, termsOf, themesCalled } from './rules.ts'

const plain = (term: string) => ({ term, known: true, inside: [], nearest: undefined })

describe('what is typed becomes words', () => {
  test.each([
    ['Språk og LEK', ['språk', 'og', 'lek']],
    ['  ute-liv, ute! ', ['ute', 'liv']],
    ["' or 1=1 --", ['or', '1']],
    ['&|!():*<->', []],
    ['a b c d e f g h i j', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']],
  ])('%s', (typed, terms) => {
    expect(termsOf(typed)).toEqual(terms)
  })
})

describe('themes that are called what was searched for', () => {
  const themes = ['Kommunikasjon, språk og tekst', 'Kropp, bevegelse, mat og helse', 'Natur, miljø og teknologi', 'Lek'].map((name) => ({ name }))
  test.each([
    ['språk', ['Kommunikasjon, språk og tekst']],
    ['sprak', ['Kommunikasjon, språk og tekst']],
    ['leik', ['Lek']],
    ['miljo natur', ['Natur, miljø og teknologi']],
    ['og', []],
    ['ekst', []],
    ['', []],
  ])('%s', (typed, names) => {
    expect(themesCalled(termsOf(typed), themes).map(({ name }) => name)).toEqual(names)
  })
})

describe('words become an expression', () => {
  test('every word must be there, itself, what it is also called, or the beginning of a longer one', () => {
    expect(expressionOf([plain('leken'), plain('ro')])).toBe('(leken:* | lek:* | leik:*) & (ro)')
  })
  test('inside compounds, and as the nearest word when it is spelt wrong', () => {
    const words = [{ ...plain('miljø'), inside: ['lekemiljø'] }, { term: 'språkk', known: false, inside: [], nearest: 'språk' }]
    expect(expressionOf(words)).toBe('(miljø:* | lekemiljø) & (språk:*)')
    expect([correctionOf(words), correctionOf([plain('lek')])]).toEqual(['miljø språk', undefined])
  })
  test('only letters, digits and its own signs come into it, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (typed) => {
        expect(expressionOf(termsOf(typed).map(plain))).toMatch(/^[\p{L}\p{N}()|&:* ]*$/u)
      }),
    )
  })
})

describe('what was found is marked', () => {
  test('between its signs', () => {
    expect(pieces('Et \u0002lek\u0003emiljø \u0002her\u0003')).toEqual([{ text: 'Et ', found: false }, { text: 'lek', found: true }, { text: 'emiljø ', found: false }, { text: 'her', found: true }])
  })
  test('and no text is lost or taken for another', () => {
    const piece = fc.record({ text: fc.string({ minLength: 1 }).filter((text) => !text.includes('\u0002') && !text.includes('\u0003')), found: fc.boolean() })
    fc.assert(
      fc.property(fc.array(piece), (made) => {
        const marked = made.map(({ text, found }) => (found ? `\u0002${text}\u0003` : text)).join('')
        const read = pieces(marked)
        expect(read.map(({ text }) => text).join('')).toBe(made.map(({ text }) => text).join(''))
        expect(read.filter(({ found }) => found)).toEqual(made.filter(({ found }) => found))
      }),
    )
  })
})
