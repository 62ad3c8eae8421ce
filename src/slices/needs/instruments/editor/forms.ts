import { z } from 'zod'
import { text } from '../../../../kernel/fields.ts'
import { messageKey as key } from '../../../../texts/index.ts'
import { limits, type TypedTheme } from '../rules.ts'

const words = text({ max: limits.words, tooLong: key('instruments.words.too-long') })
const named = text({ required: key('instruments.name.missing'), max: limits.words, tooLong: key('instruments.words.too-long') })
export const nameForm = z.object({ 'navn-nb': named, 'navn-nn': named, 'navn-en': named })

/** The rows of the form: those of the theme, and empty ones after them. */
export const rowsOf = (form: Readonly<Record<string, unknown>>): readonly number[] => Object.keys(form).flatMap((name) => (/^p-\d{1,2}-nb$/.test(name) ? [Number(name.split('-')[1])] : [])).toSorted((a, b) => a - b).slice(0, 40)
const fieldsOf = (rows: readonly number[]): readonly string[] => ['navn-nb', 'navn-nn', 'navn-en', ...rows.flatMap((row) => [`p-${row}-nb`, `p-${row}-nn`, `p-${row}-en`])]
/** A draft may be saved half done; only what is too long is wrong. */
export const themeForm = (rows: readonly number[]) => z.object(Object.fromEntries(fieldsOf(rows).map((name) => [name, words])))

export function themeFrom(form: Readonly<Record<string, unknown>>, read: Readonly<Record<string, string>>): TypedTheme {
  const in3 = (name: string) => ({ nb: read[`${name}-nb`] ?? '', nn: read[`${name}-nn`] ?? '', en: read[`${name}-en`] ?? '' })
  return { name: in3('navn'), about: typeof form['om'] === 'string' ? form['om'].slice(0, 60) : '', statements: rowsOf(form).map((row) => ({ key: typeof form[`p-${row}-key`] === 'string' ? String(form[`p-${row}-key`]).slice(0, 40) : '', text: in3(`p-${row}`) })) }
}
