import { z } from 'zod'
import { oneOf, text } from '../../../../kernel/fields.ts'
import { messageKey as key } from '../../../../texts/index.ts'
import type { StatementsInstrument } from '../definition.ts'
import { fieldsOf, knownLanguages, longest } from './rules.ts'

export const otherLanguage = 'annet'
export const chooseForm = z.object({ sprak: oneOf([...knownLanguages.map(({ code }) => code), otherLanguage], key('instruments.language.missing')) })
/** A language that is not on the list: what it calls itself, its code by ISO 639, and which way it is written. */
export const otherForm = z.object({
  navn: text({ required: key('instruments.language.name.missing'), max: 60, tooLong: key('instruments.words.too-long') }),
  kode: z.unknown().optional().transform((value, context): string => {
    const code = typeof value === 'string' ? value.trim().toLowerCase() : ''
    if (/^[a-z]{2,3}$/.test(code)) return code
    context.addIssue({ code: 'custom', message: key('instruments.language.code.wrong') })
    return z.NEVER
  }),
  retning: oneOf(['ltr', 'rtl'], key('instruments.language.dir.missing')),
})

/** May be saved half done; what is too long is wrong. */
export const languageForm = (draft: StatementsInstrument) =>
  z.object({
    navn: text({ required: key('instruments.language.name.missing'), max: 60, tooLong: key('instruments.words.too-long') }),
    ...Object.fromEntries(fieldsOf(draft).map((name) => [name, name === 'told' ? text({ max: longest.told, tooLong: key('instruments.language.told.too-long') }) : text({ max: longest.text, tooLong: key('instruments.words.too-long') })])),
  })
