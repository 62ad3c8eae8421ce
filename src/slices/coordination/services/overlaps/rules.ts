import type { Actor } from '../../../../kernel/actor.ts'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'

/** Something that goes on in a kindergarten: what a service does there, or a measure of the competence team. */
export type Work = { readonly id: string; readonly version: number; readonly byId: string; readonly by: string; readonly kindergartenId: string; readonly themes: readonly string[]; readonly observes: boolean; readonly method: string; readonly from: LocalDate; readonly to: LocalDate; readonly nextOn: LocalDate | undefined }
export type Days = { readonly from: LocalDate; readonly to: LocalDate }

export const overlapRules = ['same-theme', 'many-at-once', 'two-methods', 'same-day', 'planning-day'] as const
export type OverlapRule = (typeof overlapRules)[number]
export type Overlap = { readonly rule: OverlapRule; readonly works: readonly Work[]; /** The theme's code, for `same-theme`. */ readonly theme: string | undefined; /** The day it is about, or the first day of it. */ readonly day: LocalDate; /** What it is about as it stands now: changed since, it is another. */ readonly about: string }

/** So many in one kindergarten at the same time before it is pointed out. Our proposal. */
export const mostAtOnce = 4

/** What two or more should talk about in one kindergarten, from today on. Pointed out, never forbidden. */
export function overlapsIn(works: readonly Work[], planningDays: readonly Days[], today: LocalDate): readonly Overlap[] {
  const live = works.filter(({ to }) => to >= today).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return [...live.flatMap((one, at) => live.slice(at + 1).flatMap((other) => between(one, other, today))), ...manyAtOnce(live, today), ...onPlanningDays(live, planningDays, today)]
}

function between(one: Work, other: Work, today: LocalDate): readonly Overlap[] {
  const day = latest(one.from, other.from, today)
  if (day > one.to || day > other.to) return []
  const theme = one.byId === other.byId ? undefined : one.themes.find((code) => other.themes.includes(code))
  const sameDay = one.byId !== other.byId && one.nextOn !== undefined && one.nextOn === other.nextOn && one.nextOn >= today ? one.nextOn : undefined
  return [
    ...(theme === undefined ? [] : [overlap('same-theme', [one, other], day, theme)]),
    ...(one.observes && other.observes && sameWay(one.method) !== sameWay(other.method) ? [overlap('two-methods', [one, other], day)] : []),
    ...(sameDay === undefined ? [] : [overlap('same-day', [one, other], sameDay)]),
  ]
}

/** The first day with the most at once, when that is more than `mostAtOnce`. What goes on anew only where something begins: those days are enough. */
function manyAtOnce(live: readonly Work[], today: LocalDate): readonly Overlap[] {
  const days = [...new Set([today, ...live.map(({ from }) => latest(from, today))])].toSorted()
  const most = days.map((day) => ({ day, on: live.filter(({ from, to }) => from <= day && day <= to) })).reduce<{ readonly day: LocalDate; readonly on: readonly Work[] } | undefined>((best, one) => (best === undefined || one.on.length > best.on.length ? one : best), undefined)
  return most && most.on.length > mostAtOnce ? [overlap('many-at-once', most.on, most.day)] : []
}

const onPlanningDays = (live: readonly Work[], days: readonly Days[], today: LocalDate): readonly Overlap[] =>
  live.flatMap((one) => (one.nextOn !== undefined && one.nextOn >= today && days.some(({ from, to }) => one.nextOn !== undefined && from <= one.nextOn && one.nextOn <= to) ? [overlap('planning-day', [one], one.nextOn)] : []))

const overlap = (rule: OverlapRule, works: readonly Work[], day: LocalDate, theme?: string): Overlap => ({ rule, works, theme, day, about: `${rule} ${works.map(({ id, version }) => `${id}@${version}`).join(' ')}` })
const sameWay = (method: string): string => method.trim().toLowerCase()
const latest = (first: LocalDate, ...rest: readonly LocalDate[]): LocalDate => rest.reduce((last, day) => (day > last ? day : last), first)

/** What an actor may close: a service what it is part of itself, others all they see. */
export const concerning = ({ role, orgId }: Pick<Actor, 'role' | 'orgId'>, found: readonly Overlap[]): readonly Overlap[] => (role === 'service-contact' ? found.filter(({ works }) => works.some(({ byId }) => byId === orgId)) : found)

/** "We have talked, it is fine because …": closes what is pointed out, as it stands. */
export type Talk = { readonly rule: OverlapRule; readonly about: string; readonly kindergartenId: string; readonly note: string; readonly at: Date; readonly by: string }
/** Closed as it stands. Where much goes on at once, a talk about all of it and more closes it too: something has ended since, or the one who looks is not told of it. */
export const isTalkedThrough = (one: Overlap, talks: readonly Talk[]): boolean =>
  talks.some((talk) => talk.about === one.about || (one.rule === 'many-at-once' && talk.rule === one.rule && isWithin(one.about, talk.about)))
const isWithin = (about: string, wider: string): boolean => {
  const all = new Set(wider.split(' '))
  return about.split(' ').every((part) => all.has(part))
}

export type TalkRefusal = 'overlap-gone' | 'already-talked'
export function talkThrough(about: string, standing: readonly Overlap[], talks: readonly Talk[]): Decision<TalkRefusal, { readonly kind: 'coordination.talked-through'; readonly overlap: Overlap }> {
  if (talks.some((one) => one.about === about)) return refuse('already-talked')
  const overlap = standing.find((one) => one.about === about)
  return overlap ? accept({ kind: 'coordination.talked-through', overlap }) : refuse('overlap-gone')
}
