import { z } from 'zod'
import { norwegianDate, oneOf, optional, wholeNumber } from '../../../../kernel/fields.ts'
import { messageKey as key } from '../../../../texts/index.ts'
import { amount, reason } from '../forms.ts'

const day = norwegianDate(key('money.error.day'), key('money.error.day.wrong'))

export const prepareForm = z.object({ til: day })
export const cancelForm = z.object({ grunn: reason(key('money.error.reason')) })
export const allPaidForm = z.object({ dato: day })
const which = key('money.error.which')
export const oneAnswerForm = z.object({
  nummer: wholeNumber(which, which, { min: 1, max: 100_000, message: which }),
  svar: oneOf(['paid', 'refused'] as const, key('money.error.choose')),
  svardato: day,
  grunn: reason(),
})
export const limitsForm = z.object({ officer: optional(amount), leader: optional(amount) })
