import { z } from 'zod'
import { email, optional, text, wholeNumber } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'

export const phone = optional(
  text({ max: 30, tooLong: key('register.own.phone.wrong') }).refine((value) => /^\+?[\d\s().-]{3,30}$/.test(value) && value.replaceAll(/\D/g, '').length >= 5, { error: key('register.own.phone.wrong') }),
)

/** What the kindergarten, its owner and the team know themselves. All of it may be left empty. */
export const ownFactForm = z.object({
  kortnavn: text({ max: 60, tooLong: key('register.own.short-name.long') }),
  omrade: text({ max: 80, tooLong: key('register.own.area.long') }),
  kontakt: text({ max: 120, tooLong: key('register.own.contact.long') }),
  epost: optional(email(key('register.own.email.wrong'))),
  telefon: phone,
  ansatte: optional(wholeNumber('', key('register.own.staff.wrong'), { min: 0, max: 500, message: key('register.own.staff.wrong') })),
})
export type OwnFactInput = z.output<typeof ownFactForm>
