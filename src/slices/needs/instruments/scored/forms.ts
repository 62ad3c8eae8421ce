import { z } from 'zod'
import { oneOf, text } from '../../../../kernel/fields.ts'
import { messageKey as key } from '../../../../texts/index.ts'
import { readDecimal } from '../../scores/rules.ts'
import { limits } from '../rules.ts'
import type { TypedScores } from './rules.ts'

const words = text({ max: limits.words, tooLong: key('instruments.words.too-long') })
const end = z.unknown().optional().transform((value, context): number => {
  const read = readDecimal(typeof value === 'string' ? value : '', 2)
  if (read.ok) return read.event
  context.addIssue({ code: 'custom', message: key('instruments.scored.scale.wrong') })
  return z.NEVER
})
const common = {
  'navn-nb': text({ required: key('instruments.scored.name.missing'), max: limits.words, tooLong: key('instruments.words.too-long') }), 'navn-nn': words, 'navn-en': words,
}
export const newForm = z.object(common)

/** The rows of the form: those of the draft, and empty ones after them. */
export const rowsOf = (form: Readonly<Record<string, unknown>>): readonly number[] => Object.keys(form).flatMap((name) => (/^d-\d{1,2}-nb$/.test(name) ? [Number(name.split('-')[1])] : [])).toSorted((a, b) => a - b).slice(0, 40)
export const textFields = (rows: readonly number[]): readonly string[] => ['kilde-nb', 'kilde-nn', 'kilde-en', ...rows.flatMap((row) => [`d-${row}-nb`, `d-${row}-nn`, `d-${row}-en`])]

/** A draft may be saved half done; what is too long or cannot be read is wrong. */
export const scoredForm = z.object({
  niva: oneOf(['kindergarten', 'department'], key('instruments.scored.per.missing')),
  teller: oneOf(['answers', 'observations'], key('instruments.scored.counted.missing')),
  minst: end,
  mest: end,
  desimaler: oneOf(['0', '1', '2'], key('instruments.scored.decimals.missing')),
})
export const wordsForm = (rows: readonly number[]) => z.object(Object.fromEntries(textFields(rows).map((name) => [name, words])))

const textIn = (value: unknown, most: number): string => (typeof value === 'string' ? value.slice(0, most) : '')
export function scoresFrom(form: Readonly<Record<string, unknown>>, chosen: z.output<typeof scoredForm>, read: Readonly<Record<string, string>>): TypedScores {
  const in3 = (name: string) => ({ nb: read[`${name}-nb`] ?? '', nn: read[`${name}-nn`] ?? '', en: read[`${name}-en`] ?? '' })
  return {
    per: chosen.niva, counted: chosen.teller, scale: { least: chosen.minst, most: chosen.mest, decimals: chosen.desimaler === '0' ? 0 : chosen.desimaler === '1' ? 1 : 2 }, source: in3('kilde'),
    dimensions: rowsOf(form).map((row) => ({ key: textIn(form[`d-${row}-key`], 40), name: in3(`d-${row}`), about: textIn(form[`d-${row}-om`], 60), better: form[`d-${row}-best`] === 'low' ? 'low' : 'high' })),
  }
}
