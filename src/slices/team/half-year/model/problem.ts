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
export type Way = {
  readonly adviser: number
  readonly minutes: number
  readonly worth: Float64Array
  /** Visits this one alone has weeks for. */
  readonly most: number
  /** The weeks it can be, and for each how many of them are early enough for a visit there as well. */
  readonly open: Int32Array
  readonly before: Int32Array
  /** No visits of this one are worth more together. */
  readonly atMost: number
}
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
  const { weeks, advisers, commitments, locks } = problem
  const minutes = Int32Array.from(advisers.flatMap((one) => one.minutes.slice(0, weeks)))
  const lockedOf = Map.groupBy(locks, ({ commitmentId }) => commitmentId)
  const left = withoutLocks(problem, lockedOf)
  const asked = commitments.reduce((sum, one) => sum + one.visits * one.minutes, 0)
  const all = minutes.reduce((sum, one) => sum + one, 0)
  const even = all === 0 ? 1 : Math.min(1, asked / all)
  const wishes = commitments.flatMap((commitment, at) => wishFor(problem, commitment, at, lockedOf.get(commitment.id) ?? [], { minutes, ...left }))
  return { problem, weeks, minutes, share: Float64Array.from(minutes, (one) => one * even), wishes, locked: left.locked, room: left.room }
}

type Left = Pick<Prepared, 'minutes' | 'locked' | 'room'> & { readonly adviserAt: ReadonlyMap<string, number>; readonly kindergartenAt: ReadonlyMap<string, number> }
function withoutLocks({ weeks, advisers, kindergartens, commitments }: Problem, lockedOf: ReadonlyMap<string, readonly Visit[]>): Omit<Left, 'minutes'> {
  const adviserAt = new Map(advisers.map(({ id }, at) => [id, at]))
  const kindergartenAt = new Map(kindergartens.map(({ id }, at) => [id, at]))
  const locked = new Int32Array(advisers.length * weeks)
  const room = Int32Array.from(kindergartens.flatMap(({ most }) => Array.from({ length: weeks }, () => most)))
  for (const { id, kindergartenId, able, minutes } of commitments) {
    const place = kindergartenId === undefined ? undefined : kindergartenAt.get(kindergartenId)
    for (const { adviserId, week } of lockedOf.get(id) ?? []) {
      const adviser = adviserAt.get(adviserId)
      if (adviser !== undefined) locked[adviser * weeks + week] = (locked[adviser * weeks + week] ?? 0) + (able.find((one) => one.adviserId === adviserId)?.minutes ?? minutes)
      if (place !== undefined) room[place * weeks + week] = (room[place * weeks + week] ?? 0) - 1
    }
  }
  return { adviserAt, kindergartenAt, locked, room }
}

/** What is left to place of a promise, with those who can; nothing when there is room for none. `own`: its visits that are kept. */
function wishFor(problem: Problem, commitment: Commitment, at: number, own: readonly Visit[], { minutes, locked, room, adviserAt, kindergartenAt }: Left): readonly Wish[] {
  const { weeks, advisers } = problem
  const { gap } = commitment
  const kindergarten = (commitment.kindergartenId === undefined ? undefined : kindergartenAt.get(commitment.kindergartenId)) ?? -1
  const free = (week: number) => !own.some((lock) => Math.abs(lock.week - week) < gap) && (kindergarten < 0 || (room[kindergarten * weeks + week] ?? 0) > 0)
  const worthWith = worthOf(problem, commitment)
  const ways = commitment.able.flatMap((able): readonly Way[] => {
    const adviser = adviserAt.get(able.adviserId)
    const who = adviser === undefined ? undefined : advisers[adviser]
    if (adviser === undefined || !who) return []
    const holds = own.some(({ adviserId }) => adviserId === able.adviserId)
    const fits = (week: number) => able.minutes + (locked[adviser * weeks + week] ?? 0) <= (minutes[adviser * weeks + week] ?? 0)
    const worth = Float64Array.from({ length: weeks }, (_, week) => (fits(week) && free(week) && canMeet(commitment, who, week) ? worthWith(able, who, holds, week) : 0))
    const open = Int32Array.from(worth.keys()).filter((week) => (worth[week] ?? 0) > 0)
    if (open.length === 0) return []
    const most = Math.min(commitment.visits - own.length, mostVisits(weeks, gap, (week) => (worth[week] ?? 0) > 0))
    return [{ adviser, minutes: able.minutes, worth, most, open, before: open.map((week) => open.filter((other) => other <= week - gap).length), atMost: worthAtMost(worth, most) }]
  })
  const visits = Math.max(0, ...ways.map(({ most }) => most))
  return visits > 0 ? [{ at, visits, gap, kindergarten, ways }] : []
}

/** The most so many visits can be worth together, however near each other they stand. */
export const worthAtMost = (worth: Float64Array, visits: number): number => worth.toSorted((a, b) => b - a).subarray(0, Math.max(0, visits)).reduce((sum, one) => sum + Math.max(0, one), 0)

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

/** Points of a visit in a week by one who can. `holds`: visits that are kept are theirs already. What is the same for all who can is reckoned once. */
function worthOf({ weeks }: Problem, commitment: Commitment): (able: Able, who: Adviser, holds: boolean, week: number) => number {
  const hours = commitment.minutes / 60
  const whole = visitPoints(commitment, weeks)
  const anyoneNamed = commitment.able.some(({ named }) => named)
  const anyoneHad = commitment.able.some(({ had }) => had)
  const leastTravel = Math.min(...commitment.able.map(({ travel }) => travel))
  const rhythm = Array.from({ length: weeks }, (_, week) => fromRhythm(commitment, week))
  return (able, who, holds, week) => {
    const preferred = who.preferred === 0 || (who.preferred & (commitment.days[week] ?? 0) & (who.days[week] ?? 0)) !== 0
    const cost = (anyoneNamed && !able.named && !holds ? points.notNamed : 0) + (anyoneHad && !able.had && !holds ? points.notHad : 0) + (preferred ? 0 : points.notPreferred)
    return whole - hours * (cost + points.offRhythm * (rhythm[week] ?? 0)) - ((able.travel - leastTravel) / 60) * points.travel
  }
}

/** Weeks from the nearest of the weeks that would spread the visits evenly over the window. */
export function fromRhythm({ days, visits }: Pick<Commitment, 'days' | 'visits'>, week: number): number {
  const first = days.findIndex((one) => one !== 0)
  const last = days.findLastIndex((one) => one !== 0)
  const step = visits === 1 ? 0 : (last - first) / (visits - 1)
  const nearest = step === 0 ? first : first + Math.min(visits - 1, Math.max(0, Math.round((week - first) / step))) * step
  return visits === 1 ? 0 : Math.abs(week - nearest)
}
