import * as z from 'zod'
import { manyOf, norwegianDate, oneOf, optional, text, wholeNumber } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { kinds } from './rules.ts'

/** Hours as people write them (7,5 · 7.5 · 7), as whole minutes. `least` and `most` are hours. */
export const hoursField = (message: string, least: number, most: number): z.ZodType<number> =>
  text({ max: 20, tooLong: message }).transform((typed, context) => {
    const hours = /^\d{1,3}(?:[.,]\d{1,2})?$/.test(typed) ? Number(typed.replace(',', '.')) : Number.NaN
    if (hours >= least && hours <= most) return Math.round(hours * 60)
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })
const weekdays = ['1', '2', '3', '4', '5'] as const
const days = manyOf(weekdays).transform((chosen) => chosen.map(Number))
const version = wholeNumber(key('capacity.error.version'), key('capacity.error.version'), { min: 0, max: 1_000_000, message: key('capacity.error.version') })

export const hoursForm = z.object({
  fra: norwegianDate(key('capacity.error.from'), key('capacity.error.from')),
  timer: hoursField(key('capacity.error.hours'), 0, 45),
  helst: days,
  ikke: days,
  base: text({ max: 40, tooLong: key('capacity.error.base') }),
  versjon: version,
})
export const awayForm = z.object({ borte: norwegianDate(key('capacity.error.away-from'), key('capacity.error.away-from')), tilbake: norwegianDate(key('capacity.error.away-until'), key('capacity.error.away-until')) })
export const partialForm = z.object({ hvem: text({ required: key('capacity.error.org'), max: 40, tooLong: key('capacity.error.org') }) })
export const estimateForm = z.object({
  slag: oneOf(kinds, key('capacity.error.kind')),
  besok: wholeNumber(key('capacity.error.visits'), key('capacity.error.visits'), { min: 1, max: 60, message: key('capacity.error.visits') }),
  hvert: hoursField(key('capacity.error.each'), 0.25, 10),
  rundt: hoursField(key('capacity.error.around'), 0, 200),
  gjelder: optional(norwegianDate(key('capacity.error.from'), key('capacity.error.from'))),
})
