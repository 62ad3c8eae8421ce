import * as z from 'zod'
import { norwegianDate, oneOf, optional, text, ticked, wholeNumber } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { visitKinds } from './rules.ts'

const date = norwegianDate(key('presence.error.date'), key('presence.error.date'))
export const guarded = ['delt', 'internt', 'oppfolging'] as const

const content = {
  slag: oneOf(visitKinds, key('presence.error.kind')),
  dato: date,
  tiltak: text({ max: 40, tooLong: key('presence.error.measure') }),
  delt: text({ max: 1800, tooLong: key('presence.error.note-long') }),
  internt: text({ max: 1800, tooLong: key('presence.error.note-long') }),
}
export const logForm = z
  .object({
    ...content,
    barnehage: text({ required: key('presence.error.kindergarten'), max: 40, tooLong: key('presence.error.kindergarten') }),
    oppfolging: text({ max: 300, tooLong: key('presence.error.follow-up-long') }),
    frist: optional(date),
    hvem: text({ max: 40, tooLong: key('presence.error.who') }),
  })
  .superRefine(({ oppfolging, frist }, context) => {
    if (oppfolging !== '' && frist === undefined) context.addIssue({ code: 'custom', path: ['frist'], message: key('presence.error.due') })
    if (oppfolging === '' && frist !== undefined) context.addIssue({ code: 'custom', path: ['oppfolging'], message: key('presence.error.follow-up') })
  })
const version = wholeNumber(key('presence.error.version'), key('presence.error.version'), { min: 1, max: 1_000_000, message: key('presence.error.version') })
export const correctForm = z.object({ ...content, versjon: version })
export const followUpForm = z.object({ handling: oneOf(['gjort', 'endre'], key('presence.error.version')), frist: optional(date), hvem: text({ max: 40, tooLong: key('presence.error.who') }), versjon: version })

export const themesIn = (value: unknown): readonly string[] => ticked(value, 20)
export const moreIn = (value: unknown): readonly string[] => ticked(value, 60).filter(looksLikeId)
/** Follow-ups that were ticked as done where they were seen, each with the version it had then: `id.version`. */
export const doneIn = (value: unknown): readonly { readonly id: string; readonly seen: number }[] =>
  ticked(value, 30).flatMap((one) => {
    const [id = '', seen = ''] = one.split('.')
    return looksLikeId(id) && /^[1-9]\d{0,6}$/.test(seen) ? [{ id, seen: Number(seen) }] : []
  })
