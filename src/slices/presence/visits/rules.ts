import { addDays, addMonths, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'

/** In the order they are chosen. A meeting of heads (styrermøte) is one of several kindergartens' heads. */
export const visitKinds = ['visit', 'dialogue', 'call', 'heads-meeting'] as const
export type VisitKind = (typeof visitKinds)[number]
/** Planned: a day to come, or one that has passed and nobody has said what came of it. Only what was held is contact. */
export type VisitState = 'planned' | 'held' | 'taken-back'

/** How far back what was forgotten may be written in, and how far ahead a visit is planned. In months. */
const monthsBack = 12
const monthsAhead = 18

/** What is known of the kindergarten when a visit arrives: it may have been written offline, some days ago. */
export type Place = { readonly closedOn: LocalDate | undefined; readonly served: boolean }
/** The measure that a visit says it is part of, as far as the team may see it. */
export type MeasureThen = { readonly state: string; readonly here: boolean } | undefined

export type LogRefusal = 'kindergarten-closed' | 'not-served' | 'measure-closed' | 'measure-gone' | 'too-old' | 'too-far' | 'due-passed'
export type Logged = { readonly kind: 'presence.visit-logged' | 'presence.visit-planned'; readonly state: 'held' | 'planned' }

/**
 * Whether a visit may be kept. A kindergarten that has closed since may have visits from before it closed. Named, so that
 * whoever wrote it without coverage learns what has changed meanwhile and can save the rest.
 */
export function log(visit: { readonly on: LocalDate; readonly measure: MeasureThen | 'none'; readonly due: LocalDate | undefined }, place: Place, today: LocalDate): Decision<LogRefusal, Logged> {
  if (place.closedOn !== undefined && place.closedOn <= visit.on) return refuse('kindergarten-closed')
  if (!place.served) return refuse('not-served')
  if (visit.on < addMonths(today, -monthsBack)) return refuse('too-old')
  if (visit.on > addMonths(today, monthsAhead)) return refuse('too-far')
  if (visit.measure === undefined || (visit.measure !== 'none' && !visit.measure.here)) return refuse('measure-gone')
  if (visit.measure !== 'none' && visit.measure.state === 'closed') return refuse('measure-closed')
  if (visit.due !== undefined && visit.due < visit.on) return refuse('due-passed')
  const state = stateOn(visit.on, today)
  return accept({ kind: state === 'held' ? 'presence.visit-logged' : 'presence.visit-planned', state })
}

const stateOn = (on: LocalDate, today: LocalDate): 'held' | 'planned' => (on > today ? 'planned' : 'held')

export type CorrectRefusal = 'taken-back' | 'changed-meanwhile' | 'kindergarten-closed' | 'measure-closed' | 'measure-gone' | 'too-old' | 'too-far'
/** A correction keeps what stood before. Someone else who has corrected meanwhile is not written over. A measure that has been closed since stays named on it. */
export function correct(
  before: { readonly state: VisitState; readonly version: number; readonly measureId: string | undefined }, seen: number,
  visit: { readonly on: LocalDate; readonly measureId: string | undefined; readonly measure: MeasureThen | 'none' }, place: Place, today: LocalDate,
): Decision<CorrectRefusal, { readonly kind: 'presence.visit-corrected'; readonly state: 'held' | 'planned' }> {
  if (before.state === 'taken-back') return refuse('taken-back')
  if (before.version !== seen) return refuse('changed-meanwhile')
  const decision = log({ on: visit.on, measure: visit.measureId !== undefined && visit.measureId === before.measureId ? 'none' : visit.measure, due: undefined }, { ...place, served: true }, today)
  if (decision.ok) return accept({ kind: 'presence.visit-corrected', state: decision.event.state })
  return decision.because === 'not-served' || decision.because === 'due-passed' ? refuse('too-old') : refuse(decision.because)
}

export const takeBack = ({ state }: { readonly state: VisitState }): Decision<'taken-back', { readonly kind: 'presence.visit-taken-back' }> => (state === 'taken-back' ? refuse('taken-back') : accept({ kind: 'presence.visit-taken-back' }))

/** A visit that was to be, and nobody has said what came of: a task for whoever planned it. By the day after. */
export const waitsForWords = ({ state, on }: { readonly state: VisitState; readonly on: LocalDate }, today: LocalDate): LocalDate | undefined => (state === 'planned' && on < today ? addDays(on, 7) : undefined)
