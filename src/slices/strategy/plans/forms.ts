import * as z from 'zod'
import { norwegianDate, oneOf, optional, text } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { limits, outcomes } from './rules.ts'

const period = { fra: norwegianDate(key('plans.error.from'), key('plans.error.date')), til: norwegianDate(key('plans.error.to'), key('plans.error.date')) }
const responsible = text({ max: limits.name, tooLong: key('plans.error.name-long') })

export const guardedPlan = ['tittel', 'om'] as const
export const planForm = z.object({ tittel: text({ required: key('plans.error.title'), max: limits.title, tooLong: key('plans.error.name-long') }), om: text({ max: limits.about, tooLong: key('plans.error.about-long') }), ramme: text({ max: 20, tooLong: key('common.form.unreadable') }), ...period })

export const guardedGoal = ['tittel', 'hvorfor', 'ansvar'] as const
export const goalForm = z.object({
  tittel: text({ required: key('plans.error.goal'), max: limits.goal, tooLong: key('plans.error.goal-long') }),
  hvorfor: text({ max: limits.text, tooLong: key('plans.error.too-long') }),
  ansvar: responsible,
  belop: text({ max: 60, tooLong: key('measures.error.budget') }),
  ...period,
})

export const guardedLine = ['eget', 'ansvar'] as const
export const lineForm = z.object({ eget: text({ max: limits.goal, tooLong: key('plans.error.goal-long') }), ansvar: responsible })

export const guardedStep = ['organ'] as const
export const stepForm = z.object({
  trinn: oneOf(['hearing', 'move', 'adopt', 'version'], key('common.form.unreadable')),
  frist: optional(norwegianDate(key('plans.because.deadline-missing'), key('plans.error.date'))),
  dag: optional(norwegianDate(key('plans.because.day-missing'), key('plans.error.date'))),
  organ: text({ max: limits.name, tooLong: key('plans.error.name-long') }),
})

export const guardedComment = ['innspill'] as const
export const commentForm = z.object({ innspill: text({ required: key('plans.error.comment'), max: limits.about, tooLong: key('plans.error.about-long') }) })
export const guardedAnswer = ['svar'] as const
export const answerForm = z.object({ utfall: oneOf(outcomes, key('plans.error.outcome')), svar: text({ required: key('plans.error.answer'), max: limits.text, tooLong: key('plans.error.too-long') }) })
