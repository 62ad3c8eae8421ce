import * as z from 'zod'
import { norwegianDate, oneOf, optional, text, ticked, yes } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { kinds, limits, origins } from './rules.ts'

const long = { max: limits.text, tooLong: key('measures.error.too-long') }
export const guarded = ['tittel', 'mal', 'tegn', 'samarbeid', 'plan'] as const

/** A measure as it is written. Which needs, themes and kindergartens there are, the action knows. */
export const measureForm = z.object({
  type: oneOf(kinds, key('measures.error.kind')),
  tittel: text({ required: key('measures.error.title'), max: limits.name, tooLong: key('measures.error.title-long') }),
  mal: text({ required: key('measures.error.goal'), ...long }),
  tegn: text(long),
  opphav: oneOf(origins, key('measures.error.origin')),
  samarbeid: text({ max: limits.partners, tooLong: key('measures.error.partners-long') }),
  overlapp: yes(),
  plan: text({ max: limits.plan, tooLong: key('measures.error.plan-long') }),
  belop: text({ max: 60, tooLong: key('measures.error.budget') }),
  fra: norwegianDate(key('measures.error.from'), key('measures.error.date')),
  til: norwegianDate(key('measures.error.to'), key('measures.error.date')),
})

export const stepForm = z.object({
  trinn: oneOf(['start', 'accept', 'decline', 'share', 'unshare', 'take-back'], key('common.form.unreadable')),
  dag: optional(norwegianDate(key('measures.because.day-missing'), key('measures.error.date'))),
})

/** The values of boxes, as many as the form may bring. */
export const boxes = (value: unknown): readonly string[] => ticked(value, 400)
