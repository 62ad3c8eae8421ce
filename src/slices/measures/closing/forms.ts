import * as z from 'zod'
import { norwegianDate, oneOf, optional, text } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { decisions, limits, reasons } from './rules.ts'

const long = text({ max: limits.text, tooLong: key('closing.error.too-long') })
const short = text({ max: limits.short, tooLong: key('measures.error.too-long') })
export const guarded = ['hvorfor', 'lesning', 'konklusjon', 'videre', 'ansvarlig'] as const

/** Everything may be missing while it is written; what must be there to close, the rules say. */
export const closingForm = z.object({
  maling: text({ max: 60, tooLong: key('common.form.unreadable') }),
  grunn: optional(oneOf(reasons, key('closing.error.reason'))),
  hvorfor: short,
  lesning: long,
  konklusjon: long,
  beslutning: optional(oneOf(decisions, key('closing.error.decision'))),
  videre: short,
  dato: optional(norwegianDate(key('closing.because.next-missing'), key('measures.error.date'))),
  ansvarlig: text({ max: limits.name, tooLong: key('closing.error.responsible-long') }),
  gjor: oneOf(['lagre', 'avslutt'], key('common.form.unreadable')),
})
/** The choice that says that the same was not asked again. */
export const notMeasured = 'nei'
