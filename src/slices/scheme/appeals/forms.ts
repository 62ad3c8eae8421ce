import * as z from 'zod'
import { looksLikeId } from '../../../kernel/ids.ts'
import { oneOf, text, yes } from '../../../kernel/fields.ts'
import { answers, considered } from './rules.ts'

export const longest = { wants: 2000, grounds: 8000, late: 2000, reason: 8000 } as const
const tooLong = 'appeal.error.too-long'

export const appealForm = z.object({
  nokkel: text({ max: 40, tooLong, required: 'appeal.error.again' }).refine(looksLikeId, 'appeal.error.again'),
  endring: text({ required: 'appeal.error.wants', max: longest.wants, tooLong }),
  grunner: text({ required: 'appeal.error.grounds', max: longest.grounds, tooLong }),
  forsinket: text({ max: longest.late, tooLong }),
})
export const reasonsForm = z.object({ svar: text({ required: 'appeal.error.reasons', max: longest.reason, tooLong }) })
export const considerForm = z.object({ utfall: oneOf(considered, 'appeal.error.outcome'), vurdering: text({ required: 'appeal.error.considered', max: longest.reason, tooLong }), formfeil: yes() })
export const answerForm = z.object({ svar: oneOf(answers, 'appeal.error.answer'), tekst: text({ required: 'appeal.error.answer-text', max: longest.reason, tooLong }) })
