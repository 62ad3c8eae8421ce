import * as z from 'zod'
import { norwegianDate, optional, text } from '../../../../kernel/fields.ts'
import { messageKey } from '../../../../texts/index.ts'
import { staffGroups, type StaffGroup } from '../../schemes/rules.ts'
import { involvements, type GroupCount, type Told } from './rules.ts'

export const longestText = 2000
/** Fields with free text, for the guard. */
export const guardedFields = ['hvordan', 'tillitHvordan'] as const
export const groupField = (group: StaffGroup, part: 'ansatte' | 'deltok'): string => `${part}.${group}`

const most = 2000
const tooLong = messageKey('anchoring.error.text-long')
const count = z.preprocess((value) => (typeof value === 'string' ? value.slice(0, 40).trim() : ''), z.string().regex(/^\d{0,4}$/, messageKey('anchoring.error.count')).transform((typed) => Number(typed)).refine((number) => number <= most, messageKey('anchoring.error.count')))
const counts = Object.fromEntries(staffGroups.flatMap((group) => [[groupField(group, 'ansatte'), count], [groupField(group, 'deltok'), count]]))

const date = norwegianDate(messageKey('anchoring.error.date-missing'), messageKey('anchoring.error.date'))
const fields = z.object({
  dato: date,
  hvordan: text({ required: messageKey('anchoring.error.how'), max: longestText, tooLong }),
  tillitsvalgte: z.enum(involvements).optional().catch(undefined),
  tillitHvordan: text({ max: longestText, tooLong }),
  tillitDato: optional(date),
})

/** The head's form. Empty numbers are none; more who took part than are employed is a slip of the finger. */
export const participationForm: z.ZodType<Told> = z.object({ ...counts, ...fields.shape }).transform((typed, context): Told => {
  const numbers = typed as Readonly<Record<string, unknown>>
  const number = (group: StaffGroup, part: 'ansatte' | 'deltok') => Number(numbers[groupField(group, part)])
  const groups = staffGroups.map((group): GroupCount => ({ group, employed: number(group, 'ansatte'), tookPart: number(group, 'deltok') }))
  for (const { group, employed, tookPart } of groups) if (tookPart > employed) context.addIssue({ code: 'custom', path: [groupField(group, 'deltok')], message: messageKey('anchoring.error.more-than-employed') })
  const { dato, hvordan, tillitsvalgte, tillitHvordan, tillitDato } = typed as z.infer<typeof fields>
  return { groups, heldOn: dato, how: hvordan, representatives: tillitsvalgte, representativesHow: tillitsvalgte === 'yes' ? tillitHvordan : '', representativesOn: tillitsvalgte === 'yes' ? tillitDato : undefined }
})
