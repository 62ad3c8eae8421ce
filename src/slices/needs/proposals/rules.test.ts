import { describe, expect, test } from 'vitest'
import { localDate } from '../../../kernel/dates.ts'
import { shippedSchemeThemes } from './rules.fixtures.ts'
import { chaptersOf, kindergartenYearOf, proposalsFor, type Known } from './rules.ts'

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
}

describe('what is proposed for a need', () => {
  test('shares a theme with it, what is under way first; another kindergarten’s measure only where one may join a network', () => {
    expect(proposalsFor([language], known).map((one) => [one.kind, one.themes])).toEqual([
      ['running-guidance', [language]],
      ['own-measure', [language]],
      ['network-nearby', [language]],
      ['earlier-guidance', [language]],
    ])
  })
  test('is nothing when no theme is shared, or the need has none', () => {
    expect([proposalsFor(['rammeplan-2017-5'], known), proposalsFor([], known)]).toEqual([[], []])
  })
})

test('every theme of the grant scheme but “another” has a chapter of the framework plan', () => {
  expect(shippedSchemeThemes.filter((code) => chaptersOf([code]).length === 0)).toEqual(['own-theme'])
})

test('the kindergarten year turns on 1 August', () => {
  expect([kindergartenYearOf(day('2026-07-31')), kindergartenYearOf(day('2026-08-01')), kindergartenYearOf(day('2027-01-01'))]).toEqual([2025, 2026, 2026])
})
