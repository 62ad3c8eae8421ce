import * as z from 'zod'
import { norwegianDate, text } from '../../../../kernel/fields.ts'
import { level, longestText } from '../forms.ts'
import type { FollowUpContent } from './rules.ts'

export const followUpForm = z.object({
  heldOn: norwegianDate('evaluation.error.held-missing', 'evaluation.error.date'),
  lasting: level,
  whatLasted: text({ required: 'evaluation.error.write', max: longestText, tooLong: 'evaluation.error.too-long' }),
  whatNext: text({ max: longestText, tooLong: 'evaluation.error.too-long' }),
}) satisfies z.ZodType<FollowUpContent>
