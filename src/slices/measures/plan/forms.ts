import * as z from 'zod'
import { norwegianDate, oneOf, optional, text, yes } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { elementKinds, limits } from './rules.ts'

const day = norwegianDate(key('measures.error.date'), key('measures.error.date'))
export const guarded = ['hva', 'hvem', 'kjop'] as const
export const elementForm = z.object({
  hva: text({ required: key('measures.plan.error.what'), max: limits.what, tooLong: key('measures.plan.error.long') }),
  hvem: text({ max: limits.who, tooLong: key('measures.plan.error.who-long') }),
  slag: oneOf(elementKinds, key('measures.plan.error.kind')),
  dag: optional(day),
  maned: yes(),
})
export const expenseForm = z.object({
  kjop: text({ required: key('measures.plan.error.bought'), max: limits.expense, tooLong: key('measures.plan.error.who-long') }),
  brukt: day,
  sum: text({ required: key('measures.error.budget'), max: 60, tooLong: key('measures.error.budget') }),
})
export const markForm = z.object({ gjor: oneOf(['done', 'undo', 'remove'], key('common.form.unreadable')) })
