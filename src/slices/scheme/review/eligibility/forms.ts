import * as z from 'zod'
import { oneOf, optional, text } from '../../../../kernel/fields.ts'
import { outcomes } from './rules.ts'

export const longestNote = 2000
export const longestQuestion = 4000
export const longestAnswer = 8000
/** For each criterion an outcome, or nothing yet, and a note. */
export const considerForm = (codes: readonly string[]) =>
  z.object(Object.fromEntries(codes.flatMap((code) => [[`outcome-${code}`, optional(oneOf(outcomes, 'review.error.outcome'))] as const, [`note-${code}`, text({ max: longestNote, tooLong: 'review.error.note-long' })] as const])))
export const questionForm = z.object({ question: text({ required: 'review.error.question', max: longestQuestion, tooLong: 'review.error.question-long' }) })
export const answerForm = z.object({ answer: text({ required: 'review.error.answer', max: longestAnswer, tooLong: 'review.error.answer-long' }) })
