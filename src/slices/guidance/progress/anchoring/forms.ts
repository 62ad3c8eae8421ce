import * as z from 'zod'
import { oneOf } from '../../../../kernel/fields.ts'
import { involvements } from '../../requests/rules.ts'
import { long } from '../forms.ts'

export const anchoringForm = z.object({
  staffInvolved: oneOf(involvements, 'work.error.staff-involved'),
  staffInvolvedHow: long(),
  ownerInformed: oneOf(['ja', 'nei'], 'work.error.owner-informed').transform((answer) => answer === 'ja'),
})
export const anchoringGuarded = ['staffInvolvedHow'] as const
