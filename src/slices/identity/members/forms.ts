import * as z from 'zod'
import type { Role } from '../../../kernel/actor.ts'
import { addDays } from '../../../kernel/dates.ts'
import { email, norwegianDate, oneOf, optional, text, yes } from '../../../kernel/fields.ts'
import { endReasons } from './rules.ts'

/** Messages are keys of texts. People write a period with its last day; inside it is the first day after. */
const firstDay = norwegianDate('members.error.first-day', 'members.error.date')
const lastDay = norwegianDate('members.error.last-day', 'members.error.date')

export const invitationForm = (roles: readonly Role[]) =>
  z.object({
    epost: email('members.error.email'),
    rolle: oneOf(roles, 'members.error.role'),
    administrerer: yes(),
    fra: optional(norwegianDate('members.error.first-day', 'members.error.date')),
  })

/** What someone new is called, when they take an invitation. */
export const nameForm = z.object({ navn: text({ required: 'members.error.name', max: 120, tooLong: 'members.error.name.long' }) })

export const periodForm = z
  .object({ fra: firstDay, til: optional(lastDay) })
  .transform(({ fra, til }) => ({ from: fra, to: til && addDays(til, 1) }))

export const endForm = z.object({ siste: lastDay, grunn: oneOf(endReasons, 'members.error.reason') })

export const administrationForm = z.object({ hva: oneOf(['give', 'take', 'transfer'], 'members.error.choose') })

/** The new leader is one of `people`, or someone to invite by e-mail. */
export const newLeaderForm = (people: readonly string[]) =>
  z.object({
    person: oneOf(people, 'members.error.person'),
    fra: firstDay,
    avslutt: yes(),
  })
