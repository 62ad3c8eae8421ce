import * as z from 'zod'
import { norwegianDate, text, timeOfDay } from '../../../../kernel/fields.ts'
import { messageKey as key } from '../../../../texts/index.ts'

const time = timeOfDay(key('schools.error.time'))
export const meetingGuarded = ['tittel', 'sted', 'saker'] as const
export const meetingForm = z
  .object({
    tittel: text({ required: key('schools.error.meeting-title'), max: 120, tooLong: key('schools.error.meeting-title-long') }),
    dato: norwegianDate(key('schools.error.meeting-day'), key('schools.error.date')),
    fra: time,
    til: time,
    sted: text({ max: 200, tooLong: key('schools.error.place') }),
    saker: text({ max: 4000, tooLong: key('schools.error.text-long') }),
  })
  .refine(({ fra, til }) => fra < til, { path: ['til'], error: key('schools.error.time-order') })
export const notesGuarded = ['notat'] as const
export const notesForm = z.object({ notat: text({ max: 4000, tooLong: key('schools.error.text-long') }) })
