import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { scaleValues, type InstrumentTheme, type StaffLanguage, type StaffWords, type Statement, type StatementsInstrument } from '../definition.ts'
import { stampOf, type EditRefusal } from '../rules.ts'

// Languages besides those of the program, for the staff who read them best. A language that has been begun is either whole or not there: who answers must
// not get a statement in a language they chose away.

const mostLanguages = 12
export const longest = { text: 300, told: 800 } as const

type Known = Pick<StaffLanguage, 'code' | 'name' | 'dir'>
const ltr = (code: string, name: string): Known => ({ code, name, dir: 'ltr' })
const rtl = (code: string, name: string): Known => ({ code, name, dir: 'rtl' })
/** What languages call themselves (CLDR), and which way they are written. Others can be named by whoever adds them. */
export const knownLanguages: readonly Known[] = [
  ltr('pl', 'Polski'), ltr('lt', 'Lietuvių'), ltr('uk', 'Українська'), ltr('so', 'Soomaali'), rtl('ar', 'العربية'), ltr('ti', 'ትግርኛ'), ltr('es', 'Español'), ltr('de', 'Deutsch'), ltr('sv', 'Svenska'), ltr('ru', 'Русский'), ltr('th', 'ไทย'), ltr('fil', 'Filipino'),
  rtl('fa', 'فارسی'), ltr('tr', 'Türkçe'), ltr('ku', 'Kurdî'), rtl('ur', 'اردو'), ltr('vi', 'Tiếng Việt'), ltr('ta', 'தமிழ்'), ltr('am', 'አማርኛ'), ltr('ro', 'Română'), ltr('pt', 'Português'), ltr('fr', 'Français'), ltr('bs', 'Bosanski'), ltr('sq', 'Shqip'), ltr('se', 'Davvisámegiella'), ltr('fi', 'Suomi'), rtl('ps', 'پښتو'), ltr('bg', 'Български'), ltr('lv', 'Latviešu'), ltr('hu', 'Magyar'),
]

export type LanguageRefusal = 'there-already' | 'too-many-languages' | 'own-language'
/** A language, empty still. */
export function addLanguage(draft: StatementsInstrument, { code, name, dir }: Known): Decision<LanguageRefusal, StatementsInstrument> {
  const there = draft.languages ?? []
  if (['nb', 'nn', 'no', 'en'].includes(code)) return refuse('own-language')
  if (there.some((one) => one.code === code)) return refuse('there-already')
  if (there.length >= mostLanguages) return refuse('too-many-languages')
  return accept({ ...draft, languages: [...there, { code, name, dir, scale: { 5: '', 4: '', 3: '', 2: '', 1: '', 0: '' }, told: '', dots: '', send: '' }] })
}

/** The fields of a language: those around the statements, then the themes with their statements. */
export const scaleField = (value: (typeof scaleValues)[number]) => `skala-${value}`
export const themeField = ({ key }: Pick<InstrumentTheme, 'key'>) => `t-${key}`
export const statementField = ({ key }: Pick<Statement, 'key'>) => `p-${key}`
export const fieldsOf = ({ themes }: StatementsInstrument): readonly string[] => ['told', 'dots', 'send', ...scaleValues.map(scaleField), ...themes.flatMap((theme) => [themeField(theme), ...theme.statements.map(statementField)])]

/** What stands in the fields. */
export function valuesOf(draft: StatementsInstrument, code: string): Readonly<Record<string, string>> | undefined {
  const language = draft.languages?.find((one) => one.code === code)
  if (!language) return undefined
  const more = ({ more: all }: StaffWords) => all?.[code] ?? ''
  return {
    navn: language.name, told: language.told, dots: language.dots, send: language.send,
    ...Object.fromEntries(scaleValues.map((value) => [scaleField(value), language.scale[value]])),
    ...Object.fromEntries(draft.themes.flatMap((theme) => [[themeField(theme), more(theme.name)], ...theme.statements.map((one) => [statementField(one), more(one.text)])])),
  }
}

/** How many of the texts are there. */
export function completeness(draft: StatementsInstrument, code: string): { readonly done: number; readonly all: number } {
  const values = valuesOf(draft, code) ?? {}
  const fields = fieldsOf(draft)
  return { done: fields.filter((field) => (values[field] ?? '') !== '').length, all: fields.length }
}

/** Puts what was typed in place of what stood. May be saved half done. */
export function replaceLanguage(draft: StatementsInstrument, code: string, typed: Readonly<Record<string, string>>, stamp: string): Decision<EditRefusal, StatementsInstrument> {
  const values = valuesOf(draft, code)
  if (!values) return refuse('not-found')
  if (stampOf(values) !== stamp) return refuse('changed-meanwhile')
  const said = (field: string) => typed[field] ?? ''
  const worded = (words: StaffWords, field: string): StaffWords => withWords(words, code, said(field))
  return accept({
    ...draft,
    languages: draft.languages?.map((one) => (one.code === code ? { ...one, name: said('navn') || one.name, told: said('told'), dots: said('dots'), send: said('send'), scale: { 5: said('skala-5'), 4: said('skala-4'), 3: said('skala-3'), 2: said('skala-2'), 1: said('skala-1'), 0: said('skala-0') } } : one)),
    themes: draft.themes.map((theme) => ({ ...theme, name: worded(theme.name, themeField(theme)), statements: theme.statements.map((one) => ({ ...one, text: worded(one.text, statementField(one)) })) })),
  })
}

/** Takes a language out, with all its words. */
export function removeLanguage(draft: StatementsInstrument, code: string, stamp: string): Decision<EditRefusal, StatementsInstrument> {
  const values = valuesOf(draft, code)
  if (!values) return refuse('not-found')
  if (stampOf(values) !== stamp) return refuse('changed-meanwhile')
  return accept({
    ...draft,
    languages: draft.languages?.filter((one) => one.code !== code),
    themes: draft.themes.map((theme) => ({ ...theme, name: withWords(theme.name, code, ''), statements: theme.statements.map((one) => ({ ...one, text: withWords(one.text, code, '') })) })),
  })
}

/** A language that lacks texts keeps the draft from being used. */
export const checkLanguages = (draft: StatementsInstrument): readonly StaffLanguage[] => (draft.languages ?? []).filter(({ code }) => { const { done, all } = completeness(draft, code); return done < all })

function withWords({ more, ...words }: StaffWords, code: string, text: string): StaffWords {
  const others = Object.fromEntries(Object.entries(more ?? {}).filter(([one]) => one !== code))
  const all = text === '' ? others : { ...others, [code]: text }
  return { nb: words.nb, nn: words.nn, en: words.en, ...(Object.keys(all).length > 0 ? { more: all } : {}) }
}
