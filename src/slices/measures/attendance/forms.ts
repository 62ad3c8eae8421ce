import { z } from 'zod'
import { email, oneOf, text, wholeNumber } from '../../../kernel/fields.ts'
import { revokeReasons } from './rules.ts'

export const phoneForm = z.object({ epost: email('attendance.phone.email.error'), navn: text({ max: 120, tooLong: 'attendance.phone.name.error' }) })
export const ruleForm = z.object({ antall: wholeNumber('attendance.rule.error', 'attendance.rule.error', { min: 1, max: 200, message: 'attendance.rule.error' }) })
export const revokeForm = z.object({ bevis: text({ required: 'attendance.revoke.error.who', max: 40, tooLong: 'attendance.revoke.error.who' }), grunn: oneOf(revokeReasons, 'attendance.revoke.error.why') })
