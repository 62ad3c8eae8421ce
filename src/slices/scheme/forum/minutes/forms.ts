import { z } from 'zod'
import { oneOf, text } from '../../../../kernel/fields.ts'
import { messageKey as key } from '../../../../texts/index.ts'

export const answerForm = z.object({ svar: oneOf(['yes', 'no'], key('forum.error.answer')), merknad: text({ max: 2000, tooLong: key('forum.error.reason.long') }) })
