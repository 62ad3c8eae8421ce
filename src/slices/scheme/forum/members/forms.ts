import { z } from 'zod'
import { addDays } from '../../../../kernel/dates.ts'
import { email, norwegianDate, oneOf, optional, text, wholeNumber, yes } from '../../../../kernel/fields.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { messageKey as key } from '../../../../texts/index.ts'
import { standsFor, tieRules } from './rules.ts'

export const forumForm = z.object({
  navn: text({ required: key('forum.error.name'), max: 200, tooLong: key('forum.error.name.long') }),
  omrade: text({ max: 200, tooLong: key('forum.error.area.long') }),
  grupper: yes(),
  regioner: text({ max: 1000, tooLong: key('forum.error.regions') })
    .transform((typed) => typed.split('\n').map((line) => line.trim()).filter((line) => line !== ''))
    .refine((lines) => lines.length <= 20 && lines.every((line) => line.length <= 100), { error: key('forum.error.regions') }),
  quorum: wholeNumber(key('forum.error.quorum'), key('forum.error.quorum'), { min: 0, max: 100, message: key('forum.error.quorum') }),
  likt: oneOf(tieRules, key('forum.error.tie-rule')),
  versjon: optional(wholeNumber('', '', { min: 1, max: 1_000_000, message: '' })),
})

export const seatForm = z
  .object({
    epost: email(key('forum.error.email')),
    organisasjon: optional(text({ max: 36, tooLong: '' }).refine(looksLikeId, { error: key('forum.because.choose-organisation') })),
    side: oneOf(standsFor, key('forum.error.side')),
    stemmerett: yes(),
    leder: yes(),
    fra: norwegianDate(key('forum.error.from'), key('forum.error.date')),
    til: optional(norwegianDate('', key('forum.error.date'))),
  })
  .transform((data) => ({ ...data, period: { from: data.fra, to: data.til && addDays(data.til, 1) } }))

export const endSeatForm = z.object({ sistedag: norwegianDate(key('forum.error.last-day'), key('forum.error.date')) })
