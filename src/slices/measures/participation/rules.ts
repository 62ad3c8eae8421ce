import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import { isLead, sinceOf, type Measure, type Part, type PartState } from '../measures/rules.ts'
import type { LeaveReason } from '../programmes/rules.ts'

// Kindergartens that come into a measure after it was planned, and that go out of it. The rules in words: docs/rules/measures.md.

export type Came = { readonly id: string; readonly kindergartenId: string; readonly kindergarten: string; readonly state: PartState; readonly on: LocalDate; readonly reason: LeaveReason | undefined; readonly by: string }

/** Those who are asked or take part: the others can be asked, also anew. */
export const inIt = ({ parts }: Pick<Measure, 'parts'>): readonly string[] => parts.filter(({ state }) => state === 'offered' || state === 'part').map(({ kindergartenId }) => kindergartenId)

type InviteRefusal = 'closed' | 'over' | 'no-kindergartens' | 'not-theirs' | 'already-in'
/** Whoever leads it offers it to more, until its last day. */
export function invite(measure: Measure, kindergartens: readonly string[], mayTakePart: readonly string[], today: LocalDate): Decision<InviteRefusal, { readonly kind: 'measures.part-offered' }> {
  if (measure.isClosed) return refuse('closed')
  if (measure.endsOn < today) return refuse('over')
  if (kindergartens.length === 0) return refuse('no-kindergartens')
  if (kindergartens.some((id) => !mayTakePart.includes(id))) return refuse('not-theirs')
  const there = inIt(measure)
  return kindergartens.some((id) => there.includes(id)) ? refuse('already-in') : accept({ kind: 'measures.part-offered' })
}

type LeaveRefusal = 'not-part' | 'closed' | 'leads-own' | 'reason-missing' | 'leave-missing' | 'leave-ahead' | 'leave-before'
/** A kindergarten goes out, by its own head or by whoever leads the measure, from a day that has been, with a reason. What it has closed stands. */
export function goOut(measure: Measure, part: Part | undefined, on: LocalDate | undefined, reason: LeaveReason | undefined, today: LocalDate): Decision<LeaveRefusal, { readonly kind: 'measures.part-left'; readonly on: LocalDate; readonly reason: LeaveReason }> {
  if (part?.state !== 'part') return refuse('not-part')
  if (part.kindergartenId === measure.leadId) return refuse('leads-own')
  if (part.closedOn !== undefined) return refuse('closed')
  if (on === undefined) return refuse('leave-missing')
  if (on > today) return refuse('leave-ahead')
  const since = sinceOf(measure, part)
  if (since !== undefined && on < since) return refuse('leave-before')
  return reason === undefined ? refuse('reason-missing') : accept({ kind: 'measures.part-left', on, reason })
}

/** Whom the actor may take out: one who leads it anybody, a head the own kindergarten. */
export const mayTakeOut = (measure: Measure, actor: Pick<Actor, 'orgId' | 'role'>, kindergartenId: string): boolean => isLead(measure, actor) || (actor.role === 'head' && actor.orgId === kindergartenId)
/** Those who can go out: in it, not closed, and not the one that leads it. */
export const leavable = (measure: Measure): readonly Part[] => measure.parts.filter(({ state, closedOn, kindergartenId }) => state === 'part' && closedOn === undefined && kindergartenId !== measure.leadId)
