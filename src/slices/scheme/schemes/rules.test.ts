import { expect, it, test } from 'vitest'
import { languages } from '../../../kernel/language.ts'
import { ore } from '../../../kernel/money.ts'
import { texts } from '../../../texts/index.ts'
import { roleNames } from '../../../texts/role-names.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { procedureLaws } from '../appeals/period/law.ts'
import { inWordsOf, namesIn, wordsOf } from './role-words.ts'
import { day, inForce, legalOn, ownContribution, strandName, type Scheme } from './rules.ts'
import { shippedSchemes } from './shipped/index.ts'

test.each([
  ['2019-03-01', ['regional-2019']],
  ['2020-02-14', ['regional-2020']],
  ['2022-02-01', ['local-2021']],
  ['2025-12-31', ['local-2021']],
  ['2026-01-01', ['collective-2026']],
  ['2018-12-31', []],
])('on %s these rules were in force: %j', (on, codes) => {
  expect(inForce(shippedSchemes, day(on)).map(({ code }) => code)).toEqual(codes)
})

test('what has changed from scheme to scheme is in the data', () => {
  const of = <T>(read: (scheme: Scheme) => T) => shippedSchemes.map(read)
  expect(of(({ reporter }) => reporter)).toEqual(['kindergarten-or-network', 'each-kindergarten', 'owner-with-partner', 'owner-with-partner'])
  expect(of(({ strands }) => strands.length)).toEqual([1, 1, 3, 1])
  expect(of(({ longestYears }) => longestYears)).toEqual([1, 1, 3, 3])
  expect(of(({ partnerForms }) => partnerForms.includes('vocational-college'))).toEqual([false, false, false, true])
  expect(of(({ roleWords }) => roleWords['county-governor'].nb)).toEqual(['fylkesmannen', 'fylkesmannen', 'statsforvalteren', 'statsforvalteren'])
  expect(of(({ continues }) => continues)).toEqual([[], ['regional-2019'], ['regional-2019', 'regional-2020', 'local-2021'], ['local-2021', 'collective-2026']])
})

it.each(shippedSchemes.map((scheme) => [scheme.code, scheme] as const))('%s: the weights are a hundred in all, codes are used once, and every word is there in three languages', (_, scheme) => {
  expect(scheme.priority.reduce((sum, { weight = 0 }) => sum + weight, 0)).toBe(100)
  for (const list of [scheme.strands, scheme.themes, [...scheme.eligibility, ...scheme.priority]]) expect(new Set(list.map(({ code }) => code)).size).toBe(list.length)
  const allWords = (value: unknown): object[] => (value && typeof value === 'object' ? ('nb' in value ? [value] : Object.values(value).flatMap(allWords)) : [])
  for (const found of allWords(scheme)) for (const language of languages) expect((found as Record<string, string>)[language]?.trim(), JSON.stringify(found)).toBeTruthy()
})

test('a letter refers to the law of its day', () => {
  const scheme = shippedSchemes.find(({ code }) => code === 'local-2021')
  expect(scheme && legalOn(scheme, day('2021-01-01')).map(({ code }) => code)).toEqual(['fvl'])
  expect(scheme && legalOn(scheme, day('2023-04-11')).map(({ code }) => code)).toEqual(['fvl', 'guidelines'])
})

test.each([
  ['regional-2019', 'nb', 'Ta kontakt med fylkesmannen.', 'Fylkesmannen spurte om noe'],
  ['regional-2020', 'nn', 'Ta kontakt med fylkesmannen.', 'Fylkesmannen spurde om noko'],
  ['local-2021', 'nb', 'Ta kontakt med statsforvalteren.', 'Statsforvalteren spurte om noe'],
  ['collective-2026', 'nn', 'Ta kontakt med statsforvaltaren.', 'Statsforvaltaren spurde om noko'],
  ['regional-2019', 'en', 'Contact the county governor.', 'The county governor asked something'],
] as const)('in the words of %s, in %s: “%s”, “%s”', (code, lang, within, first) => {
  const { t } = inWordsOf({ lang, t: texts(lang) } as PageContext, schemeOf(code))
  expect(t('reports.because.already-decided')).toContain(within)
  expect(t('reports.event.clarification-asked')).toBe(first)
})

test('the words of the scheme of today are those of the texts, so that nothing says two things', () => {
  for (const lang of languages) {
    const { 'county-governor': governor, grantee } = schemeOf('collective-2026').roleWords
    expect([governor[lang], grantee[lang]]).toEqual([roleNames[lang].governor, roleNames[lang].grantee])
  }
})

test('a notice about a report of 2019 says what the county governor was called then, in whatever language it is read', () => {
  expect(namesIn(schemeOf('regional-2019'))).toEqual({ 'governor.nb': 'fylkesmannen', 'governor.nn': 'fylkesmannen', 'governor.en': 'the county governor' })
  expect(namesIn(undefined)).toEqual({})
})

test('the applicant’s part of a grant is the owner’s where the owner reports, and the applicant’s where the kindergarten does', () => {
  for (const scheme of shippedSchemes) expect(wordsOf('nb', scheme)('scheme.money.owner'), scheme.code).toBe(scheme.reporter === 'owner-with-partner' ? 'Eier' : 'Søker')
})

test('the law of procedure ends on the same day in a scheme as in the letters', () => {
  for (const { legal } of shippedSchemes) expect(legal.find(({ code }) => code === 'fvl')?.to).toBe(procedureLaws[0]?.to)
})

test.each([
  ['local-2021', 'decentralised', 'Desentralisert ordning'],
  ['local-2021', 'special-needs', 'Kompetanseløftet for spesialpedagogikk og inkluderende praksis'],
  ['regional-2019', 'regional', undefined],
  ['collective-2026', 'collective', undefined],
])('in %s, %s is called %j: a strand is named where there are several', (code, strand, name) => {
  expect(strandName(schemeOf(code), strand, 'nb')).toBe(name)
})

test.each([
  ['decentralised', 100_000_00, { percent: 30, ore: 30_000_00 }],
  ['decentralised', 3, { percent: 30, ore: 1 }],
  ['regional', 100_000_00, undefined],
])('%s demands of %i øre: %j', (strand, grant, own) => {
  expect(ownContribution(schemeOf('local-2021'), strand, ore(grant))).toEqual(own)
})

const schemeOf = (code: string): Scheme => shippedSchemes.find((one) => one.code === code) ?? expect.fail(code)
