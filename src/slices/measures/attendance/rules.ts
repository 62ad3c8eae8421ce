import { codeIn } from '../../../kernel/codes.ts'
import { endOfDayOslo, osloDate, startOfDayOslo } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'

/** A session as attendance must know it. */
export type Session = { readonly id: string; readonly title: string; readonly startsAt: Date; readonly endsAt: Date; readonly cancelled: boolean }

const minute = 60_000
/** One may check in from an hour before the session begins, until two hours after it is over: people are let out of the room before they find their phone. */
const opensBefore = 60 * minute
const closesAfter = 120 * minute

export type When = 'too-early' | 'now' | 'too-late'
export const whenOf = ({ startsAt, endsAt }: Pick<Session, 'startsAt' | 'endsAt'>, now: Date): When =>
  now.getTime() < startsAt.getTime() - opensBefore ? 'too-early' : now.getTime() > endsAt.getTime() + closesAfter ? 'too-late' : 'now'

/** The letters on the wall are for the day of the session: before and after it nobody gets to know what they were for. */
export const codeWorks = (session: Pick<Session, 'startsAt' | 'endsAt'>, now: Date): boolean =>
  whenOf(session, now) === 'now' || (now >= startOfDayOslo(osloDate(session.startsAt)) && now < endOfDayOslo(osloDate(session.endsAt)))

export type CheckInRefusal = 'session-cancelled' | 'too-early' | 'too-late' | 'no-seat'
/** A person says: I am here. Said twice it is one; `already` is no refusal. */
export function checkIn(session: Session, seated: boolean, before: boolean | undefined, now: Date): Decision<CheckInRefusal, { readonly kind: 'measures.checked-in'; readonly already: boolean }> {
  if (session.cancelled) return refuse('session-cancelled')
  if (!seated) return refuse('no-seat')
  const when = whenOf(session, now)
  if (when !== 'now') return refuse(when)
  return accept({ kind: 'measures.checked-in', already: before === true })
}

export type TickRefusal = 'session-cancelled' | 'too-early'
/** Whoever arranges says who came: from the day of the session, and afterwards as long as the course is kept. */
export function tick(session: Session, now: Date): Decision<TickRefusal, { readonly kind: 'measures.attendance-ticked' }> {
  if (session.cancelled) return refuse('session-cancelled')
  return whenOf(session, now) === 'too-early' ? refuse('too-early') : accept({ kind: 'measures.attendance-ticked' })
}

/** A list as it was sent: who stood on the page, who was ticked when it was opened, and who is ticked now. */
export type List = { readonly listed: readonly string[]; readonly shown: ReadonlySet<string>; readonly ticked: ReadonlySet<string> }
/** What a list changes: the ticks that were put on or taken off on the page, and those who have no mark yet. A person who has checked in since the page was opened stays. */
export const changesOf = (before: ReadonlyMap<string, boolean>, { listed, shown, ticked }: List): readonly { readonly placeId: string; readonly was: boolean | undefined; readonly came: boolean }[] =>
  listed.map((placeId) => ({ placeId, was: before.get(placeId), came: ticked.has(placeId) })).filter(({ placeId, was, came }) => was !== came && (was === undefined || came !== shown.has(placeId)))

/** The words people type their name with are seldom the ones they were registered with: letters and spaces count, case and marks do not. */
export const sameName = (a: string, b: string): boolean => plainName(a) === plainName(b)
const plainName = (name: string): string => name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[^\p{L}]+/gu, ' ').trim()

export type Seat = { readonly placeId: string; readonly name: string; readonly email: string }
/** Who of those with a seat is meant by an address of e-mail, and a name where two share it. One answer whatever is wrong: it never says who is there. */
export function findSeat(seats: readonly Seat[], typed: { readonly email: string; readonly name: string }): Decision<'no-seat', Seat> {
  const same = seats.filter(({ email }) => email.toLowerCase() === typed.email.toLowerCase())
  const [one, ...others] = same
  if (!one) return refuse('no-seat')
  if (others.length === 0) return accept(one)
  const [named, ...more] = same.filter(({ name }) => sameName(name, typed.name))
  return named && more.length === 0 ? accept(named) : refuse('no-seat')
}

/** How many of the sessions one must have been at: what the course says, or all that were held. Never more than were held. */
export const neededOf = (atLeast: number | undefined, held: number): number => Math.min(atLeast ?? held, held)

export type IssueRefusal = 'course-not-over' | 'nothing-held' | 'nobody-left'
export type Counted = { readonly placeId: string; readonly came: number; readonly has: boolean }
/** Those who are to have a certificate: it is over, they were there often enough, and they have none. */
export function issue(sessions: readonly Session[], people: readonly Counted[], atLeast: number | undefined, now: Date): Decision<IssueRefusal, { readonly kind: 'measures.certificates-issued'; readonly to: readonly string[]; readonly needed: number; readonly held: number }> {
  const held = sessions.filter(({ cancelled }) => !cancelled)
  if (held.length === 0) return refuse('nothing-held')
  if (held.some(({ endsAt }) => endsAt > now)) return refuse('course-not-over')
  const needed = neededOf(atLeast, held.length)
  const to = people.filter(({ came, has }) => came >= needed && !has).map(({ placeId }) => placeId)
  return to.length === 0 ? refuse('nobody-left') : accept({ kind: 'measures.certificates-issued', to, needed, held: held.length })
}

export const revokeReasons = ['wrong-person', 'not-there', 'wrong-facts', 'asked-for'] as const
export type RevokeReason = (typeof revokeReasons)[number]

/** What a stranger with the code sees of whose it is: 'K. P.' */
export const initialsOf = (name: string): string => name.split(/[\s-]+/).filter((part) => /^\p{L}/u.test(part)).map((part) => `${[...part][0]?.toUpperCase()}.`).join(' ')

/** How many letters are on the wall of a session, good for hours in a room; and on a certificate, good for years. */
export const codeLength = { session: 6, certificate: 16 } as const
export const sessionCodeOf = (typed: unknown): string | undefined => codeIn(typed, codeLength.session)
export const certificateCodeOf = (typed: unknown): string | undefined => codeIn(typed, codeLength.certificate)
