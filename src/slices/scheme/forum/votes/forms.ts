import { z } from 'zod'
import { oneOf, optional, wholeNumber } from '../../../../kernel/fields.ts'
import { messageKey as key } from '../../../../texts/index.ts'
import { choices } from './rules.ts'

const number = wholeNumber(key('forum.error.count'), key('forum.error.count'), { min: 0, max: 500, message: key('forum.error.count') })
export const openForm = z.object({ metode: oneOf(['ballot', 'hands'], key('forum.because.not-now')), versjon: wholeNumber(key('forum.because.changed-meanwhile'), key('forum.because.changed-meanwhile'), { min: 1, max: 1_000_000, message: key('forum.because.changed-meanwhile') }) })
export const ballotForm = z.object({ stemme: oneOf(choices, key('forum.error.choice')) })
export const handsForm = z.object({ for: number, against: number, blank: number, leder: optional(oneOf(choices, key('forum.error.choice'))) })
