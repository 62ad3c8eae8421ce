import * as z from 'zod'
import { manyOf, norwegianDate, oneOf, optional, text, wholeNumber, yes } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { filmAt } from '../film/rules.ts'
import { ages, audiences, captions, licences, limits } from './rules.ts'

export const guarded = ['tittel', 'sammendrag', 'tekst', 'opphav', 'lisensord', 'filmtekst', 'nytt'] as const

/** What is written of a material. Almost all may wait until it is published; the title is its name from the first moment. */
export const contentForm = z.object({
  tittel: text({ required: key('library.error.title'), max: limits.title, tooLong: key('library.error.title-long') }),
  sammendrag: text({ max: limits.summary, tooLong: key('library.error.summary-long') }),
  tekst: text({ max: limits.body, tooLong: key('library.error.body-long') }),
  hvem: manyOf(audiences),
  alder: manyOf(ages),
  minutter: optional(wholeNumber(key('library.error.minutes'), key('library.error.minutes'), { min: 1, max: limits.minutes, message: key('library.error.minutes') })),
  opphav: text({ max: limits.author, tooLong: key('library.error.author-long') }),
  lisens: optional(oneOf(licences, key('library.error.licence'))),
  lisensord: text({ max: limits.licenceWords, tooLong: key('library.error.licence-words-long') }),
  film: text({ max: 500, tooLong: key('library.error.film') }).refine((address) => address === '' || filmAt(address) !== undefined, key('library.error.film')),
  teksting: optional(oneOf(captions, key('library.missing.captions'))),
  filmtekst: text({ max: limits.filmText, tooLong: key('library.error.film-text-long') }),
  nytt: text({ max: limits.news, tooLong: key('library.error.news-long') }),
  visnavn: yes(),
})

const date = norwegianDate(key('library.error.review'), key('library.error.review'))
export const careForm = z.object({ ansvarlig: text({ required: key('library.error.responsible'), max: 120, tooLong: key('library.error.responsible-long') }), gjennomgang: date })
export const returnForm = z.object({ svar: text({ required: key('library.error.return-words'), max: limits.words, tooLong: key('library.error.return-words-long') }) })
export const withdrawForm = z.object({ grunn: text({ required: key('library.error.withdraw-words'), max: limits.withdrawn, tooLong: key('library.error.withdraw-words-long') }) })
