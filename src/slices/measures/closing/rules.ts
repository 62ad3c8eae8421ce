import type { Role } from '../../../kernel/actor.ts'
import { addDays, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { Language } from '../../../kernel/language.ts'
import type { Part } from '../measures/rules.ts'

// How a kindergarten closes its part in a measure. The rules in words: docs/rules/measures.md.

/** Why the same was not asked again. */
export const reasons = ['too-few', 'staff-changed', 'other-sign', 'stopped', 'not-measured-before'] as const
export type Reason = (typeof reasons)[number]
/** What comes next. */
export const decisions = ['continue', 'change', 'end', 'measure-again'] as const
export type NextDecision = (typeof decisions)[number]
export const limits = { text: 5000, short: 1800, name: 200 } as const

/** As needs publishes it (docs/data/comparison-card.md). */
export type Side = { readonly mean: number; readonly atLeast: number; readonly uncertainty: number }
export type Line = { readonly words: Readonly<Record<Language, string>>; readonly before?: Side | undefined; readonly after?: Side | undefined; readonly difference?: number | undefined; readonly margin?: number | undefined; readonly verdict: 'more' | 'less' | 'cannot-tell' }
export type Measured = {
  readonly id: string
  readonly instrument: Readonly<Record<Language, string>>
  readonly version: number
  readonly beforeOn: LocalDate
  readonly afterOpenedOn: LocalDate
  readonly afterOn: LocalDate
  readonly lines: readonly (Line & { readonly statements: readonly Line[] })[]
}

export type Closing = {
  readonly comparisonId: string | undefined
  readonly reason: Reason | undefined
  readonly reasonWords: string
  readonly reading: string
  readonly conclusion: string
  readonly decision: NextDecision | undefined
  readonly decisionWords: string
  readonly nextOn: LocalDate | undefined
  readonly responsible: string
}
export type Stored = Closing & { readonly version: number; readonly changedAt: Date; readonly changedBy: string; readonly closedOn: LocalDate | undefined; readonly closedBy: string | undefined; readonly followedUpOn: LocalDate | undefined }

export type Standing = { readonly begunOn: LocalDate | undefined; readonly part: Part | undefined; readonly stored: Stored | undefined }
type Event<Kind extends string> = { readonly kind: `measures.${Kind}` }

export type WriteRefusal = 'not-part' | 'already-closed' | 'not-started' | 'changed-meanwhile'
/** Whether the closing may be written on. `version` is what the page showed; 0 when there was nothing yet. */
export function mayWrite({ begunOn, part, stored }: Standing, version: number): Decision<WriteRefusal, Event<'closing-saved'>> {
  if (part?.state !== 'part') return refuse('not-part')
  if (stored?.closedOn !== undefined) return refuse('already-closed')
  if (begunOn === undefined) return refuse('not-started')
  return (stored?.version ?? 0) === version ? accept({ kind: 'measures.closing-saved' }) : refuse('changed-meanwhile')
}

export type Lack = 'measured-missing' | 'reason-missing' | 'reading-missing' | 'conclusion-missing' | 'decision-missing' | 'next-missing' | 'next-past' | 'responsible-missing'
/** What must be there before it can be closed, in the order it is asked for. `isMeasured`: a comparison the actor may see has been chosen. */
export function lacksOf(closing: Closing, isMeasured: boolean, today: LocalDate): readonly Lack[] {
  const goesOn = closing.decision !== undefined && closing.decision !== 'end'
  const lacks: readonly (readonly [boolean, Lack])[] = [
    [!isMeasured && closing.reason === undefined, 'measured-missing'],
    [!isMeasured && closing.reason !== undefined && closing.reasonWords === '', 'reason-missing'],
    [closing.reading === '', 'reading-missing'],
    [closing.conclusion === '', 'conclusion-missing'],
    [closing.decision === undefined, 'decision-missing'],
    [goesOn && closing.nextOn === undefined, 'next-missing'],
    [goesOn && closing.nextOn !== undefined && closing.nextOn < today, 'next-past'],
    [closing.responsible === '', 'responsible-missing'],
  ]
  return lacks.flatMap(([missing, lack]) => (missing ? [lack] : []))
}

export type CloseRefusal = WriteRefusal | Lack | 'only-head' | 'measured-before-start' | 'before-too-late'
/**
 * A part is closed as evaluated when the same version of an instrument has been answered before the measure began and again after it, or somebody has said
 * why not; and when the staff have read it, the head has concluded, and what comes next has a day and somebody to answer for it.
 * `measured`: the comparison chosen, when there is one the actor may see.
 */
export function close(standing: Standing, closing: Closing, measured: Measured | undefined, role: Role, today: LocalDate, version: number): Decision<CloseRefusal, Event<'part-closed'>> {
  const leave = mayWrite(standing, version)
  if (!leave.ok) return leave
  if (role !== 'head') return refuse('only-head')
  const begun = standing.begunOn ?? today
  const isMeasured = closing.comparisonId !== undefined && measured !== undefined
  if (isMeasured && measured.afterOpenedOn < begun) return refuse('measured-before-start')
  if (isMeasured && measured.beforeOn > begun) return refuse('before-too-late')
  const [lack] = lacksOf(closing, isMeasured, today)
  return lack ? refuse(lack) : accept({ kind: 'measures.part-closed' })
}

/** Why a comparison can close the measure or not: the first time no later than the day it began, the second no sooner. */
export const fitOf = (measured: Measured, begunOn: LocalDate): 'fits' | 'before-too-late' | 'after-too-early' => (measured.beforeOn > begunOn ? 'before-too-late' : measured.afterOpenedOn < begunOn ? 'after-too-early' : 'fits')

/** A session of the kindergarten's staff that is over and has something to show. */
export type Held = { readonly id: string; readonly title: string; readonly on: LocalDate }
/** The session that counts as "before": the last that was over the day the measure began. It is the nearest to how things were when nothing had been done. */
export const beforeOf = (held: readonly Held[], begunOn: LocalDate): Held | undefined => held.filter(({ on }) => on <= begunOn).toSorted((a, b) => (a.on < b.on ? 1 : -1))[0]

export type FollowRefusal = 'not-closed' | 'followed-already' | 'nothing-to-follow' | 'only-head'
/** What was decided has been done. */
export function followUp(stored: Stored | undefined, role: Role): Decision<FollowRefusal, Event<'decision-followed-up'>> {
  if (role !== 'head') return refuse('only-head')
  if (stored?.closedOn === undefined) return refuse('not-closed')
  if (stored.followedUpOn !== undefined) return refuse('followed-already')
  return stored.nextOn === undefined ? refuse('nothing-to-follow') : accept({ kind: 'measures.decision-followed-up' })
}

/** What waits for a head in a measure, and by when. */
export type Waits = { readonly what: 'answer' | 'close' | 'follow-up'; readonly due: LocalDate | undefined }
export type Waiting = { readonly state: 'offered' | 'planned' | 'running' | 'closed'; readonly endsOn: LocalDate; readonly nextOn: LocalDate | undefined; readonly followedUpOn: LocalDate | undefined }
/** An offer waits at once; a measure to be closed from three weeks before its last day; what was decided from three weeks before the day set. */
export function waitsFor({ state, endsOn, nextOn, followedUpOn }: Waiting, today: LocalDate): Waits | undefined {
  const soon = addDays(today, 21)
  if (state === 'offered') return { what: 'answer', due: undefined }
  if (state === 'running') return endsOn <= soon ? { what: 'close', due: endsOn } : undefined
  if (state === 'closed') return nextOn !== undefined && followedUpOn === undefined && nextOn <= soon ? { what: 'follow-up', due: nextOn } : undefined
  return undefined
}
