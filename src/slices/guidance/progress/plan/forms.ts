import * as z from 'zod'
import { norwegianDate } from '../../../../kernel/fields.ts'
import { long, short } from '../forms.ts'
import type { PlanRow } from './rules.ts'

export const rowForm = z.object({
  problem: long('work.error.problem'),
  goal: long('work.error.goal'),
  sign: long('work.error.sign'),
  measure: long('work.error.measure'),
  who: short('work.error.who'),
  timing: short('work.error.timing'),
  evaluateOn: norwegianDate('work.error.evaluate-missing', 'work.error.date'),
}) satisfies z.ZodType<PlanRow>
export const rowGuarded = ['problem', 'goal', 'sign', 'measure', 'who', 'timing'] as const

/** The version of a row that stood on the page. What does not look like one has never been seen. */
export const readVersion = (value: unknown): number => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : 0)
