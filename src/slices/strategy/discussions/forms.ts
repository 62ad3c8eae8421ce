import * as z from 'zod'
import { norwegianDate, oneOf, optional, text, timeOfDay, wholeNumber } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { limits as agreed, states } from './agreements/rules.ts'
import { limits as point, pointKinds } from './agenda/rules.ts'
import { limits as held } from './held/rules.ts'
import { limits as minutes } from './minutes/rules.ts'
import { limits } from './rules.ts'

const url = /^https?:\/\/[^\s"<>]+$/i
const isAddress = (typed: string): boolean => typed === '' || (url.test(typed) && URL.canParse(typed))
const version = wholeNumber('', '', { min: 0, max: 1_000_000, message: '' })
/** As people type or paste it, with the first letters small: `HTTPS://` is an address too. */
const address = (rule: Parameters<typeof text>[0]) => text(rule).transform((typed) => typed.replace(/^https?:/i, (scheme) => scheme.toLowerCase()))
/** Which edit the form was made from; 0 when it does not say. */
export function seenIn(form: Readonly<Record<string, unknown>>): number {
  const parsed = version.safeParse(form['sett'])
  return parsed.success ? parsed.data : 0
}

export const meetingGuarded = ['tittel', 'formal', 'sted'] as const
export const meetingForm = z
  .object({
    tittel: text({ required: key('discussions.error.title'), max: limits.title, tooLong: key('discussions.error.title-long') }),
    formal: text({ required: key('discussions.error.purpose'), max: limits.purpose, tooLong: key('discussions.error.purpose-long') }),
    dato: norwegianDate(key('discussions.error.day'), key('discussions.error.day')),
    fra: timeOfDay(key('discussions.error.time')),
    til: timeOfDay(key('discussions.error.time')),
    sted: text({ max: limits.place, tooLong: key('discussions.error.place-long') }),
    lenke: address({ max: limits.link, tooLong: key('discussions.error.link') }),
  })
  .refine(({ fra, til }) => fra < til, { error: key('discussions.error.hours'), path: ['til'] })
  .refine(({ sted, lenke }) => sted !== '' || lenke !== '', { error: key('discussions.error.where'), path: ['sted'] })
  .refine(({ lenke }) => isAddress(lenke), { error: key('discussions.error.link'), path: ['lenke'] })

export const pointGuarded = ['tittel', 'hvorfor', 'innleder'] as const
export const pointForm = z.object({
  tittel: text({ required: key('discussions.error.point'), max: point.title, tooLong: key('discussions.error.point-long') }),
  hvorfor: text({ max: point.reason, tooLong: key('discussions.error.reason-long') }),
  type: oneOf(pointKinds, key('discussions.error.kind')),
  minutter: optional(wholeNumber('', key('discussions.error.minutes'), { min: 1, max: point.minutes, message: key('discussions.error.minutes') })),
  innleder: text({ max: point.introduces, tooLong: key('discussions.error.introduces-long') }),
})

export const saidGuarded = ['sagt'] as const
export const saidForm = z.object({ sagt: text({ required: key('discussions.error.said'), max: held.said, tooLong: key('discussions.error.said-long') }) })

export const agreementGuarded = ['avtalt'] as const
export const agreementForm = z.object({
  avtalt: text({ required: key('discussions.error.agreed'), max: agreed.body, tooLong: key('discussions.error.agreed-long') }),
  hvem: text({ max: 120, tooLong: key('discussions.because.no-responsible') }),
  frist: norwegianDate(key('discussions.error.due'), key('discussions.error.due')),
})
export const toldGuarded = ['utfall'] as const
export const toldForm = z.object({ status: oneOf(states, key('discussions.error.state')), utfall: text({ max: agreed.outcome, tooLong: key('discussions.error.agreed-long') }) })

export const objectionGuarded = ['innvending'] as const
export const objectionForm = z.object({ innvending: text({ required: key('discussions.error.objection'), max: minutes.objection, tooLong: key('discussions.error.objection-long') }) })
export const stepGuarded = ['hvorfor'] as const
export const stepForm = z.object({ trinn: oneOf(['send', 'approve', 'correct'], key('common.form.unreadable')), hvorfor: text({ max: minutes.correction, tooLong: key('discussions.error.correction-long') }) })

export const linkGuarded = ['navn'] as const
export const linkForm = z
  .object({ navn: text({ required: key('discussions.error.paper-name'), max: 200, tooLong: key('discussions.error.paper-name') }), adresse: address({ required: key('discussions.error.link'), max: limits.link, tooLong: key('discussions.error.link') }) })
  .refine(({ adresse }) => isAddress(adresse), { error: key('discussions.error.link'), path: ['adresse'] })
