import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { languages } from '../kernel/language.ts'
import { orgKinds, roles } from '../kernel/actor.ts'
import { catalogues } from './catalogues.ts'
import { formats, texts } from './index.ts'
import { locales } from './formats.ts'

/** Words that klarspråk asks us not to use, in any of the languages. */
const avoided = ['vennligst', 'ugyldig', 'obligatorisk', 'påkrevd', 'påkravd', 'venlegst', 'klikk her', 'les mer']
const avoidedInEnglish = ['invalid', 'mandatory', 'please', 'click here']

const areas = Object.keys(catalogues.nb) as (keyof typeof catalogues.nb)[]
const keys = areas.flatMap((area) => Object.keys(catalogues.nb[area]).map((key) => ({ area, key })))
const messageOf = (language: (typeof languages)[number], area: (typeof areas)[number], key: string): string =>
  (catalogues[language][area] as Readonly<Record<string, string>>)[key] ?? ''

type Node = { type: number; value?: string; options?: Record<string, { value: Node[] }> }
const literal = 0
const pound = 7
const parametersOf = (nodes: readonly Node[]): string[] =>
  nodes.flatMap((node) => [
    ...(node.type !== literal && node.type !== pound && node.value ? [node.value] : []),
    ...Object.values(node.options ?? {}).flatMap((option) => parametersOf(option.value)),
  ])
const parameters = (message: string, language: (typeof languages)[number]): string[] =>
  [...new Set(parametersOf(new IntlMessageFormat(message, locales[language], undefined, { ignoreTag: true }).getAst() as Node[]))].sort()

describe('every text', () => {
  test('there are texts', () => expect(keys.length).toBeGreaterThan(100))

  test.each(areas)('%s has the same keys in the three languages', (area) => {
    for (const language of languages) expect(Object.keys(catalogues[language][area]).sort()).toEqual(Object.keys(catalogues.nb[area]).sort())
  })

  test.each(areas)('%s parses and takes the same parameters in the three languages', (area) => {
    const taken = (key: string) => languages.map((language) => parameters(messageOf(language, area, key), language).join())
    const differing = Object.keys(catalogues.nb[area]).map((key) => ({ text: `${area}.${key}`, parameters: taken(key) })).filter((one) => new Set(one.parameters).size > 1)
    expect(differing).toEqual([])
  })

  test('says something, without words to avoid and without stray spaces', () => {
    const faults = keys.flatMap(({ area, key }) =>
      languages.flatMap((language) => {
        const message = messageOf(language, area, key)
        const words = [...avoided, ...avoidedInEnglish].filter((word) => message.toLowerCase().includes(word))
        const said = [...(message === '' ? ['is empty'] : []), ...(message.trim() === message ? [] : ['has stray spaces']), ...words.map((word) => `says ${word}`)]
        return said.map((fault) => `${language} ${area}.${key} ${fault}`)
      }),
    )
    expect(faults).toEqual([])
  })

  test('has a name for every role and every kind of organisation', () => {
    for (const role of roles) expect(texts('nb')(`identity.role.${role}`)).not.toBe('')
    for (const kind of orgKinds) expect(texts('nn')(`register.kind.${kind}`)).not.toBe('')
  })
})

describe('t', () => {
  test('gives the text in the language asked for', () => {
    expect(texts('nb')('common.field.required')).toBe('Må fylles ut')
    expect(texts('nn')('common.field.required')).toBe('Må fyllast ut')
    expect(texts('en')('common.field.required')).toBe('Must be filled in')
  })

  test('counts', () => {
    expect(texts('nb')('common.notices.new', { count: 0 })).toBe('Ingen nye varsler')
    expect(texts('nb')('common.notices.new', { count: 1 })).toBe('1 nytt varsel')
    expect(texts('nb')('common.notices.new', { count: 1200 })).toBe('1\u00a0200 nye varsler')
  })

  test('does not compile with a wrong key or a wrong parameter', () => {
    const t = texts('nb')
    // @ts-expect-error no such key
    expect(() => t('common.no-such-key')).toThrow()
    // @ts-expect-error the parameter is forgotten
    expect(() => t('common.notices.new')).toThrow()
    // @ts-expect-error the parameter is misspelt
    expect(() => t('common.acting.for', { nam: 'Kari' })).toThrow()
  })

  test('is the same function each time', () => expect(texts('en')).toBe(texts('en')))
})

describe('formats', () => {
  const at = new Date('2026-03-05T23:30:00Z')
  test('are Norwegian in Oslo time, whatever the machine says', () => {
    expect(formats('nb').date(at)).toBe('6. mars 2026')
    expect(formats('nn').shortDate(at)).toBe('06.03.2026')
    expect(formats('nb').dateTime(at)).toBe('6. mars 2026 kl. 00.30')
    expect(formats('en').dateTime(at)).toBe('6 March 2026 at 00:30')
  })
  test('write numbers, money, shares and lists', () => {
    expect(formats('nb').number(1234567.891)).toBe('1\u00a0234\u00a0567,89')
    expect(formats('nb').kroner(1250000)).toBe('1\u00a0250\u00a0000\u00a0kr')
    expect(formats('nn').percent(0.26)).toBe('26\u00a0%')
    expect(formats('nb').list(['a', 'b', 'c'])).toBe('a, b og c')
  })
})
