/**
 * The half-year plan as a model. Sets: weeks w (at most 26), advisers a, commitments c with their visits, kindergartens k.
 *
 * Variables: x[c,a,w] is 1 when a makes a visit of c in week w. y[c,a] is 1 when a has c.
 * Limits, in minutes and visits:
 * - Σa y[c,a] ≤ 1, and x[c,a,w] ≤ y[c,a]: one adviser for what is not locked
 * - Σa,w x[c,a,w] ≤ visits of c
 * - Σc minutes[c,a] · x[c,a,w] ≤ minutes of a in w: with travel, and with the work around each visit
 * - Σ over any `gap` weeks in a row of x[c,a,w] ≤ 1
 * - Σ over the commitments of k of x[c,a,w] ≤ most visits to k in w
 * - x[c,a,w] = 0 outside the window, when no day of the week is open to both, when a may not or cannot
 * Sought: the largest sum of points: what is fulfilled (`visitPoints`), less what each visit costs (`Way.worth`) and what is unevenly spread (`unevenPoints`).
 * One hour fulfilled is worth more than all the rest of it can cost, so first as much as can be, then evenly, then who and when.
 */
export type Adviser = {
  readonly id: string
  readonly name: string
  /** Minutes for work in the field, for each week: weekly hours less days away. */
  readonly minutes: readonly number[]
  /** Days one can be out, for each week: 1 is Monday, 2 Tuesday … 16 Friday, added up. */
  readonly days: readonly number[]
  /** Days one would rather be out, in the same way. 0: no wish. */
  readonly preferred: number
}
export type Kindergarten = { readonly id: string; readonly name: string; /** Visits it can take in a week. */ readonly most: number }
export type Able = {
  readonly adviserId: string
  /** Minutes for one visit: the visit, travel, and a share of the work around it. */
  readonly minutes: number
  readonly travel: number
  /** Promised by name. */
  readonly named: boolean
  /** Has worked with the kindergarten before. */
  readonly had: boolean
}
export type Commitment = {
  readonly id: string
  readonly what: string
  readonly where: string
  readonly kindergartenId: string | undefined
  readonly visits: number
  /** Minutes of one visit as it was promised. */
  readonly minutes: number
  /** At least so many weeks from one visit to the next. */
  readonly gap: number
  /** Days that can be used, for each week: within the window, no public holiday, no day the kindergarten has set aside. Bits as of `Adviser.days`. */
  readonly days: readonly number[]
  /** Who can, alone, and is not partial. */
  readonly able: readonly Able[]
}
export type Visit = { readonly commitmentId: string; readonly adviserId: string; readonly week: number }
export type Problem = {
  readonly weeks: number
  readonly advisers: readonly Adviser[]
  readonly kindergartens: readonly Kindergarten[]
  readonly commitments: readonly Commitment[]
  /** Visits the leader has said shall stand. */
  readonly locks: readonly Visit[]
}

/** One adviser for one commitment: what a visit in each week is worth, 0 when it cannot be. */
export type Way = { readonly adviser: number; readonly minutes: number; readonly worth: Float64Array; /** Visits this one alone has weeks for. */ readonly most: number }
export type Wish = { readonly at: number; /** Left to place, as many as there can be room for. */ readonly visits: number; readonly gap: number; readonly kindergarten: number; readonly ways: readonly Way[] }
export type Prepared = {
  readonly problem: Problem
  readonly weeks: number
  /** Minutes of adviser a in week w, at a × weeks + w; what the locks have taken; and the even share of all work. */
  readonly minutes: Int32Array
  readonly locked: Int32Array
  readonly share: Float64Array
  /** Visits kindergarten k can still take in week w, at k × weeks + w. */
  readonly room: Int32Array
  readonly wishes: readonly Wish[]
}

/** Points for an hour that is fulfilled; for each week earlier than the last that it is due; and for an hour above the even share. */
export const points = { hour: 100, earlier: 2, uneven: 5, notNamed: 10, notHad: 4, notPreferred: 1, travel: 2, offRhythm: 0.1 } as const

/** Takes the locks out, and reckons what each visit is worth with each who can. */
export function prepare(problem: Problem): Prepared {
  const { weeks, advisers, kindergartens, commitments, locks } = problem
  const adviserAt = new Map(advisers.map(({ id }, at) => [id, at]))
  const kindergartenAt = new Map(kindergartens.map(({ id }, at) => [id, at]))
  const minutes = Int32Array.from(advisers.flatMap((one) => one.minutes.slice(0, weeks)))
  const locked = new Int32Array(minutes.length)
  const room = Int32Array.from(kindergartens.flatMap(({ most }) => Array.from({ length: weeks }, () => most)))
  const lockedOf = Map.groupBy(locks, ({ commitmentId }) => commitmentId)
  for (const commitment of commitments) {
    const place = commitment.kindergartenId === undefined ? undefined : kindergartenAt.get(commitment.kindergartenId)
    for (const { adviserId, week } of lockedOf.get(commitment.id) ?? []) {
      const adviser = adviserAt.get(adviserId)
      if (adviser !== undefined) locked[adviser * weeks + week] = (locked[adviser * weeks + week] ?? 0) + (commitment.able.find((one) => one.adviserId === adviserId)?.minutes ?? commitment.minutes)
      if (place !== undefined) room[place * weeks + week] = (room[place * weeks + week] ?? 0) - 1
    }
  }
  const asked = commitments.reduce((sum, one) => sum + one.visits * one.minutes, 0)
  const all = minutes.reduce((sum, one) => sum + one, 0)
  const even = all === 0 ? 1 : Math.min(1, asked / all)
  const wishes = commitments.flatMap((commitment, at): readonly Wish[] => {
    const own = lockedOf.get(commitment.id) ?? []
    const kindergarten = (commitment.kindergartenId === undefined ? undefined : kindergartenAt.get(commitment.kindergartenId)) ?? -1
    const free = (week: number) => !own.some((lock) => Math.abs(lock.week - week) < commitment.gap) && (kindergarten < 0 || (room[kindergarten * weeks + week] ?? 0) > 0)
    const ways = commitment.able.flatMap((able): readonly Way[] => {
      const adviser = adviserAt.get(able.adviserId)
      const who = adviser === undefined ? undefined : advisers[adviser]
      if (adviser === undefined || !who) return []
      const worth = Float64Array.from({ length: weeks }, (_, week) => {
        const fits = able.minutes + (locked[adviser * weeks + week] ?? 0) <= (minutes[adviser * weeks + week] ?? 0)
        return fits && free(week) && canMeet(commitment, who, week) ? worthOf(problem, commitment, able, who, week, own.some(({ adviserId }) => adviserId === able.adviserId)) : 0
      })
      return worth.some((one) => one > 0) ? [{ adviser, minutes: able.minutes, worth, most: Math.min(commitment.visits - own.length, mostVisits(weeks, commitment.gap, (week) => (worth[week] ?? 0) > 0)) }] : []
    })
    const visits = Math.max(0, ...ways.map(({ most }) => most))
    return visits > 0 ? [{ at, visits, gap: commitment.gap, kindergarten, ways }] : []
  })
  return { problem, weeks, minutes, locked, share: Float64Array.from(minutes, (one) => one * even), room, wishes }
}

/** A day of the week is open to both. */
export const canMeet = (commitment: Pick<Commitment, 'days'>, adviser: Pick<Adviser, 'days'>, week: number): boolean => ((commitment.days[week] ?? 0) & (adviser.days[week] ?? 0)) !== 0

/** How many visits there is time for when they stand `gap` weeks apart. */
export function mostVisits(weeks: number, gap: number, open: (week: number) => boolean): number {
  let [count, next] = [0, 0]
  for (let week = 0; week < weeks; week++) if (week >= next && open(week)) [count, next] = [count + 1, week + gap]
  return count
}

/** Points of one visit as promised: more the sooner it is due. */
function visitPoints({ days, minutes }: Pick<Commitment, 'days' | 'minutes'>, weeks: number): number {
  const due = days.findLastIndex((one) => one !== 0)
  return (minutes / 60) * (points.hour + points.earlier * Math.max(0, weeks - 1 - due))
}

function worthOf(problem: Problem, commitment: Commitment, able: Able, who: Adviser, week: number, holds: boolean): number {
  const hours = commitment.minutes / 60
  const anyoneNamed = commitment.able.some(({ named }) => named)
  const anyoneHad = commitment.able.some(({ had }) => had)
  const preferred = who.preferred === 0 || (who.preferred & (commitment.days[week] ?? 0) & (who.days[week] ?? 0)) !== 0
  const leastTravel = Math.min(...commitment.able.map(({ travel }) => travel))
  const cost = (anyoneNamed && !able.named && !holds ? points.notNamed : 0) + (anyoneHad && !able.had && !holds ? points.notHad : 0) + (preferred ? 0 : points.notPreferred)
  return visitPoints(commitment, problem.weeks) - hours * (cost + points.offRhythm * fromRhythm(commitment, week)) - ((able.travel - leastTravel) / 60) * points.travel
}

/** Weeks from the nearest of the weeks that would spread the visits evenly over the window. */
export function fromRhythm({ days, visits }: Pick<Commitment, 'days' | 'visits'>, week: number): number {
  const first = days.findIndex((one) => one !== 0)
  const last = days.findLastIndex((one) => one !== 0)
  const step = visits === 1 ? 0 : (last - first) / (visits - 1)
  const nearest = step === 0 ? first : first + Math.min(visits - 1, Math.max(0, Math.round((week - first) / step))) * step
  return visits === 1 ? 0 : Math.abs(week - nearest)
}
