import * as z from 'zod'
import { norwegianDate, oneOf, optional, text, ticked, wholeNumber } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { audiences, declineReasons, endReasons, leaveReasons } from './rules.ts'

const date = norwegianDate(key('networks.error.date'), key('networks.error.date'))
export const guarded = ['navn', 'leder', 'merknad'] as const

export const networkForm = z.object({
  navn: text({ required: key('networks.error.name'), max: 120, tooLong: key('networks.error.name-long') }),
  tema: text({ max: 60, tooLong: key('networks.error.theme') }),
  hvem: oneOf(audiences, key('networks.error.audience')),
  leder: text({ required: key('networks.error.facilitator'), max: 120, tooLong: key('networks.error.facilitator-long') }),
  fra: date,
  til: optional(date),
  merknad: text({ max: 1800, tooLong: key('networks.error.note-long') }),
  svarfrist: date,
})

/** What a network is changed to; `lest` is when what was read had been changed last. */
export const changeForm = networkForm.omit({ merknad: true, svarfrist: true }).extend({ lest: wholeNumber('', '', { min: 0, max: 100_000_000_000_000, message: '' }) })
export const inviteForm = z.object({ svarfrist: date })
export const noteForm = z.object({ merknad: text({ max: 1800, tooLong: key('networks.error.note-long') }) })
export const answerForm = z.object({
  svar: oneOf(['ja', 'nei'], key('networks.error.answer')),
  grunn: optional(oneOf(declineReasons, key('networks.because.reason-missing'))),
})
export const leaveForm = z.object({ grunn: oneOf(leaveReasons, key('networks.because.reason-missing')) })
export const endForm = z.object({ grunn: oneOf(endReasons, key('networks.because.reason-missing')) })

/** The kindergartens that were ticked, by their ids. What has not the shape of an id is left out: the database would not take it. */
export const kindergartensIn = (value: unknown): readonly string[] => ticked(value, 200).filter(looksLikeId)
