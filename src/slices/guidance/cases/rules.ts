import type { Actor, Role } from '../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import type { Flow, LastMove, Reason, Step, StepKind } from '../flow/index.ts'
import { stepOf } from '../flow/graph.ts'
import { undoLast } from '../flow/rules.ts'

/** The two sides of a case. The kindergarten asked; the team helps. Nobody else is in it. */
export type Side = 'kindergarten' | 'team'
export const sideOf = (role: Role): Side | undefined => (role === 'head' || role === 'pedagogical-leader' ? 'kindergarten' : role === 'adviser' || role === 'team-leader' ? 'team' : undefined)

/** A kindergarten may always take its request back; this is the reason code that says so. */
export const withdrawCode = 'kindergarten-withdrew'
/** Kinds of step that the kindergarten itself moves on from; in all others the team does. */
export const headMoves: readonly StepKind[] = ['request', 'clarification']

export type MayMoveRefusal = 'not-your-move' | 'only-head'

/** Who may move a case: the team from every step, the head from the steps that are the kindergarten's, and out of it at any time. Other reasons to close it are the team's. */
export function mayMove(actor: Pick<Actor, 'role'>, stepKind: StepKind, code: string | undefined): Decision<MayMoveRefusal, { readonly kind: 'may-move' }> {
  if (sideOf(actor.role) === 'team') return code === withdrawCode ? refuse('not-your-move') : accept({ kind: 'may-move' })
  if (actor.role !== 'head') return refuse('only-head')
  return (headMoves.includes(stepKind) && code === undefined) || code === withdrawCode ? accept({ kind: 'may-move' }) : refuse('not-your-move')
}

/** What the team asks is answered before the head sends the case back: with the move, or in a message since the question (`written`). */
export const answerMissing = ({ role }: Pick<Actor, 'role'>, stepKind: StepKind, { code, text }: Reason, written: boolean): boolean =>
  role === 'head' && stepKind === 'clarification' && code === undefined && !text?.trim() && !written

/** How a case stands in its step. */
export type Standing = {
  readonly stepKey: string
  readonly stepKind: StepKind
  readonly enteredAt: Date
  readonly state: 'running' | 'closed'
  readonly closedAt: Date | undefined
  readonly outcome: string | undefined
  /** What was said when it closed: the summary both sides share. */
  readonly summary: string | undefined
  readonly waitingReason: string | undefined
}

/**
 * How a case stands in a step that it entered with this reason: the same when it moves there, is opened again and when a move is taken back.
 * Only a closed case has an outcome and a summary; what was said stays on the timeline.
 */
export function standingIn({ key, kind }: Pick<Step, 'key' | 'kind'>, { code, text }: Reason, enteredAt: Date): Standing {
  const stands = { stepKey: key, stepKind: kind, enteredAt, waitingReason: kind === 'waiting-list' ? text : undefined }
  if (kind === 'closed') return { ...stands, state: 'closed', closedAt: enteredAt, outcome: code ?? 'done', summary: text }
  return { ...stands, state: 'running', closedAt: undefined, outcome: undefined, summary: undefined }
}

export type AssignRefusal = 'case-closed' | 'already-assigned' | 'only-leader-assigns-others' | 'not-an-adviser'

/** An adviser takes a case; the leader may give it to any adviser. Several may share one. */
export function assign(actor: Pick<Actor, 'role' | 'membershipId'>, closed: boolean, membershipId: string, isAdviser: boolean, assigned: readonly string[]): Decision<AssignRefusal, { readonly kind: 'guidance.assigned' }> {
  if (closed) return refuse('case-closed')
  if (!isAdviser) return refuse('not-an-adviser')
  if (membershipId !== actor.membershipId && actor.role !== 'team-leader') return refuse('only-leader-assigns-others')
  if (assigned.includes(membershipId)) return refuse('already-assigned')
  return accept({ kind: 'guidance.assigned' })
}

export type UnassignRefusal = 'case-closed' | 'only-leader-assigns-others' | 'reason-needed' | 'not-assigned'

/** An adviser gives up the own case; the leader may take it from any. Why is kept for the team. */
export function unassign(actor: Pick<Actor, 'role' | 'membershipId'>, closed: boolean, membershipId: string, assigned: readonly string[], reason: string): Decision<UnassignRefusal, { readonly kind: 'guidance.unassigned'; readonly nobodyLeft: boolean }> {
  if (sideOf(actor.role) !== 'team') return refuse('only-leader-assigns-others')
  if (closed) return refuse('case-closed')
  if (membershipId !== actor.membershipId && actor.role !== 'team-leader') return refuse('only-leader-assigns-others')
  if (!assigned.includes(membershipId)) return refuse('not-assigned')
  if (reason.trim() === '') return refuse('reason-needed')
  return accept({ kind: 'guidance.unassigned', nobodyLeft: assigned.length === 1 })
}

type Entered = { readonly stepKey: string; readonly enteredBy: PersonId }

/** The last move of a case, from the steps it has been in, oldest first. Undefined when it has not moved since it was sent: sending is not undone. */
export function lastMove(flow: Flow, steps: readonly Entered[]): Omit<LastMove, 'happenedSince'> | undefined {
  const [before, last] = [steps.at(-2), steps.at(-1)]
  const kind = before && stepOf(flow, before.stepKey)?.kind
  if (!before || !last || kind === undefined || kind === 'request') return undefined
  return { from: before.stepKey, to: last.stepKey, by: last.enteredBy, undone: false }
}

/** True when nobody but what has happened since could keep the actor from taking the move back. */
export const isTheirsToUndo = (last: Omit<LastMove, 'happenedSince'> | undefined, actor: Pick<Actor, 'personId' | 'role'>): boolean => last !== undefined && undoLast({ ...last, happenedSince: 0 }, actor).ok

type WrittenNote = { readonly by: string; readonly text: string; readonly internal: boolean; readonly at: Date }

/** The same words to the same readers from the same person within a minute are one message: a button pressed twice, or a page sent again. */
export const isSameNote = (last: WrittenNote | undefined, now: WrittenNote): boolean =>
  last !== undefined && last.by === now.by && last.text === now.text && last.internal === now.internal && now.at.getTime() - last.at.getTime() < 60_000

/** What one may look for in the team's list of cases; all of it stands in the address. */
export type CaseFilter = {
  readonly view: 'untaken' | 'mine' | 'open' | 'waiting' | 'closed'
  readonly text: string
  readonly step: string | undefined
  readonly ownership: 'municipal' | 'private' | undefined
  readonly sort: 'due' | 'newest' | 'kindergarten'
}

const views: Readonly<Record<string, CaseFilter['view']>> = { ny: 'untaken', mine: 'mine', alle: 'open', venteliste: 'waiting', avsluttet: 'closed' }
export const viewAddress: Readonly<Record<CaseFilter['view'], string>> = { untaken: 'ny', mine: 'mine', open: 'alle', waiting: 'venteliste', closed: 'avsluttet' }

/** Reads the filter from an address; what is not understood is left out. */
export function readCaseFilter(query: Readonly<Record<string, string | string[] | undefined>>): CaseFilter {
  const one = (name: string) => (typeof query[name] === 'string' ? query[name].trim().slice(0, 100) : '')
  const ownership = { kommunal: 'municipal', privat: 'private' } as const
  const sort = { frist: 'due', nyest: 'newest', barnehage: 'kindergarten' } as const
  const among = <T>(values: Readonly<Record<string, T>>, name: string): T | undefined => (Object.hasOwn(values, one(name)) ? values[one(name)] : undefined)
  return {
    view: among(views, 'visning') ?? 'open',
    text: one('q'),
    step: /^[a-z][a-z0-9-]*$/.test(one('steg')) ? one('steg') : undefined,
    ownership: among<'municipal' | 'private'>(ownership, 'eierform'),
    sort: among<CaseFilter['sort']>(sort, 'sorter') ?? 'due',
  }
}
