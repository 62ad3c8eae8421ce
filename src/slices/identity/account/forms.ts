import * as z from 'zod'
import { oneOf, text } from '../../../kernel/fields.ts'
import { languages } from '../../../kernel/language.ts'

/** One's own name and the language of one's letters. Messages are keys of texts. */
export const accountForm = z.object({
  navn: text({ required: 'members.error.name', max: 120, tooLong: 'members.error.name.long' }),
  sprak: oneOf(languages, 'members.error.choose'),
})
