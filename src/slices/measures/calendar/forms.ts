import { z } from 'zod'
import { norwegianDate, oneOf, optional, text } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { dayKinds } from './rules.ts'

const day = norwegianDate(key('year.error.from'), key('year.error.from'))
export const dayForm = z.object({
  slag: oneOf(dayKinds, key('year.error.kind')),
  fra: day,
  til: optional(day),
  om: text({ max: 120, tooLong: key('year.error.title') }),
})
/** What the guard reads. */
export const guarded = ['om'] as const
