import * as z from 'zod'
import { norwegianDate } from '../../../../kernel/fields.ts'
import { short } from '../forms.ts'
import { readClock, type TimeAndPlace } from './rules.ts'

const clock = z.unknown().optional().transform((typed, context) => {
  const time = typeof typed === 'string' && typed.length <= 20 ? readClock(typed) : undefined
  if (time !== undefined) return time
  context.addIssue({ code: 'custom', message: 'work.error.clock' })
  return z.NEVER
})

export const timeForm = z.object({ onDate: norwegianDate('work.error.date-missing', 'work.error.date'), atTime: clock, place: short('work.error.place') }) satisfies z.ZodType<TimeAndPlace>
export const timeGuarded = ['place'] as const
