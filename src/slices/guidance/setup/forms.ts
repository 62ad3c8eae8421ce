import { z } from 'zod'
import { text } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import type { PlainKey } from '../../../texts/index.ts'

const key = <Key extends PlainKey>(text: Key): Key => text

export const chooseForm = z.object({ kommune: text({ required: key('setup.choose.missing'), max: 36, tooLong: key('setup.choose.missing') }).refine(looksLikeId, { error: key('setup.choose.missing') }) })

export const teamForm = z.object({ navn: text({ required: key('setup.team.name.missing'), max: 200, tooLong: key('register.detail.name.long') }).refine((name) => !/[\n\t]/.test(name), { error: key('register.detail.name.lines') }) })
