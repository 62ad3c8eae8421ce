import * as z from 'zod'
import type { LocalDate } from '../../../kernel/dates.ts'
import { norwegianDate, optional, text, wholeNumber } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'

// Only a forged form is without it: what it shows is then not what is stored.
const unseen = key('partnership.because.changed-meanwhile')
const version = wholeNumber(unseen, unseen, { min: 1, max: 1_000_000, message: unseen })
const written = (required: string | undefined, most: number) => text({ ...(required === undefined ? {} : { required }), max: most, tooLong: key('partnership.error.too-long') })

/** A day partnerships can have: half-years and kindergarten years are counted from the first to the last. */
const inReach = (day: LocalDate | undefined): boolean => day === undefined || (day >= '2000-01-01' && day <= '2099-12-31')
const far = { error: key('partnership.error.far') }
const firstDay = norwegianDate(key('partnership.error.from'), key('partnership.error.date')).refine(inReach, far)
/** The last day of a period: `optional` where it need not have one. */
export const lastDayField = norwegianDate(key('partnership.error.to'), key('partnership.error.date')).refine(inReach, far)
const days = { fra: firstDay, til: optional(lastDayField) }
const inOrder = (value: { readonly fra: string; readonly til?: string | undefined }) => value.til === undefined || value.fra <= value.til
const order = { path: ['til'], error: key('partnership.error.order') }

const other = text({ max: 40, tooLong: key('partnership.error.other') })
export const startGuarded = ['navn', 'nettverk'] as const
/** `motpart` is chosen from the list, `nummer` written where the other side is not in it. */
export const startForm = z
  .object({ motpart: other, nummer: other, navn: written(key('partnership.error.name'), 200), nettverk: written(undefined, 200), ...days })
  .refine(({ motpart, nummer }) => motpart !== '' || nummer !== '', { path: ['motpart'], error: key('partnership.error.other') })
  .refine(({ motpart, nummer }) => motpart === '' || nummer === '', { path: ['nummer'], error: key('partnership.error.other-twice') })
  .refine(inOrder, order)

const mostMembers = 60
export const changeGuarded = ['navn', 'nettverk'] as const
/** `medlemmer`: organisation numbers, one on each line; spaces inside a number are left out. */
export const changeForm = z
  .object({
    navn: written(key('partnership.error.name'), 200),
    nettverk: written(undefined, 200),
    ...days,
    medlemmer: text({ max: 1000, tooLong: key('partnership.error.members') })
      .transform((typed) => [...new Set(typed.split(/[\n,;]/).map((number) => number.replaceAll(/\s/g, '')).filter((number) => number !== ''))])
      .refine((numbers) => numbers.length <= mostMembers, { error: key('partnership.error.members') }),
    versjon: version,
  })
  .refine(inOrder, order)

export const confirmForm = z.object({ versjon: version })
export const endGuarded = ['grunn'] as const
export const endForm = z.object({ grunn: written(key('partnership.because.reason-missing'), 2000) })
export const noteGuarded = ['lart', 'tilbake'] as const
export const noteForm = z.object({
  barnehagear: wholeNumber(key('partnership.error.year'), key('partnership.error.year'), { min: 2019, max: 2110, message: key('partnership.error.year') }),
  lart: written(key('partnership.error.learned'), 4000),
  tilbake: written(key('partnership.error.brought-back'), 4000),
  sett: optional(wholeNumber(unseen, unseen, { min: 0, max: 1_000_000, message: unseen })),
})
const capacityMessage = key('partnership.error.capacity')
export const capacityGuarded = ['merknad'] as const
export const capacityForm = z.object({
  kapasitetsar: wholeNumber(key('partnership.error.year'), key('partnership.error.year'), { min: 2019, max: 2110, message: key('partnership.error.year') }),
  barnehager: wholeNumber(capacityMessage, capacityMessage, { min: 0, max: 2000, message: capacityMessage }),
  merknad: written(undefined, 500),
})
