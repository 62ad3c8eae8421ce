import * as z from 'zod'
import { norwegianDate, oneOf, text } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { ways } from './rules.ts'

export const lineGuarded = ['hva'] as const
export const lineForm = z.object({
  emne: text({ required: key('competence.error.subject'), max: 60, tooLong: key('competence.error.subject') }),
  mate: oneOf(ways, key('competence.error.way')),
  hva: text({ required: key('competence.error.what'), max: 300, tooLong: key('competence.error.what-long') }),
  hvem: text({ required: key('competence.error.who'), max: 40, tooLong: key('competence.error.who') }),
  tilbud: text({ max: 40, tooLong: key('competence.because.offer-gone') }),
  frist: norwegianDate(key('competence.error.due'), key('competence.error.due')),
})
export const closeForm = z.object({ handling: oneOf(['done', 'dropped'], key('competence.error.version')) })
