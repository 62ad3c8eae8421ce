import { z } from 'zod'
import { norwegianDate, oneOf, optional, text, wholeNumber, yes } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { breakdowns, kinds } from './rules.ts'

const longTitle = key('sessions.title.too-long')
export const planForm = z.object({
  tittel: text({ required: key('sessions.title.missing'), max: 200, tooLong: longTitle }),
  form: oneOf(kinds, key('sessions.kind.missing')),
  antall: wholeNumber(key('sessions.expected.missing'), key('sessions.expected.not-whole'), { min: 1, max: 500, message: key('sessions.expected.range') }),
  deling: oneOf(breakdowns, key('sessions.breakdown.missing')),
  frist: optional(norwegianDate(key('sessions.closes.missing'), key('sessions.closes.impossible'))),
  lapper: yes(),
  tidlig: yes(),
  eier: yes(),
  team: yes(),
})
export const expectedForm = planForm.pick({ antall: true })
export const reflectionForm = z.object({ refleksjon: text({ max: 10_000, tooLong: key('sessions.reflection.too-long') }) })
