import { describe, expect, test } from 'vitest'
import { localDate } from '../../../kernel/dates.ts'
import { chaptersOf, countedAlone, countedAs } from '../../../kernel/scheme-themes.ts'
import { shippedSchemeThemes } from './rules.fixtures.ts'
import { proposalsFor, type Known } from './rules.ts'

const day = (text: string) => localDate(text) ?? expect.fail(text)
const language = 'rammeplan-2017-9-1'
const known: Known = {
  cases: [
    { id: 'a', reference: 'V1', running: true, themes: [language, 'rammeplan-2017-6'], endedOn: undefined },
    { id: 'b', reference: 'V2', running: false, themes: [language], endedOn: day('2026-05-01') },
    { id: 'c', reference: 'V3', running: true, themes: ['rammeplan-2017-4'], endedOn: undefined },
  ],
  measures: [
    { reportId: '1', network: 'Språknettverket', partner: undefined, themes: ['language'], kindergartens: 4, ours: false },
    { reportId: '2', network: undefined, partner: 'Høgskolen', themes: ['language', 'values'], kindergartens: 1, ours: true },
    { reportId: '3', network: undefined, partner: undefined, themes: ['language'], kindergartens: 1, ours: false },
    { reportId: '4', network: 'Verdinettverket', partner: undefined, themes: ['values'], kindergartens: 3, ours: false },
  ],
  own: [{ id: 'm', title: 'Språk hver dag', themes: [language] }, { id: 'n', title: 'Uteliv', themes: ['rammeplan-2017-9-4'] }],
  nearby: [{ kind: 'network', id: 'x', name: 'Språk på tvers', themes: [language], kindergartens: 5 }, { kind: 'measure', id: 'y', name: 'Felles leseløft', themes: [language], kindergartens: 2 }, { kind: 'network', id: 'z', name: 'Styrere', themes: ['rammeplan-2017-2'], kindergartens: 9 }],
  courses: [{ id: 'k', title: 'Språk i alle rom', themes: [language], startsOn: day('2027-02-03') }, { id: 'l', title: 'Ute', themes: ['rammeplan-2017-9-4'], startsOn: day('2027-02-03') }],
  offers: [{ id: 'o', title: 'Språk i lek', university: 'Høgskolen', themes: [language, 'rammeplan-2017-4'] }, { id: 'p', title: 'Ute', university: 'Høgskolen', themes: ['rammeplan-2017-9-4'] }],
  tried: [{ id: 'u', idea: 'wait-ten', words: '', themes: [language], still: { months: 3, how: 'most' } }, { id: 'v', idea: undefined, words: 'Ute hver dag', themes: ['rammeplan-2017-9-4'], still: undefined }],
  material: [{ id: 's', title: 'Måltidet som samtale', themes: [language] }, { id: 't', title: 'Ute', themes: ['rammeplan-2017-9-4'] }],
}

describe('what is proposed for a need', () => {
  test('shares a theme with it, what is under way first; another kindergarten’s measure only where one may join a network', () => {
    expect(proposalsFor([language], known).map((one) => [one.kind, one.themes])).toEqual([
      ['running-guidance', [language]],
      ['running-measure', [language]],
      ['own-measure', [language]],
      ['network-to-join', [language]],
      ['measure-to-join', [language]],
      ['network-nearby', [language]],
      ['course', [language]],
      ['university-offer', [language]],
      ['material', [language]],
      ['tried-by-others', [language]],
      ['earlier-guidance', [language]],
    ])
  })
  test('is nothing when no theme is shared, or the need has none', () => {
    expect([proposalsFor(['rammeplan-2017-5'], known), proposalsFor([], known)]).toEqual([[], []])
  })
})

test('every theme of the shipped schemes but “another” belongs to a chapter of the framework plan, and has a name where it is counted by itself', () => {
  expect(shippedSchemeThemes.filter((code) => chaptersOf([code]).length === 0)).toEqual(['own-theme'])
  expect(shippedSchemeThemes.filter((code) => countedAs(code) === code).toSorted()).toEqual(countedAlone.toSorted())
})
