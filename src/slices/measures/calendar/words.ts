import { addDays, dateOf, formatClock, formatDate, weekNumber, type LocalDate } from '../../../kernel/dates.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { dayKinds, type Line } from './rules.ts'

type Words = Pick<PageContext, 't' | 'lang'>

/** What a line is, in words: 'Frist for å melde behov: Runde 2026'. */
export function wordsOf({ t }: Words, { source, what, title, day }: Line): string {
  if (source === 'planning') return title === '' ? t(`year.what.${dayKinds.find((kind) => kind === what) ?? 'planning'}`) : title
  if (source === 'guidance' && what === 'meeting') return t('year.what.case-meeting', { title })
  if (what === 'planned') return t('year.what.planned', { week: weekNumber(day), title })
  if (title === '' && what === 'meeting') return t('year.what.meeting.plain')
  switch (what) {
    case 'planning':
    case 'closed':
    case 'no-substitutes':
    case 'other':
    case 'visit':
      return t(`year.what.${what}`)
    default:
      return t(`year.what.${what}`, { title })
  }
}

/** '3. desember kl. 09.30', 'mandag 4. januar', '5.–9. juli' with the year left out where the heading has it. */
export function whenText({ lang }: Words, { day, last, starts }: Pick<Line, 'day' | 'last' | 'starts'>): string {
  const short = (date: LocalDate) => formatDate(date, lang, 'long').replace(/ \d{4}$/, '')
  if (last !== day) return `${short(day)} – ${short(last)}`
  if (!starts) return short(day)
  return `${short(day)} ${lang === 'en' ? 'at' : 'kl.'} ${formatClock(starts, lang)}`
}

/** 'august 2026' */
export const monthName = (lang: PageContext['lang'], first: LocalDate): string => formatDate(first, lang, 'long').replace(/^1\.? /, '')

const aMonday = dateOf(2026, 8, 3)
/** The seven days of a week, Monday first, in full. */
export const weekdayNames = (lang: PageContext['lang']): readonly string[] => Array.from({ length: 7 }, (_, at) => formatDate(addDays(aMonday, at), lang, 'weekday').split(' ')[0] ?? '')

/** '2026–2027' */
export const yearText = (year: number): string => `${year}–${year + 1}`
