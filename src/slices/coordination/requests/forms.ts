import * as z from 'zod'
import { oneOf, text } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'

const tooLong = key('support.error.too-long')
export const guardedRequest = ['onske', 'nar'] as const
export const requestForm = z.object({
  onske: text({ required: key('asked.error.wanted'), max: 1800, tooLong: key('asked.error.wanted-long') }),
  tema: text({ required: key('support.error.theme'), max: 60, tooLong: key('support.error.theme') }),
  nar: text({ max: 200, tooLong }),
})
export const guardedAnswer = ['grunn', 'isteden', 'kontakt', 'dato'] as const
export const answerForm = z.object({
  svar: oneOf(['accepted', 'declined'], key('asked.error.answer')),
  grunn: text({ max: 600, tooLong: key('support.error.note-long') }),
  isteden: text({ max: 600, tooLong: key('support.error.note-long') }),
  kontakt: text({ max: 200, tooLong }),
  dato: text({ max: 200, tooLong }),
})
export const guardedHelp = ['kontakt', 'dato'] as const
export const helpForm = z.object({ kontakt: text({ required: key('asked.error.contact'), max: 200, tooLong }), dato: text({ required: key('asked.error.helps-on'), max: 200, tooLong }) })
export const endForm = z.object({ handling: oneOf(['closed', 'withdrawn'], key('common.form.unreadable')) })
