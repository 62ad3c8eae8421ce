import * as z from 'zod'
import { oneOf, text } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { handOverReasons } from './rules.ts'

export const longestSummary = 4000
const tooLong = 'handover.error.too-long'
const name = { max: 120, tooLong: 'handover.error.name-too-long' }

export const handOverForm = z.object({
  toOrgId: text({ required: 'handover.error.choose-service', max: 100, tooLong: 'handover.error.choose-service' }).refine(looksLikeId, 'handover.error.choose-service'),
  reason: oneOf(handOverReasons, 'handover.error.choose-reason'),
  summary: text({ required: 'handover.error.summary', max: longestSummary, tooLong }),
  acceptedBy: text(name),
})
export type HandOverContent = z.infer<typeof handOverForm>

export const acceptanceForm = z.object({ acceptedBy: text({ ...name, required: 'handover.error.name' }) })

export const answerForm = z
  .object({ answer: oneOf(['accepted', 'declined'], 'handover.error.answer'), text: text({ max: longestSummary, tooLong }) })
  .superRefine(({ answer, text: words }, context) => {
    if (answer === 'declined' && words === '') context.addIssue({ code: 'custom', path: ['text'], message: 'handover.error.why' })
  })
