import * as z from 'zod'
import { instantOslo, type LocalDate } from '../../../kernel/dates.ts'
import { manyOf, norwegianDate, oneOf, optional, text, ticked, timeOfDay, wholeNumber, yes } from '../../../kernel/fields.ts'
import { idIn, looksLikeId } from '../../../kernel/ids.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { roleGroups, type RoleGroup } from './places/rules.ts'
import { kinds, type CourseContent } from './rules.ts'

export const limits = { title: 200, about: 3000, heldBy: 200 }
export const guarded = ['tittel', 'om', 'holder'] as const
const mostSeats = 5000

const seats = (missing: Parameters<typeof wholeNumber>[0]) => wholeNumber(missing, key('courses.error.number'), { min: 0, max: mostSeats, message: key('courses.error.number-range') })
const date = norwegianDate(key('courses.error.date'), key('courses.error.date'))

/** The fields of a role group's limit: 'kvote-head' and so on. */
export const quotaField = (group: RoleGroup): `kvote-${RoleGroup}` => `kvote-${group}`
const quota = optional(wholeNumber(key('courses.error.number'), key('courses.error.number'), { min: 0, max: mostSeats, message: key('courses.error.number-range') }))

export const courseForm = z.object({
  type: oneOf(kinds, key('courses.error.kind')),
  tittel: text({ required: key('courses.error.title'), max: limits.title, tooLong: key('courses.error.title-long') }),
  om: text({ required: key('courses.error.about'), max: limits.about, tooLong: key('courses.error.about-long') }),
  holder: text({ max: limits.heldBy, tooLong: key('courses.error.held-by-long') }),
  for: manyOf(roleGroups),
  fysisk: seats(key('courses.error.seats')),
  digitalt: seats(key('courses.error.seats')),
  barnehagekvote: optional(wholeNumber(key('courses.error.number'), key('courses.error.number'), { min: 1, max: mostSeats, message: key('courses.error.number-from-one') })),
  'kvote-head': quota, 'kvote-pedagogical-leader': quota, 'kvote-kindergarten-teacher': quota, 'kvote-skilled-worker': quota, 'kvote-assistant': quota, 'kvote-other': quota,
  'forst-til': optional(date),
  apner: date,
  'apner-kl': timeOfDay(key('courses.error.clock')),
  stenger: date,
  'stenger-kl': timeOfDay(key('courses.error.clock')),
  svartid: wholeNumber(key('courses.error.offer-hours'), key('courses.error.offer-hours'), { min: 1, max: 336, message: key('courses.error.offer-hours') }),
  lenke: yes(),
})
type CourseValues = z.infer<typeof courseForm>

/** The form as what it says of the course. */
export const contentOf = (values: CourseValues, form: Readonly<Record<string, unknown>>): CourseContent => ({
  kind: values.type, title: values.tittel, about: values.om, heldBy: values.holder, themes: ticked(form['temaer'], 12), audience: values.for,
  measureId: idIn(form['tiltak']),
  limits: {
    seats: { 'on-site': values.fysisk, digital: values.digitalt },
    perKindergarten: values.barnehagekvote,
    perRole: Object.fromEntries(roleGroups.flatMap((group) => { const most = values[quotaField(group)]; return most === undefined ? [] : [[group, most]] })),
    // Those who go first do so through the day before: at midnight the others are let in.
    priorityUntil: values['forst-til'] && startOf(values['forst-til']),
  },
  priorityKindergartens: ticked(form['forst'], 500).filter(looksLikeId),
  opensAt: instantOslo(values.apner, values['apner-kl']), closesAt: instantOslo(values.stenger, values['stenger-kl']), offerHours: values.svartid, byLink: values.lenke,
})
const startOf = (day: LocalDate): Date => instantOslo(day, '00:00')

export const stepForm = z.object({ trinn: oneOf(['open', 'close', 'cancel', 'finish'], key('courses.error.step')) })
