import type { Actor } from '../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { recipientsFor } from '../../identity/index.ts'
import * as messaging from '../../messaging/index.ts'
import { dueOn, move, reopen, stepOf, undoLast, type Flow, type Reason, type Step } from '../flow/index.ts'
import { withCase, type OpenCase } from './open.ts'
import { answerMissing, assign, isSameNote, lastMove, mayMove, standingIn, unassign, type Standing } from './rules.ts'
import * as store from './store.ts'

/** `from` is the step the page showed: a move from another tab, or another person's, is not followed by a second one by mistake. */
export type MoveInput = { readonly from: string; readonly to: string; readonly reason: Reason }

/** Moves a case one step along the flow chart, with the reason it asks for; reaching the end closes it with an outcome. */
export const moveCase = (deps: Deps, actor: Actor, id: string, { from, to, reason }: MoveInput) =>
  withCase(deps, actor, id, async (open) => {
    const { tx, one, flow } = open
    if (from !== '' && from !== one.stepKey) return refuse('moved-meanwhile' as const)
    const allowed = mayMove(actor, one.stepKind, reason.code)
    if (!allowed.ok) return allowed
    if (answerMissing(actor, one.stepKind, reason, await store.hasWrittenSince(tx, id, actor.personId, one.stepEnteredAt))) return refuse('answer-needed' as const)
    const { holds } = await store.loadFacts(tx, one, flow)
    const decision = move(flow, one.stepKey, to, { holds }, reason)
    if (!decision.ok) return decision
    const step = stepOf(flow, to)
    if (!step) throw new Error('A move was accepted to a step that is not there')
    await enter(open, actor, step, { code: decision.event.code, text: decision.event.reason })
    await open.record(decision.event.kind, { from: one.stepKey, to, code: decision.event.code ?? null })
    await open.tellOtherSide('guidance-moved')
    return accept({ to })
  })

async function enter({ tx, one, flow, now }: OpenCase, actor: Actor, step: Step, reason: Reason): Promise<void> {
  await store.saveStep(tx, { caseId: one.id, stepKey: step.key, by: actor.personId, byName: actor.name, reasonCode: reason.code, reasonText: reason.text }, now)
  const standing = standingIn(step, reason, now)
  await store.saveStanding(tx, one.id, standing, await dueDay(tx, one, flow, standing), actor.name, now)
}

async function dueDay(tx: OpenCase['tx'], one: store.Case, flow: Flow, { stepKey, enteredAt }: Standing): Promise<LocalDate | undefined> {
  const { planAgreedAt } = await store.loadFacts(tx, one, flow)
  return dueOn(flow, stepKey, { stepEntered: osloDate(enteredAt), caseSubmitted: osloDate(one.submittedAt), planAgreed: planAgreedAt && osloDate(planAgreedAt) })
}

/** Takes the last move back: by the one who made it, or the leader, while nothing has happened since. */
export const undoMove = (deps: Deps, actor: Actor, id: string) =>
  withCase(deps, actor, id, async (open) => {
    const { tx, one, flow, now } = open
    const steps = await store.loadSteps(tx, id)
    const [before, last] = [steps.at(-2), steps.at(-1)]
    const move = lastMove(flow, steps)
    const step = move && stepOf(flow, move.from)
    if (!before || !last || !step) return refuse('nothing-to-undo' as const)
    const happenedSince = await audit.countSince(tx, id, last.enteredAt, ['guidance.moved', 'guidance.requested'])
    const decision = undoLast({ ...move, happenedSince }, actor)
    if (!decision.ok) return decision
    await store.undoStep(tx, id, last, before, now)
    // Back to how it stood: closed with its outcome when what is undone is a reopening.
    const standing = standingIn(step, { code: before.reasonCode, text: before.reasonText }, before.enteredAt)
    await store.saveStanding(tx, id, standing, await dueDay(tx, one, flow, standing), actor.name, now)
    await open.record(decision.event.kind, { from: last.stepKey, to: before.stepKey })
    await open.tellOtherSide('guidance-moved')
    return accept({ to: before.stepKey })
  })

/** Opens a closed case again, with a reason; everything that was written is still there. */
export const reopenCase = (deps: Deps, actor: Actor, id: string, to: string, reason: string) =>
  withCase(deps, actor, id, async (open) => {
    const { tx, one, flow } = open
    if (open.side !== 'team') return refuse('not-your-move' as const)
    const visited = (await store.loadSteps(tx, id)).map((step) => step.stepKey)
    const decision = reopen(flow, one.stepKey, to, visited, reason)
    if (!decision.ok) return decision
    const step = stepOf(flow, to)
    if (!step) return refuse('unknown-step' as const)
    await enter(open, actor, step, { code: undefined, text: decision.event.reason })
    await open.record(decision.event.kind, { to })
    await open.tellOtherSide('guidance-moved')
    return accept({ to })
  })

/** Gives the case to an adviser, who is told; an adviser may take it, the leader may give it to any. */
export const assignCase = (deps: Deps, actor: Actor, id: string, membershipId: string) =>
  withCase(deps, actor, id, async (open) => {
    const { tx, one, now } = open
    if (open.side !== 'team') return refuse('only-leader-assigns-others' as const)
    const adviser = (await store.loadAdvisers(tx, one.teamOrgId, osloDate(now))).find((candidate) => candidate.membershipId === membershipId)
    const assigned = (await store.loadAssignments(tx, id)).map((assignment) => assignment.membershipId)
    const decision = assign(actor, one.state === 'closed', membershipId, adviser !== undefined, assigned)
    if (!decision.ok) return decision
    await store.saveAssignment(tx, id, membershipId, adviser?.name ?? '', actor.name, now)
    await open.record(decision.event.kind, { adviser: adviser?.name ?? '' })
    if (membershipId !== actor.membershipId) await messaging.tell(tx, deps.jobs, (await store.loadAdviserPeople(tx, id)).filter(({ personId }) => personId !== actor.personId), { kind: 'guidance-assigned', path: `/veiledning/${id}`, data: { kindergarten: one.kindergartenName, reference: one.reference }, subjectId: id }, now)
    return accept({ adviser: adviser?.name ?? '' })
  })

/** An adviser hands the case back, or the leader takes it from someone; the reason is kept, and a case without anyone is in the inbox again. */
export const unassignCase = (deps: Deps, actor: Actor, id: string, membershipId: string, reason: string) =>
  withCase(deps, actor, id, async (open) => {
    const assigned = (await store.loadAssignments(open.tx, id)).map((assignment) => assignment.membershipId)
    const decision = unassign(actor, open.one.state === 'closed', membershipId, assigned, reason)
    if (!decision.ok) return decision
    const ended = await store.endAssignment(open.tx, id, membershipId, reason, open.now)
    if (!ended) throw new Error('An assignment was given up that is not there')
    await open.record(decision.event.kind, { adviser: ended.adviser_name }, 'internal')
    if (decision.event.nobodyLeft) await tellLeader(open, deps, actor)
    return accept({ adviser: ended.adviser_name })
  })

/** Nobody has the case any more: the leader hears of it at once. */
async function tellLeader({ tx, one, now }: OpenCase, deps: Deps, actor: Actor): Promise<void> {
  const leaders = (await recipientsFor(tx, one.teamOrgId, ['team-leader'], now)).filter(({ personId }) => personId !== actor.personId)
  await messaging.tell(tx, deps.jobs, leaders, { kind: 'guidance-given-back', path: `/veiledning/${one.id}`, data: { kindergarten: one.kindergartenName, reference: one.reference }, subjectId: one.id }, now)
}

/** A note on the case: shared with the other side, or internal to the team. */
export const addNote = (deps: Deps, actor: Actor, id: string, text: string, internal: boolean) =>
  withCase(deps, actor, id, async (open) => {
    if (open.one.state === 'closed') return refuse('case-closed' as const)
    const kept = internal && open.side === 'team'
    if (isSameNote(await store.loadLastNote(open.tx, id), { by: actor.personId, text, internal: kept, at: open.now })) return accept({ internal: kept })
    await store.saveNote(open.tx, id, kept, text, actor, open.now)
    await open.record('guidance.note-written', {}, kept ? 'internal' : 'shared')
    if (!kept) await open.tellOtherSide('guidance-note')
    return accept({ internal: kept })
  })
