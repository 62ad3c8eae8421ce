import * as z from 'zod'
import { oneOf, text } from '../../../../kernel/fields.ts'
import { flagKinds } from './rules.ts'

export const longestComment = 4000
const number = z.unknown().optional().transform((value) => (typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : 0))
export const commentForm = z.object({ comment: text({ required: 'review.error.comment', max: longestComment, tooLong: 'review.error.comment-long' }), thread: text({ max: 100, tooLong: 'review.error.comment' }), number })
export const flagForm = z.object({ kind: oneOf(flagKinds, 'review.error.flag-kind'), reason: text({ required: 'review.error.flag-reason', max: 2000, tooLong: 'review.error.note-long' }) })
export const resolveForm = z.object({ flag: text({ max: 100, tooLong: 'review.error.flag-reason' }), resolution: text({ required: 'review.error.resolution', max: 2000, tooLong: 'review.error.note-long' }) })
export const checkForm = z.object({ note: text({ max: 2000, tooLong: 'review.error.note-long' }) })
