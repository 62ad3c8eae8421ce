import { addDays, addMonths, dateOf, daysBetween, weekday, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { isWorkingDay } from '../../../kernel/working-days.ts'
import type { Member } from '../competence/rules.ts'

/** What kind of work is promised. */
export const kinds = ['guidance', 'course', 'network', 'meeting', 'resource-team', 'presence', 'other'] as const
export type Kind = (typeof kinds)[number]

export type Place = { readonly latitude: number; readonly longitude: number }
/** Hours for work in the kindergartens, in a span of days. `until` is the last day; weekdays are 1 (Monday) to 5. */
export type Hours = {
  readonly id: string
  readonly personId: string
  readonly from: LocalDate
  readonly until: LocalDate | undefined
  readonly weeklyMinutes: number
  readonly preferred: readonly number[]
  readonly impossible: readonly number[]
  readonly base: string
  readonly place: Place | undefined
  readonly version: number
}
export type Away = { readonly id: string; readonly personId: string; readonly from: LocalDate; readonly until: LocalDate }
/** An organisation one has said that one is partial to, and since when. Never why. */
export type Partiality = { readonly id: string; readonly org: string; readonly since: LocalDate }
/** A visit the half-year plan that is adopted has set: in which week, by its Monday, and who goes. */
export type SetVisit = { readonly monday: LocalDate; readonly personId: string }
/** What the reckoning needs of a promise. Both days are in the window. */
export type Promised = { readonly id: string; readonly what: string; readonly to: string; readonly personId: string | undefined; readonly minutes: number; readonly visits: number; readonly from: LocalDate; readonly until: LocalDate; readonly set: readonly SetVisit[] }

/** How far ahead hours are written and work is promised: three years. A slip of the finger in the year would stand where nobody looks. */
export const furthest = (today: LocalDate): LocalDate => addMonths(today, 36)

export const mondayOf = (day: LocalDate): LocalDate => addDays(day, 1 - weekday(day))
export const weeksFrom = (day: LocalDate, count: number): readonly LocalDate[] => Array.from({ length: count }, (_, at) => addDays(mondayOf(day), at * 7))

/** How much time one has, day by day: none on weekends, holidays, days away, days that do not work, and after the last day in the team. */
export type Desk = { readonly member: Member; readonly minutesOn: (day: LocalDate) => number; /** Hours are written for that day. */ readonly knownOn: (day: LocalDate) => boolean }
export function deskOf(member: Member, hours: readonly Hours[], away: readonly Away[]): Desk {
  const own = hours.filter(({ personId }) => personId === member.personId)
  const gone = away.filter(({ personId }) => personId === member.personId)
  const rowOn = (day: LocalDate) => own.find(({ from, until }) => from <= day && (until === undefined || day <= until))
  const reckoned = new Map<LocalDate, number>()
  const minutes = (day: LocalDate): number => {
    if (!isWorkingDay(day) || (member.lastDay !== undefined && day > member.lastDay) || gone.some(({ from, until }) => from <= day && day <= until)) return 0
    const row = rowOn(day)
    return row === undefined || row.impossible.includes(weekday(day)) ? 0 : row.weeklyMinutes / (5 - row.impossible.length)
  }
  const minutesOn = (day: LocalDate): number => {
    const known = reckoned.get(day)
    if (known !== undefined) return known
    const found = minutes(day)
    reckoned.set(day, found)
    return found
  }
  return { member, minutesOn, knownOn: (day) => rowOn(day) !== undefined }
}

const daysIn = (from: LocalDate, until: LocalDate): readonly LocalDate[] => Array.from({ length: Math.max(0, daysBetween(from, until) + 1) }, (_, at) => addDays(from, at))

/**
 * The days hours are reckoned on: those when the one who has them is at work; when there are none, or nobody has them, the working days; when there are none of
 * those either, all. The hours are the same on each.
 */
function daysAmong(days: readonly LocalDate[], desk: Desk | undefined): readonly LocalDate[] {
  const at = desk ? days.filter((day) => desk.minutesOn(day) > 0) : []
  if (at.length > 0) return at
  const working = days.filter(isWorkingDay)
  return working.length > 0 ? working : days
}

/** A part of a promise: whose it is, and the days it is shared equally between. `set`: the half-year plan has set its week. */
export type Part = { readonly personId: string | undefined; readonly minutes: number; readonly days: readonly LocalDate[]; readonly set: boolean }
type DeskFor = (personId: string | undefined) => Desk | undefined
/** The visits that are set in a week of the window. The plan may be older than the window. */
const setIn = ({ set, from, until }: Pick<Promised, 'set' | 'from' | 'until'>): readonly SetVisit[] => set.filter(({ monday }) => from <= addDays(monday, 4) && until >= monday)

/**
 * A promise in parts, which add up to it. Each visit has an equal share of the hours. A visit the half-year plan has set is reckoned in its week, with the one who
 * goes; the others with the one who has the promise, in the weeks of the window that have no such visit, or in all when each has one.
 */
export function partsOf(promised: Promised, deskFor: DeskFor): readonly Part[] {
  const { from, until, minutes, personId } = promised
  const placed = setIn(promised)
  const visits = Math.max(1, promised.visits, placed.length)
  const all = daysIn(from, until)
  const set = placed.map((visit): Part => ({ personId: visit.personId, minutes: minutes / visits, days: daysAmong(all.filter((day) => mondayOf(day) === visit.monday), deskFor(visit.personId)), set: true }))
  if (placed.length === visits) return set
  const desk = deskFor(personId)
  const open = all.filter((day) => !placed.some(({ monday }) => mondayOf(day) === monday))
  const usable = open.some((day) => (desk ? desk.minutesOn(day) > 0 : isWorkingDay(day)))
  return [...set, { personId, minutes: (minutes * (visits - placed.length)) / visits, days: daysAmong(usable ? open : all, desk), set: false }]
}

/** The same promise with another: what the plan has set for others falls away. */
export const givenTo = (promised: Promised, personId: string | undefined): Promised => (promised.personId === personId ? promised : { ...promised, personId, set: promised.set.filter((one) => one.personId === personId) })

export type Share = { readonly promised: Promised; readonly minutes: number; /** The half-year plan has set a visit in this week. */ readonly set: boolean }
/** What one has of a promise in each week, by the week's Monday. */
function sharesByWeek(promised: Promised, desk: Desk): ReadonlyMap<LocalDate, Share> {
  const weeks = new Map<LocalDate, Share>()
  for (const { days, minutes, set } of partsOf(promised, () => desk).filter(({ personId }) => personId === desk.member.personId))
    for (const day of days) {
      const before = weeks.get(mondayOf(day))
      weeks.set(mondayOf(day), { promised, minutes: (before?.minutes ?? 0) + minutes / days.length, set: set || (before?.set ?? false) })
    }
  return weeks
}

/** One week of one adviser. `percent` is undefined when there are no hours to set it against. */
export type Cell = { readonly monday: LocalDate; readonly available: number; readonly promised: number; readonly by: readonly Share[]; readonly state: 'unknown' | 'free' | 'fits' | 'over'; readonly percent: number | undefined }

/** How much is promised by one in each week, set against the hours there are. What is promised by others does not count. */
export function loadOf(desk: Desk, weeks: readonly LocalDate[], promised: readonly Promised[]): readonly Cell[] {
  const { personId } = desk.member
  const own = promised.filter((one) => one.personId === personId || one.set.some((visit) => visit.personId === personId)).map((one) => sharesByWeek(one, desk))
  return weeks.map((monday): Cell => {
    const by = own.flatMap((one) => one.get(monday) ?? []).toSorted((a, b) => b.minutes - a.minutes)
    const days = daysIn(monday, addDays(monday, 4))
    const available = days.reduce((sum, day) => sum + desk.minutesOn(day), 0)
    const sum = by.reduce((all, { minutes }) => all + minutes, 0)
    const known = days.some(desk.knownOn)
    // Less than a minute is rounding, not work.
    const state = !known ? 'unknown' : sum > available + 1 ? 'over' : sum === 0 ? 'free' : 'fits'
    const percent = Math.round((sum / available) * 100)
    // What is too much is never said to be 100 %.
    return { monday, available, promised: sum, by, state, percent: available === 0 ? undefined : state === 'over' ? Math.max(101, percent) : percent }
  })
}

export type Over = { readonly member: Member; readonly cell: Cell }
/** The weeks somebody has promised more than there is, the first week first; in one week the one who has most too much. */
export const overIn = (desks: readonly Desk[], weeks: readonly LocalDate[], promised: readonly Promised[]): readonly Over[] =>
  desks
    .flatMap((desk) => loadOf(desk, weeks, promised).filter(({ state }) => state === 'over').map((cell) => ({ member: desk.member, cell })))
    .toSorted((a, b) => (a.cell.monday < b.cell.monday ? -1 : a.cell.monday > b.cell.monday ? 1 : b.cell.promised - b.cell.available - (a.cell.promised - a.cell.available)))

/** What is promised, by what it needs: somebody to have it, also when its days are over; to be marked or moved, for its days are; or nothing now. */
export function sortOut<One extends Pick<Promised, 'personId' | 'until'>>(promised: readonly One[], members: readonly Member[], today: LocalDate): { readonly unheld: readonly One[]; readonly late: readonly One[]; readonly held: readonly One[] } {
  const { unheld = [], late = [], held = [] } = Object.groupBy(promised, ({ personId, until }) => (!members.some((one) => one.personId === personId) ? 'unheld' : until < today ? 'late' : 'held'))
  return { unheld, late, held }
}

/** One month for those who may not see persons, in minutes. `people` have hours in it; `open` is promised, and nobody in the team has it. */
export type Month = { readonly month: LocalDate; readonly people: number; readonly available: number; readonly promised: number; readonly open: number }
/** The months from `first` on, the first of a month. `desks` are everyone in the team, also those without hours. */
export function monthsOf(desks: readonly Desk[], promised: readonly Promised[], first: LocalDate, count: number): readonly Month[] {
  const deskFor: DeskFor = (personId) => desks.find(({ member }) => member.personId === personId)
  const spread = promised.flatMap((one) => partsOf(one, deskFor)).map(({ personId, minutes, days }) => ({ held: deskFor(personId) !== undefined, days, each: minutes / days.length }))
  return Array.from({ length: count }, (_, at): Month => {
    const month = addMonths(first, at)
    const days = daysIn(month, addDays(addMonths(month, 1), -1))
    const inMonth = (held: boolean) => Math.round(spread.filter((one) => one.held === held).reduce((sum, one) => sum + one.each * one.days.filter((day) => day.slice(0, 7) === month.slice(0, 7)).length, 0))
    const available = desks.map((desk) => days.reduce((sum, day) => sum + desk.minutesOn(day), 0)).filter((minutes) => minutes > 0)
    return { month, people: available.length, available: Math.round(available.reduce((sum, minutes) => sum + minutes, 0)), promised: inMonth(true), open: inMonth(false) }
  })
}
/** So many months ahead the authority is told of, this one first. */
export const monthsTold = 6
/** The sums of a month say too much of each when fewer have hours in it. */
export const fewestInSums = 3

export type HoursTyped = Pick<Hours, 'from' | 'weeklyMinutes' | 'preferred' | 'impossible' | 'base' | 'place'>
export type HoursRefusal = 'too-far' | 'not-in-team-then' | 'changed-meanwhile' | 'days-both' | 'no-days'
/** New hours hold from a day and on; what held before ends the day before. `seen` is the sum of the versions of the rows when the page was opened, 0 for none. */
export function writeHours(typed: HoursTyped, known: { readonly member: Member | undefined; readonly version: number; readonly seen: number }, today: LocalDate): Decision<HoursRefusal, { readonly kind: 'team.hours-written' }> {
  if (typed.from > furthest(today)) return refuse('too-far')
  if (!known.member || (known.member.lastDay !== undefined && known.member.lastDay < typed.from)) return refuse('not-in-team-then')
  if (typed.impossible.length === 5) return refuse('no-days')
  if (typed.preferred.some((day) => typed.impossible.includes(day))) return refuse('days-both')
  if (known.version !== known.seen) return refuse('changed-meanwhile')
  return accept({ kind: 'team.hours-written' })
}

export type AwayRefusal = 'not-in-team-then' | 'too-far' | 'away-backwards' | 'away-passed' | 'away-long' | 'away-there'
/** Days away, to come or begun. Days that stand already are not written twice. */
export function writeAway(typed: Pick<Away, 'from' | 'until'>, known: { readonly member: Member | undefined; readonly there: readonly Away[] }, today: LocalDate): Decision<AwayRefusal, { readonly kind: 'team.absence-written' }> {
  if (typed.until < typed.from) return refuse('away-backwards')
  if (typed.until < today) return refuse('away-passed')
  if (typed.from > furthest(today)) return refuse('too-far')
  if (daysBetween(typed.from, typed.until) > 400) return refuse('away-long')
  if (!known.member || (known.member.lastDay !== undefined && known.member.lastDay < typed.from)) return refuse('not-in-team-then')
  if (known.there.some(({ from, until }) => from <= typed.until && typed.from <= until)) return refuse('away-there')
  return accept({ kind: 'team.absence-written' })
}

export type Estimate = { readonly kind: Kind; readonly visits: number; readonly visitMinutes: number; readonly otherMinutes: number; readonly from: LocalDate }
/** What a kind of work is reckoned to take when the leader has written nothing else. Ours, from 1 August 2026: a place to begin, not a standard. */
const shippedFrom = dateOf(2026, 8, 1)
const shipped: Readonly<Record<Kind, readonly [visits: number, visitMinutes: number, otherMinutes: number]>> = {
  guidance: [6, 120, 480], course: [1, 360, 960], network: [2, 180, 360], meeting: [1, 120, 60], 'resource-team': [4, 120, 120], presence: [1, 180, 60], other: [1, 120, 60],
}
/** The figures that hold on a day: the last that the leader wrote from that day or before. `written` is in the order it was written. */
export function estimateOn(kind: Kind, day: LocalDate, written: readonly Estimate[]): Estimate & { readonly ours: boolean } {
  const own = written.filter((one) => one.kind === kind && one.from <= day).toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)).at(-1)
  const [visits, visitMinutes, otherMinutes] = shipped[kind]
  return own ? { ...own, ours: false } : { kind, visits, visitMinutes, otherMinutes, from: shippedFrom, ours: true }
}

export type EstimateRefusal = 'from-passed' | 'too-far'
/** A new estimate holds from today or a day to come: it is read when work is promised, and nothing that is promised changes. */
export function writeEstimate({ from }: Estimate, today: LocalDate): Decision<EstimateRefusal, { readonly kind: 'team.estimate-written' }> {
  if (from < today) return refuse('from-passed')
  return from > furthest(today) ? refuse('too-far') : accept({ kind: 'team.estimate-written' })
}

const earthKm = 6371
const radians = (degrees: number): number => (degrees * Math.PI) / 180
/** Roads are longer than the crow flies, and one drives so fast. Then up to the next quarter of an hour, there and back. */
const roadFactor = 1.3
const kmAnHour = 50
/** As the crow flies, in kilometres. */
export function kmBetween(a: Place, b: Place): number {
  const half = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(radians(b.longitude - a.longitude) / 2) ** 2
  return 2 * earthKm * Math.asin(Math.min(1, Math.sqrt(half)))
}
/** There and back by road, from the distance as the crow flies. */
export const travelMinutes = (km: number): number => Math.ceil((((2 * km * roadFactor) / kmAnHour) * 60) / 15) * 15
/** Minutes as people say them: to the nearest half hour. */
export const inHours = (minutes: number): number => Math.round(minutes / 30) / 2
/** Minutes as hours, to the hundredth: for figures that are written, and for those that are to add up. */
export const exactHours = (minutes: number): number => Math.round((minutes / 60) * 100) / 100
