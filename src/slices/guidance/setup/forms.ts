import { z } from 'zod'
import { text } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { messageKey as key } from '../../../texts/index.ts'

export const chooseForm = z.object({ kommune: text({ required: key('setup.choose.missing'), max: 36, tooLong: key('setup.choose.missing') }).refine(looksLikeId, { error: key('setup.choose.missing') }) })

export const teamForm = z.object({ navn: text({ required: key('setup.team.name.missing'), max: 200, tooLong: key('register.detail.name.long') }).refine((name) => !/[\n\t]/.test(name), { error: key('register.detail.name.lines') }) })
