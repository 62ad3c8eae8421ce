import { createHash } from 'node:crypto'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { InstrumentDefinition, InstrumentTheme, StaffWords, StatementsInstrument } from './definition.ts'

/** Enough for a staff meeting many times over, and few enough for a page. */
export const limits = { themes: 20, statements: 12, words: 300 } as const

export type EditRefusal = 'not-found' | 'changed-meanwhile' | 'too-many' | 'has-faults' | 'nothing-new' | 'no-draft'
export type Fault = { readonly theme: InstrumentTheme | undefined; readonly because: 'no-themes' | 'no-name' | 'no-about' | 'no-statements' | 'words-missing' | 'same-words' }

/** A stamp of what somebody was shown: what they send back holds only as long as nobody has changed the same in between. */
export const stampOf = (shown: unknown): string => createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 32)

const empty: StaffWords = { nb: '', nn: '', en: '' }
const whole = ({ nb, nn, en }: StaffWords): boolean => [nb, nn, en].every((text) => text.trim() !== '')
/** A key that has not been used: an answer to something else must never be counted as an answer to this. */
export const freshKey = (beginning: string, used: ReadonlySet<string>): string => {
  for (let number = 1; ; number += 1) if (!used.has(`${beginning}-${number}`)) return `${beginning}-${number}`
}

/** What must be mended before the draft can be used. */
export function check({ themes }: StatementsInstrument): readonly Fault[] {
  if (themes.length === 0) return [{ theme: undefined, because: 'no-themes' }]
  const seen = new Set<string>()
  return themes.flatMap((theme): Fault[] => {
    const said = theme.statements.map(({ text }) => text.nb.trim().toLowerCase())
    const twice = said.some((text, at) => text !== '' && (seen.has(text) || said.indexOf(text) !== at))
    for (const text of said) seen.add(text)
    const faults: (readonly [boolean, Fault['because']])[] = [
      [!whole(theme.name), 'no-name'],
      [theme.about === '', 'no-about'],
      [theme.statements.length === 0, 'no-statements'],
      [theme.statements.some(({ text }) => !whole(text)), 'words-missing'],
      [twice, 'same-words'],
    ]
    return faults.flatMap(([wrong, because]) => (wrong ? [{ theme, because }] : []))
  })
}

/** An empty theme, last. Its key is one that no version has had: an answer to something else must never be counted as an answer to this. */
export function addTheme(instrument: StatementsInstrument, used: ReadonlySet<string>): Decision<EditRefusal, { readonly instrument: StatementsInstrument; readonly key: string }> {
  if (instrument.themes.length >= limits.themes) return refuse('too-many')
  const key = freshKey('theme', new Set([...used, ...instrument.themes.map((theme) => theme.key)]))
  return accept({ instrument: { ...instrument, themes: [...instrument.themes, { key, name: empty, about: '', statements: [] }] }, key })
}

/** What somebody typed for a theme: a row keeps its key while it is the same statement; a new row has none. */
export type TypedTheme = { readonly name: StaffWords; readonly about: string; readonly statements: readonly { readonly key: string; readonly text: StaffWords }[] }

/**
 * Puts what was typed in the place of the stored theme. Rows without a word are left out. A statement whose bokmål has been changed in a draft gets a new
 * key when an earlier version asked something else under it: the two are not the same question any more.
 */
export function replaceTheme(instrument: StatementsInstrument, key: string, typed: TypedTheme, stamp: string, earlier: ReadonlyMap<string, string>): Decision<EditRefusal, StatementsInstrument> {
  const stored = instrument.themes.find((theme) => theme.key === key)
  if (!stored) return refuse('not-found')
  if (stampOf(stored) !== stamp) return refuse('changed-meanwhile')
  const rows = typed.statements.filter(({ text }) => [text.nb, text.nn, text.en].some((one) => one.trim() !== ''))
  if (rows.length > limits.statements) return refuse('too-many')
  const used = new Set([...earlier.keys(), ...instrument.themes.flatMap(({ statements }) => statements.map((one) => one.key))])
  const statements = rows.map((row) => {
    const known = stored.statements.find((one) => one.key === row.key)
    const same = known && (earlier.get(row.key) ?? row.text.nb) === row.text.nb
    const own = same ? row.key : freshKey(key, used)
    used.add(own)
    return { key: own, text: { ...row.text, ...(known?.text.more && same ? { more: known.text.more } : {}) } }
  })
  return accept({ ...instrument, themes: instrument.themes.map((theme) => (theme.key === key ? { ...theme, name: { ...theme.name, ...typed.name }, about: typed.about, statements } : theme)) })
}

export function removeTheme(instrument: StatementsInstrument, key: string, stamp: string): Decision<EditRefusal, StatementsInstrument> {
  const stored = instrument.themes.find((theme) => theme.key === key)
  if (!stored) return refuse('not-found')
  if (stampOf(stored) !== stamp) return refuse('changed-meanwhile')
  return accept({ ...instrument, themes: instrument.themes.filter((theme) => theme.key !== key) })
}

/** One place up. */
export function moveTheme(instrument: StatementsInstrument, key: string): Decision<EditRefusal, StatementsInstrument> {
  const at = instrument.themes.findIndex((theme) => theme.key === key)
  const [moved, before] = [instrument.themes[at], instrument.themes[at - 1]]
  if (!moved || !before) return refuse('not-found')
  return accept({ ...instrument, themes: instrument.themes.with(at - 1, moved).with(at, before) })
}

/** The draft can be used from now on, and never changed again. `faults` are what its kind found wrong with it. */
export function publish(draft: InstrumentDefinition, last: InstrumentDefinition | undefined, faults: readonly unknown[]): Decision<EditRefusal, { readonly kind: 'needs.instrument-published' }> {
  if (faults.length > 0) return refuse('has-faults')
  if (last && stampOf(last) === stampOf(draft)) return refuse('nothing-new')
  return accept({ kind: 'needs.instrument-published' })
}
