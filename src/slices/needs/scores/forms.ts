import { z } from 'zod'
import { norwegianDate, text, wholeNumber } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import type { ScoresInstrument } from '../instruments/definition.ts'
import { readScore, type NumberRefusal } from './rules.ts'

/** What is said about a set besides its scores. Where it comes from and why it is corrected are free text. */
export const setForm = z.object({
  dato: norwegianDate(key('scores.date.missing'), key('scores.date.wrong')),
  antall: wholeNumber(key('scores.answered.missing'), key('scores.answered.wrong'), { min: 0, max: 100_000, message: key('scores.answered.wrong') }),
  kilde: text({ required: key('scores.source.missing'), max: 200, tooLong: key('scores.source.too-long') }),
})
export const correctionForm = z.object({ ...setForm.omit({ dato: true }).shape, grunn: text({ required: key('scores.reason.missing'), max: 500, tooLong: key('scores.reason.too-long') }) })
export const takeBackForm = z.object({ hvorfor: correctionForm.shape.grunn })

export const fieldOf = (dimension: string): string => `s-${dimension}`

/** The scores as they were typed; one that stands empty was not measured. */
export function scoresIn({ scale, dimensions }: ScoresInstrument, form: Readonly<Record<string, unknown>>): { readonly scores: Readonly<Record<string, number>>; readonly wrong: readonly { readonly field: string; readonly because: NumberRefusal }[] } {
  const scores: Record<string, number> = {}
  const wrong: { field: string; because: NumberRefusal }[] = []
  for (const dimension of dimensions) {
    const typed = form[fieldOf(dimension.key)]
    if (typeof typed !== 'string' || typed.trim() === '') continue
    const read = readScore(typed.slice(0, 100), scale)
    if (read.ok) scores[dimension.key] = read.event
    else wrong.push({ field: fieldOf(dimension.key), because: read.because })
  }
  return { scores, wrong }
}
