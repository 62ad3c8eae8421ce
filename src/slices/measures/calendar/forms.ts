import { z } from 'zod'
import { norwegianDate, oneOf, optional, text } from '../../../kernel/fields.ts'
import { dayKinds } from './rules.ts'

export const dayForm = z.object({
  slag: oneOf(dayKinds, 'year.error.kind'),
  fra: norwegianDate('year.error.from', 'common.error.date'),
  til: optional(norwegianDate('year.error.from', 'common.error.date')),
  om: text({ max: 120, tooLong: 'year.error.title' }),
})
/** What the guard reads. */
export const guarded = ['om'] as const
