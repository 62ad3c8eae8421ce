import * as z from 'zod'
import { norwegianDate, text } from '../../../../kernel/fields.ts'
import { messageKey as key } from '../../../../texts/index.ts'

export const renewForm = z.object({ til: norwegianDate(key('partnership.error.to'), key('partnership.error.date')) })
export const partGuarded = ['grunn'] as const
export const partForm = z.object({ grunn: text({ required: key('pair.error.part-why'), max: 1000, tooLong: key('partnership.error.too-long') }) })
