import * as z from 'zod'
import { norwegianDate, timeOfDay } from '../../../../kernel/fields.ts'
import { short } from '../forms.ts'
import type { TimeAndPlace } from './rules.ts'

export const timeForm = z.object({ onDate: norwegianDate('work.error.date-missing', 'work.error.date'), atTime: timeOfDay('work.error.clock'), place: short('work.error.place') }) satisfies z.ZodType<TimeAndPlace>
export const timeGuarded = ['place'] as const
