import * as z from 'zod'
import { norwegianDate, oneOf, optional, text, ticked, timeOfDay, wholeNumber } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { limits, parts, rhythms } from './rules.ts'

const date = norwegianDate(key('resource.error.date'), key('resource.error.date'))
const time = timeOfDay(key('resource.error.time'))
const id = (message: string) => text({ required: message, max: 36, tooLong: message }).refine(looksLikeId, { error: message })
const place = text({ max: limits.place, tooLong: key('resource.error.place') })
const agenda = text({ max: limits.agenda, tooLong: key('resource.error.agenda') })
const version = wholeNumber('', '', { min: 0, max: 1_000_000, message: '' })
const inOrder = <T extends { readonly fra: string; readonly til: string }>({ fra, til }: T): boolean => fra < til
const order = { error: key('resource.error.time-order'), path: ['til'] }

export const beginForm = z.object({ barnehage: id(key('resource.error.kindergarten')) })
export const memberForm = z.object({
  navn: text({ required: key('resource.error.name'), max: limits.name, tooLong: key('resource.error.name') }),
  rolle: oneOf(parts, key('resource.error.part')),
  tjeneste: optional(id(key('resource.error.service'))),
  fradato: date,
  tildato: optional(date),
})
export const standardForm = z.object({ standard: text({ required: key('resource.error.standard'), max: limits.standard, tooLong: key('resource.error.standard-long') }), versjon: version })
export const planForm = z.object({ dato: date, rytme: oneOf(rhythms, key('resource.error.rhythm')), siste: optional(date), fra: time, til: time, sted: place, saker: agenda }).refine(inOrder, order)
export const meetingForm = z.object({ dato: date, fra: time, til: time, sted: place, saker: agenda, versjon: version }).refine(inOrder, order)
export const minutesForm = z.object({ referat: text({ max: limits.minutes, tooLong: key('resource.error.minutes') }), versjon: version })
export const taskForm = z.object({ oppgave: text({ required: key('resource.error.task'), max: limits.task, tooLong: key('resource.error.task-long') }), hvem: id(key('resource.error.who')), frist: date })
/** Themes by their codes; what is not offered is left out by the action. */
export const themesIn = (value: unknown): readonly string[] => ticked(value, limits.themes)
