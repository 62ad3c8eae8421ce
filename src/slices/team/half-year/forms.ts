import * as z from 'zod'
import { text, wholeNumber } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'

/** The Monday of the first week, as the page offered it. */
export const askForm = z.object({ uker: text({ required: key('half-year.error.span'), max: 10, tooLong: key('half-year.error.span') }) })
export const moveForm = z.object({
  uke: wholeNumber(key('half-year.error.week'), key('half-year.error.week'), { min: 0, max: 25, message: key('half-year.error.week') }),
  hvem: text({ required: key('half-year.error.who'), max: 40, tooLong: key('half-year.error.who') }),
})
export const gapForm = z.object({
  lofte: text({ required: key('half-year.error.promise'), max: 40, tooLong: key('half-year.error.promise') }),
  avstand: wholeNumber(key('half-year.error.gap'), key('half-year.error.gap'), { min: 1, max: 12, message: key('half-year.error.gap') }),
})
export const limitForm = z.object({
  barnehage: text({ required: key('half-year.error.kindergarten'), max: 40, tooLong: key('half-year.error.kindergarten') }),
  plass: wholeNumber(key('half-year.error.limit'), key('half-year.error.limit'), { min: 1, max: 5, message: key('half-year.error.limit') }),
})
