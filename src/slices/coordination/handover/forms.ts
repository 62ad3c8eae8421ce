import * as z from 'zod'
import { manyOf, oneOf, optional, text } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { sharedParts } from './rules.ts'

const part = text({ max: 1800, tooLong: key('asked.error.wanted-long') })
export const fieldOfPart = { theme: 'tema', tried: 'provd', effect: 'effekt', contact: 'kontakt' } as const
export const guardedHandOver = ['tema', 'provd', 'effekt', 'kontakt'] as const
export const handOverForm = z.object({ deler: manyOf(sharedParts, key('passed.because.nothing-shared')), tema: part, provd: part, effekt: part, kontakt: part })
export const consentForm = z.object({ samtykke: oneOf(['given', 'refused', 'withdrawn'], key('common.form.unreadable')) })
export const guardedAnswer = ['grunn'] as const
export const answerForm = z.object({
  svar: oneOf(['accepted', 'declined'], key('asked.error.answer')),
  grunn: text({ max: 600, tooLong: key('support.error.note-long') }),
  videre: optional(oneOf(['visit', 'suggestion', 'own'], key('common.form.unreadable'))),
})
export const suggestionForm = z.object({ svar: oneOf(['asked', 'not-now'], key('common.form.unreadable')) })
export const endForm = z.object({ handling: oneOf(['closed', 'withdrawn'], key('common.form.unreadable')) })
