import type { Role } from '../../../kernel/actor.ts'
import { addDays, compareDates, dateOf, daysBetween, kindergartenYearOf, weekday, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { holidayName, type Holiday } from '../../../kernel/working-days.ts'

/** What a line of the year calendar comes from, in the order they are listed within a day. */
export const sources = ['holiday', 'planning', 'round', 'forum', 'course', 'network', 'resource-team', 'guidance', 'visit', 'planned', 'session', 'joint', 'discussion', 'measure'] as const
export type Source = (typeof sources)[number]

/** What happens, within its source. Each has its words (`year.what.…`). */
export type What = 'planning' | 'closed' | 'no-substitutes' | 'other' | 'opens' | 'closes' | 'report-closes' | 'meeting' | 'course' | 'start-meeting' | 'evaluation' | 'visit' | 'staff-session' | 'survey-closes' | 'measure-starts' | 'measure-ends' | 'follow-up' | 'joint-day' | 'joint-month' | 'planned'

/** A line of the year calendar. Never the name of a person. */
export type Line = {
  readonly source: Exclude<Source, 'holiday'>
  readonly what: What
  /** Of the thing; with source, what and day it names the line. */
  readonly id: string
  /** The first day, and the last of those that are several. */
  readonly day: LocalDate
  readonly last: LocalDate
  /** Undefined: the whole day. */
  readonly starts: Date | undefined
  readonly minutes: number
  readonly title: string
  readonly place: string
  readonly version: number
  readonly kindergartens: readonly string[]
  /** How many kindergartens, for a reader who is not told which. */
  readonly count?: number | undefined
  readonly href: string | undefined
}
export type HolidayLine = { readonly source: 'holiday'; readonly day: LocalDate; readonly holiday: Holiday }

/** First day of the kindergarten year, and the first day after it. */
export const yearDays = (year: number): { readonly from: LocalDate; readonly to: LocalDate } => ({ from: dateOf(year, 8, 1), to: dateOf(year + 1, 8, 1) })

/** The year asked for, or the one today is in; three back and two ahead can be looked at. */
export function yearAsked(asked: unknown, today: LocalDate): number {
  const now = kindergartenYearOf(today)
  const year = typeof asked === 'string' && /^\d{4}$/.test(asked) ? Number(asked) : now
  return Math.min(Math.max(year, now - 3), now + 2)
}

export type Month = { readonly first: LocalDate; /** Weeks of seven, Monday first; undefined before the first and after the last day. */ readonly weeks: readonly (readonly (LocalDate | undefined)[])[] }

/** The twelve months of a kindergarten year, August first. */
export const monthsOf = (year: number): readonly Month[] => Array.from({ length: 12 }, (_, at) => monthOf(dateOf(at < 5 ? year : year + 1, ((at + 7) % 12) + 1, 1)))

function monthOf(first: LocalDate): Month {
  const days: LocalDate[] = []
  for (let day = first; day.slice(0, 7) === first.slice(0, 7); day = addDays(day, 1)) days.push(day)
  const cells = [...Array.from({ length: weekday(first) - 1 }, () => undefined), ...days]
  return { first, weeks: Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => Array.from({ length: 7 }, (__, at) => cells[week * 7 + at])) }
}

/** The public holidays from a day up to another. */
export function holidaysBetween(from: LocalDate, to: LocalDate): readonly HolidayLine[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to)) }, (_, at) => addDays(from, at)).flatMap((day): HolidayLine[] => {
    const holiday = holidayName(day)
    return holiday ? [{ source: 'holiday', day, holiday }] : []
  })
}

/** One line for what is the same thing in several kindergartens: a course that four of them are in, a planning day that ten have. */
export function merged(lines: readonly Line[]): readonly Line[] {
  const known = new Map<string, Line>()
  for (const line of lines) {
    const key = keyOf(line)
    const before = known.get(key)
    known.set(key, before ? { ...before, kindergartens: [...new Set([...before.kindergartens, ...line.kindergartens])] } : line)
  }
  return [...known.values()].toSorted(inOrder)
}

/** What makes a line the same line: planning days by their words, everything else by what it is. Stable from one fetch to the next. */
export const keyOf = ({ source, what, id, day, last, title }: Line): string => (source === 'planning' ? [source, what, title.toLowerCase(), day, last].join('|') : [source, what, id, ...(source === 'guidance' ? [day] : [])].join('|'))

const inOrder = (a: Line, b: Line): number => compareDates(a.day, b.day) || (a.starts?.getTime() ?? 0) - (b.starts?.getTime() ?? 0) || sources.indexOf(a.source) - sources.indexOf(b.source) || (a.title < b.title ? -1 : 1)

/** Every day a line is on. */
export const daysOf = ({ day, last }: Pick<Line, 'day' | 'last'>): readonly LocalDate[] => Array.from({ length: daysBetween(day, last) + 1 }, (_, at) => addDays(day, at))

export type DayClash = { readonly day: LocalDate; readonly holiday: Holiday | undefined; readonly lines: readonly Line[] }
/** Sources that take the people of a kindergarten away from it, or it from them. */
const takes: readonly Source[] = ['planning', 'course', 'network', 'resource-team', 'forum', 'discussion']
/** In one's own kindergarten also what it does there itself. */
const takesOwn: readonly Source[] = [...takes, 'guidance', 'visit', 'session', 'measure']
/** What else is on the days of something that is arranged. `own`: the lines that are the thing itself. */
export const clashesOn = (days: readonly LocalDate[], lines: readonly Line[], own: (line: Line) => boolean, inOwn = false): readonly DayClash[] =>
  [...new Set(days)].toSorted(compareDates).map((day) => ({ day, holiday: holidayName(day), lines: lines.filter((line) => ((inOwn ? takesOwn : takes).includes(line.source) || (line.source === 'joint' && line.what === 'meeting')) && !own(line) && line.day <= day && day <= line.last) })).filter(({ holiday, lines: found }) => holiday !== undefined || found.length > 0)

/** Where one may go from a line, by the role one acts in: a link that would be closed is no link. */
export const opensTo: Readonly<Record<Exclude<Source, 'holiday'>, readonly Role[]>> = {
  planning: [],
  round: ['owner', 'head', 'county-governor', 'university-contact', 'authority', 'union-representative'],
  forum: ['owner', 'university-contact', 'union-representative', 'authority', 'county-governor'],
  course: ['head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader', 'university-contact', 'authority', 'county-governor'],
  network: ['head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader', 'school-leader'],
  'resource-team': ['head', 'pedagogical-leader', 'adviser', 'team-leader', 'service-contact'],
  guidance: ['head', 'pedagogical-leader', 'adviser', 'team-leader'],
  visit: ['head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader'],
  planned: ['adviser', 'team-leader'],
  session: ['head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader'],
  joint: ['head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader', 'school-leader'],
  discussion: ['head', 'owner', 'adviser', 'team-leader', 'authority', 'union-representative', 'university-contact', 'service-contact', 'school-leader'],
  measure: ['head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader'],
}

/**
 * A school has no part in the grants and courses of kindergartens: its calendar holds what it does together with them, the networks it is in, and the consultation meetings it is invited to. Of an area the calendar names no
 * kindergarten: the authority reads joint plans on their own pages. A half-year plan is the team's until a day is agreed on.
 */
export const concerns = (role: Role, source: Source): boolean =>
  role === 'school-leader' ? ['holiday', 'joint', 'network', 'discussion'].includes(source) : source === 'planned' ? role === 'adviser' || role === 'team-leader' : role !== 'authority' || source !== 'joint'

/** What is not about single kindergartens, or is there for an area as a count. */
const forAll: readonly Source[] = ['holiday', 'planning', 'round', 'forum', 'course']
/** The sources that can hold something for a role: no other is offered to choose among. `there`: what the calendar has now. */
export const offeredTo = (role: Role, there: readonly Source[]): readonly Source[] =>
  sources.filter((source) => concerns(role, source) && (forAll.includes(source) || there.includes(source) || (source !== 'holiday' && opensTo[source].includes(role))))

/** What a kindergarten sets a day aside for. `no-substitutes`: it is open, but nobody can be taken out of the group to be guided. */
export const dayKinds = ['planning', 'closed', 'no-substitutes', 'other'] as const
export type DayKind = (typeof dayKinds)[number]
/** A kindergarten's own days in one year: more than this is a slip. */
const mostDays = 60
const longest = 60

export type AddDayRefusal = 'day-before' | 'day-too-long' | 'day-too-far' | 'too-many-days' | 'kindergarten-closed' | 'day-there'

/** A head sets days aside: in the kindergarten year that is, and the next two. `kept`: those of the year the day is in. */
export function addDay(typed: { readonly from: LocalDate; readonly last: LocalDate }, standing: { readonly today: LocalDate; readonly kept: number; readonly closedOn: LocalDate | undefined; readonly there: boolean }): Decision<AddDayRefusal, { readonly kind: 'measures.planning-day-added' }> {
  if (typed.last < typed.from) return refuse('day-before')
  if (daysBetween(typed.from, typed.last) >= longest) return refuse('day-too-long')
  const year = kindergartenYearOf(standing.today)
  if (kindergartenYearOf(typed.from) < year || kindergartenYearOf(typed.last) > year + 2) return refuse('day-too-far')
  if (standing.closedOn !== undefined && typed.last >= standing.closedOn) return refuse('kindergarten-closed')
  if (standing.there) return refuse('day-there')
  if (standing.kept >= mostDays) return refuse('too-many-days')
  return accept({ kind: 'measures.planning-day-added' })
}

/** A calendar that subscribes sees so far back and ahead. */
export const feedDays = (today: LocalDate): { readonly from: LocalDate; readonly to: LocalDate } => ({ from: addDays(today, -60), to: yearDays(kindergartenYearOf(today) + 1).to })

export type FeedRefusal = 'deputy'
/** A deputy reads another's calendar for some days only: an address of its own would outlive them. */
export const mayHaveFeed = (deputy: boolean): Decision<FeedRefusal, { readonly kind: 'measures.feed-made' }> => (deputy ? refuse('deputy') : accept({ kind: 'measures.feed-made' }))
