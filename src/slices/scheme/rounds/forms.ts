import { z } from 'zod'
import { norwegianDate, oneOf, optional, text, wholeNumber } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { steps } from './rules.ts'

const maybeId = (message: string) => text({ max: 36, tooLong: message }).refine((value) => value === '' || looksLikeId(value), { error: message }).transform((value) => (value === '' ? undefined : value))
const date = (missing: string) => norwegianDate(missing, key('rounds.error.date'))

export const roundForm = (schemeCodes: readonly string[]) =>
  z.object({
    tittel: text({ required: key('rounds.error.title'), max: 200, tooLong: key('rounds.error.title.long') }).refine((title) => !/[\n\t]/.test(title), { error: key('rounds.error.title.long') }),
    ordning: oneOf(schemeCodes, key('rounds.error.scheme')),
    aar: wholeNumber(key('rounds.error.year'), key('rounds.error.year'), { min: 2019, max: 2100, message: key('rounds.error.year') }),
    skjema: maybeId(key('rounds.error.form')),
    forum: maybeId(key('rounds.error.forum')),
    modus: oneOf(['live', 'test'], key('rounds.error.mode')),
    apner: date(key('rounds.error.opens')),
    frist: date(key('rounds.error.closes')),
    rapport: date(key('rounds.error.results')),
    informasjon: text({ max: 8000, tooLong: key('rounds.error.information.long') }),
    testere: text({ max: 1000, tooLong: key('rounds.error.testers') }),
    versjon: optional(wholeNumber('', '', { min: 1, max: 1_000_000, message: '' })),
  })

const reason = text({ max: 1000, tooLong: key('rounds.error.reason.long') })
export const stepForm = z.object({ trinn: oneOf(steps, key('rounds.because.not-now')), grunn: reason, nyfrist: optional(norwegianDate('', key('rounds.error.date'))) })
export const extensionForm = z.object({ orgnr: text({ required: key('rounds.error.org'), max: 20, tooLong: key('rounds.error.org') }), til: date(key('rounds.error.until')), grunn: reason })
