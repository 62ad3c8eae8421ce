import { z } from 'zod'
import { norwegianDate, text } from '../../../kernel/fields.ts'

export const openForm = z.object({ pastander: text({ required: 'course-evaluation.error.statements', max: 2000, tooLong: 'course-evaluation.because.statement-too-long' }), stenger: norwegianDate('course-evaluation.error.closes', 'common.error.date') })
export const wordsForm = z.object({ ord: text({ max: 1000, tooLong: 'course-evaluation.error.words' }) })
