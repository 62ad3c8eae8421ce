import * as z from 'zod'
import { norwegianDate, oneOf, text, wholeNumber } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { distance, fewest, most, scopes, type Place } from './rules.ts'

const wrong = key('suggestions.error.km')
const wrongSize = key('suggestions.error.size')
export const distanceForm = z.object({ km: wholeNumber(wrong, wrong, { min: distance.least, max: distance.most, message: wrong }), storrelse: wholeNumber(wrongSize, wrongSize, { min: fewest, max: most, message: wrongSize }), hvem: oneOf(scopes, key('suggestions.error.scope')) })
const date = norwegianDate(key('networks.error.date'), key('networks.error.date'))
export const networkForm = z.object({ navn: text({ required: key('networks.error.name'), max: 120, tooLong: key('networks.error.name-long') }), svarfrist: date })

/** Where one is to be moved: a group's number, a new group, or out. */
export const placeIn = (value: unknown): Place | undefined => (value === 'ny' ? 'new' : value === 'ut' ? 'out' : typeof value === 'string' && /^\d{1,4}$/.test(value) && Number(value) > 0 ? Number(value) : undefined)
