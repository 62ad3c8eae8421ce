import * as z from 'zod'
import { norwegianDate, oneOf, optional, text } from '../../../../kernel/fields.ts'
import { messageKey as key } from '../../../../texts/index.ts'
import { contactParts } from '../rules.ts'

const date = key('partnership.error.date')
export const contactGuarded = ['kontakt'] as const
export const contactForm = z.object({
  kontakt: text({ required: key('partnership.error.contact'), max: 120, tooLong: key('partnership.error.too-long') }),
  oppgave: oneOf(contactParts, key('partnership.error.part')),
  epost: text({ max: 254, tooLong: key('partnership.error.email') }).refine((value) => value === '' || z.email().safeParse(value).success, { error: key('partnership.error.email') }),
  fra: optional(norwegianDate(date, date)),
})
export const leaveGuarded = ['merknad'] as const
export const leaveForm = z.object({
  siste: norwegianDate(key('pair.error.last-day'), date),
  overtar: text({ max: 40, tooLong: key('pair.because.hands-to-none') }),
  merknad: text({ max: 500, tooLong: key('partnership.error.too-long') }),
})
