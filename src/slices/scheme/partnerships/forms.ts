import * as z from 'zod'
import { norwegianDate, optional, text, wholeNumber } from '../../../kernel/fields.ts'
import { guardText, mustStop } from '../../../kernel/text-guard.ts'
import { messageKey as key } from '../../../texts/index.ts'

// Only a forged form is without it: what it shows is then not what is stored.
const unseen = key('partnership.because.changed-meanwhile')
const version = wholeNumber(unseen, unseen, { min: 1, max: 1_000_000, message: unseen })
/** A national identity number is never kept in a text. */
const written = (required: string | undefined, most: number) => text({ ...(required === undefined ? {} : { required }), max: most, tooLong: key('partnership.error.too-long') }).refine((value) => !mustStop(guardText(value)), { error: key('common.guard.national-id') })
const line = (required: string, most = 200) => written(required, most)
const date = (missing: string) => norwegianDate(missing, key('partnership.error.date'))
const days = { fra: date(key('partnership.error.from')), til: optional(norwegianDate(key('partnership.error.date'), key('partnership.error.date'))) }
const inOrder = (value: { readonly fra: string; readonly til?: string | undefined }) => value.til === undefined || value.fra <= value.til

export const startForm = z
  .object({ navn: line(key('partnership.error.name')), motpart: text({ required: key('partnership.error.other'), max: 40, tooLong: key('partnership.error.other') }), nettverk: text({ max: 200, tooLong: key('partnership.error.too-long') }), ...days })
  .refine(inOrder, { path: ['til'], error: key('partnership.error.order') })
export const changeForm = z
  .object({ navn: line(key('partnership.error.name')), nettverk: text({ max: 200, tooLong: key('partnership.error.too-long') }), medlemmer: text({ max: 1000, tooLong: key('partnership.error.members') }), versjon: version, ...days })
  .refine(inOrder, { path: ['til'], error: key('partnership.error.order') })
export const confirmForm = z.object({ versjon: version })
export const endForm = z.object({ grunn: written(undefined, 2000) })
export const noteForm = z.object({
  barnehagear: wholeNumber(key('partnership.error.year'), key('partnership.error.year'), { min: 2019, max: 2110, message: key('partnership.error.year') }),
  lart: written(key('partnership.error.learned'), 4000),
  tilbake: written(key('partnership.error.brought-back'), 4000),
  sett: optional(wholeNumber(unseen, unseen, { min: 0, max: 1_000_000, message: unseen })),
})
const capacityMessage = key('partnership.error.capacity')
export const capacityForm = z.object({
  kapasitetsar: wholeNumber(key('partnership.error.year'), key('partnership.error.year'), { min: 2019, max: 2110, message: key('partnership.error.year') }),
  barnehager: wholeNumber(capacityMessage, capacityMessage, { min: 0, max: 2000, message: capacityMessage }),
  merknad: text({ max: 500, tooLong: key('partnership.error.too-long') }),
})
