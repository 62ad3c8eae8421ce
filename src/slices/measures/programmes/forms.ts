import * as z from 'zod'
import { norwegianDate, oneOf, optional, text, ticked, wholeNumber } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { leaveReasons, limits } from './rules.ts'

const day = norwegianDate(key('programmes.error.day'), key('programmes.error.day'))
export const guarded = ['tittel', 'mal', 'ser'] as const
export const programmeForm = z.object({
  tittel: text({ required: key('programmes.error.title'), max: limits.name, tooLong: key('programmes.error.title-long') }),
  mal: text({ required: key('programmes.error.goal'), max: limits.text, tooLong: key('programmes.error.too-long') }),
  ser: text({ max: limits.text, tooLong: key('programmes.error.too-long') }),
  fra: day,
  til: day,
})
export const cohortForm = z.object({ navn: text({ required: key('programmes.error.cohort-name'), max: limits.cohortName, tooLong: key('programmes.error.cohort-name-long') }), fra: day, til: day })
const days = wholeNumber(key('programmes.error.days-between'), key('programmes.error.days-between'), { min: 0, max: 60, message: key('programmes.error.days-between') })
export const planForm = z.object({ runde: optional(oneOf(['next', 'missing'], key('programmes.plan.which'))), forste: day, siste: day, tilbake: days, veiled: days })
export const handOverForm = z.object({ laert: text({ required: key('programmes.because.learned-missing'), max: limits.long, tooLong: key('programmes.error.long') }) })
export const leaveForm = z.object({ grunn: oneOf(leaveReasons, key('programmes.because.reason-missing')) })

/** The boxes that were ticked, by their ids; what has not the shape of an id is left out. */
export const idsIn = (value: unknown): readonly string[] => ticked(value, limits.kindergartens).filter(looksLikeId)
/** The codes that were ticked. */
export const codesIn = (value: unknown): readonly string[] => ticked(value, 40)
