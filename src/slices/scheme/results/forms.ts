import * as z from 'zod'
import { text, wholeNumber } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { guardText, mustStop } from '../../../kernel/text-guard.ts'
import { messageKey as key } from '../../../texts/index.ts'

export const beginForm = z.object({
  melding: z.string().refine(looksLikeId),
  aar: wholeNumber('year', 'year', { min: 2019, max: 2110, message: 'year' }),
})

const guarded = text({ max: 2000, tooLong: key('results.error.too-long') }).refine((value) => !mustStop(guardText(value)), { error: key('common.guard.national-id') })

/** What must change and why; emptiness is for the rules to refuse. */
export const changesForm = z.object({
  hva: guarded,
  hvorfor: guarded,
})

export const approvalForm = z.object({ sett: wholeNumber('seen', 'seen', { min: 1, max: 10_000, message: 'seen' }) })
