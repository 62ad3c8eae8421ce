import * as z from 'zod'
import { email, oneOf, optional, text, wholeNumber } from '../../../../kernel/fields.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'

/** Codes that are ticked; what no form has as a code is no theme. */
const ids = z.unknown().optional().transform((value) => [value].flat().filter((one): one is string => typeof one === 'string' && /^(?!.*\d{9})[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u.test(one)).slice(0, 200))
export const groupForm = z.object({ name: text({ required: 'review.error.group-name', max: 200, tooLong: 'review.error.group-name-long' }), themes: ids })
/** One from the list ('person organisation'), or the e-mail address of another. */
export const memberForm = z
  .object({ chosen: text({ max: 100, tooLong: 'review.error.member' }), mail: optional(email('review.error.mail')) })
  .superRefine(({ chosen, mail }, context) => {
    if (chosen === '' && !mail) context.addIssue({ code: 'custom', path: ['chosen'], message: 'review.error.member' })
  })
export const shareForm = z.object({ each: wholeNumber('review.error.each', 'review.error.each', { min: 1, max: 5, message: 'review.error.each' }) })
export const readerForm = z.object({ person: text({ required: 'review.error.reader', max: 100, tooLong: 'review.error.reader' }).refine(looksLikeId, 'review.error.reader') })
export const rulingForm = z.object({ person: readerForm.shape.person, disqualified: oneOf(['ja', 'nei'], 'review.error.ruling').transform((value) => value === 'ja'), note: text({ required: 'review.error.ruling-note', max: 1000, tooLong: 'review.error.note-1000' }) })
export const declareForm = z.object({ note: text({ max: 1000, tooLong: 'review.error.note-1000' }) })
