import type { LocalDate } from '../../../../kernel/dates.ts'
import { day, type LegalReference, type Words } from '../../schemes/rules.ts'

/** What a letter about a decision refers to in the law of administrative procedure. */
export const legalPlaces = ['reasons', 'reasons-on-demand', 'notification', 'electronic-notice', 'access', 'appeal', 'appeal-body', 'deadline', 'late', 'counting'] as const
export type LegalPlace = (typeof legalPlaces)[number]

/**
 * A law of procedure, with its own numbering, and the numbers the program needs from it. `from` undefined: adopted, and no day set for when it takes over.
 * Which one a letter was made under is kept in the letter.
 */
export type ProcedureLaw = Omit<LegalReference, 'from'> & {
  readonly from: LocalDate | undefined
  readonly name: Words
  readonly places: Readonly<Record<LegalPlace, string>>
  /** A late appeal can be taken when there is good reason, but not after so many months. */
  readonly latestMonths: number
}

/**
 * Paragraphs as noted in the project's own reading of the two acts; domstolloven says how days are counted in both.
 * When the day of the new act is known, it is written here twice: as its `from` and as the `to` of the old one.
 */
export const procedureLaws: readonly ProcedureLaw[] = [
  {
    code: 'forvaltningsloven-1967',
    title: { nb: 'lov 10. februar 1967 om behandlingsmåten i forvaltningssaker', nn: 'lov 10. februar 1967 om behandlingsmåten i forvaltningssaker', en: 'the Public Administration Act of 10 February 1967' },
    name: { nb: 'forvaltningsloven', nn: 'forvaltningslova', en: 'the Public Administration Act' },
    from: day('1970-01-01'),
    to: undefined,
    address: 'https://lovdata.no/dokument/NL/lov/1967-02-10',
    places: {
      reasons: '§§ 24–25', 'reasons-on-demand': '§ 24', notification: '§ 27', 'electronic-notice': '§ 27', access: '§§ 18–21',
      appeal: '§§ 28–34', 'appeal-body': '§ 28', deadline: '§ 29', late: '§ 31', counting: '§ 29',
    },
    latestMonths: 12,
  },
  {
    code: 'forvaltningsloven-2025',
    title: { nb: 'lov 20. juni 2025 nr. 81 om saksbehandlingen i offentlig forvaltning', nn: 'lov 20. juni 2025 nr. 81 om saksbehandlinga i offentleg forvaltning', en: 'the Public Administration Act of 20 June 2025' },
    name: { nb: 'forvaltningsloven', nn: 'forvaltningslova', en: 'the Public Administration Act' },
    from: undefined,
    to: undefined,
    address: 'https://lovdata.no/dokument/NL/lov/2025-06-20-81',
    places: {
      reasons: '§§ 56–57', 'reasons-on-demand': '§ 56', notification: '§§ 58–59', 'electronic-notice': '§ 10', access: '§ 46',
      appeal: '§§ 61–65', 'appeal-body': '§ 62', deadline: '§§ 61–65', late: '§§ 61–65', counting: '§§ 61–65',
    },
    latestMonths: 12,
  },
]

/** The law in force on a day. @throws when none was: a letter without a law is a bug */
export function lawOn(date: LocalDate, laws: readonly ProcedureLaw[] = procedureLaws): ProcedureLaw {
  const found = laws.find(({ from, to }) => from !== undefined && from <= date && (to === undefined || date < to))
  if (!found) throw new RangeError(`No law of procedure on ${date}`)
  return found
}

/** The law a letter was made under, by its code. */
export const lawOf = (code: string, laws: readonly ProcedureLaw[] = procedureLaws): ProcedureLaw | undefined => laws.find((law) => law.code === code)
