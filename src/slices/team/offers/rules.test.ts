import { describe, expect, test } from 'vitest'
import type { LocalDate } from '../../../kernel/dates.ts'
import { change, coverage, isOpen, isThin, publish, withdraw, type Offer, type OfferContent } from './rules.ts'

const day = (text: string) => text as LocalDate
const today = day('2026-11-23')
const content: OfferContent = { title: 'Språk', form: 'course', about: '', themes: ['a'], methods: [], languages: [], level: 'none', credits: undefined, kindergartens: 5, places: undefined, evidence: '', contact: 'x', startsOn: day('2026-01-01'), endsOn: undefined }
const offer: Offer = { ...content, id: '1', universityId: 'u', university: 'U', withdrawnOn: undefined, version: 3, changedAt: new Date(0) }
const known = { themes: ['a', 'b'], same: false }

describe('an offer', () => {
  test.each<[string, Partial<OfferContent>, Partial<typeof known>, string]>([
    ['ends before it begins', { endsOn: day('2025-12-31') }, {}, 'period-reversed'],
    ['is over before it is published', { endsOn: day('2026-11-22') }, {}, 'period-past'],
    ['is about a theme nobody knows', { themes: ['a', 'c'] }, {}, 'theme-unknown'],
    ['is there already', {}, { same: true }, 'offer-twice'],
  ])('is refused when it %s', (_, more, also, because) => {
    expect(publish({ ...content, ...more }, { ...known, ...also }, today)).toEqual({ ok: false, because })
    expect(change(offer, { ...content, ...more }, 3, { ...known, ...also }, today)).toEqual({ ok: false, because })
  })

  test('that ends today may still be asked for, and one without an end until it is withdrawn', () => {
    expect([isOpen({ ...offer, endsOn: today }, today), isOpen({ ...offer, endsOn: day('2026-11-22') }, today), isOpen(offer, day('2099-01-01')), isOpen({ ...offer, withdrawnOn: today }, today)]).toEqual([true, false, true, false])
    expect(publish({ ...content, endsOn: today }, known, today).ok).toBe(true)
  })

  test('is changed from the version one has seen, and never when it is withdrawn', () => {
    expect(change(offer, content, 3, known, today).ok).toBe(true)
    expect(change(offer, content, 2, known, today)).toEqual({ ok: false, because: 'changed-meanwhile' })
    expect(change({ ...offer, withdrawnOn: today }, content, 3, known, today)).toEqual({ ok: false, because: 'withdrawn' })
    expect([withdraw(offer).ok, withdraw({ withdrawnOn: today }).ok]).toEqual([true, false])
  })

  test('keeps a theme that has gone off the list since', () => {
    expect(change({ ...offer, themes: ['old'] }, { ...content, themes: ['old'] }, 3, known, today).ok).toBe(true)
  })
})

describe('coverage', () => {
  const themes = ['a', 'b', 'c', 'd'].map((code) => ({ code }))
  const of = (universityId: string, form: OfferContent['form'], ...codes: string[]) => ({ universityId, university: universityId.toUpperCase(), form, themes: codes })
  const rows = coverage(themes, [of('u', 'course', 'a', 'b'), of('u', 'lecture', 'b'), of('v', 'course', 'a')], new Map([['a', 40], ['b', 9], ['c', 7]]))

  test('first stands what is asked for and nobody offers, then what one alone offers, then what most ask for', () => {
    expect(rows.map(({ theme, state, asked }) => [theme.code, state, asked])).toEqual([['c', 'nobody', 7], ['b', 'one', 9], ['a', 'several', 40], ['d', 'nobody', 0]])
  })
  test('two offers of one university are one university, told by form', () => {
    expect(rows.find(({ theme }) => theme.code === 'b')?.by).toEqual([{ id: 'u', name: 'U', forms: ['course', 'lecture'] }])
  })
  test('what nobody asks for is no gap', () => {
    expect(rows.filter(isThin).map(({ theme }) => theme.code)).toEqual(['c', 'b'])
  })
})
