import * as z from 'zod'
import { norwegianDate, oneOf, optional } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { leaveReasons } from '../programmes/rules.ts'

export const leaveForm = z.object({
  sluttdag: optional(norwegianDate(key('measures.because.leave-missing'), key('measures.error.date'))),
  grunn: optional(oneOf(leaveReasons, key('measures.because.reason-missing'))),
})
