import { describe, expect, test } from 'vitest'
import type { InstrumentTheme, StaffWords, StatementsInstrument } from '../definition.ts'
import { instrumentSchema, wordsIn } from '../definition.ts'
import { replaceTheme, stampOf } from '../rules.ts'
import { addLanguage, checkLanguages, completeness, fieldsOf, knownLanguages, removeLanguage, replaceLanguage, valuesOf } from './rules.ts'

const words = (text: string): StaffWords => ({ nb: text, nn: text, en: text })
const theme: InstrumentTheme = { key: 'a', name: words('Omsorg'), about: 'rammeplan-2017-3', statements: [{ key: 'a-1', text: words('Vi ler.') }, { key: 'a-2', text: words('Vi leser.') }] }
const plain: StatementsInstrument = { kind: 'statements', themes: [theme] }
const polish = { code: 'pl', name: 'Polski', dir: 'ltr' } as const
const added = (): StatementsInstrument => {
  const decision = addLanguage(plain, polish)
  if (!decision.ok) throw new Error(decision.because)
  return decision.event
}
const filled = (): StatementsInstrument => {
  const draft = added()
  const saved = replaceLanguage(draft, 'pl', Object.fromEntries([['navn', 'Polski'], ...fieldsOf(draft).map((field) => [field, `pl ${field}`])]), stampOf(valuesOf(draft, 'pl')))
  if (!saved.ok) throw new Error(saved.because)
  return saved.event
}

describe('a further language for the staff', () => {
  test.each([
    ['there already', added(), polish, 'there-already'],
    ['one of the program’s own', plain, { ...polish, code: 'nn' }, 'own-language'],
    ['one too many', { ...plain, languages: knownLanguages.slice(1, 13).map((one) => ({ ...one, scale: { 5: '', 4: '', 3: '', 2: '', 1: '', 0: '' }, told: '', dots: '', send: '' })) }, polish, 'too-many-languages'],
  ])('%s is refused', (_, draft, language, because) => {
    expect(addLanguage(draft, language)).toEqual({ ok: false, because })
  })
  test('keeps the draft from being used until every text is there', () => {
    expect([completeness(added(), 'pl'), checkLanguages(added()).map(({ code }) => code)]).toEqual([{ done: 0, all: 12 }, ['pl']])
    expect([completeness(filled(), 'pl'), checkLanguages(filled()), checkLanguages(plain)]).toEqual([{ done: 12, all: 12 }, [], []])
  })
  test('is stored and read back, and every text is found in it', () => {
    const read = instrumentSchema.parse(JSON.parse(JSON.stringify(filled())))
    expect(read).toEqual(filled())
    const [found] = read.kind === 'statements' ? read.themes : []
    expect([found && wordsIn(found.name, 'pl'), found && wordsIn(found.name, 'xx')]).toEqual(['pl t-a', 'Omsorg'])
  })
  test('a statement that is another question loses its translation, and the draft is not whole any more', () => {
    const [stored] = filled().themes
    if (!stored) throw new Error('no theme')
    const changed = replaceTheme(filled(), 'a', { name: stored.name, about: stored.about, statements: [{ key: 'a-1', text: words('Vi synger.') }, { key: 'a-2', text: words('Vi leser.') }] }, stampOf(stored), new Map([['a-1', 'Vi ler.']]))
    expect(changed.ok && completeness(changed.event, 'pl')).toEqual({ done: 11, all: 12 })
  })
  test('what somebody else has written meanwhile is not written over; taken away, no word of it is left', () => {
    expect(replaceLanguage(filled(), 'pl', {}, 'x')).toEqual({ ok: false, because: 'changed-meanwhile' })
    expect(removeLanguage(filled(), 'pl', 'x')).toEqual({ ok: false, because: 'changed-meanwhile' })
    const removed = removeLanguage(filled(), 'pl', stampOf(valuesOf(filled(), 'pl')))
    expect(removed.ok && JSON.stringify(removed.event).includes('pl ')).toBe(false)
  })
  test('known languages have a code once, and those written from the right are said to be', () => {
    expect(new Set(knownLanguages.map(({ code }) => code)).size).toBe(knownLanguages.length)
    expect(knownLanguages.filter(({ dir }) => dir === 'rtl').map(({ code }) => code)).toEqual(['ar', 'fa', 'ur', 'ps'])
    for (const { code } of knownLanguages) expect(() => new Intl.Locale(code)).not.toThrow()
  })
})
