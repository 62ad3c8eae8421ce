import * as z from 'zod'
import { wholeNumber } from '../../../../kernel/fields.ts'

const percent = wholeNumber('review.error.weight', 'review.error.weight', { min: 0, max: 100, message: 'review.error.weight' })
/** A weight for each criterion, by its code. */
export const weightsForm = (codes: readonly string[], most: number) =>
  z.object({
    ...Object.fromEntries(codes.map((code) => [`weight-${code}`, percent] as const)),
    apart: wholeNumber('review.error.apart', 'review.error.apart', { min: 1, max: most, message: 'review.error.apart' }),
    number: z.unknown().optional().transform((value) => (typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : -1)),
  })
