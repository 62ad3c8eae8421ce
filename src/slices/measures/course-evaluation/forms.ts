import { z } from 'zod'
import { norwegianDate, text } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'

export const openForm = z.object({ pastander: text({ required: key('course-evaluation.error.statements'), max: 2000, tooLong: key('course-evaluation.because.statement-too-long') }), stenger: norwegianDate(key('course-evaluation.error.closes'), key('course-evaluation.error.closes')) })
export const wordsForm = z.object({ ord: text({ max: 1000, tooLong: key('course-evaluation.error.words') }) })
