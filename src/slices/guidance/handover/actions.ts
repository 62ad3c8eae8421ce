import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { actAs, system, writing } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { recipientsFor } from '../../identity/index.ts'
import * as messaging from '../../messaging/index.ts'
import { withCase, type OpenCase } from '../cases/open.ts'
import { loadAdviserPeople, loadSides } from '../cases/store.ts'
import { stepOf } from '../flow/index.ts'
import type { HandOverContent } from './forms.ts'
import { answerHandOver, asksForHandOver, handOver, noteAcceptance, thatCount, withdrawHandOver, type HandOver, type HandOverAnswer } from './rules.ts'
import * as store from './store.ts'

/** Asks a service to take a case, with a summary written for it; or notes at once that a named person has accepted by phone. */
export const offer = (deps: Deps, actor: Actor, id: string, content: HandOverContent) =>
  withCase(deps, actor, id, async (open) => {
    const { tx, one, flow, now, record, tellOtherSide } = open
    const step = stepOf(flow, one.stepKey)
    if (!step) return refuse('not-found' as const)
    const before = thatCount(await store.loadHandOvers(tx, one.id), one.stepEnteredAt)
    const services = (await store.loadServices(tx, one.kindergartenId)).map((service) => service.id)
    const decision = handOver({ closed: one.state === 'closed', asked: asksForHandOver(step), before, services, toOrgId: content.toOrgId, acceptedBy: content.acceptedBy })
    if (!decision.ok) return decision
    const handOverId = await store.saveHandOver(
      tx,
      {
        caseId: one.id, toOrgId: content.toOrgId, reason: content.reason, summary: content.summary, kindergartenName: one.kindergartenName, teamName: one.teamName,
        reference: one.reference, by: actor.name, acceptedBy: decision.event.answer && content.acceptedBy,
      },
      now,
    )
    await record(decision.event.kind, { reason: content.reason })
    if (decision.event.answer) await record('guidance.hand-over-accepted-by-phone')
    await tellOtherSide('guidance-handed-over', `/veiledning/${one.id}/overforing`)
    await tellService(open, deps, content.toOrgId, handOverId)
    return accept({ accepted: decision.event.answer !== undefined })
  })

async function tellService({ tx, one, now }: OpenCase, deps: Deps, toOrgId: string, handOverId: string): Promise<void> {
  const people = await recipientsFor(tx, toOrgId, ['service-contact'], now)
  await messaging.tell(tx, deps.jobs, people, { kind: 'guidance-handed-over', path: `/overforinger/${handOverId}`, data: { kindergarten: one.kindergartenName, reference: one.reference }, subjectId: handOverId }, now)
}

/** The team notes that a named person in the service said yes by phone. */
export const acceptByPhone = (deps: Deps, actor: Actor, id: string, handOverId: string, acceptedBy: string) =>
  withHandOver(deps, actor, id, handOverId, async ({ tx, one, now, record, tellOtherSide }, made) => {
    const decision = noteAcceptance(one.state === 'closed', made)
    if (!decision.ok) return decision
    await store.saveAnswer(tx, handOverId, 'accepted', '', acceptedBy, now)
    await record(decision.event.kind)
    await tellOtherSide('guidance-hand-over-answered', `/veiledning/${one.id}/overforing`)
    return accept({ id: handOverId })
  })

/** Takes back what nobody has answered: the service no longer sees it. */
export const withdraw = (deps: Deps, actor: Actor, id: string, handOverId: string) =>
  withHandOver(deps, actor, id, handOverId, async ({ tx, now, record }, made) => {
    const decision = withdrawHandOver(made)
    if (!decision.ok) return decision
    await store.saveWithdrawal(tx, handOverId, now)
    await messaging.cancelUnsent(tx, handOverId, 'guidance-handed-over', now)
    await record(decision.event.kind)
    return accept({ id: handOverId })
  })

const withHandOver = <Result>(deps: Deps, actor: Actor, id: string, handOverId: string, work: (open: OpenCase, made: HandOver) => Promise<Result>) =>
  withCase(deps, actor, id, async (open) => {
    const found = looksLikeId(handOverId) ? await store.lockHandOver(open.tx, handOverId) : undefined
    return found && found.caseId === open.one.id ? work(open, found.handOver) : refuse('not-found' as const)
  })

/**
 * The service answers. It looks as itself; the program then saves and tells the case's two sides, since the service can reach neither the case
 * nor its people.
 */
export const answer = (deps: Deps, actor: Actor, handOverId: string, given: HandOverAnswer, text: string) =>
  writing(deps.db, actor, async (tx) => {
    const seen = await store.loadReceivedOne(tx, actor.orgId, handOverId)
    if (!seen) return refuse('not-found' as const)
    await actAs(tx, system)
    const locked = await store.lockHandOver(tx, handOverId)
    if (!locked) return refuse('not-found' as const)
    const decision = answerHandOver(locked.handOver, given)
    if (!decision.ok) return decision
    const now = deps.now()
    await store.saveAnswer(tx, handOverId, given, text, actor.name, now)
    const { kindergartenId, teamOrgId } = await loadSides(tx, locked.caseId)
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'case', id: locked.caseId }, readers: [kindergartenId, teamOrgId], visibility: 'shared', data: { answer: given } }, now)
    const advisers = await loadAdviserPeople(tx, locked.caseId)
    const team = given === 'declined' || advisers.length === 0 ? [...advisers, ...(await recipientsFor(tx, teamOrgId, ['team-leader'], now))] : advisers
    const people = unique([...team, ...(await recipientsFor(tx, kindergartenId, ['head'], now))])
    await messaging.tell(tx, deps.jobs, people, { kind: 'guidance-hand-over-answered', path: `/veiledning/${locked.caseId}/overforing`, data: { kindergarten: seen.kindergartenName, reference: seen.reference }, subjectId: locked.caseId }, now)
    return accept({ answer: given })
  })

const unique = (people: readonly messaging.Recipient[]): messaging.Recipient[] => [...new Map(people.map((one) => ['personId' in one ? one.personId : one.address, one] as const)).values()]
