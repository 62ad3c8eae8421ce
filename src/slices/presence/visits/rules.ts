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
  if (isClosed(place, visit.on)) return refuse('kindergarten-closed')
  if (!place.served) return refuse('not-served')
  const wrong = wrongDay(visit.on, today) ?? wrongMeasure(visit.measure)
  if (wrong) return refuse(wrong)
  if (visit.due !== undefined && visit.due < visit.on) return refuse('due-passed')
  const state = stateOn(visit.on, today)
  return accept({ kind: state === 'held' ? 'presence.visit-logged' : 'presence.visit-planned', state })
}

const isClosed = ({ closedOn }: Pick<Place, 'closedOn'>, on: LocalDate): boolean => closedOn !== undefined && closedOn <= on
const wrongDay = (on: LocalDate, today: LocalDate): 'too-old' | 'too-far' | undefined => (on < addMonths(today, -monthsBack) ? 'too-old' : on > addMonths(today, monthsAhead) ? 'too-far' : undefined)
const wrongMeasure = (measure: MeasureThen | 'none'): 'measure-gone' | 'measure-closed' | undefined =>
  measure === 'none' ? undefined : !measure?.here ? 'measure-gone' : measure.state === 'closed' ? 'measure-closed' : undefined
const stateOn = (on: LocalDate, today: LocalDate): 'held' | 'planned' => (on > today ? 'planned' : 'held')

export type CorrectRefusal = 'taken-back' | 'changed-meanwhile' | 'kindergarten-closed' | 'measure-closed' | 'measure-gone' | 'too-old' | 'too-far'
/**
 * A correction keeps what stood before. Someone else who has corrected meanwhile is not written over. A measure that has been closed since
 * stays named on it, and a day that is not touched is not asked about again: the words of an old visit can always be put right.
 */
export function correct(
  before: { readonly state: VisitState; readonly version: number; readonly on: LocalDate; readonly measureId: string | undefined }, seen: number,
  visit: { readonly on: LocalDate; readonly measureId: string | undefined; readonly measure: MeasureThen | 'none' }, place: Pick<Place, 'closedOn'>, today: LocalDate,
): Decision<CorrectRefusal, { readonly kind: 'presence.visit-corrected'; readonly state: 'held' | 'planned' }> {
  if (before.state === 'taken-back') return refuse('taken-back')
  if (before.version !== seen) return refuse('changed-meanwhile')
  if (isClosed(place, visit.on)) return refuse('kindergarten-closed')
  const wrong = (visit.on === before.on ? undefined : wrongDay(visit.on, today)) ?? (visit.measureId !== undefined && visit.measureId === before.measureId ? undefined : wrongMeasure(visit.measure))
  return wrong ? refuse(wrong) : accept({ kind: 'presence.visit-corrected', state: stateOn(visit.on, today) })
}

export const takeBack = ({ state }: { readonly state: VisitState }): Decision<'taken-back', { readonly kind: 'presence.visit-taken-back' }> => (state === 'taken-back' ? refuse('taken-back') : accept({ kind: 'presence.visit-taken-back' }))

/** A visit that was to be, and nobody has said what came of: a task for whoever planned it, from the day after and due a week after the visit. */
export const waitsForWords = ({ state, on }: { readonly state: VisitState; readonly on: LocalDate }, today: LocalDate): LocalDate | undefined => (state === 'planned' && on < today ? addDays(on, 7) : undefined)
