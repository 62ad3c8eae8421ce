import * as z from 'zod'
import { norwegianDate, text, wholeNumber } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { limits, placeKey, staffGroups, type Place, type Reached, type Staffed } from './rules.ts'

const day = norwegianDate(key('reach.error.day'), key('reach.error.date'))
const agreed = { ansvarlig: text({ required: key('reach.error.responsible'), max: limits.who, tooLong: key('reach.error.responsible-long') }), frist: norwegianDate(key('reach.error.by'), key('reach.error.date')) }
const long = { max: limits.text, tooLong: key('measures.error.too-long') }

export const headcountForm = z.object({ fra: norwegianDate(key('reach.error.from'), key('reach.error.date')) })
export const gatheringForm = z.object({ navn: text({ required: key('reach.error.title'), max: limits.title, tooLong: key('reach.error.title-long') }), dag: day })
export const gatheringGuarded = ['navn'] as const
export const catchUpForm = z.object({ mistet: text({ required: key('reach.error.missed'), ...long }), materiell: text(long), opplegg: text({ required: key('reach.error.plan'), ...long }), ...agreed })
export const catchUpGuarded = ['mistet', 'materiell', 'opplegg', 'ansvarlig'] as const
export const agreedForm = z.object(agreed)
export const agreedGuarded = ['ansvarlig'] as const
export const caughtUpForm = z.object({ dag: day })

export const peopleField = (place: Place): string => `antall-${placeKey(place)}`
export const partTimeField = (place: Place): string => `deltid-${placeKey(place)}`
type Wrong = { readonly field: string; readonly key: 'reach.error.number' }
type Numbers<One> = { readonly ok: true; readonly numbers: readonly One[] } | { readonly ok: false; readonly wrong: readonly Wrong[] }
type Typed = Readonly<Record<string, unknown>>

/** How many work at each place. An empty field is none. */
export const readStaffed = (form: Typed, places: readonly Place[]): Numbers<Staffed> =>
  readAll(form, places, (place, people, partTime): Staffed => ({ departmentId: place.departmentId, group: place.group, people, partTime: partTime ?? 0 }))

/** How many were reached at each place. Where everybody was, those who work part-time were there too, and need not be counted. */
export const readReached = (form: Typed, places: readonly Staffed[]): Numbers<Reached> =>
  readAll(form, places, (place, reached, partTime): Reached => ({ departmentId: place.departmentId, group: place.group, reached, reachedPartTime: partTime ?? (reached === place.people ? place.partTime : 0) }))

function readAll<P extends Place, One>(form: Typed, places: readonly P[], make: (place: P, people: number, partTime: number | undefined) => One): Numbers<One> {
  const read = places.map((place) => ({ place, people: numberIn(form, peopleField(place)), partTime: numberIn(form, partTimeField(place)) }))
  const wrong = read.flatMap(({ place, people, partTime }): Wrong[] => [
    ...(people === 'wrong' ? [{ field: peopleField(place), key: 'reach.error.number' } as const] : []),
    ...(partTime === 'wrong' ? [{ field: partTimeField(place), key: 'reach.error.number' } as const] : []),
  ])
  if (wrong.length > 0) return { ok: false, wrong }
  return { ok: true, numbers: read.map(({ place, people, partTime }) => make(place, people === 'wrong' ? 0 : (people ?? 0), partTime === 'wrong' ? undefined : partTime)) }
}

export type Stray = Place & { readonly value: string }
/** What was typed of places that are not among `places`: another day may have other departments and groups than the page showed. */
export const straysIn = (form: Typed, places: readonly Place[]): readonly Stray[] =>
  Object.entries(form).flatMap(([field, value]): Stray[] => {
    const [, , key = ''] = /^(antall|deltid)-(.{1,80})$/.exec(field) ?? []
    const group = staffGroups.find((one) => key.endsWith(`-${one}`) && (key === placeKey({ departmentId: undefined, group: one }) || looksLikeId(key.slice(0, -one.length - 1))))
    if (!group || typeof value !== 'string' || /^\s*0*\s*$/.test(value.slice(0, 100)) || places.some((one) => placeKey(one) === key)) return []
    const place = { departmentId: key === placeKey({ departmentId: undefined, group }) ? undefined : key.slice(0, -group.length - 1), group }
    return [{ ...place, value: value.trim().slice(0, 20) }]
  })

const number = wholeNumber('', '', { min: 0, max: limits.people, message: '' })
/** Undefined when it is empty. */
function numberIn(form: Typed, field: string): number | undefined | 'wrong' {
  const value = form[field]
  if (value === undefined || (typeof value === 'string' && value.length < 100 && value.trim() === '')) return undefined
  const parsed = number.safeParse(value)
  return parsed.success ? parsed.data : 'wrong'
}
