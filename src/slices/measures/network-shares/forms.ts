import * as z from 'zod'
import { text, wholeNumber } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { toldLimit } from './rules.ts'

/** What came of the work, and from which kindergarten. */
export const toldForm = z.object({ barnehage: text({ max: 36, tooLong: key('networks.because.not-member') }), fortalt: text({ required: key('networks.error.told'), max: toldLimit, tooLong: key('networks.error.told-long') }) })
/** The version of what a kindergarten has told, as it was read. */
export const versionField = (kindergartenId: string): string => `versjon-${kindergartenId}`
const version = wholeNumber('', '', { min: 0, max: 1_000_000, message: '' })
export function versionIn(form: Readonly<Record<string, unknown>>, kindergartenId: string): number {
  const parsed = version.safeParse(form[versionField(kindergartenId)])
  return parsed.success ? parsed.data : 0
}
