import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'

/** The groups that quotas and reach are counted by. */
export const roleGroups = ['head', 'pedagogical-leader', 'kindergarten-teacher', 'skilled-worker', 'assistant', 'other'] as const
export type RoleGroup = (typeof roleGroups)[number]
export const hows = ['on-site', 'digital'] as const
export type How = (typeof hows)[number]
const placeStates = ['seated', 'offered', 'waiting', 'declined', 'lapsed', 'withdrawn', 'cancelled'] as const
export type PlaceState = (typeof placeStates)[number]

/** How many may be given a seat, and who goes first until when. */
export type Limits = {
  readonly seats: Readonly<Record<How, number>>
  /** For each kindergarten; undefined: as many as there are seats. */
  readonly perKindergarten: number | undefined
  /** For each role group that has a limit. */
  readonly perRole: Readonly<Partial<Record<RoleGroup, number>>>
  readonly priorityUntil: Date | undefined
}

/** Who is registered, and how they want to come. */
export type Person = { readonly name: string; readonly email: string; readonly roleGroup: RoleGroup; readonly how: How }

/** Where somebody stands: who goes first, then who came first. */
export type Standing = { readonly goesFirst: boolean; readonly registeredAt: Date; readonly seq: number }
type Wish = { readonly kindergartenId: string; readonly roleGroup: RoleGroup; readonly how: How }
export type Place = Standing & Wish & { readonly id: string; readonly state: PlaceState; readonly offeredUntil: Date | undefined; /** The kindergarten is closed down. */ readonly closedDown: boolean }

/** A seat is taken by whoever has it, and by whoever is offered it for as long as the offer stands. */
const takes = ({ state }: Pick<Place, 'state'>): boolean => state === 'seated' || state === 'offered'
/** In the course still: has a seat, is offered one, or waits for one. */
export const isLive = (place: Pick<Place, 'state'>): boolean => takes(place) || place.state === 'waiting'

/** How many seats are taken, of what three kinds of limit count. */
export type Taken = { readonly how: Readonly<Record<How, number>>; readonly kindergarten: ReadonlyMap<string, number>; readonly role: ReadonlyMap<RoleGroup, number> }
export const takenBy = (places: Parameters<typeof withTaken>[1]): Taken => withTaken({ how: { 'on-site': 0, digital: 0 }, kindergarten: new Map(), role: new Map() }, places)
/** As `taken`, with those who have been given a seat since. */
export function withTaken(taken: Taken, people: readonly Pick<Place, 'state' | 'how' | 'kindergartenId' | 'roleGroup'>[]): Taken {
  const count = counting(taken)
  for (const one of people) if (takes(one)) add(count, one)
  return count
}
const counting = (taken: Taken) => ({ how: { ...taken.how }, kindergarten: new Map(taken.kindergarten), role: new Map(taken.role) })
const add = (count: { readonly how: Record<How, number>; readonly kindergarten: Map<string, number>; readonly role: Map<RoleGroup, number> }, { how, kindergartenId, roleGroup }: Wish): void => {
  count.how[how]++
  count.kindergarten.set(kindergartenId, (count.kindergarten.get(kindergartenId) ?? 0) + 1)
  count.role.set(roleGroup, (count.role.get(roleGroup) ?? 0) + 1)
}

type WaitReason = 'full' | 'kindergarten-full' | 'role-full' | 'others-first' | 'closed-down'
/** Why there is no seat for this one now; undefined when there is. */
export function whyWaits(limits: Limits, taken: Taken, one: Wish & Pick<Place, 'goesFirst' | 'closedDown'>, now: Date): WaitReason | undefined {
  if (one.closedDown) return 'closed-down'
  if (!one.goesFirst && limits.priorityUntil !== undefined && now < limits.priorityUntil) return 'others-first'
  if (taken.how[one.how] >= limits.seats[one.how]) return 'full'
  if (limits.perKindergarten !== undefined && (taken.kindergarten.get(one.kindergartenId) ?? 0) >= limits.perKindergarten) return 'kindergarten-full'
  const mostOfRole = limits.perRole[one.roleGroup]
  return mostOfRole !== undefined && (taken.role.get(one.roleGroup) ?? 0) >= mostOfRole ? 'role-full' : undefined
}

/** Does this kindergarten go first for one who registers now? After the day nobody does, and it is the moment that counts. */
export const goesFirst = (limits: Limits, hasPriority: boolean, now: Date): boolean => hasPriority && limits.priorityUntil !== undefined && now < limits.priorityUntil

/** The queue in its order. It is said on the page in these words: those who go first, then by the moment they were registered. */
export const inOrder = <P extends Standing>(places: readonly P[]): readonly P[] =>
  places.toSorted((a, b) => Number(b.goesFirst) - Number(a.goesFirst) || a.registeredAt.getTime() - b.registeredAt.getTime() || a.seq - b.seq)

/** Those registered together, each after the other: a seat while there is one for them, else a place in the queue. */
export function seatOrWait<W extends Wish & Pick<Place, 'goesFirst' | 'closedDown'>>(limits: Limits, taken: Taken, people: readonly W[], now: Date): readonly (W & { readonly state: 'seated' | 'waiting' })[] {
  const count = counting(taken)
  return people.map((one) => {
    if (whyWaits(limits, count, one, now)) return { ...one, state: 'waiting' as const }
    add(count, one)
    return { ...one, state: 'seated' as const }
  })
}

type Settled = { readonly lapsed: readonly string[]; readonly given: readonly { readonly id: string; readonly state: 'seated' | 'offered'; readonly offeredUntil: Date | undefined }[] }
/**
 * What time and free seats do to a course: offers whose time is out lapse, and each seat that is free goes to the first in the queue it fits. One who is
 * passed by, because the kindergarten or the role group has had its seats, keeps the place in the queue. When the course has begun, nobody is given a seat.
 * @param release the day for those who go first has just passed: the seats that are left are given outright, for those who waited for that day have asked already
 */
export function settle(limits: Limits, places: readonly Place[], course: { readonly startsAt: Date | undefined; readonly offerHours: number; readonly gives: boolean }, now: Date, release = false): Settled {
  const lapsed = places.filter(({ state, offeredUntil }) => state === 'offered' && offeredUntil !== undefined && offeredUntil <= now).map(({ id }) => id)
  if (!course.gives || (course.startsAt !== undefined && course.startsAt <= now)) return { lapsed, given: [] }
  const left = places.filter(({ id }) => !lapsed.includes(id))
  const count = counting(takenBy(left))
  const latest = now.getTime() + course.offerHours * 3_600_000
  const until = new Date(Math.min(latest, course.startsAt?.getTime() ?? latest))
  const given = inOrder(left.filter(({ state }) => state === 'waiting')).flatMap((one): Settled['given'] => {
    if (whyWaits(limits, count, one, now)) return []
    add(count, one)
    return [release ? { id: one.id, state: 'seated', offeredUntil: undefined } : { id: one.id, state: 'offered', offeredUntil: until }]
  })
  return { lapsed, given }
}

/** Who is given the seat that one of them leaves; undefined when nobody waits whom it fits. */
export function followsAfter<P extends Place>(limits: Limits, places: readonly P[], leaverId: string, course: Parameters<typeof settle>[2], now: Date): P | undefined {
  const given = (those: readonly P[]) => settle(limits, those, course, now).given.map(({ id }) => id)
  const anyhow = given(places)
  const follower = given(places.filter(({ id }) => id !== leaverId)).find((id) => !anyhow.includes(id))
  return places.find(({ id }) => id === follower)
}

type RegisterRefusal = 'course-not-open' | 'not-open-yet' | 'registration-closed' | 'course-started' | 'kindergarten-closed' | 'kindergarten-not-asked' | 'role-not-asked' | 'link-not-used'
export type Registration = {
  readonly state: string
  readonly opensAt: Date
  readonly closesAt: Date
  readonly startsAt: Date | undefined
  readonly audience: readonly RoleGroup[]
  readonly byLink: boolean
}
/** May these be registered for this kindergarten now? */
export function register(course: Registration, kindergarten: { readonly closedDown: boolean; readonly asked: boolean }, people: readonly Pick<Wish, 'roleGroup'>[], by: 'head' | 'self' | 'arranger', now: Date): Decision<RegisterRefusal, { readonly kind: 'measures.course-registered' }> {
  if (course.startsAt !== undefined && course.startsAt <= now) return refuse('course-started')
  if (course.state === 'closed' || (course.state === 'open' && now >= course.closesAt)) return refuse('registration-closed')
  if (course.state !== 'open') return refuse('course-not-open')
  if (now < course.opensAt) return refuse('not-open-yet')
  if (kindergarten.closedDown) return refuse('kindergarten-closed')
  if (!kindergarten.asked) return refuse('kindergarten-not-asked')
  if (by === 'self' && !course.byLink) return refuse('link-not-used')
  if (course.audience.length > 0 && people.some(({ roleGroup }) => !course.audience.includes(roleGroup))) return refuse('role-not-asked')
  return accept({ kind: 'measures.course-registered' })
}

type AnswerRefusal = 'not-offered' | 'offer-expired' | 'course-started' | 'not-in-it'
type Answered = { readonly kind: 'measures.course-offer-taken' | 'measures.course-offer-declined' | 'measures.course-place-withdrawn'; readonly to: 'seated' | 'declined' | 'withdrawn' }
/** What a person says about the own place: takes an offer, says no to it, or gives up a seat or a place in the queue. */
export function answer(place: Pick<Place, 'state' | 'offeredUntil'>, given: 'take' | 'decline' | 'withdraw', startsAt: Date | undefined, now: Date): Decision<AnswerRefusal, Answered> {
  if (startsAt !== undefined && startsAt <= now) return refuse('course-started')
  if (given === 'withdraw') return isLive(place) ? accept({ kind: 'measures.course-place-withdrawn', to: 'withdrawn' }) : refuse('not-in-it')
  if (place.state === 'lapsed' || (place.state === 'offered' && place.offeredUntil !== undefined && place.offeredUntil <= now)) return refuse('offer-expired')
  if (place.state !== 'offered') return refuse('not-offered')
  return given === 'take' ? accept({ kind: 'measures.course-offer-taken', to: 'seated' }) : accept({ kind: 'measures.course-offer-declined', to: 'declined' })
}

/** The same person twice, as far as can be seen: the same name and the same mailbox. Two who share a mailbox have names of their own. */
export const samePerson = (a: { readonly name: string; readonly email: string }, b: { readonly name: string; readonly email: string }): boolean => plain(a.name) === plain(b.name) && plain(a.email) === plain(b.email)
const plain = (text: string): string => text.trim().replaceAll(/\s+/gu, ' ').normalize('NFC').toLocaleLowerCase('nb')
