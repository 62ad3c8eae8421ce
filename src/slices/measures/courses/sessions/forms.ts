import * as z from 'zod'
import { instantOslo } from '../../../../kernel/dates.ts'
import { norwegianDate, text, timeOfDay } from '../../../../kernel/fields.ts'
import { messageKey as key } from '../../../../texts/index.ts'

export const sessionGuarded = ['tittel', 'sted'] as const
export const sessionForm = z.object({
  tittel: text({ max: 200, tooLong: key('courses.error.title-long') }),
  dag: norwegianDate(key('courses.error.date'), key('courses.error.date')),
  fra: timeOfDay(key('courses.error.clock')),
  til: timeOfDay(key('courses.error.clock')),
  sted: text({ max: 300, tooLong: key('courses.error.place-long') }),
  // Only an address a browser opens as a page: a link is what it becomes for those who have a seat.
  adresse: text({ max: 500, tooLong: key('courses.error.address') }).refine((address) => address === '' || isWebAddress(address), key('courses.error.address')),
})

export const sessionOf = (values: z.infer<typeof sessionForm>) => ({ title: values.tittel, startsAt: instantOslo(values.dag, values.fra), endsAt: instantOslo(values.dag, values.til), place: values.sted, digitalAddress: values.adresse })

const isWebAddress = (text: string): boolean => /^https:\/\/[^\s/]+\.[^\s]+$/i.test(text) && URL.canParse(text)
