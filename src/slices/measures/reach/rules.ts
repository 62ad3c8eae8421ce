import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import { roleGroups, type RoleGroup } from '../courses/places/rules.ts'

// Whether a measure reaches the whole staff. Counts only, never names. The rules in words: docs/rules/measures-reach.md.

/** The groups that seats are given by: check-ins at courses are counted straight over. */
export const staffGroups = roleGroups
export type StaffGroup = RoleGroup
export const limits = { title: 200, text: 1800, who: 120, people: 500 } as const

/** A group in a department; without one, those who belong to none. */
export type Place = { readonly departmentId: string | undefined; readonly group: StaffGroup }
export const placeKey = ({ departmentId, group }: Place): string => `${departmentId ?? 'ingen'}-${group}`

/** How many work there, and how many of them part-time. */
export type Staffed = Place & { readonly people: number; readonly partTime: number }
export type Headcount = { readonly from: LocalDate; readonly version: number; readonly changedAt: Date; readonly changedBy: string; readonly places: readonly Staffed[] }
/** How many were reached, and how many of them work part-time. */
export type Reached = Place & { readonly reached: number; readonly reachedPartTime: number }
export type Counted = Staffed & Reached

export type CatchUp = { readonly id: string; readonly heldOn: LocalDate | undefined; readonly title: string; readonly missed: string; readonly material: string; readonly plan: string; /** Who sees to it, as typed; empty in packages from before it was asked. */ readonly responsible: string; readonly by: LocalDate | undefined; readonly version: number; readonly counts: readonly Counted[] }
/** How many of each group checked in at a session. */
export type CheckedIn = Readonly<Partial<Record<StaffGroup, number>>>
/** Where the numbers of a gathering are from: those who checked in at the session of a course that it was, or what somebody typed. */
export type From = { readonly source: 'typed' | 'check-in'; readonly sessionId: string | undefined; /** What the check-ins say, also where what was typed holds. */ readonly checkedIn: CheckedIn | undefined; /** The kindergarten says it was another gathering than the course that day. */ readonly apart: boolean }
export type Gathering = From & { readonly id: string; readonly title: string; readonly heldOn: LocalDate; readonly version: number; readonly changedAt: Date; readonly changedBy: string; readonly counts: readonly Counted[]; readonly catchUps: readonly CatchUp[] }

/** The headcount that holds on a day: the last one from that day or before. */
export const headcountOn = (all: readonly Headcount[], day: LocalDate): Headcount | undefined =>
  all.filter(({ from }) => from <= day).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]

type HeadcountRefusal = 'nobody' | 'part-time-above' | 'already-there' | 'changed-meanwhile'
/** @returns what happened, or why not; `at` names the place that is wrong */
export function setHeadcount(places: readonly Staffed[], stored: Pick<Headcount, 'version'> | undefined, version: number): Decision<HeadcountRefusal, { readonly kind: 'measures.headcount-set' }> & { readonly at?: string } {
  if (stored && version === 0) return refuse('already-there')
  if ((stored?.version ?? 0) !== version) return refuse('changed-meanwhile')
  if (places.every(({ people }) => people === 0)) return refuse('nobody')
  const wrong = places.find(({ people, partTime }) => partTime > people)
  return wrong ? { ...refuse('part-time-above'), at: placeKey(wrong) } : accept({ kind: 'measures.headcount-set' })
}

/** Where the kindergarten's part in a measure stands. */
export type Standing = { readonly takesPart: boolean; readonly closed: boolean; readonly begunOn: LocalDate | undefined }
export type CountRefusal = 'not-part' | 'not-started' | 'closed' | 'day-ahead' | 'before-start' | 'before-gathering' | 'no-headcount' | 'nobody-reached' | 'caught-up-elsewhere' | 'above-headcount' | 'part-time-above-reached' | 'part-time-above-headcount' | 'full-time-above-headcount'
type Counting = { readonly standing: Standing; readonly isCatchUp: boolean; readonly day: LocalDate; /** The day the measure began, or of the gathering that is caught up on. */ readonly from: LocalDate; readonly today: LocalDate; readonly staffed: readonly Staffed[]; readonly counts: readonly Reached[]; /** What others have counted of the same gathering. */ readonly others: readonly Reached[] }

/** Counts whom a gathering reached, or whom a package reached of those who missed one. With the others of the same gathering it is never more than who worked there. */
export function count({ standing, isCatchUp, day, from, today, staffed, counts, others }: Counting): Decision<CountRefusal, { readonly kind: 'measures.reach-counted' | 'measures.catch-up-counted'; readonly counts: readonly Counted[] }> & { readonly at?: string } {
  const standingWrong = mayCount(standing)
  if (standingWrong) return refuse(standingWrong)
  if (day > today) return refuse('day-ahead')
  if (day < from) return refuse(isCatchUp ? 'before-gathering' : 'before-start')
  if (staffed.length === 0) return refuse('no-headcount')
  for (const one of counts) {
    const wrong = tooMany(one, staffed.find((place) => placeKey(place) === placeKey(one)), sumAt(others, one))
    if (wrong) return { ...refuse(wrong), at: placeKey(one) }
  }
  if (others.some((one) => one.reached > 0 && !staffed.some((place) => placeKey(place) === placeKey(one)))) return refuse('caught-up-elsewhere')
  if (sum(counts, ({ reached }) => reached) === 0) return refuse('nobody-reached')
  const at = (place: Staffed): Reached | undefined => counts.find((one) => placeKey(one) === placeKey(place))
  return accept({ kind: isCatchUp ? 'measures.catch-up-counted' : 'measures.reach-counted', counts: staffed.map((place) => ({ ...place, reached: at(place)?.reached ?? 0, reachedPartTime: at(place)?.reachedPartTime ?? 0 })) })
}

export const mayCount = ({ takesPart, closed, begunOn }: Standing): 'not-part' | 'not-started' | 'closed' | undefined => (!takesPart ? 'not-part' : closed ? 'closed' : begunOn === undefined ? 'not-started' : undefined)

function tooMany({ reached, reachedPartTime }: Reached, place: Staffed | undefined, others: Pick<Reached, 'reached' | 'reachedPartTime'>): CountRefusal | undefined {
  const { people, partTime } = place ?? { people: 0, partTime: 0 }
  if (reachedPartTime > reached) return 'part-time-above-reached'
  const [all, part] = [reached + others.reached, reachedPartTime + others.reachedPartTime]
  if (all > people) return 'above-headcount'
  if (part > partTime) return 'part-time-above-headcount'
  return all - part > people - partTime ? 'full-time-above-headcount' : undefined
}

const sum = <One>(all: readonly One[], of: (one: One) => number): number => all.reduce((total, one) => total + of(one), 0)
const sumAt = (all: readonly Reached[], place: Place) => {
  const same = all.filter((one) => placeKey(one) === placeKey(place))
  return { reached: sum(same, ({ reached }) => reached), reachedPartTime: sum(same, ({ reachedPartTime }) => reachedPartTime) }
}

/** What a gathering reached in the end: those who were there, and those who have caught up, each once. */
export const reachedIn = ({ counts, catchUps }: Pick<Gathering, 'counts' | 'catchUps'>): readonly Counted[] => {
  const caught = catchUps.filter(({ heldOn }) => heldOn !== undefined).flatMap((one) => one.counts)
  return counts.map((one) => {
    const more = sumAt(caught, one)
    return { ...one, reached: one.reached + more.reached, reachedPartTime: one.reachedPartTime + more.reachedPartTime }
  })
}
/** Those who have missed a gathering and not caught up. */
export const missing = (gathering: Pick<Gathering, 'counts' | 'catchUps'>): readonly Staffed[] =>
  reachedIn(gathering).map((one) => ({ ...one, people: one.people - one.reached, partTime: one.partTime - one.reachedPartTime })).filter(({ people }) => people > 0)

/** Of how many, how many. */
export type Share = { readonly people: number; readonly reached: number }
/** All, a group, or those who work part-time in whatever group. */
export type Part = 'all' | 'part-time' | StaffGroup
export const parts: readonly Part[] = ['all', ...staffGroups, 'part-time']
export const shareOf = (counts: readonly Counted[], part: Part): Share =>
  part === 'part-time'
    ? { people: sum(counts, ({ partTime }) => partTime), reached: sum(counts, ({ reachedPartTime }) => reachedPartTime) }
    : { people: sum(counts, ({ group, people }) => (part === 'all' || part === group ? people : 0)), reached: sum(counts, ({ group, reached }) => (part === 'all' || part === group ? reached : 0)) }
/** Whole per cent, or undefined of none. */
export const percent = ({ people, reached }: Share): number | undefined => (people === 0 ? undefined : Math.round((reached / people) * 100))
/** Of every place at every gathering, how many were filled: who the people were is not known, so one who was there twice counts twice, of two. */
export const overall = (gatherings: readonly Gathering[], part: Part): Share => {
  const all = gatherings.map((one) => shareOf(reachedIn(one), part))
  return { people: sum(all, ({ people }) => people), reached: sum(all, ({ reached }) => reached) }
}

/** When somebody is said to lag behind the others: by so many percentage points, when so many gatherings have been held. [rule of ours, to be tried] */
export const lagRule: { readonly watched: readonly Part[]; readonly points: number; readonly gatherings: number } = { watched: ['assistant', 'part-time'], points: 20, gatherings: 1 }
export type Lag = { readonly part: Part; readonly percent: number; readonly others: number }
/** Those who lag behind all the others together, with what it is said from. `points`: what the team has set. */
export function lagging(gatherings: readonly Gathering[], points = lagRule.points): readonly Lag[] {
  if (gatherings.length < lagRule.gatherings) return []
  return lagRule.watched.flatMap((part): Lag[] => {
    // Nobody says at check-in whether they work part-time.
    const known = part === 'part-time' ? gatherings.filter(({ source }) => source === 'typed') : gatherings
    const [own, all] = [overall(known, part), overall(known, 'all')]
    const [theirs, others] = [percent(own), percent({ people: all.people - own.people, reached: all.reached - own.reached })]
    return theirs !== undefined && others !== undefined && others - theirs >= points ? [{ part, percent: theirs, others }] : []
  })
}
