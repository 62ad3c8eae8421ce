import * as z from 'zod'
import { text } from '../../../../kernel/fields.ts'
import { messageKey as key } from '../../../../texts/index.ts'

export const askGuarded = ['sporsmal'] as const
export const askForm = z.object({ sporsmal: text({ required: key('pair.error.question'), max: 2000, tooLong: key('partnership.error.too-long') }) })
export const answerGuarded = ['svar'] as const
export const answerForm = z.object({ svar: text({ required: key('pair.error.answer'), max: 2000, tooLong: key('partnership.error.too-long') }) })
