import { describe, expect, test } from 'vitest'
import type { InstrumentTheme, StaffWords, StatementsInstrument } from './definition.ts'
import { addTheme, check, limits, moveTheme, publish, removeTheme, replaceTheme, stampOf } from './rules.ts'
import { shippedInstruments } from './shipped/index.ts'

const words = (text: string): StaffWords => ({ nb: text, nn: text, en: text })
const theme = (key: string, ...statements: string[]): InstrumentTheme => ({ key, name: words(key), about: 'rammeplan-2017-3', statements: statements.map((text, at) => ({ key: `${key}-${at + 1}`, text: words(text) })) })
const instrument = (...themes: InstrumentTheme[]): StatementsInstrument => ({ kind: 'statements', themes })

describe('what must be mended before a version can be used', () => {
  test.each<[string, StatementsInstrument, readonly string[]]>([
    ['a whole one has no faults', instrument(theme('a', 'Vi ler.'), theme('b', 'Vi leser.')), []],
    ['without themes there is nothing to ask', instrument(), ['no-themes']],
    ['a theme needs a name in all three languages', instrument({ ...theme('a', 'Vi ler.'), name: { nb: 'A', nn: '', en: 'A' } }), ['no-name']],
    ['a theme belongs to the framework plan or to a local theme', instrument({ ...theme('a', 'Vi ler.'), about: '' }), ['no-about']],
    ['a theme without statements asks nothing', instrument(theme('a')), ['no-statements']],
    ['a statement needs its words in all three languages', instrument({ ...theme('a'), statements: [{ key: 'a-1', text: { nb: 'Vi ler.', nn: '', en: '' } }] }), ['words-missing']],
    ['the same words twice would be counted as two questions', instrument(theme('a', 'Vi ler.'), theme('b', 'vi ler.')), ['same-words']],
  ])('%s', (_, one, faults) => {
    expect(check(one).map(({ because }) => because)).toEqual(faults)
  })
  test('what is shipped has no faults, and every key once', () => {
    for (const { definition } of shippedInstruments) {
      if (definition.kind !== 'statements') continue
      expect(check(definition)).toEqual([])
      const keys = definition.themes.flatMap(({ key, statements }) => [key, ...statements.map((one) => one.key)])
      expect(new Set(keys).size).toBe(keys.length)
    }
  })
})

describe('changing a draft', () => {
  const stored = theme('a', 'Vi ler.', 'Vi leser.')
  const typed = { name: words('Latter'), about: 'rammeplan-2017-3', statements: [...stored.statements, { key: '', text: words('Vi synger.') }, { key: '', text: words('') }] }
  test('a new row gets a key of its own, an empty one is left out', () => {
    const changed = replaceTheme(instrument(stored), 'a', typed, stampOf(stored), new Map())
    expect(changed.ok && changed.event.themes[0]?.statements.map(({ key }) => key)).toEqual(['a-1', 'a-2', 'a-3'])
  })
  test('a statement that an earlier version asked keeps its key while it says the same, and gets a new one when it does not', () => {
    const reworded = { ...typed, statements: [{ key: 'a-1', text: words('Vi ler hver dag.') }, { key: 'a-2', text: { ...words('Vi leser.'), en: 'We read.' } }] }
    const changed = replaceTheme(instrument(stored), 'a', reworded, stampOf(stored), new Map([['a-1', 'Vi ler.'], ['a-2', 'Vi leser.']]))
    expect(changed.ok && changed.event.themes[0]?.statements.map(({ key }) => key)).toEqual(['a-3', 'a-2'])
  })
  test('what somebody else has changed meanwhile is not written over', () => {
    expect(replaceTheme(instrument(stored), 'a', typed, stampOf(theme('a', 'Noe annet.')), new Map())).toEqual({ ok: false, because: 'changed-meanwhile' })
    expect(removeTheme(instrument(stored), 'a', 'x')).toEqual({ ok: false, because: 'changed-meanwhile' })
  })
  test('a new theme never gets a key that has been used', () => {
    const added = addTheme(instrument(stored), new Set(['theme-1']))
    expect(added.ok && added.event.key).toBe('theme-2')
    expect(addTheme(instrument(...Array.from({ length: limits.themes }, (_, at) => theme(`t${at}`, 'x'))), new Set())).toEqual({ ok: false, because: 'too-many' })
  })
  test('a theme moves one place up; the first one stays', () => {
    const moved = moveTheme(instrument(stored, theme('b', 'x')), 'b')
    expect(moved.ok && moved.event.themes.map(({ key }) => key)).toEqual(['b', 'a'])
    expect(moveTheme(instrument(stored), 'a')).toEqual({ ok: false, because: 'not-found' })
  })
  test('what has faults, or is the same as before, is not published', () => {
    expect(publish(instrument(), undefined, check(instrument()))).toEqual({ ok: false, because: 'has-faults' })
    expect(publish(instrument(stored), instrument(stored), [])).toEqual({ ok: false, because: 'nothing-new' })
    expect(publish(instrument(stored), undefined, []).ok).toBe(true)
  })
})
