import * as z from 'zod'
import { norwegianDate, oneOf, text } from '../../../../kernel/fields.ts'
import { messageKey as key } from '../../../../texts/index.ts'
import { changeKinds } from './rules.ts'

export const changeGuarded = ['hva', 'fra'] as const
export const changeForm = z.object({
  slag: oneOf(changeKinds, key('pair.error.kind')),
  hva: text({ required: key('pair.error.change-what'), max: 1000, tooLong: key('partnership.error.too-long') }),
  fra: text({ required: key('pair.error.came-from'), max: 500, tooLong: key('partnership.error.too-long') }),
  dag: norwegianDate(key('pair.error.day'), key('partnership.error.date')),
  lenke: text({ max: 500, tooLong: key('pair.error.link') }).refine((value) => value === '' || isLink(value), { error: key('pair.error.link') }),
})

/** An address on the web that a browser can open. */
const isLink = (value: string): boolean => /^https?:\/\/[^\s/]+\.[^\s]+$/.test(value) && URL.canParse(value)
