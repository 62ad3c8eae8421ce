import { dateOf, yearOf, type LocalDate } from '../../../kernel/dates.ts'

/** The figures that are kept, by the names the source gives them. Others are left where they are. */
export const indicatorNames = [
  'antallBarn',
  'antallBarnPerAnsatt',
  'antallBarnPerBarnehagelaerer',
  'lekeOgOppholdsarealPerBarn',
  'andelAnsatteBarnehagelarer',
  'andelAnsatteMedBarneOgUngdomsarbeiderfag',
  'foreldreundersokelsenUteOgInneMiljo',
  'foreldreundersokelsenBarnetsUtvikling',
  'foreldreundersokelsenBarnetsTrivsel',
  'foreldreundersokelsenInformasjon',
  'foreldreundersokelsenTilfredshet',
  'foreldreundersokelsenSvarprosent',
] as const
export type IndicatorName = (typeof indicatorNames)[number]

export type Indicator = { readonly name: IndicatorName; readonly value: number; readonly ofMunicipality: number | undefined; readonly ofCountry: number | undefined }

/** Figures by name, as the source gives them for a kindergarten, a municipality or the country. */
export type Figures = Readonly<Partial<Record<IndicatorName, number>>>

/** What is kept of an answer: each figure of the kindergarten with the others' beside it. A figure only the others have says nothing about the kindergarten. */
export const indicatorsOf = (own: Figures, municipality: Figures, country: Figures): readonly Indicator[] =>
  indicatorNames.flatMap((name) => (own[name] === undefined ? [] : [{ name, value: own[name], ofMunicipality: municipality[name], ofCountry: country[name] }]))

/**
 * The day the figures tell about. The source does not say: kindergartens report each year as of 15 December, and the figures are published in the spring
 * after. Before March they are those of the year before that.
 */
export function refersTo(today: LocalDate): LocalDate {
  const year = yearOf(today)
  return dateOf(today < dateOf(year, 3, 1) ? year - 2 : year - 1, 12, 15)
}

export const outcomes = ['figures', 'no-figures', 'not-found', 'no-answer', 'not-understood'] as const
export type Outcome = (typeof outcomes)[number]
/** Figures change once a year; a kindergarten is asked about once a month, one that could not be asked the next night. */
export const daysBetweenAsking = 30
