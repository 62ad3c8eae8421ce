import * as z from 'zod'
import { oneOf, optional, text, ticked } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { involvements, longest, lowestRank } from './rules.ts'

const long = text({ max: longest, tooLong: key('needs.error.too-long') })
export const guarded = ['tittel', 'funn', 'hvem', 'arsak', 'endring', 'tegn', 'hvordan'] as const

/** A need as it is written: everything may be missing but its name. Which themes and pieces there are, the action knows. */
export const needForm = z.object({
  tittel: text({ required: key('needs.error.title'), max: 200, tooLong: key('needs.error.title-long') }),
  funn: long,
  hvem: long,
  arsak: long,
  endring: long,
  tegn: long,
  involvert: optional(oneOf(involvements, key('needs.error.involved'))),
  hvordan: long,
})

export const ranks = Array.from({ length: lowestRank }, (_, at) => String(at + 1))
export const stepForm = z.object({
  trinn: oneOf(['propose', 'take-back', 'decide', 'set-aside', 'rank', 'share', 'unshare'], key('common.form.unreadable')),
  plass: optional(oneOf(ranks, key('needs.because.rank-missing'))),
  grunn: long,
})

/** The values of boxes, as many as the form may bring. */
export const boxes = (value: unknown): readonly string[] => ticked(value, 60)
