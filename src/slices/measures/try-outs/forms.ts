import * as z from 'zod'
import { norwegianDate, oneOf, text, wholeNumber } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { answers, mostSlips } from './pulses/rules.ts'
import { limits as ideaLimits } from './ideas/rules.ts'
import { limits, outcomes } from './rules.ts'

/** The value of the choice of one's own words. */
export const ownWords = 'egne'
export const chooseForm = z.object({
  // One of the list by its name or id, or one's own words: what is offered is looked up.
  ide: text({ max: 60, tooLong: key('common.form.unreadable') }),
  ord: text({ max: limits.words, tooLong: key('practice.error.words-long') }),
  avdeling: text({ max: 60, tooLong: key('common.form.unreadable') }),
  dag: norwegianDate(key('practice.error.day'), key('practice.error.date')),
})
export const chooseGuarded = ['ord'] as const
export const observeForm = z.object({
  dag: norwegianDate(key('practice.error.observed-day'), key('practice.error.date')),
  observasjon: text({ required: key('practice.error.observation'), max: limits.observation, tooLong: key('measures.error.too-long') }),
  videre: oneOf(outcomes, key('practice.error.outcome')),
})
export const observeGuarded = ['observasjon'] as const
export const shareForm = z.object({ deling: oneOf(['named', 'anonymous', 'no'], key('practice.error.share')) })
export const pulseForm = z.object({ svar: oneOf(answers, key('practice.error.answer')) })
export const slipsForm = z.object({
  maaneder: oneOf(['3', '6'], key('common.form.unreadable')),
  antall: wholeNumber(key('practice.error.slips'), key('practice.error.slips'), { min: 1, max: mostSlips, message: key('practice.error.slips-most') }),
})
export const ideaForm = z.object({ ide: text({ required: key('practice.error.idea'), max: ideaLimits.words, tooLong: key('practice.error.idea-long') }).transform((words) => words.replaceAll(/\s+/g, ' ')) })
