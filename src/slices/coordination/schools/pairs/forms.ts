import * as z from 'zod'
import { norwegianDate, optional, text } from '../../../../kernel/fields.ts'
import { messageKey as key } from '../../../../texts/index.ts'

const choice = text({ max: 40, tooLong: key('schools.error.choose') })
export const proposeForm = z.object({
  skole: choice,
  barnehage: choice,
  orgnr: text({ max: 20, tooLong: key('schools.error.number') }),
  fra: norwegianDate(key('schools.error.from'), key('schools.error.date')),
})
export const endGuarded = ['grunn'] as const
export const endForm = z.object({ til: optional(norwegianDate(key('schools.error.date'), key('schools.error.date'))), grunn: text({ max: 600, tooLong: key('schools.error.reason-long') }) })
