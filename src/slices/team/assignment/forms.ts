import * as z from 'zod'
import { norwegianDate, oneOf, optional, text, wholeNumber } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { hoursField } from '../capacity/forms.ts'
import { kinds } from '../capacity/rules.ts'
import { sources } from './rules.ts'

export const promiseGuarded = ['hva', 'gruppe', 'grunn'] as const
const idText = text({ max: 40, tooLong: key('promised.error.version') })
const versionField = wholeNumber(key('promised.error.version'), key('promised.error.version'), { min: 0, max: 1_000_000, message: key('promised.error.version') })
/** An empty figure means the team's estimate for the kind, and for travel: what the map says. */
export const promiseForm = z.object({
  slag: oneOf(kinds, key('promised.error.kind')),
  hva: text({ required: key('promised.error.what'), max: 200, tooLong: key('promised.error.what-long') }),
  barnehage: idText,
  gruppe: text({ max: 120, tooLong: key('promised.error.group-long') }),
  hvem: idText,
  besok: optional(wholeNumber(key('promised.error.visits'), key('promised.error.visits'), { min: 1, max: 60, message: key('promised.error.visits') })),
  hvert: optional(hoursField(key('promised.error.each'), 0.25, 10)),
  reise: optional(hoursField(key('promised.error.travel'), 0, 20)),
  rundt: optional(hoursField(key('promised.error.around'), 0, 200)),
  fra: norwegianDate(key('promised.error.from'), key('promised.error.from')),
  til: norwegianDate(key('promised.error.until'), key('promised.error.until')),
  kilde: oneOf(sources, key('promised.error.version')),
  kildeid: idText,
  grunn: text({ max: 600, tooLong: key('promised.error.reason-long') }),
  versjon: versionField,
})
export const closeForm = z.object({ handling: oneOf(['done', 'withdrawn'], key('promised.error.version')), versjon: versionField })
export const giveForm = z.object({ hvem: idText, versjon: versionField })
export const proposalForm = z.object({ kilde: oneOf(sources, key('promised.error.version')), id: idText })
