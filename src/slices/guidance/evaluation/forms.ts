import * as z from 'zod'
import { oneOf, text } from '../../../kernel/fields.ts'
import { levels, type EvaluationContent } from './rules.ts'

export const longestText = 4000
const needed = text({ required: 'evaluation.error.write', max: longestText, tooLong: 'evaluation.error.too-long' })
const free = text({ max: longestText, tooLong: 'evaluation.error.too-long' })

/** One of five levels, as a number. */
export const level = oneOf(levels, 'evaluation.error.level').transform(Number)

export const evaluationForm = z.object({
  goalReached: level,
  changedForChildren: needed,
  changedInPractice: needed,
  helped: free,
  hindered: free,
  nextStep: needed,
}) satisfies z.ZodType<EvaluationContent>
