import * as z from 'zod'
import { oneOf, text } from '../../../../kernel/fields.ts'
import { messageKey as key } from '../../../../texts/index.ts'
import { outcomes } from './rules.ts'

export const tellGuarded = ['fortalt'] as const
export const tellForm = z.object({ gikk: oneOf(outcomes, key('schools.error.outcome')), fortalt: text({ max: 600, tooLong: key('schools.error.told-long') }) })
const long = (missing: string) => text({ required: missing, max: 2000, tooLong: key('schools.error.reflection-long') })
export const reflectGuarded = ['virket', 'lart'] as const
export const reflectForm = z.object({ virket: long(key('schools.error.worked')), lart: long(key('schools.error.learned')) })
