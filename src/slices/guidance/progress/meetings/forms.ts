import * as z from 'zod'
import { norwegianDate, oneOf, optional } from '../../../../kernel/fields.ts'
import { long, minutesUsed, short } from '../forms.ts'
import { sessionForms, type Session, type StartMeeting } from './rules.ts'

const heldOn = norwegianDate('work.error.held-missing', 'work.error.date')

export const startForm = z.object({
  heldOn,
  participants: short('work.error.participants'),
  expectations: long('work.error.expectations'),
  divisionOfRoles: long('work.error.roles'),
  observationPlan: long(),
  dates: long(),
  minutes: minutesUsed,
}) satisfies z.ZodType<StartMeeting>
export const startGuarded = ['participants', 'expectations', 'divisionOfRoles', 'observationPlan', 'dates'] as const

export const sessionForm = z.object({
  heldOn,
  form: oneOf(sessionForms, 'work.error.session-form'),
  participants: short(),
  theme: short('work.error.theme'),
  agreed: long('work.error.agreed'),
  nextOn: optional(norwegianDate('work.error.date', 'work.error.date')),
  minutes: minutesUsed,
}) satisfies z.ZodType<Session>
export const sessionGuarded = ['participants', 'theme', 'agreed'] as const
