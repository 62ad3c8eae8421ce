import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { LocalDate } from '../../../kernel/dates.ts'

// A joint programme: many kindergartens do the same, cohort by cohort. The rules in words: docs/rules/measures-programmes.md.

export const limits = { text: 1800, long: 5000, name: 200, cohortName: 120, kindergartens: 400 } as const

export type ProgrammeContent = { readonly title: string; readonly goal: string; readonly focus: string; readonly themes: readonly string[]; readonly startsOn: LocalDate; readonly endsOn: LocalDate }
export type Programme = ProgrammeContent & { readonly id: string; readonly leadId: string; readonly lead: string; readonly endedOn: LocalDate | undefined; readonly version: number; readonly changedAt: Date; readonly changedBy: string }
export type Cohort = {
  readonly id: string
  readonly programmeId: string
  readonly position: number
  readonly name: string
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
  readonly learned: string
  readonly handedOverOn: LocalDate | undefined
  /** What the cohort before gave it. */
  readonly received: string
}
export type PlaceState = 'offered' | 'part' | 'declined' | 'taken-back' | 'left'
export const leaveReasons = ['capacity', 'staff-changed', 'other-work', 'closed', 'other'] as const
export type LeaveReason = (typeof leaveReasons)[number]
export type Place = {
  readonly id: string
  readonly kindergartenId: string
  readonly kindergarten: string
  readonly cohortId: string
  readonly state: PlaceState
  /** Empty: all of them. */
  readonly departments: readonly string[]
  readonly leftOn: LocalDate | undefined
  readonly leftReason: LeaveReason | undefined
  /** The kindergarten has been closed down. */
  readonly closedDown: boolean
  /** Those who lead the programme do not have it any more: it has moved to somebody else. Only they are told. */
  readonly moved: boolean
}

/** Those who lead programmes, for their own organisation. */
export const isLead = ({ leadId }: Pick<Programme, 'leadId'>, actor: Pick<Actor, 'orgId' | 'role'>): boolean => (actor.role === 'owner' || actor.role === 'adviser' || actor.role === 'team-leader') && leadId === actor.orgId
/** It runs until somebody ends it, or its last day has passed. */
export const isOver = ({ endedOn, endsOn }: Pick<Programme, 'endedOn' | 'endsOn'>, today: LocalDate): boolean => endedOn !== undefined || endsOn < today

type Event<Kind extends string> = { readonly kind: `measures.programme-${Kind}` }

export const begin = (content: ProgrammeContent): Decision<'ends-before', Event<'begun'>> => (content.endsOn < content.startsOn ? refuse('ends-before') : accept({ kind: 'measures.programme-begun' }))
export function change(programme: Programme, next: ProgrammeContent, cohorts: readonly Pick<Cohort, 'startsOn' | 'endsOn'>[], version: number): Decision<'ended' | 'changed-meanwhile' | 'ends-before' | 'cohorts-outside', Event<'changed'>> {
  if (programme.endedOn !== undefined) return refuse('ended')
  if (programme.version !== version) return refuse('changed-meanwhile')
  if (next.endsOn < next.startsOn) return refuse('ends-before')
  return cohorts.some((one) => one.startsOn < next.startsOn || one.endsOn > next.endsOn) ? refuse('cohorts-outside') : accept({ kind: 'measures.programme-changed' })
}
export const end = (programme: Programme): Decision<'ended', Event<'ended'>> => (programme.endedOn === undefined ? accept({ kind: 'measures.programme-ended' }) : refuse('ended'))

/** Whom a cohort is offered to. `mayTakePart`: those the lead may offer it today; `taken`: those who have been offered this programme already, or are in it. */
type Offer = { readonly kindergartens: readonly string[]; readonly mayTakePart: readonly string[]; readonly taken: readonly string[] }
type OfferRefusal = 'no-kindergartens' | 'not-theirs' | 'already-in'
export function offer({ kindergartens, mayTakePart, taken }: Offer): Decision<OfferRefusal, Event<'offered'>> {
  if (kindergartens.length === 0) return refuse('no-kindergartens')
  if (kindergartens.some((id) => !mayTakePart.includes(id))) return refuse('not-theirs')
  return kindergartens.some((id) => taken.includes(id)) ? refuse('already-in') : accept({ kind: 'measures.programme-offered' })
}

export function addCohort(programme: Programme, cohort: Pick<Cohort, 'startsOn' | 'endsOn'>, offered: Offer, today: LocalDate): Decision<'over' | 'ends-before' | 'cohort-outside' | OfferRefusal, Event<'cohort-begun'>> {
  if (isOver(programme, today)) return refuse('over')
  if (cohort.endsOn < cohort.startsOn) return refuse('ends-before')
  if (cohort.startsOn < programme.startsOn || cohort.endsOn > programme.endsOn) return refuse('cohort-outside')
  const decision = offer(offered)
  return decision.ok ? accept({ kind: 'measures.programme-cohort-begun' }) : decision
}

/** The head answers for the own kindergarten, once. */
export function answer(programme: Programme, place: Place | undefined, says: 'yes' | 'no', today: LocalDate): Decision<'over' | 'not-offered', Event<'accepted' | 'declined'>> {
  if (place?.state !== 'offered') return refuse('not-offered')
  if (says === 'yes' && isOver(programme, today)) return refuse('over')
  return accept({ kind: says === 'yes' ? 'measures.programme-accepted' : 'measures.programme-declined' })
}
/** The lead takes an offer back while nobody has answered it. */
export const takeBack = (place: Place | undefined): Decision<'not-offered', Event<'taken-back'>> => (place?.state === 'offered' ? accept({ kind: 'measures.programme-taken-back' }) : refuse('not-offered'))
/** A kindergarten goes out: by its own head or by the lead, with a reason. What it has before it is called off; what has been stays. */
export function leave(place: Place | undefined, reason: LeaveReason | undefined): Decision<'not-in' | 'reason-missing', Event<'left'> & { readonly reason: LeaveReason }> {
  if (place?.state !== 'part') return refuse('not-in')
  return reason === undefined ? refuse('reason-missing') : accept({ kind: 'measures.programme-left', reason })
}

/** A cohort that is through gives the next one what it has learned. */
export function handOver(cohort: Cohort, next: Cohort | undefined, learned: string, open: number): Decision<'handed-already' | 'no-next' | 'learned-missing' | 'rounds-open', Event<'handed-over'>> {
  if (cohort.handedOverOn !== undefined) return refuse('handed-already')
  if (!next) return refuse('no-next')
  if (learned === '') return refuse('learned-missing')
  return open > 0 ? refuse('rounds-open') : accept({ kind: 'measures.programme-handed-over' })
}
