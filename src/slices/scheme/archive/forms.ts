import * as z from 'zod'
import { looksLikeId } from '../../../kernel/ids.ts'
import { oneOf, text } from '../../../kernel/fields.ts'

const tooLong = 'archive.error.too-long'
export const receiptForm = z.object({
  dokument: text({ required: 'archive.error.document', max: 40, tooLong }).refine(looksLikeId, 'archive.error.document'),
  svar: oneOf(['mottatt', 'feilet'], 'archive.error.answer'),
  saksnr: text({ max: 100, tooLong }),
  journalpostnr: text({ max: 100, tooLong }),
  merknad: text({ max: 1000, tooLong }),
})
