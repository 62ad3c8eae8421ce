import * as z from 'zod'
import { oneOf, text, yes } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { decisions, mostWords, outcomes } from './rules.ts'

export const guarded = ['erfaring'] as const
export const experienceForm = z.object({
  utfall: oneOf(outcomes, key('library.error.outcome')),
  erfaring: text({ required: key('library.error.experience'), max: mostWords, tooLong: key('library.error.experience-long') }),
  visnavn: yes(),
})
export const decisionForm = z.object({ avgjorelse: oneOf(decisions, key('library.error.decision')) })
