import * as z from 'zod'
import { norwegianDate, text } from '../../../../kernel/fields.ts'
import { messageKey as key } from '../../../../texts/index.ts'

const date = (missing: string) => norwegianDate(missing, key('partnership.error.date'))
const tooLong = key('partnership.error.too-long')

export const promiseGuarded = ['hva', 'svarer'] as const
export const promiseForm = z
  .object({ hva: text({ required: key('partnership.error.what'), max: 1000, tooLong }), svarer: text({ max: 120, tooLong }), lofra: date(key('partnership.error.from')), lotil: date(key('partnership.error.to')) })
  .refine(({ lofra, lotil }) => lofra <= lotil, { path: ['lotil'], error: key('partnership.error.order') })
export const brokenGuarded = ['grunn'] as const
export const brokenForm = z.object({ grunn: text({ required: key('pair.error.broken-why'), max: 1000, tooLong }) })
export const wordGuarded = ['ord'] as const
export const wordForm = z.object({ ord: text({ required: key('pair.error.word'), max: 1000, tooLong }) })
