import { addDays, daysBetween, type LocalDate } from '../../../kernel/dates.ts'
import { isWorkingDay } from '../../../kernel/working-days.ts'
import type { Commitment as Promised } from '../assignment/store.ts'
import { isPartial } from '../assignment/rules.ts'
import { deskOf, kmBetween, travelMinutes, type Away, type Hours } from '../capacity/rules.ts'
import type { Served } from '../capacity/store.ts'
import { holds, type Held, type Member } from '../competence/rules.ts'
import type { Able, Adviser, Commitment, Problem, Visit } from './model/problem.ts'

/** What a plan is reckoned from: all of it written elsewhere, but the weeks between visits and what a kindergarten can take. */
export type Facts = {
  /** The day they were loaded: no visit is set before it. */
  readonly today: LocalDate
  readonly members: readonly Member[]
  readonly hours: readonly Hours[]
  readonly away: readonly Away[]
  readonly promised: readonly Promised[]
  readonly held: readonly Held[]
  readonly partial: readonly { readonly personId: string; readonly orgId: string }[]
  /** Who has worked with which kindergarten. */
  readonly before: readonly { readonly personId: string; readonly kindergartenId: string }[]
  readonly kindergartens: readonly Served[]
  /** The weeks adopted plans have set visits in, each as the last one adopted says. */
  readonly set: readonly { readonly commitmentId: string; readonly monday: LocalDate }[]
  /** Days kindergartens have set aside. */
  readonly closed: readonly { readonly kindergartenId: string; readonly from: LocalDate; readonly last: LocalDate }[]
  readonly gaps: ReadonlyMap<string, number>
  readonly limits: ReadonlyMap<string, number>
}
export type Span = { readonly from: LocalDate; readonly weeks: number }
export const lastDayOf = ({ from, weeks }: Span): LocalDate => addDays(from, weeks * 7 - 1)

/**
 * What falls within the half-year. Of a promise that reaches outside it, as large a part of its visits as of its working days, and one at least; but never what an adopted plan
 * has set in other weeks, and when the window ends here, all that is left of it.
 */
export function within({ promised, set }: Pick<Facts, 'promised' | 'set'>, span: Span): readonly (Promised & { readonly here: number })[] {
  const last = lastDayOf(span)
  const elsewhere = Map.groupBy(set.filter(({ monday }) => monday < span.from || monday > last), ({ commitmentId }) => commitmentId)
  return promised.flatMap((one) => {
    if (one.state !== 'promised' || one.until < span.from || one.from > last) return []
    const left = one.visits - (elsewhere.get(one.id)?.length ?? 0)
    const due = one.until <= last && left < one.visits ? left : Math.min(left, shareOf(one, span))
    return due > 0 ? [{ ...one, here: due }] : []
  })
}
function shareOf({ visits, from, until }: Promised, span: Span): number {
  const last = lastDayOf(span)
  const all = workingDays(from, until)
  const here = workingDays(from < span.from ? span.from : from, until > last ? last : until)
  return all === here || all === 0 ? visits : Math.max(1, Math.round((visits * here) / all))
}
const workingDays = (from: LocalDate, until: LocalDate): number => Array.from({ length: Math.max(0, daysBetween(from, until) + 1) }, (_, at) => addDays(from, at)).filter(isWorkingDay).length

/** The model's own shape: days as bits, weeks by number, minutes for each visit with travel and the work around it. */
export function problemOf(facts: Facts, span: Span, locks: readonly Visit[]): Problem {
  const commitments = commitmentsOf(facts, span)
  const used = new Set(commitments.map(({ kindergartenId }) => kindergartenId))
  return {
    weeks: span.weeks,
    advisers: facts.members.map((member): Adviser => {
      const { minutesOn } = deskOf(member, facts.hours, facts.away)
      return {
        id: member.personId, name: member.name, days: bitsOf(span, (day) => minutesOn(day) > 0), preferred: (hoursIn(facts, span, member.personId)?.preferred ?? []).reduce((sum, day) => sum | (1 << (day - 1)), 0),
        minutes: Array.from({ length: span.weeks }, (_, week) => Math.round([0, 1, 2, 3, 4].reduce((sum, day) => sum + minutesOn(addDays(mondayAt(span, week), day)), 0))),
      }
    }),
    kindergartens: facts.kindergartens.filter(({ id }) => used.has(id)).map(({ id, name }) => ({ id, name, most: facts.limits.get(id) ?? 1 })),
    commitments,
    locks,
  }
}

function commitmentsOf(facts: Facts, span: Span): readonly Commitment[] {
  const closed = Map.groupBy(facts.closed, ({ kindergartenId }) => kindergartenId)
  const ableFor = whoCan(facts, span)
  return within(facts, span).map((one): Commitment => {
    const around = Math.round(one.otherMinutes / one.visits)
    const setAside = one.kindergartenId === undefined ? [] : (closed.get(one.kindergartenId) ?? [])
    const open = (day: LocalDate) => day >= facts.today && one.from <= day && day <= one.until && isWorkingDay(day) && !setAside.some(({ from, last }) => from <= day && day <= last)
    return {
      id: one.id, what: one.what, where: one.to, kindergartenId: one.kindergartenId, visits: one.here, minutes: one.visitMinutes + one.travelMinutes + around, gap: facts.gaps.get(one.id) ?? 1,
      days: bitsOf(span, open), able: ableFor(one, around),
    }
  })
}

/** Who can take a promise, and the minutes a visit takes each. `around`: minutes of other work that go with each visit. Some hundred promises ask of some forty advisers, so all is found by key. */
function whoCan(facts: Facts, span: Span): (one: Promised, around: number) => readonly Able[] {
  const places = new Map(facts.kindergartens.map((one) => [one.id, one]))
  const alone = new Set(facts.held.filter(({ level }) => holds(level)).map(({ personId, subject }) => `${personId} ${subject}`))
  const had = new Set(facts.before.map(({ personId, kindergartenId }) => `${personId} ${kindergartenId}`))
  const partial = Map.groupBy(facts.partial, ({ personId }) => personId)
  const bases = new Map(facts.members.map(({ personId }) => [personId, hoursIn(facts, span, personId)?.place]))
  return (one, around) => {
    const where = one.kindergartenId === undefined ? undefined : (places.get(one.kindergartenId) ?? { id: one.kindergartenId, ownerId: undefined, place: undefined })
    return facts.members.flatMap(({ personId }): readonly Able[] => {
      const named = one.personId === personId
      if (!named && !one.themes.every((theme) => alone.has(`${personId} ${theme}`))) return []
      if (isPartial((partial.get(personId) ?? []).map(({ orgId }) => orgId), where)) return []
      const base = bases.get(personId)
      const travel = !named && base && where?.place ? travelMinutes(kmBetween(base, where.place)) : one.travelMinutes
      return [{ adviserId: personId, minutes: one.visitMinutes + travel + around, travel, named, had: named || had.has(`${personId} ${one.kindergartenId}`) }]
    })
  }
}

/** The last hours one has in the weeks: where one sets out from, and days that suit best. */
const hoursIn = ({ hours }: Pick<Facts, 'hours'>, span: Span, personId: string): Hours | undefined => hours.findLast((one) => one.personId === personId && one.from <= lastDayOf(span) && (one.until === undefined || one.until >= span.from))
const bitsOf = (span: Span, open: (day: LocalDate) => boolean): readonly number[] => Array.from({ length: span.weeks }, (_, week) => [1, 2, 3, 4, 5].reduce((sum, day) => (open(addDays(mondayAt(span, week), day - 1)) ? sum | (1 << (day - 1)) : sum), 0))

/** The Monday of a week of the plan, and the number of a Monday's. */
export const mondayAt = ({ from }: Pick<Span, 'from'>, week: number): LocalDate => addDays(from, week * 7)
export const weekAt = ({ from }: Pick<Span, 'from'>, monday: LocalDate): number => Math.round(daysBetween(from, monday) / 7)
