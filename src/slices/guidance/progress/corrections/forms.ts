import * as z from 'zod'
import { long } from '../forms.ts'

export const correctionForm = z.object({ text: long('work.error.correction') })
export const correctionGuarded = ['text'] as const
