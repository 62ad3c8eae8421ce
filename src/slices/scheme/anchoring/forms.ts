import * as z from 'zod'
import { text } from '../../../kernel/fields.ts'
import { messageKey } from '../../../texts/index.ts'

export const longestReason = 2000
/** The reason is asked for by the rule, so that a refusal has one place. */
export const declineForm = z.object({ grunn: text({ max: longestReason, tooLong: messageKey('anchoring.error.reason-long') }) })
export const signForm = z.object({ sett: z.string().max(60).catch('') })
