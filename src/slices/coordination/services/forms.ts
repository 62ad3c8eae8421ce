import * as z from 'zod'
import { email, manyOf, norwegianDate, oneOf, optional, text } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { activityKinds, frequencies, reached } from './rules.ts'

const tooLong = key('support.error.too-long')
export const guardedActivity = ['hva', 'metode', 'avtalt'] as const
export const activityForm = z.object({
  art: oneOf(activityKinds, key('support.error.kind')),
  tema: text({ required: key('support.error.theme'), max: 60, tooLong: key('support.error.theme') }),
  hva: text({ required: key('support.error.what'), max: 300, tooLong: key('support.error.what-long') }),
  metode: text({ max: 80, tooLong }),
  hyppighet: oneOf(frequencies, key('support.error.frequency')),
  hvem: manyOf(reached, key('support.error.reaches')),
  fra: norwegianDate(key('support.error.from'), key('support.error.date')),
  til: norwegianDate(key('support.error.to'), key('support.error.date')),
  neste: optional(norwegianDate(key('support.error.date'), key('support.error.date'))),
  avtalt: text({ max: 120, tooLong }),
})
export const guardedContact = ['navn', 'telefon'] as const
export const contactForm = z.object({
  navn: text({ required: key('support.error.name'), max: 120, tooLong }),
  telefon: text({ max: 40, tooLong }),
  epost: optional(email(key('support.error.email'))),
  siden: norwegianDate(key('support.error.since'), key('support.error.date')),
})
/** The one who was named has left, and nobody comes after. */
export const endContactForm = z.object({ handling: z.literal('slutt') })
/** The longest an overlap is about, as the table has it. */
export const mostAbout = 20_000
export const guardedTalk = ['notat'] as const
export const talkForm = z.object({ notat: text({ required: key('support.error.note'), max: 600, tooLong: key('support.error.note-long') }), gjelder: text({ max: mostAbout, tooLong: key('common.form.unreadable') }) })
