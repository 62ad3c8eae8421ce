import { addDays, daysBetween, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { furthest, givenTo, loadOf, mondayOf, type Cell, type Desk, type Kind, type Promised, type SetVisit } from '../capacity/rules.ts'
import { holds, type Held } from '../competence/rules.ts'

/** Where a promise comes from. */
export const sources = ['case', 'measure', 'network', 'course', 'typed'] as const
export type Source = (typeof sources)[number]
export type State = 'promised' | 'done' | 'withdrawn'

/** What is promised, as it is written. `travelFrom` says whether travel was reckoned from the map or typed. */
export type Work = {
  readonly kind: Kind
  readonly what: string
  readonly kindergartenId: string | undefined
  readonly group: string
  readonly personId: string | undefined
  readonly visits: number
  readonly visitMinutes: number
  readonly travelMinutes: number
  readonly travelFrom: 'coordinates' | 'typed'
  readonly otherMinutes: number
  readonly from: LocalDate
  readonly until: LocalDate
  readonly themes: readonly string[]
  readonly source: Source
  readonly sourceId: string | undefined
}
/** All the minutes a promise takes. */
export const totalMinutes = ({ visits, visitMinutes, travelMinutes, otherMinutes }: Pick<Work, 'visits' | 'visitMinutes' | 'travelMinutes' | 'otherMinutes'>): number => visits * (visitMinutes + travelMinutes) + otherMinutes
/** As the reckoning needs it. `set`: what the half-year plan has set of it. */
export const asPromised = (one: Work, id: string, to: string, set: readonly SetVisit[] = []): Promised => ({ id, what: one.what, to, personId: one.personId, minutes: totalMinutes(one), visits: one.visits, from: one.from, until: one.until, set })

/** The organisations one is partial to, set against the kindergarten and its owner. */
export type Party = { readonly id: string; readonly ownerId: string | undefined }
export const isPartial = (to: readonly string[], kindergarten: Party | undefined): boolean => kindergarten !== undefined && to.some((id) => id === kindergarten.id || id === kindergarten.ownerId)

export type Known = {
  /** The kindergarten is one the team serves today. */
  readonly served: boolean
  readonly desk: Desk | undefined
  readonly partial: boolean
  /** The case, measure, network or course it comes from is the team's. */
  readonly sourceKnown: boolean
  /** And it is closed. */
  readonly sourceClosed: boolean
  /** The same case, measure, network or course is promised already. */
  readonly sourceThere: boolean
  /** It is promised already, and only changed. */
  readonly isChange: boolean
  /** Weeks with more than there is, if this is promised. */
  readonly over: readonly Cell[]
  readonly reason: string
  readonly by: { readonly personId: string; readonly leads: boolean }
}
export type WindowRefusal = 'window-backwards' | 'window-long' | 'window-passed' | 'window-far'
export type PromiseRefusal = WindowRefusal | 'nobody-to' | 'kindergarten-unknown' | 'not-yours' | 'not-in-team-then' | 'no-day-then' | 'partial' | 'source-unknown' | 'case-closed' | 'source-there' | 'over-needs-reason'

/** What is wrong with the days of a promise. Nothing is reckoned over such days: they may be three hundred years. */
export function windowWrong({ from, until }: Pick<Work, 'from' | 'until'>, today: LocalDate): WindowRefusal | undefined {
  if (until < from) return 'window-backwards'
  if (daysBetween(from, until) > 400) return 'window-long'
  if (until < today) return 'window-passed'
  return until > furthest(today) ? 'window-far' : undefined
}

/** What may be promised. Whoever gets it must be in the team for all of the window, at work some day of it, and not partial; more than there is needs a reason. */
export function promise(one: Work, known: Known, today: LocalDate): Decision<PromiseRefusal, { readonly kind: 'team.promised' }> {
  const wrong = windowWrong(one, today)
  if (wrong) return refuse(wrong)
  if (one.kindergartenId === undefined && one.group === '') return refuse('nobody-to')
  if (one.kindergartenId !== undefined && !known.served) return refuse('kindergarten-unknown')
  if (!known.sourceKnown) return refuse('source-unknown')
  if (known.sourceClosed) return refuse('case-closed')
  if (known.sourceThere) return refuse('source-there')
  // Whoever has a promise may give it back; only the leader gives it to another.
  const givesBack = known.isChange && one.personId === undefined
  if (!known.by.leads && !givesBack && one.personId !== known.by.personId) return refuse('not-yours')
  if (one.personId !== undefined) {
    const cannot = cannotTake(known.desk, one, known.partial)
    if (cannot) return refuse(cannot)
    if (known.over.length > 0 && known.reason === '') return refuse('over-needs-reason')
  }
  return accept({ kind: 'team.promised' })
}

export type Cannot = 'partial' | 'not-in-team-then' | 'no-day-then'
/** Why somebody cannot have it at all. Full weeks are no such reason: they are said, and one may promise all the same. */
export function cannotTake(desk: Desk | undefined, { from, until }: Pick<Work, 'from' | 'until'>, partial: boolean): Cannot | undefined {
  if (!desk || (desk.member.lastDay !== undefined && desk.member.lastDay < until)) return 'not-in-team-then'
  if (partial) return 'partial'
  const days = Array.from({ length: daysBetween(from, until) + 1 }, (_, at) => addDays(from, at))
  // Whoever has written no hours may be at work any day: that is not known.
  return days.some(desk.knownOn) && !days.some((day) => desk.minutesOn(day) > 0) ? 'no-day-then' : undefined
}

export type ChangeRefusal = 'already-done' | 'already-withdrawn' | 'changed-meanwhile' | 'not-yours'
/** A promise that is done or taken back stands. `seen` is the version that stood on the page. */
export function mayChange(one: { readonly state: State; readonly version: number; readonly personId: string | undefined }, seen: number, by: Known['by']): Decision<ChangeRefusal, { readonly kind: 'team.promise-changed' }> {
  if (one.state === 'done') return refuse('already-done')
  if (one.state === 'withdrawn') return refuse('already-withdrawn')
  if (!by.leads && one.personId !== by.personId) return refuse('not-yours')
  if (one.version !== seen) return refuse('changed-meanwhile')
  return accept({ kind: 'team.promise-changed' })
}

/** The weeks of the window, Mondays. */
export const weeksOf = ({ from, until }: Pick<Promised, 'from' | 'until'>): readonly LocalDate[] => Array.from({ length: Math.floor(daysBetween(mondayOf(from), mondayOf(until)) / 7) + 1 }, (_, at) => addDays(mondayOf(from), at * 7))
/** The weeks where this promise takes its adviser above what there is. `others` is everything else that is promised. */
export const overWith = (desk: Desk, one: Promised, others: readonly Promised[]): readonly Cell[] =>
  loadOf(desk, weeksOf(one), [...others.filter(({ id }) => id !== one.id), one]).filter(({ state, by }) => state === 'over' && by.some(({ promised }) => promised.id === one.id))

export type WayOut = { readonly kind: 'later'; readonly from: LocalDate; readonly until: LocalDate } | { readonly kind: 'other'; readonly names: readonly string[] } | { readonly kind: 'fewer'; readonly visits: number }
/** How far ahead a window is looked for, in weeks. */
const weeksAhead = 26
/** What would keep everyone at or below what there is: each was reckoned, none is a guess. */
export function waysOut(one: Work, promised: Promised, others: readonly Promised[], desk: Desk, desks: readonly Desk[], partial: (personId: string) => boolean): readonly WayOut[] {
  const fits = (candidate: Promised, at: Desk) => cannotTake(at, candidate, partial(at.member.personId)) === undefined && weeksOf(candidate).every((monday) => at.knownOn(monday)) && overWith(at, candidate, others).length === 0
  const later = Array.from({ length: weeksAhead }, (_, week) => ({ ...promised, from: addDays(promised.from, (week + 1) * 7), until: addDays(promised.until, (week + 1) * 7) })).find((moved) => fits(moved, desk))
  const able = desks.filter((other) => other !== desk && fits(givenTo(promised, other.member.personId), other)).map(({ member }) => member.name)
  const fewer = Array.from({ length: one.visits - 1 }, (_, at) => one.visits - 1 - at).find((visits) => fits({ ...promised, visits, minutes: totalMinutes({ ...one, visits }) }, desk))
  return [
    ...(later ? [{ kind: 'later' as const, from: later.from, until: later.until }] : []),
    ...(able.length > 0 ? [{ kind: 'other' as const, names: able }] : []),
    ...(fewer !== undefined ? [{ kind: 'fewer' as const, visits: fewer }] : []),
  ]
}

/** What is asked when somebody is to be found for a piece of work. */
export type Asked = { readonly promised: Promised; readonly themes: readonly string[]; readonly kindergarten: Party | undefined }
export type Candidate = {
  readonly desk: Desk
  readonly cannot: Cannot | undefined
  /** Themes one can take alone, can do with another, and those nothing is written of or one cannot. */
  readonly alone: readonly string[]
  readonly together: readonly string[]
  readonly lacks: readonly string[]
  /** How many times one has had this kindergarten, or a promise to it, before; undefined when it is not to one kindergarten. */
  readonly before: number | undefined
  /** The fullest week of the window with this in it; undefined when no hours are written. */
  readonly fullest: Cell | undefined
  readonly over: readonly Cell[]
  /** There and back, in minutes; undefined when the map does not know both places. */
  readonly travel: number | undefined
}
export type About = { readonly held: readonly Held[]; readonly before: (personId: string) => number; readonly partial: (personId: string) => boolean; readonly travel: (personId: string) => number | undefined }

/**
 * Who can take it, in order: first those who can; then those who have room; then those who can all its themes alone; then those who have had the kindergarten before; then
 * those with the most room; then the shortest way. Never a sum of points: each step counts only where those before it are equal.
 */
export function candidates(desks: readonly Desk[], asked: Asked, others: readonly Promised[], about: About): readonly Candidate[] {
  return desks
    .map((desk): Candidate => {
      const { personId } = desk.member
      const levelOf = (code: string) => about.held.find((one) => one.personId === personId && one.subject === code)?.level
      const one = givenTo(asked.promised, personId)
      const cells = loadOf(desk, weeksOf(one), [...others.filter(({ id }) => id !== one.id), one]).filter(({ by }) => by.some(({ promised }) => promised.id === one.id))
      const known = cells.length > 0 && cells.every(({ state }) => state !== 'unknown')
      return {
        desk,
        cannot: cannotTake(desk, one, about.partial(personId)),
        alone: asked.themes.filter((code) => { const level = levelOf(code); return level !== undefined && holds(level) }),
        together: asked.themes.filter((code) => levelOf(code) === 'together'),
        lacks: asked.themes.filter((code) => { const level = levelOf(code); return level === undefined || level === 'none' || level === 'learning' }),
        before: asked.kindergarten && about.before(personId),
        fullest: known ? cells.toSorted((a, b) => fullness(b) - fullness(a))[0] : undefined,
        over: cells.filter(({ state }) => state === 'over'),
        travel: about.travel(personId),
      }
    })
    .toSorted(compare)
}
const fullness = ({ available, promised }: Cell): number => (available > 0 ? promised / available : promised > 0 ? Number.MAX_VALUE : 0)
/** Room is known, not known, or not there. */
const room = ({ fullest, over }: Candidate): number => (over.length > 0 ? 2 : fullest === undefined ? 1 : 0)
const compare = (a: Candidate, b: Candidate): number =>
  Number(a.cannot !== undefined) - Number(b.cannot !== undefined) ||
  room(a) - room(b) ||
  a.lacks.length + a.together.length - (b.lacks.length + b.together.length) ||
  a.lacks.length - b.lacks.length ||
  (b.before ?? 0) - (a.before ?? 0) ||
  (a.fullest ? fullness(a.fullest) : 0) - (b.fullest ? fullness(b.fullest) : 0) ||
  (a.travel ?? Number.MAX_SAFE_INTEGER) - (b.travel ?? Number.MAX_SAFE_INTEGER) ||
  (a.desk.member.name < b.desk.member.name ? -1 : a.desk.member.name > b.desk.member.name ? 1 : 0)
