import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as messaging from '../../../messaging/index.ts'
import { criteriaOf } from '../criteria/actions.ts'
import { lockCriteria } from '../criteria/store.ts'
import { eligibilityOf } from '../eligibility/rules.ts'
import { loadFound } from '../eligibility/store.ts'
import { namesIn } from '../../schemes/role-words.ts'
import { loadScheme } from '../../schemes/store.ts'
import { toPerson } from '../../told.ts'
import { withReview, type OpenReview } from '../open.ts'
import { deliver, giveBack, isOwn, mayScore, type Begun } from './rules.ts'
import * as store from './store.ts'

/** Where the actor stands as a reader of the report. */
async function situationOf({ tx, round, report }: OpenReview, actor: Actor) {
  const own = (await store.loadReaders(tx, [report.id])).find((reader) => isOwn(reader, actor))
  return { stage: round.stage, state: report.state, assigned: own !== undefined, delivered: own?.delivered ?? false }
}

/** Keeps what a reader has written so far. Half of it may be kept. */
export const save = (deps: Deps, actor: Actor, reportId: string, scores: readonly Begun[]) =>
  withReview(deps, actor, reportId, 'any', async (open) => {
    const { tx, now, round, report } = open
    const decision = mayScore(await situationOf(open, actor))
    if (!decision.ok) return decision
    await store.saveBegun(tx, report.id, actor.personId, scores, (await criteriaOf(tx, round)).number, now)
    return accept({ id: report.id })
  })

/** Delivers the whole of it. From then on the reader sees what the others have given. */
export const hand = (deps: Deps, actor: Actor, reportId: string, scores: readonly Begun[]) =>
  withReview(deps, actor, reportId, 'any', async (open) => {
    const { tx, now, round, report, record } = open
    await lockCriteria(tx, round.id)
    const [criteria, found, situation] = await Promise.all([criteriaOf(tx, round), loadFound(tx, report.id), situationOf(open, actor)])
    const decision = deliver(situation, eligibilityOf(criteria.eligibility, found).eligible, scores, criteria)
    // What is not whole is kept all the same: nothing written is lost.
    if (scores.length > 0 && mayScore(situation).ok) await store.saveBegun(tx, report.id, actor.personId, scores, criteria.number, now)
    if (!decision.ok) return decision
    const { scores: given, points } = decision.event
    await store.insertDelivery(tx, { reportId: report.id, personId: actor.personId, person: actor.name, organisation: actor.orgName, criteria: criteria.number, submission: report.submission, scores: given, points }, now)
    await record(decision.event.kind)
    return accept({ id: report.id })
  })

/** Sends an assessment back to its reader, who is told and delivers anew. */
export const sendBack = (deps: Deps, actor: Actor, reportId: string, deliveryId: string, reason: string) =>
  withReview(deps, actor, reportId, 'governor', async ({ tx, now, round, report, record }) => {
    await lockCriteria(tx, round.id)
    const one = (await store.loadDeliveries(tx, report.id)).find(({ id, returned }) => id === deliveryId && !returned)
    const decision = giveBack(round.stage, one !== undefined, one?.personId === actor.personId)
    if (!decision.ok) return decision
    if (!one) return refuse('gone' as const)
    await store.saveReturn(tx, one.id, reason, actor.name, now)
    await record(decision.event.kind)
    await messaging.tell(tx, deps.jobs, [toPerson(one.personId)], { kind: 'scheme-score-returned', path: `/behov/${report.id}/vurdering`, data: { reference: report.reference, ...namesIn(await loadScheme(tx, round.schemeCode)) }, subjectId: report.id }, now)
    return accept({ id: report.id })
  })
