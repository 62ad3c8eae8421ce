import * as z from 'zod'
import { email, text } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'

/** Who asks, and which organisation they ask to be let into. Messages are keys of texts. */
export const askForm = z.object({
  virksomhet: text({ required: 'members.access.error.organisation', max: 36, tooLong: 'members.access.error.organisation' }).refine(looksLikeId, 'members.access.error.organisation'),
  navn: text({ required: 'members.error.name', max: 120, tooLong: 'members.error.name.long' }),
  epost: email('members.error.email'),
})
