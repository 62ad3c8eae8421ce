import * as z from 'zod'
import { norwegianDate, oneOf, optional, ticked } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { declineReasons, leaveReasons } from '../networks/rules.ts'

export const inviteForm = z.object({ skolefrist: norwegianDate(key('networks.error.date'), key('networks.error.date')) })
export const answerForm = z.object({
  svar: oneOf(['ja', 'nei'], key('networks.error.answer')),
  grunn: optional(oneOf(declineReasons, key('networks.because.reason-missing'))),
})
export const leaveForm = z.object({ grunn: oneOf(leaveReasons, key('networks.because.reason-missing')) })

/** The schools that were ticked, by their ids. */
export const schoolsIn = (value: unknown): readonly string[] => ticked(value, 50).filter(looksLikeId)
/** Whether what is shared may be read by the schools in the network too. */
export const isForSchools = (form: Readonly<Record<string, unknown>>): boolean => form['for-skoler'] === 'ja'
