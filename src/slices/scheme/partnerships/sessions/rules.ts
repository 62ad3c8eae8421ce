import type { LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { contains, type Period } from '../../../../kernel/period.ts'
import { halfOf, type Half } from '../halves/rules.ts'

export const cancelledBy = ['owner', 'partner', 'neither'] as const
export type CancelledBy = (typeof cancelledBy)[number]
export type SessionState = 'planned' | 'held' | 'cancelled'
export type SessionFacts = { readonly day: LocalDate; readonly state: SessionState; readonly cancelledBy: CancelledBy | undefined; readonly staff: number | undefined }
type Facts = { readonly agreedAt: Date | undefined; readonly period: Period }

export type PlanRefusal = 'never-agreed' | 'day-outside'
/** A session is planned in the period of a partnership that both have confirmed. A day that has been may be written in afterwards. */
export function plan(facts: Facts, day: LocalDate): Decision<PlanRefusal, { readonly kind: 'scheme.partnership-session-planned' }> {
  if (!facts.agreedAt) return refuse('never-agreed')
  return contains(facts.period, day) ? accept({ kind: 'scheme.partnership-session-planned' }) : refuse('day-outside')
}

export type ToldRefusal = 'session-held' | 'session-cancelled' | 'not-yet'
/** It was held: told on the day or after it, once. */
export function hold(session: SessionFacts, today: LocalDate): Decision<ToldRefusal, { readonly kind: 'scheme.partnership-session-held' }> {
  if (session.state !== 'planned') return refuse(session.state === 'held' ? 'session-held' : 'session-cancelled')
  return session.day > today ? refuse('not-yet') : accept({ kind: 'scheme.partnership-session-held' })
}

export type CancelRefusal = Exclude<ToldRefusal, 'not-yet'> | 'new-day-outside' | 'new-day-passed'
/** It was cancelled, by whom and why. A new day is one to come, in the period. What has been held is not cancelled. */
export function cancel(session: SessionFacts, facts: Facts, newDay: LocalDate | undefined, today: LocalDate): Decision<CancelRefusal, { readonly kind: 'scheme.partnership-session-cancelled' }> {
  if (session.state !== 'planned') return refuse(session.state === 'held' ? 'session-held' : 'session-cancelled')
  if (newDay !== undefined && newDay < today) return refuse('new-day-passed')
  if (newDay !== undefined && !contains(facts.period, newDay)) return refuse('new-day-outside')
  return accept({ kind: 'scheme.partnership-session-cancelled' })
}

export type HalfCount = { readonly half: Half; readonly planned: number; readonly held: number; readonly cancelled: Readonly<Record<CancelledBy, number>>; readonly staff: number }
/** A group of fewer than five is not told as a number; see docs/rules/scheme.md. */
export const isFew = (staff: number): boolean => staff > 0 && staff < 5

/** The sessions of each half-year, the newest first. Every session is counted once; staff of sessions that reached fewer than five stand outside the sum, so that nobody subtracts their way to them. */
export function countHalves(sessions: readonly SessionFacts[]): readonly HalfCount[] {
  const halves = [...Map.groupBy(sessions, ({ day }) => halfOf(day))].toSorted(([a], [b]) => (a < b ? 1 : -1))
  return halves.map(([half, those]) => ({
    half,
    planned: those.filter(({ state }) => state === 'planned').length,
    held: those.filter(({ state }) => state === 'held').length,
    cancelled: { owner: by(those, 'owner'), partner: by(those, 'partner'), neither: by(those, 'neither') },
    staff: those.reduce((sum, { staff }) => sum + (staff === undefined || isFew(staff) ? 0 : staff), 0),
  }))
}
const by = (those: readonly SessionFacts[], who: CancelledBy) => those.filter(({ state, cancelledBy: by }) => state === 'cancelled' && by === who).length
