import * as z from 'zod'
import { norwegianDate, text } from '../../../../kernel/fields.ts'
import { messageKey as key } from '../../../../texts/index.ts'
import { limits } from '../rules.ts'

const day = norwegianDate(key('programmes.error.day'), key('programmes.error.day'))
const long = { max: limits.long, tooLong: key('programmes.error.long') }
export const guarded = ['sett', 'styrker', 'tilbake', 'avtalt'] as const

/** What is written of each step. */
export const stepForms = {
  observe: z.object({ dag: day, sett: text({ required: key('programmes.error.seen'), ...long }), styrker: text(long) }).transform((typed) => ({ on: typed.dag, words: { seen: typed.sett, strengths: typed.styrker } })),
  'feed-back': z.object({ dag: day, tilbake: text({ required: key('programmes.error.fed-back'), ...long }) }).transform((typed) => ({ on: typed.dag, words: { fedBack: typed.tilbake } })),
  guide: z.object({ dag: day, avtalt: text({ required: key('programmes.error.agreed'), ...long }) }).transform((typed) => ({ on: typed.dag, words: { agreed: typed.avtalt } })),
}
export const replanForm = z.object({ obs: day, til: day, veil: day })
