import { z } from 'zod'
import { norwegianDate, oneOf, optional, text } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { messageKey as key } from '../../../texts/index.ts'

/** How a kindergarten ended: closed, or merged into another that goes on. */
export const endForm = z
  .object({
    slutt: oneOf(['nedlagt', 'sammenslatt'], key('register.end.how.missing')),
    dato: norwegianDate(key('register.end.date.missing'), key('register.end.date.impossible')),
    etterfolger: optional(text({ max: 36, tooLong: key('register.end.successor.missing') })),
  })
  .superRefine((form, context) => {
    if (form.slutt === 'sammenslatt' && !(form.etterfolger && looksLikeId(form.etterfolger))) context.addIssue({ code: 'custom', path: ['etterfolger'], message: key('register.end.successor.missing') })
  })
