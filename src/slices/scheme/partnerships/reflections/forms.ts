import * as z from 'zod'
import { text } from '../../../../kernel/fields.ts'
import { messageKey as key } from '../../../../texts/index.ts'

const written = (required: string) => text({ required, max: 2000, tooLong: key('partnership.error.too-long') })
export const reflectionGuarded = ['virket', 'laerte', 'endrer'] as const
export const reflectionForm = z.object({ virket: written(key('pair.error.worked')), laerte: written(key('pair.error.learned')), endrer: written(key('pair.error.changes')) })
export const additionGuarded = ['tillegg'] as const
export const additionForm = z.object({ tillegg: written(key('pair.error.addition')) })
