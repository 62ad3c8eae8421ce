import { z } from 'zod'
import { norwegianDate, oneOf, text } from '../../../../kernel/fields.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { messageKey as key } from '../../../../texts/index.ts'
import { relationKinds } from './rules.ts'

/** From when an organisation stands to another in this way. */
export const beginForm = z.object({
  tilknytning: oneOf(relationKinds, key('register.relation.kind.missing')),
  til: text({ required: key('register.relation.other.missing'), max: 36, tooLong: key('register.relation.other.missing') }).refine(looksLikeId, { error: key('register.relation.other.missing') }),
  fra: norwegianDate(key('register.relation.from.missing'), key('register.relation.date.impossible')),
})

export const endForm = z.object({ siste: norwegianDate(key('register.relation.last.missing'), key('register.relation.date.impossible')) })
