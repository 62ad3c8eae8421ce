import * as z from 'zod'
import { norwegianDate, optional } from '../../../../kernel/fields.ts'
import { long, short } from '../forms.ts'
import type { Observation } from './rules.ts'

export const observationForm = z.object({
  department: short('work.error.department'),
  observedOn: norwegianDate('work.error.observed-missing', 'work.error.date'),
  focus: short('work.error.focus'),
  tool: short(),
  situations: long('work.error.situations'),
  adultPractice: long('work.error.adult-practice'),
  strengths: long('work.error.strengths'),
  questions: long(),
  feedbackOn: optional(norwegianDate('work.error.date', 'work.error.date')),
}) satisfies z.ZodType<Observation>
export const observationGuarded = ['focus', 'tool', 'situations', 'adultPractice', 'strengths', 'questions'] as const
