import * as z from 'zod'
import { norwegianDate, oneOf, optional } from '../../../../kernel/fields.ts'
import { messageKey as key } from '../../../../texts/index.ts'
import { outcomes } from '../rules.ts'

const date = norwegianDate(key('unseen.call.error.date'), key('unseen.call.error.date'))
/** What came of a call. Only choices and dates: there is no room for words about anybody. */
export const callForm = z.object({
  utfall: oneOf(outcomes, key('unseen.call.outcome.missing')),
  igjen: optional(date),
  ringt: date,
  rett: optional(oneOf(['ja', 'nei'], key('unseen.because.right-missing'))),
})
