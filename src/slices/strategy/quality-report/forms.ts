import * as z from 'zod'
import { oneOf, text, wholeNumber } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { firstYear, longest, steps } from './rules.ts'

export const beginForm = z.object({
  kommune: text({ required: key('quality.error.municipality'), max: 40, tooLong: key('quality.error.municipality') }),
  aar: wholeNumber(key('quality.error.year'), key('quality.error.year'), { min: firstYear, max: 2110, message: key('quality.error.year') }),
  malform: oneOf(['nb', 'nn'], key('quality.error.language')),
})

export const guarded = ['tekst'] as const
export const chapterForm = z.object({ tekst: text({ max: longest, tooLong: key('quality.error.too-long') }) })

export const stepForm = z.object({ trinn: oneOf(steps, key('common.form.unreadable')), sett: text({ max: 100, tooLong: key('common.form.unreadable') }) })
