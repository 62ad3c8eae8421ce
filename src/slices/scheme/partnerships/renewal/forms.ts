import * as z from 'zod'
import { text } from '../../../../kernel/fields.ts'
import { messageKey as key } from '../../../../texts/index.ts'
import { lastDayField } from '../forms.ts'

export const renewForm = z.object({ til: lastDayField })
export const partGuarded = ['grunn'] as const
export const partForm = z.object({ grunn: text({ required: key('pair.error.part-why'), max: 1000, tooLong: key('partnership.error.too-long') }) })
