import { addDays, type LocalDate } from '../../../kernel/dates.ts'
import { sizeOf, type Size } from '../../../kernel/kindergarten-size.ts'
import type { Overlap } from '../../coordination/index.ts'
import type { Reason } from '../unseen/rules.ts'

// All of one's kindergartens on one page: what runs, what waits, what clashes, what is due, and who has not been seen. The rules in words: docs/rules/insight-mine.md.

export const runKinds = ['case', 'measure', 'programme', 'course', 'network', 'grant', 'support'] as const
export const waitKinds = ['request', 'need', 'invitation', 'offer', 'place-offer', 'waiting-list', 'signature', 'service-request', 'joint-plan', 'school-pair'] as const
export const dueKinds = ['visit', 'start-meeting', 'evaluation', 'planned-visit', 'measure-ends', 'follow-up', 'programme-step', 'course-session', 'network-meeting', 'resource-meeting', 'survey-closes', 'report-closes', 'result', 'service-day', 'joint-day', 'joint-meeting', 'agreement'] as const
export type RunKind = (typeof runKinds)[number]
export type WaitKind = (typeof waitKinds)[number]
export type DueKind = (typeof dueKinds)[number]
export type Kind = RunKind | WaitKind | DueKind

/** One thing of one kindergarten, with the page where it is done. */
export type Item<K extends Kind = Kind> = {
  readonly kind: K
  readonly kindergartenId: string
  readonly id: string
  readonly title: string
  readonly themes: readonly string[]
  /** Of what is due its day; of what runs or waits the day it began. */
  readonly day: LocalDate | undefined
  /** The last day of what runs for a time. */
  readonly last: LocalDate | undefined
  readonly href: string
}

/** What has not been done by its day is overdue; a meeting that has been is over, and stands here no more. */
const canBeOverdue: ReadonlySet<Kind> = new Set<DueKind>(['visit', 'start-meeting', 'measure-ends', 'follow-up', 'programme-step', 'report-closes', 'result', 'agreement'])
export const isOverdue = ({ kind, day }: Pick<Item, 'kind' | 'day'>, today: LocalDate): boolean => day !== undefined && day < today && canBeOverdue.has(kind)
/** What is overdue first, then the next days, as far ahead as is asked for. */
export const dueWithin = (items: readonly Item<DueKind>[], today: LocalDate, days: number): readonly Item<DueKind>[] => {
  const last = addDays(today, days)
  return items.filter((item) => item.day !== undefined && item.day <= last && (item.day >= today || isOverdue(item, today))).toSorted(byDay)
}

const byDay = (a: Item, b: Item): number => ((a.day ?? '') < (b.day ?? '') ? -1 : (a.day ?? '') > (b.day ?? '') ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** So many things at the same time are pointed out as much at once: the same as where a measure is begun (docs/rules/measures.md). */
export const manyAtOnce = 4
export type ClashWhy = 'same-theme' | 'same-day' | 'many'
export type Clash = OwnClash | { readonly why: 'services'; readonly items: readonly Item[]; /** What services, or a service and the team, should talk about. */ readonly overlap: Overlap }
type OwnClash = { readonly why: ClashWhy; readonly items: readonly Item[]; /** The theme two are about, or the day both are on. */ readonly theme?: string; readonly day?: LocalDate }

/** A network takes little room: it is pointed out for its theme, not for how many there are. A grant is what pays for the rest. */
const takesRoom: ReadonlySet<Kind> = new Set(['measure', 'programme', 'course', 'case', 'offer', 'place-offer'])
const hasTheme: ReadonlySet<Kind> = new Set([...takesRoom, 'network', 'invitation'])
/** Somebody from the kindergarten must be somewhere. */
const isMeeting: ReadonlySet<Kind> = new Set(['visit', 'start-meeting', 'course-session', 'network-meeting', 'resource-meeting', 'joint-meeting'])

/**
 * What one kindergarten has that gets in each other's way, of what it is in and what it has been offered: the same theme in two things at the same time, two meetings on one day,
 * and four things or more at once. What runs and has passed its last day counts: nobody has said that it is over.
 */
export function clashesOf(going: readonly Item[], dated: readonly Item<DueKind>[], today: LocalDate): readonly OwnClash[] {
  const now = distinct(going.filter(({ kind }) => hasTheme.has(kind)))
  const themes = [...new Set(now.flatMap((item) => item.themes))].toSorted()
  const sameTheme = themes.flatMap((theme): OwnClash[] => {
    const about = now.filter((item) => item.themes.includes(theme))
    const overlapping = about.filter((item) => about.some((other) => other !== item && meet(item, other, today)))
    return overlapping.length > 1 ? [{ why: 'same-theme', theme, items: overlapping }] : []
  })
  const meetings = Map.groupBy(distinct(dated.filter(({ kind, day }) => isMeeting.has(kind) && day !== undefined && day >= today)), ({ day }) => day)
  const sameDay = [...meetings].flatMap(([day, items]): OwnClash[] => (day && items.length > 1 ? [{ why: 'same-day', day, items }] : []))
  const much = now.filter((item) => takesRoom.has(item.kind) && (item.day === undefined || item.day <= today))
  return [...sameTheme, ...sameDay.toSorted((a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : 1)), ...(much.length >= manyAtOnce ? [{ why: 'many' as const, items: much }] : [])]
}

/** What is pointed out where services are at work in one kindergarten, as a clash with what it is about. */
export const clashOf = (overlap: Overlap, going: readonly Item[]): Clash => ({ why: 'services', overlap, items: going.filter(({ id }) => overlap.works.some((work) => work.id === id)) })

/** The same thing in two lists is one thing. */
const distinct = <I extends Item>(items: readonly I[]): readonly I[] => [...new Map(items.map((item) => [`${item.href} ${item.kind} ${item.day ?? ''}`, item])).values()]
const meet = (a: Item, b: Item, today: LocalDate): boolean => (a.day ?? today) <= lastOf(b, today) && (b.day ?? today) <= lastOf(a, today)
const lastOf = ({ last }: Item, today: LocalDate): LocalDate => (last === undefined ? ('9999-12-31' as LocalDate) : last < today ? today : last)

export type Kindergarten = {
  readonly id: string
  readonly name: string
  readonly ownership: string | undefined
  readonly capacity: number | undefined
  readonly place: string | undefined
  readonly owner: string | undefined
  readonly ownerId: string | undefined
  readonly closedOn: LocalDate | undefined
  /** Names of those who lead it; undefined when nobody does. */
  readonly head: string | undefined
  readonly vacantSince: LocalDate | undefined
  /** Since when somebody leads it; undefined when nobody does. */
  readonly headSince: LocalDate | undefined
}
/** Why a kindergarten may be one that nobody sees: the team's own list; for those who do not have it what they may see themselves. */
export type UnseenWhy = Reason | { readonly rule: 'never-head' }

export type Line = {
  readonly kindergarten: Kindergarten
  readonly runs: readonly Item<RunKind>[]
  readonly waits: readonly Item<WaitKind>[]
  readonly clashes: readonly Clash[]
  readonly due: readonly Item<DueKind>[]
  readonly overdue: number
  readonly unseen: readonly UnseenWhy[]
  readonly followers: readonly string[]
}

export type Reader = 'team' | 'owner' | 'authority'
export const partKeys = ['gar', 'venter', 'kolliderer', 'frister', 'ikke-sett'] as const
export type PartKey = (typeof partKeys)[number]
/** What a reader can know anything of. What one cannot have is left out: a nought there would be an answer nobody has given. */
export type Sees = { readonly parts: readonly PartKey[]; readonly questions: readonly Question[]; /** Whether anybody has been in touch; without it only that nobody leads a kindergarten. */ readonly contact: boolean }
/** @param known whether the reader acts in guidance, and whether there is anything that tells of contact: the team's list, when it has been made, or what an owner reads of visits */
export function seesOf(reader: Reader, known: { readonly guidance: boolean; readonly contact: boolean }): Sees {
  const clashes = reader !== 'authority' && known.guidance
  return { parts: partKeys.filter((part) => part !== 'kolliderer' || clashes), questions: questions.filter((question) => question !== 'krasj' || clashes), contact: known.contact }
}

/** So many deadlines of the whole municipality are shown; the rest are where they were agreed. */
export const mostAcross = 20
/** What is due for more than one kindergarten, or for the whole municipality. */
export type Across = { readonly kind: 'agreement' | 'hearing'; readonly id: string; readonly title: string; readonly who: string; readonly day: LocalDate; readonly href: string }

/** One who has not written of any contact for so many months is not seen, to an owner. */
export const contactMonths = 12
/** What an owner and an authority may see of who is unseen: nobody leads it, nobody ever has in Samspill, or (the owner) nobody from the team has been in touch. */
export function ownReasons(kindergarten: Kindergarten, contact: { readonly last: LocalDate | undefined; readonly since: LocalDate } | undefined): readonly UnseenWhy[] {
  const { vacantSince, headSince } = kindergarten
  return [
    ...(contact && (contact.last === undefined || contact.last <= contact.since) ? [{ rule: 'no-contact' as const, n: contactMonths, ...(contact.last ? { on: contact.last } : {}) }] : []),
    ...(vacantSince ? [{ rule: 'vacant-head' as const, on: vacantSince }] : headSince === undefined ? [{ rule: 'never-head' as const }] : []),
  ]
}

/** The questions of the page. Each is a filter too. */
export const questions = ['gar', 'venter', 'krasj', 'forfalt', 'frist', 'usett'] as const
export type Question = (typeof questions)[number]
const countFor: Readonly<Record<Question, (line: Line) => number>> = {
  gar: ({ runs }) => runs.length, venter: ({ waits }) => waits.length, krasj: ({ clashes }) => clashes.length,
  forfalt: ({ overdue }) => overdue, frist: ({ due, overdue }) => due.length - overdue, usett: ({ unseen }) => unseen.length,
}
export const countOf = (line: Line, question: Question): number => countFor[question](line)
export const answers = (line: Line, question: Question): boolean => countOf(line, question) > 0

/** A kindergarten that has closed down stays until what was open in it is finished. */
export const isShown = ({ kindergarten, runs, waits, due }: Line, today: LocalDate): boolean => kindergarten.closedOn === undefined || kindergarten.closedOn > today || runs.length + waits.length + due.length > 0

/** Why a line stands where it does: what is overdue first, then what clashes, waits, is unseen, comes soon, runs; and last those with nothing. */
const attention = ['forfalt', 'krasj', 'venter', 'usett', 'frist', 'gar'] as const
export const whyFirst = (line: Line): Question | undefined => attention.find((question) => answers(line, question))
export const inOrder = (a: Line, b: Line): number => {
  for (const question of attention) {
    const apart = countOf(b, question) - countOf(a, question)
    if (apart !== 0) return apart
  }
  return byName(a, b)
}
export const byName = ({ kindergarten: a }: Line, { kindergarten: b }: Line): number => a.name.localeCompare(b.name, 'nb') || (a.id < b.id ? -1 : 1)

export type Filter = {
  readonly text: string
  readonly owner: string | undefined
  readonly place: string | undefined
  readonly ownership: string | undefined
  readonly size: Size | undefined
  readonly theme: string | undefined
  readonly only: Question | undefined
}
export const fits = (line: Line, filter: Filter): boolean => {
  const { kindergarten } = line
  return (
    (filter.text === '' || kindergarten.name.toLocaleLowerCase('nb').includes(filter.text.toLocaleLowerCase('nb'))) &&
    (filter.owner === undefined || kindergarten.ownerId === filter.owner) &&
    (filter.place === undefined || kindergarten.place === filter.place) &&
    (filter.ownership === undefined || kindergarten.ownership === filter.ownership) &&
    (filter.size === undefined || sizeOf(kindergarten.capacity) === filter.size) &&
    (filter.theme === undefined || themesOf(line).includes(filter.theme)) &&
    (filter.only === undefined || answers(line, filter.only))
  )
}
/** What the reader can know nothing of, and an owner, a place or a theme that none of the kindergartens has, is not asked for: the page is wider then, never empty for what nobody can choose. */
export function answerable({ owner, place, theme, only }: Filter, lines: readonly Line[], sees: Sees): Pick<Filter, 'owner' | 'place' | 'theme' | 'only'> {
  return {
    owner: lines.some(({ kindergarten }) => kindergarten.ownerId === owner) ? owner : undefined,
    place: lines.some(({ kindergarten }) => kindergarten.place === place) ? place : undefined,
    theme: theme !== undefined && lines.some((line) => themesOf(line).includes(theme)) ? theme : undefined,
    only: only && sees.questions.includes(only) ? only : undefined,
  }
}
/** Themes of what runs and what waits. */
export const themesOf = ({ runs, waits }: Line): readonly string[] => [...new Set([...runs, ...waits].flatMap(({ themes }) => themes))]

/** How far ahead one can look; the second is what is looked at when nothing is asked for. */
export const daysAhead = [7, 14, 30, 90] as const
export const daysAsked = (asked: unknown): number => daysAhead.find((days) => String(days) === asked) ?? daysAhead[1]
