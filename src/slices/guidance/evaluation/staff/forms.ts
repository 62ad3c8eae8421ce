import * as z from 'zod'
import { norwegianDate } from '../../../../kernel/fields.ts'
import { level } from '../forms.ts'
import type { StaffAnswer } from './rules.ts'

export const staffAnswerForm = z.object({ benefit: level, practice: level, involved: level }) satisfies z.ZodType<StaffAnswer>
export const askStaffForm = z.object({ closesOn: norwegianDate('evaluation.error.closes-missing', 'evaluation.error.date') })
