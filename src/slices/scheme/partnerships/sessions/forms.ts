import * as z from 'zod'
import { norwegianDate, oneOf, optional, text, wholeNumber } from '../../../../kernel/fields.ts'
import { messageKey as key } from '../../../../texts/index.ts'
import { cancelledBy } from './rules.ts'

const people = (most: number) => wholeNumber(key('pair.error.people'), key('pair.error.people'), { min: 0, max: most, message: key('pair.error.people') })

export const planGuarded = ['hva', 'sted'] as const
export const planForm = z.object({
  hva: text({ required: key('pair.error.session-what'), max: 300, tooLong: key('partnership.error.too-long') }),
  dag: norwegianDate(key('pair.error.day'), key('partnership.error.date')),
  sted: text({ required: key('pair.error.place'), max: 200, tooLong: key('partnership.error.too-long') }),
})
export const heldForm = z.object({ eiers: people(2000), partners: people(2000), ansatte: people(20_000) })
export const cancelGuarded = ['grunn'] as const
export const cancelForm = z.object({
  hvem: oneOf(cancelledBy, key('pair.error.cancelled-by')),
  grunn: text({ required: key('pair.error.cancelled-why'), max: 500, tooLong: key('partnership.error.too-long') }),
  nydag: optional(norwegianDate(key('partnership.error.date'), key('partnership.error.date'))),
})
