import * as z from 'zod'
import { oneOf, optional, text } from '../../../../kernel/fields.ts'

export const longestReason = 4000
/** For each criterion points on the round's scale, or none yet, and a reason. */
export const scoreForm = (codes: readonly string[], most: number) =>
  z.object(
    Object.fromEntries(
      codes.flatMap((code) => [
        [`points-${code}`, optional(oneOf(Array.from({ length: most + 1 }, (_, at) => String(at)), 'review.error.points'))] as const,
        [`reason-${code}`, text({ max: longestReason, tooLong: 'review.error.reason-long' })] as const,
      ]),
    ),
  )
export const returnForm = z.object({ reason: text({ required: 'review.error.return-reason', max: 2000, tooLong: 'review.error.note-long' }) })
