import { z } from 'zod'
import { text } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'

export const departmentForm = z.object({ navn: text({ required: key('register.department.name.missing'), max: 80, tooLong: key('register.department.name.long') }) })
