import { addMonths, osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import type { Period } from '../../../../kernel/period.ts'
import type { ChangeKind } from '../changes/rules.ts'
import { before, deadlineOf, halfOf, median } from '../halves/rules.ts'
import { continuityOf, isThere, type Person } from '../people/rules.ts'
import { stateOf, type PromiseFacts } from '../promises/rules.ts'
import { slowAfter, waited, type Times } from '../questions/rules.ts'
import { reflectsOn, type Delivered } from '../reflections/rules.ts'
import { isTime } from '../renewal/rules.ts'
import { isOver, otherThan, sides, type Side } from '../rules.ts'
import type { SessionFacts } from '../sessions/rules.ts'

/** Reasons to do something, and good signs. A reason is a sentence with what it leans on; there is no score. */
export const concerns = ['unconfirmed', 'ending', 'over', 'questions-waiting', 'promises-late', 'promises-broken', 'cancelled-by-one', 'no-sessions', 'answers-slow', 'nobody-there', 'nobody-same', 'no-reflection', 'no-teacher-education', 'owners-outside', 'gap'] as const
export const goodSigns = ['promises-kept', 'sessions-held', 'answers-quick', 'people-same', 'both-reflected', 'university-changed', 'renewed'] as const
export type Concern = (typeof concerns)[number]
export type GoodSign = (typeof goodSigns)[number]
/** The part of the partnership's pages where it can be seen, or done something about. */
export type Place = 'agreement' | 'people' | 'sessions' | 'questions' | 'reflections' | 'changes' | 'renewal'
export type Reason = { readonly code: Concern | GoodSign; readonly good: boolean; /** Whose it is; undefined where it is both's. */ readonly side: Side | undefined; readonly count: number; readonly of: number; readonly names: readonly string[]; readonly at: Place }

export type HealthFacts = {
  readonly period: Period
  readonly agreedAt: Date | undefined
  readonly endedAt: Date | undefined
  readonly unconfirmed: readonly Side[]
  /** The first day of the first of the periods that follow each other. */
  readonly since: LocalDate
  readonly hasNext: boolean
  readonly parted: boolean
  /** Days between the period before and this one; undefined where there was none before. */
  readonly gap: number | undefined
  readonly promises: readonly PromiseFacts[]
  readonly people: readonly Person[]
  readonly sessions: readonly SessionFacts[]
  readonly questions: readonly Times[]
  readonly delivered: readonly Delivered[]
  readonly changes: readonly { readonly kind: ChangeKind; readonly day: LocalDate }[]
  /** The owners of the network that have not had a kindergarten in a session the last twelve months. */
  readonly outside: readonly string[]
}

const none = { side: undefined, count: 0, of: 0, names: [] }

/**
 * How it is with a partnership, as reasons: what to do something about first, then what is good. Nothing of one that has been ended, or that was never
 * agreed; of one whose days are past only what can still be done: what is promised, asked or not reflected on, and that nothing follows it.
 */
export function reasonsOf(facts: HealthFacts, today: LocalDate): readonly Reason[] {
  if (facts.endedAt || !facts.agreedAt) return []
  const running = isOver(facts.period, today) ? [] : [...sessions(facts, today), ...people(facts, today), ...changes(facts, today)]
  const found = [...agreement(facts, today), ...promises(facts, today), ...answers(facts, today), ...reflections(facts, today), ...running]
  const rank = (code: Reason['code']) => [...concerns, ...goodSigns].indexOf(code)
  return found.toSorted((a, b) => rank(a.code) - rank(b.code))
}

/** Which reason a word is about: the same one tomorrow, for the same side. */
export const keyOf = ({ code, side }: Pick<Reason, 'code' | 'side'>): string => (side ? `${code}:${side}` : code)

const concern = (code: Concern, at: Place, more: Partial<Reason> = {}): Reason => ({ ...none, ...more, code, good: false, at })
const good = (code: GoodSign, at: Place, more: Partial<Reason> = {}): Reason => ({ ...none, ...more, code, good: true, at })
const yearAgo = (today: LocalDate) => addMonths(today, -12)

function agreement(facts: HealthFacts, today: LocalDate): Reason[] {
  return [
    ...facts.unconfirmed.map((side) => concern('unconfirmed', 'agreement', { side })),
    ...(isTime(facts, today) && !facts.hasNext && !facts.parted ? [concern(isOver(facts.period, today) ? 'over' : 'ending', 'renewal')] : []),
    ...(facts.gap !== undefined && facts.gap > 0 ? [concern('gap', 'renewal', { count: facts.gap })] : []),
    ...(facts.gap === 0 ? [good('renewed', 'renewal')] : []),
    ...(facts.outside.length > 0 && !isOver(facts.period, today) ? [concern('owners-outside', 'sessions', { names: facts.outside, count: facts.outside.length })] : []),
  ]
}

const promises = ({ promises: all }: HealthFacts, today: LocalDate): Reason[] =>
  sides.flatMap((side) => {
    const states = all.filter((one) => one.side === side).map((one) => stateOf(one, today))
    const [kept, late, broken] = (['kept', 'late', 'not-kept'] as const).map((state) => states.filter((one) => one === state).length)
    const over = (kept ?? 0) + (late ?? 0) + (broken ?? 0)
    return [
      ...(late ? [concern('promises-late', 'agreement', { side, count: late, of: over })] : []),
      ...(broken ? [concern('promises-broken', 'agreement', { side, count: broken, of: over })] : []),
      ...(kept && kept === over ? [good('promises-kept', 'agreement', { side, count: kept, of: over })] : []),
    ]
  })

function sessions({ sessions: all, period, agreedAt }: HealthFacts, today: LocalDate): Reason[] {
  const lately = all.filter(({ day }) => day > yearAgo(today) && day <= today)
  const cancelled = lately.filter(({ state }) => state === 'cancelled')
  const held = lately.filter(({ state }) => state === 'held').length
  const halfAYearAgo = addMonths(today, -6)
  // Nothing could be planned before both had agreed.
  const long = period.from <= halfAYearAgo && agreedAt !== undefined && osloDate(agreedAt) <= halfAYearAgo
  const recent = all.some(({ day, state }) => state === 'held' && day > halfAYearAgo)
  return [
    // Two or more, and at least two of three: one cancelled session says nothing.
    ...sides.flatMap((side) => {
      const count = cancelled.filter((one) => one.cancelledBy === side).length
      return count >= 2 && count * 3 >= cancelled.length * 2 ? [concern('cancelled-by-one', 'sessions', { side, count, of: cancelled.length })] : []
    }),
    ...(long && !recent ? [concern('no-sessions', 'sessions')] : []),
    ...(held >= 2 && cancelled.length === 0 ? [good('sessions-held', 'sessions', { count: held })] : []),
  ]
}

const answers = ({ questions }: HealthFacts, today: LocalDate): Reason[] =>
  sides.flatMap((side) => {
    const asked = questions.filter((one) => otherThan(one.side) === side)
    const waiting = asked.filter((one) => !one.answeredAt && waited(one, today) > slowAfter).length
    const days = asked.filter(({ askedAt, answeredAt }) => answeredAt && osloDate(askedAt) > yearAgo(today)).map((one) => waited(one, today))
    const middle = median(days)
    return [
      ...(waiting > 0 ? [concern('questions-waiting', 'questions', { side, count: waiting })] : []),
      // Of fewer than three answers the middle says little.
      ...(middle !== undefined && days.length >= 3 && middle > slowAfter ? [concern('answers-slow', 'questions', { side, count: middle, of: days.length })] : []),
      ...(middle !== undefined && days.length >= 3 && middle <= 2 && waiting === 0 ? [good('answers-quick', 'questions', { side, count: middle, of: days.length })] : []),
    ]
  })

const people = ({ people: all }: HealthFacts, today: LocalDate): Reason[] =>
  sides.flatMap((side) => {
    if (!all.some((one) => one.side === side && isThere(one, today))) return [concern('nobody-there', 'people', { side })]
    const stands = continuityOf(all, side, today)
    if (stands.kind !== 'compared') return []
    if (stands.same === 0) return [concern('nobody-same', 'people', { side, count: 0, of: stands.of })]
    return stands.same * 2 >= stands.of ? [good('people-same', 'people', { side, count: stands.same, of: stands.of })] : []
  })

/** The last half-year whose last day to deliver is past, when the partnership was to reflect on it. */
function reflections({ delivered, period, agreedAt }: HealthFacts, today: LocalDate): Reason[] {
  let half = before(halfOf(today))
  if (deadlineOf(half) >= today) half = before(half)
  if (!reflectsOn({ agreedAt, period }, half)) return []
  const silent = sides.filter((side) => !delivered.some((one) => one.half === half && one.side === side))
  return silent.length === 0 ? [good('both-reflected', 'reflections')] : silent.map((side) => concern('no-reflection', 'reflections', { side }))
}

function changes({ changes: all, since }: HealthFacts, today: LocalDate): Reason[] {
  const twoYearsAgo = addMonths(today, -24)
  const lately = all.filter(({ day }) => day > twoYearsAgo)
  return [
    ...(since <= twoYearsAgo && !lately.some(({ kind }) => kind === 'teacher-education') ? [concern('no-teacher-education', 'changes', { side: 'partner' })] : []),
    ...(lately.length > 0 ? [good('university-changed', 'changes', { side: 'partner', count: lately.length })] : []),
  ]
}
