import { createHash } from 'node:crypto'
import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate, yearOf } from '../../../../kernel/dates.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { recipientsFor } from '../../../identity/index.ts'
import * as messaging from '../../../messaging/index.ts'
import { anchoringState, frozenSignatures, tellSigners } from '../../anchoring/standing.ts'
import { missing, strings, type Lack } from '../../forms/answers.ts'
import { coreOf } from '../../forms/core.ts'
import { carrier } from '../../forms/definition.ts'
import { mayStillSend } from '../../rounds/rules.ts'
import { readersOf } from '../actions.ts'
import { askForSignatures, ownershipOf, referenceOf, sendBack, submit } from '../rules.ts'
import { nextNumber, saveNetworkName, saveSigning, saveState } from '../store.ts'
import { lockWork, type Work } from '../work.ts'
import * as store from './store.ts'

/** What stops the report from being sent, in the order of the form: also a kindergarten whose owner is not, or no longer, in the report. */
export function lacksOf({ definition, answers, kindergartens }: Work): readonly Lack[] {
  const list = carrier(definition, 'kindergartens')
  const own = new Set(kindergartens.map(({ id }) => id))
  const section = list && definition.sections.find(({ questions }) => questions.includes(list))
  const foreign = list && section && strings(answers[list.key]).some((id) => !own.has(id)) ? [{ section: section.key, question: list, fault: 'unknown-kindergarten' as const }] : []
  return [...missing(definition, answers), ...foreign]
}

/** How it stands with the partner. */
function partnerStanding({ scheme, parties, definition }: Pick<Work, 'scheme' | 'parties' | 'definition'>): 'not-needed' | 'accepted' | 'missing' | 'unanswered' | 'declined' {
  if (scheme.partner === 'none' || !carrier(definition, 'partner')) return 'not-needed'
  const partner = parties.find(({ part }) => part === 'partner')
  return partner === undefined ? 'missing' : partner.state === 'invited' ? 'unanswered' : partner.state
}

/** Whether the report can be sent as it stands: the page asks before, the sending once more. */
export const mayBeSent = (work: Work, lacks: number, signed: boolean, now: Date) =>
  submit({
    state: work.report.state,
    inTime: mayStillSend(work.round, work.extendedUntil, now),
    lacks,
    signed,
    unanswered: work.parties.filter(({ part, state }) => part === 'member' && state === 'invited').length,
    partner: partnerStanding(work),
  })

/** Asks those who must sign to sign. Nothing changes from here on unless the report is opened again. */
export const beginSigning = (deps: Deps, actor: Actor, id: string) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const work = await lockWork(tx, id)
    if (!work || work.report.leadId !== actor.orgId) return refuse('not-found' as const)
    const decision = askForSignatures(work.report.state, lacksOf(work).length)
    if (!decision.ok) return decision
    await nameNetwork(tx, work)
    await saveSigning(tx, id, now)
    await audit.record(tx, actor, { ...decision.event, about: { kind: 'report', id }, readers: readersOf(work), visibility: 'shared' }, now)
    await tellSigners(tx, deps, work, now)
    return accept({ id })
  })

/**
 * Sends the report: what was written, with the signatures and the core of meaning beside it, is saved as it is, gets its reference and is
 * told of – all of it or nothing. A second click gets the first one's receipt.
 */
export const submitReport = (deps: Deps, actor: Actor, id: string) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const work = await lockWork(tx, id)
    if (!work || work.report.leadId !== actor.orgId) return refuse('not-found' as const)
    const { report, round, definition } = work
    const [anchoring, signatures, sent] = await Promise.all([anchoringState(tx, work), frozenSignatures(tx, id), store.loadSubmissions(tx, id)])
    const decision = mayBeSent(work, lacksOf(work).length, anchoring.ready, now)
    if (!decision.ok) return decision
    await nameNetwork(tx, work)
    const reference = report.reference ?? referenceOf(yearOf(osloDate(now)), await nextNumber(tx))
    const facts = coreOf(definition, work.answers)
    const chosen = new Set(facts.kindergartens)
    const who = { name: actor.name, role: actor.role, onBehalfOf: actor.onBehalfOf?.name }
    const frozen = { answers: report.answers, signatures, sent: now.toISOString() }
    await store.saveSubmission(
      tx,
      { reportId: id, reference, number: (sent[0]?.number ?? 0) + 1, formVersionId: report.formVersionId, answers: report.answers, signatures, sha256: createHash('sha256').update(JSON.stringify(frozen)).digest('hex'), who, facts, ownership: ownershipOf(work.kindergartens.filter((one) => chosen.has(one.id))) },
      now,
    )
    await audit.record(tx, actor, { ...decision.event, about: { kind: 'report', id }, readers: [...readersOf(work), round.managerId], visibility: 'shared', data: { reference } }, now)
    await tellSent(tx, deps, work, reference, now)
    return accept({ id, reference })
  })

/** Where the form asks what the network is called, that is its name to everyone who handles the report: from the moment the draft is closed. */
async function nameNetwork(tx: Tx, { report, definition, answers }: Work): Promise<void> {
  if (report.state === 'draft' && carrier(definition, 'network-name')) await saveNetworkName(tx, report.id, coreOf(definition, answers).words['network-name'])
}

/** The receipt goes to everyone who stands behind the report. */
async function tellSent(tx: Tx, deps: Deps, { report, round, parties }: Work, reference: string, now: Date): Promise<void> {
  const orgs = [report.leadId, ...parties.filter(({ part, state }) => (part === 'member' || part === 'partner') && state === 'accepted').map(({ orgId }) => orgId)]
  const to = await recipientsFor(tx, orgs, ['owner', 'head', 'university-contact'], now, 'scheme')
  await messaging.tell(tx, deps.jobs, to, { kind: 'scheme-submitted', path: `/behov/${report.id}/kvittering`, data: { reference, round: round.title }, subjectId: report.id }, now)
}

/** The county governor opens a sent report so that the applicant can mend it and send it again in time. */
export const sendReportBack = (deps: Deps, actor: Actor, id: string, reason: string) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const work = await lockWork(tx, id)
    if (!work || work.round.managerId !== actor.orgId) return refuse('not-found' as const)
    const decision = sendBack(work.report.state, mayStillSend(work.round, work.extendedUntil, now), reason)
    if (!decision.ok) return decision
    await saveState(tx, id, 'draft')
    await store.saveReason(tx, id, reason, actor, now)
    await audit.record(tx, actor, { ...decision.event, about: { kind: 'report', id }, readers: [...readersOf(work), work.round.managerId], visibility: 'shared' }, now)
    const to = await recipientsFor(tx, work.report.leadId, ['owner', 'head'], now, 'scheme')
    await messaging.tell(tx, deps.jobs, to, { kind: 'scheme-sent-back', path: `/behov/${id}`, data: { reference: work.report.reference ?? '', round: work.round.title }, subjectId: id }, now)
    return accept({ id })
  })
