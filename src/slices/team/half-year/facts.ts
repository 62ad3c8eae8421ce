import { addDays, daysBetween, type LocalDate } from '../../../kernel/dates.ts'
import { isWorkingDay } from '../../../kernel/working-days.ts'
import type { Commitment as Promised } from '../assignment/store.ts'
import { isPartial } from '../assignment/rules.ts'
import { deskOf, kmBetween, travelMinutes, type Away, type Hours } from '../capacity/rules.ts'
import type { Served } from '../capacity/store.ts'
import { holds, type Held, type Member } from '../competence/rules.ts'
import type { Able, Commitment, Problem, Visit } from './model/problem.ts'

/** What a plan is reckoned from: all of it written elsewhere, but the weeks between visits and what a kindergarten can take. */
export type Facts = {
  readonly members: readonly Member[]
  readonly hours: readonly Hours[]
  readonly away: readonly Away[]
  readonly promised: readonly Promised[]
  readonly held: readonly Held[]
  readonly partial: readonly { readonly personId: string; readonly orgId: string }[]
  /** Who has worked with which kindergarten. */
  readonly before: readonly { readonly personId: string; readonly kindergartenId: string }[]
  readonly kindergartens: readonly Served[]
  /** Days kindergartens have set aside. */
  readonly closed: readonly { readonly kindergartenId: string; readonly from: LocalDate; readonly last: LocalDate }[]
  readonly gaps: ReadonlyMap<string, number>
  readonly limits: ReadonlyMap<string, number>
}
export type Span = { readonly from: LocalDate; readonly weeks: number }
export const lastDayOf = ({ from, weeks }: Span): LocalDate => addDays(from, weeks * 7 - 1)

/** What falls within the half-year. Of a promise that reaches outside it, as large a part of its visits as of its working days, and one at least. */
export const within = (promised: readonly Promised[], span: Span): readonly (Promised & { readonly here: number })[] =>
  promised.flatMap((one) => {
    const last = lastDayOf(span)
    if (one.state !== 'promised' || one.until < span.from || one.from > last) return []
    const all = workingDays(one.from, one.until)
    const here = workingDays(one.from < span.from ? span.from : one.from, one.until > last ? last : one.until)
    return [{ ...one, here: all === here || all === 0 ? one.visits : Math.max(1, Math.round((one.visits * here) / all)) }]
  })
const workingDays = (from: LocalDate, until: LocalDate): number => Array.from({ length: Math.max(0, daysBetween(from, until) + 1) }, (_, at) => addDays(from, at)).filter(isWorkingDay).length

/** The model's own shape: days as bits, weeks by number, minutes for each visit with travel and the work around it. */
export function problemOf(facts: Facts, span: Span, locks: readonly Visit[]): Problem {
  const places = new Map(facts.kindergartens.map((one) => [one.id, one]))
  const desks = facts.members.map((member) => deskOf(member, facts.hours, facts.away))
  const bits = (open: (day: LocalDate) => boolean) => Array.from({ length: span.weeks }, (_, week) => [1, 2, 3, 4, 5].reduce((sum, day) => (open(addDays(span.from, week * 7 + day - 1)) ? sum | (1 << (day - 1)) : sum), 0))
  const rowNow = (personId: string) => facts.hours.findLast((one) => one.personId === personId && one.from <= lastDayOf(span) && (one.until === undefined || one.until >= span.from))
  const commitments = within(facts.promised, span).map((one): Commitment => {
    const around = one.visits === 0 ? 0 : Math.round(one.otherMinutes / one.visits)
    const where = one.kindergartenId === undefined ? undefined : places.get(one.kindergartenId)
    const kept = facts.closed.filter(({ kindergartenId }) => kindergartenId === one.kindergartenId)
    const ableOne = (member: Member): readonly Able[] => {
      const named = one.personId === member.personId
      const can = one.themes.every((theme) => facts.held.some((held) => held.personId === member.personId && held.subject === theme && holds(held.level)))
      const to = facts.partial.filter(({ personId }) => personId === member.personId).map(({ orgId }) => orgId)
      if ((!named && !can) || isPartial(to, where)) return []
      const base = rowNow(member.personId)?.place
      const travel = !named && base && where?.place ? travelMinutes(kmBetween(base, where.place)) : one.travelMinutes
      return [{ adviserId: member.personId, minutes: one.visitMinutes + travel + around, travel, named, had: named || facts.before.some((had) => had.personId === member.personId && had.kindergartenId === one.kindergartenId) }]
    }
    return {
      id: one.id, what: one.what, where: one.to, kindergartenId: one.kindergartenId, visits: one.here, minutes: one.visitMinutes + one.travelMinutes + around, gap: facts.gaps.get(one.id) ?? 1,
      days: bits((day) => one.from <= day && day <= one.until && isWorkingDay(day) && !kept.some(({ from, last }) => from <= day && day <= last)), able: facts.members.flatMap(ableOne),
    }
  })
  const used = new Set(commitments.map(({ kindergartenId }) => kindergartenId))
  return {
    weeks: span.weeks,
    advisers: desks.map(({ member, minutesOn }) => ({
      id: member.personId, name: member.name, days: bits((day) => minutesOn(day) > 0), preferred: (rowNow(member.personId)?.preferred ?? []).reduce((sum, day) => sum | (1 << (day - 1)), 0),
      minutes: Array.from({ length: span.weeks }, (_, week) => Math.round([0, 1, 2, 3, 4].reduce((sum, day) => sum + minutesOn(addDays(span.from, week * 7 + day)), 0))),
    })),
    kindergartens: facts.kindergartens.filter(({ id }) => used.has(id)).map(({ id, name }) => ({ id, name, most: facts.limits.get(id) ?? 1 })),
    commitments,
    locks,
  }
}

/** The Monday of a week of the plan, and the number of a Monday's. */
export const mondayAt = ({ from }: Pick<Span, 'from'>, week: number): LocalDate => addDays(from, week * 7)
export const weekAt = ({ from }: Pick<Span, 'from'>, monday: LocalDate): number => Math.round(daysBetween(from, monday) / 7)
