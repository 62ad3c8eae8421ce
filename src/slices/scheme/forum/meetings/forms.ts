import { z } from 'zod'
import { instantOslo } from '../../../../kernel/dates.ts'
import { manyOf, norwegianDate, oneOf, optional, text, timeOfDay, wholeNumber, yes } from '../../../../kernel/fields.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { messageKey as key } from '../../../../texts/index.ts'
import { steps } from './rules.ts'

export const planForm = (rounds: readonly string[]) =>
  z
    .object({
      runde: rounds.length > 0 ? oneOf(rounds, key('forum.error.round')) : text({ max: 36, tooLong: '' }),
      tittel: text({ required: key('forum.error.meeting-title'), max: 200, tooLong: key('forum.error.meeting-title') }),
      dato: norwegianDate(key('forum.error.meeting-date'), key('forum.error.date')),
      tid: timeOfDay(key('forum.error.time')),
      sted: text({ max: 200, tooLong: key('forum.error.place') }),
      versjon: optional(wholeNumber('', '', { min: 1, max: 1_000_000, message: '' })),
    })
    .transform((data) => ({ ...data, plan: { title: data.tittel, place: data.sted, startsAt: instantOslo(data.dato, data.tid) } }))

export const stepForm = z.object({ trinn: oneOf(steps, key('forum.because.not-now')) })
export const guestForm = z.object({ gjest: text({ required: key('forum.error.guest'), max: 120, tooLong: key('forum.error.guest') }), fra: text({ max: 200, tooLong: key('forum.error.guest-from') }) })
export const agendaForm = (reports: readonly string[]) =>
  z
    .object({ sak: text({ max: 200, tooLong: key('forum.error.item-title') }), melding: manyOf(reports), samlet: yes() })
    .refine((data) => data.sak !== '' || (data.melding.length > 0 && !data.samlet), { error: key('forum.error.item-title'), path: ['sak'] })
export const attendanceForm = (members: readonly string[]) => z.object({ tilstede: manyOf(members) })
export const isId = (value: string | undefined): value is string => looksLikeId(value ?? '')
