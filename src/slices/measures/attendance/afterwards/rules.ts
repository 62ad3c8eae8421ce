import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { whenOf, type Session } from '../rules.ts'

const day = 86_400_000
/** A phone that had no connection is believed for so long. */
const toldWithin = 7 * day
/** And is answered in words for so long, also when it is not. */
const answeredWithin = 30 * day

/** The moment a phone says it was there, as its script writes it ('2026-11-23T10:05:00.000Z'); undefined for anything else. */
export function momentOf(typed: unknown): Date | undefined {
  if (typeof typed !== 'string' || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(typed)) return undefined
  const moment = new Date(typed)
  return Number.isNaN(moment.getTime()) ? undefined : moment
}

/** Is the session over, and not longer ago than that a phone that tells of it is answered? */
export const mayBeTold = (session: Pick<Session, 'startsAt' | 'endsAt'>, now: Date): boolean => whenOf(session, now) === 'too-late' && now.getTime() - session.endsAt.getTime() <= answeredWithin

export type ToldRefusal = 'session-cancelled' | 'no-seat' | 'told-outside' | 'told-too-late' | 'taken-out'
type Before = { readonly came: boolean; readonly told: Date | undefined }
/**
 * A phone without connection tells afterwards that somebody was there. Nobody can know when it was said: it is believed when the moment is one at which one might have
 * checked in, within seven days, and shown as what it is to whoever arranges. What they have taken out is not put back.
 */
export function tellAfterwards(session: Session, seated: boolean, before: Before | undefined, told: Date, now: Date): Decision<ToldRefusal, { readonly kind: 'measures.check-in-told'; readonly already: boolean }> {
  if (session.cancelled) return refuse('session-cancelled')
  if (!seated) return refuse('no-seat')
  if (whenOf(session, told) !== 'now') return refuse('told-outside')
  if (now.getTime() - told.getTime() > toldWithin) return refuse('told-too-late')
  if (before?.told !== undefined && !before.came) return refuse('taken-out')
  return accept({ kind: 'measures.check-in-told', already: before?.came === true })
}

export type SettleRefusal = 'settled-already'
/** Whoever arranges keeps or takes out what was told afterwards: once. */
export const settleTold = (mark: (Before & { readonly how: 'list' | 'code' | 'link' }) | undefined): Decision<SettleRefusal, { readonly kind: 'measures.check-in-settled' }> =>
  mark?.told !== undefined && mark.came && mark.how !== 'list' ? accept({ kind: 'measures.check-in-settled' }) : refuse('settled-already')

export type AbsenceRefusal = 'session-cancelled' | 'not-over' | 'nobody-away' | 'told-already'
/** Whoever arranges tells the heads who did not come: when the session is over, once. */
export function tellAbsence(session: Session, away: number, toldBefore: boolean, now: Date): Decision<AbsenceRefusal, { readonly kind: 'measures.absence-told' }> {
  if (session.cancelled) return refuse('session-cancelled')
  if (whenOf(session, now) !== 'too-late') return refuse('not-over')
  if (toldBefore) return refuse('told-already')
  return away === 0 ? refuse('nobody-away') : accept({ kind: 'measures.absence-told' })
}
