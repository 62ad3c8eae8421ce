import { z } from 'zod'
import { text } from '../../../kernel/fields.ts'
import type { PlainKey } from '../../../texts/index.ts'

const key = <Key extends PlainKey>(text: Key): Key => text

export const departmentForm = z.object({ navn: text({ required: key('register.department.name.missing'), max: 80, tooLong: key('register.department.name.long') }) })
