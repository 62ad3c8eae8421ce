import * as z from 'zod'
import { norwegianDate, oneOf, optional, text, ticked, wholeNumber } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { forms, levels, limits } from './rules.ts'

/** Methods and languages, one after another with a comma between: each once, in the order they were written. */
const words = () =>
  text({ max: 600, tooLong: key('offers.error.words') }).transform((typed, context) => {
    const found = [...new Set(typed.split(/[,;\n]/).map((one) => one.trim()).filter((one) => one !== ''))]
    if (found.length <= limits.words && found.every((one) => one.length <= limits.word)) return found
    context.addIssue({ code: 'custom', message: key('offers.error.words') })
    return z.NEVER
  })
/** 7,5 · 15 · 30 */
const credits = () =>
  text({ max: 10, tooLong: key('offers.error.credits') }).transform((typed, context) => {
    if (typed === '') return undefined
    const points = /^\d{1,3}([.,][05])?$/.test(typed) ? Number(typed.replace(',', '.')) : 0
    if (points > 0 && points <= 120) return points
    context.addIssue({ code: 'custom', message: key('offers.error.credits') })
    return z.NEVER
  })
const howMany = (most: number, message: string) => wholeNumber(message, message, { min: 1, max: most, message })

export const guarded = ['tittel', 'om', 'grunnlag', 'kontakt'] as const
export const offerForm = z
  .object({
    tittel: text({ required: key('offers.error.title'), max: limits.title, tooLong: key('offers.error.title-long') }),
    form: oneOf(forms, key('offers.error.form')),
    om: text({ max: limits.about, tooLong: key('offers.error.about-long') }),
    temaer: z.unknown().optional().transform((chosen) => ticked(chosen, 12)),
    metoder: words(),
    sprakene: words(),
    niva: oneOf(levels, key('offers.error.level')),
    poeng: credits(),
    barnehager: howMany(2000, key('offers.error.kindergartens')),
    plasser: optional(howMany(5000, key('offers.error.places'))),
    grunnlag: text({ max: limits.evidence, tooLong: key('offers.error.evidence-long') }),
    kontakt: text({ required: key('offers.error.contact'), max: limits.contact, tooLong: key('offers.error.contact-long') }),
    fra: norwegianDate(key('offers.error.from'), key('offers.error.date')),
    til: optional(norwegianDate(key('offers.error.date'), key('offers.error.date'))),
  })
  .superRefine(({ temaer, niva, poeng }, context) => {
    if (temaer.length === 0) context.addIssue({ code: 'custom', path: ['temaer'], message: key('offers.error.themes') })
    if (niva === 'none' && poeng !== undefined) context.addIssue({ code: 'custom', path: ['poeng'], message: key('offers.error.credits-none') })
  })
