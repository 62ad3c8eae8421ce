import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { recipientsFor } from '../../identity/index.ts'
import * as messaging from '../../messaging/index.ts'
import { officersFor } from '../officers/tell.ts'
import { documentsQueue } from '../decisions/letters/queue.ts'
import { saveDocuments } from '../decisions/letters/store.ts'
import { loadDecisionsOf, loadGranted, lockDecision, saveDecision } from '../decisions/store.ts'
import { namesIn } from '../schemes/role-words.ts'
import { appealDocument, consideredDocument, reasonsDocument } from './documents.ts'
import { loadPublished, type PublishedDecision, type RecipientStanding } from './open.ts'
import { appeal, appealStatus, asksForNew, consider, demandReasons, noteAnswer, type Answer, type Considered } from './rules.ts'
import * as store from './store.ts'

type Typed = { readonly key: string; readonly wants: string; readonly grounds: string; readonly lateReason: string }

/** One the decision is to appeals it, and has a receipt at once. A second click finds the first one's. */
export const sendAppeal = (deps: Deps, actor: Actor, decisionId: string, typed: Typed) =>
  withPublished(deps, actor, decisionId, async ({ tx, open, mine, now }) => {
    const decided = appeal({ recipient: mine?.recipient, replaced: open.replacedBy !== undefined, appealed: mine?.appeal !== undefined, period: mine?.period ?? { state: 'not-begun' }, now, latestMonths: open.law.latestMonths, lateReason: typed.lateReason })
    if (!decided.ok) return decided
    const { timing } = decided.event
    const lateReason = timing === 'late' ? typed.lateReason : ''
    const id = await store.saveAppeal(tx, { key: typed.key, decisionId, orgId: actor.orgId, wants: typed.wants, grounds: typed.grounds, timing, lateReason, sentBy: actor.name, onBehalfOf: actor.onBehalfOf?.name, role: actor.role }, now)
    if (!id) return refuse('already-appealed' as const)
    const language = languageOf(open, actor.orgId)
    const content = appealDocument(aboutOf(open, language), { orgName: actor.orgName, sentBy: actor.name, onBehalfOf: actor.onBehalfOf?.name, wants: typed.wants, grounds: typed.grounds, late: lateReason, sentAt: now })
    await keep(tx, deps, open, { kind: 'appeal', sourceId: id, orgId: actor.orgId, direction: 'in', language, title: content.title, content }, now)
    await record(tx, actor, open, decided.event.kind, actor.orgId, now, { timing })
    await messaging.tell(tx, deps.jobs, await officersFor(tx, open.round.managerId, open.report.id, now), { kind: 'scheme-appealed', path: `/vedtak/${decisionId}/klage/${id}`, data: { reference: open.report.reference, organisation: actor.orgName }, subjectId: id }, now)
    return accept({ id, timing })
  })

/** Reasons are demanded; the period to appeal stops until they have come. */
export const askForReasons = (deps: Deps, actor: Actor, decisionId: string) =>
  withPublished(deps, actor, decisionId, async ({ tx, open, mine, now }) => {
    const decided = demandReasons({ recipient: mine?.recipient, reasoned: open.decision.reason !== '', demand: mine?.demand && store.asDemand(mine.demand), period: mine?.period ?? { state: 'not-begun' }, now })
    if (!decided.ok) return decided
    const id = await store.saveDemand(tx, decisionId, actor.orgId, actor.name, now)
    if (!id) return refuse('already-asked' as const)
    await record(tx, actor, open, decided.event.kind, actor.orgId, now)
    await messaging.tell(tx, deps.jobs, await officersFor(tx, open.round.managerId, open.report.id, now), { kind: 'scheme-reasons-asked', path: `/vedtak/${decisionId}`, data: { reference: open.report.reference, organisation: actor.orgName }, subjectId: id }, now)
    return accept({ id })
  })

/** The reasons that were demanded; a new period begins when they have reached the one who asked. */
export const giveReasons = (deps: Deps, actor: Actor, decisionId: string, demandId: string, text: string) =>
  asGovernor(deps, actor, decisionId, async ({ tx, open, now }) => {
    const demand = looksLikeId(demandId) ? await store.lockDemand(tx, decisionId, demandId) : undefined
    if (!demand) return refuse('not-found' as const)
    if (demand.answer !== undefined) return refuse('already-given' as const)
    const people = await recipientsFor(tx, demand.orgId, ['owner', 'head', 'university-contact'], now, 'scheme')
    await store.saveReasons(tx, demand.id, text, actor.name, people.map(({ personId }) => personId), now)
    const language = languageOf(open, demand.orgId)
    const content = reasonsDocument(aboutOf(open, language), { orgName: demand.orgName, by: actor.name, text })
    await keep(tx, deps, open, { kind: 'reasons', sourceId: demand.id, orgId: demand.orgId, direction: 'out', language, title: content.title, content }, now)
    await record(tx, actor, open, 'scheme.reasons-given', demand.orgId, now)
    await messaging.tell(tx, deps.jobs, people, { kind: 'scheme-reasons-given', path: `/vedtak/${decisionId}`, data: { reference: open.report.reference, ...namesIn(open.scheme) }, subjectId: demand.id }, now)
    return accept({ told: people.length })
  })

/** The county governor considers an appeal. To change the decision begins a new one, which two people make as they made the first. */
export const considerAppeal = (deps: Deps, actor: Actor, decisionId: string, appealId: string, typed: { readonly outcome: Considered; readonly reason: string; readonly formal: boolean }) =>
  asGovernor(deps, actor, decisionId, async ({ tx, open, now }) => {
    await lockDecision(tx, decisionId)
    const one = looksLikeId(appealId) ? await store.lockAppeal(tx, decisionId, appealId) : undefined
    if (!one) return refuse('not-found' as const)
    const decided = consider({ status: appealStatus(one), replaced: open.replacedBy !== undefined, timing: one.timing, outcome: typed.outcome, formal: typed.formal })
    if (!decided.ok) return decided
    await store.saveConsidered(tx, one.id, typed.outcome, typed.reason, { personId: actor.personId, name: actor.name }, now)
    const { recipient, body } = open.recipients.find(({ recipient: { orgId } }) => orgId === one.orgId) ?? {}
    if (!recipient || !body) return refuse('not-found' as const)
    const language = languageOf(open, one.orgId)
    const content = consideredDocument(aboutOf(open, language), { orgName: one.orgName, by: actor.name, outcome: typed.outcome, text: typed.reason, body: body[language] })
    await keep(tx, deps, open, { kind: 'appeal-answer', sourceId: one.id, orgId: one.orgId, direction: 'out', language, title: content.title, content }, now)
    await record(tx, actor, open, decided.event.kind, one.orgId, now, { outcome: typed.outcome })
    const people = await recipientsFor(tx, one.orgId, ['owner', 'head', 'university-contact'], now, 'scheme')
    await messaging.tell(tx, deps.jobs, people, { kind: 'scheme-appeal-considered', path: `/vedtak/${decisionId}`, data: { reference: open.report.reference, ...namesIn(open.scheme) }, subjectId: one.id }, now)
    return accept({ newDecision: typed.outcome === 'changed' ? await beginNew(tx, actor, open, now) : undefined })
  })

/** Begins the decision that comes in place of the one appealed, from what was granted, for two people to make as they made the first. Answers where. */
async function beginNew(tx: Tx, actor: Actor, { decision, report, round }: PublishedDecision, now: Date): Promise<string> {
  // The other who appealed the same decision may have been right first: then the new decision is begun already.
  if (!(await loadDecisionsOf(tx, report.id)).some(({ replaces }) => replaces === decision.id)) {
    const amounts = await loadGranted(tx, decision.id)
    await saveDecision(tx, decision.reportId, { outcome: decision.outcome, reason: decision.reason, deviation: decision.deviation, amounts }, { personId: actor.personId, name: actor.name }, false, now, { number: decision.number + 1, replaces: decision.id })
  }
  return `/runder/${round.id}/vedtak/${report.id}`
}

/** What the appeal body decided, noted by the county governor. What it has changed or sent back is followed by a new decision, so that letters and money follow too. */
export const noteBodyAnswer = (deps: Deps, actor: Actor, decisionId: string, appealId: string, answer: Answer, text: string) =>
  asGovernor(deps, actor, decisionId, async ({ tx, open, now }) => {
    await lockDecision(tx, decisionId)
    const one = looksLikeId(appealId) ? await store.lockAppeal(tx, decisionId, appealId) : undefined
    if (!one) return refuse('not-found' as const)
    const decided = noteAnswer(appealStatus(one))
    if (!decided.ok) return decided
    await store.saveAnswer(tx, one.id, answer, text, actor.name, now)
    await record(tx, actor, open, decided.event.kind, one.orgId, now, { answer })
    const people = await recipientsFor(tx, one.orgId, ['owner', 'head', 'university-contact'], now, 'scheme')
    await messaging.tell(tx, deps.jobs, people, { kind: 'scheme-appeal-answered', path: `/vedtak/${decisionId}`, data: { reference: open.report.reference }, subjectId: one.id }, now)
    return accept({ newDecision: asksForNew(answer) ? await beginNew(tx, actor, open, now) : undefined })
  })

type Open = { readonly tx: Tx; readonly open: PublishedDecision; readonly mine: RecipientStanding | undefined; readonly now: Date }
const withPublished = <Result>(deps: Deps, actor: Actor, id: string, work: (one: Open) => Promise<Result>) =>
  writing(deps.db, actor, async (tx) => {
    const open = looksLikeId(id) ? await loadPublished(tx, id) : undefined
    return open ? work({ tx, open, mine: open.recipients.find(({ recipient }) => recipient.orgId === actor.orgId), now: deps.now() }) : refuse('not-found' as const)
  })
const asGovernor = <Result>(deps: Deps, actor: Actor, id: string, work: (one: Open) => Promise<Result>) =>
  withPublished(deps, actor, id, async (one) => (actor.role === 'county-governor' && one.open.round.managerId === actor.orgId ? work(one) : refuse('not-found' as const)))

type Kept = Pick<Parameters<typeof saveDocuments>[1][number], 'kind' | 'sourceId' | 'orgId' | 'direction' | 'language' | 'title' | 'content'>
async function keep(tx: Tx, deps: Deps, open: PublishedDecision, document: Kept, now: Date): Promise<void> {
  await saveDocuments(tx, [{ ...document, reportId: open.report.id, decisionId: open.decision.id, datedAt: now }])
  await deps.jobs.enqueue(tx, documentsQueue, {}, { singletonKey: 'documents' })
}

const partyOf = (open: PublishedDecision, orgId: string) => (open.report.partner?.id === orgId ? open.report.partner : open.report.lead)
const languageOf = (open: PublishedDecision, orgId: string): 'nb' | 'nn' => partyOf(open, orgId).language
const aboutOf = (open: PublishedDecision, language: 'nb' | 'nn') => ({ language, reference: open.report.reference, title: open.report.title, managerName: open.round.managerName })

/** Read by the one it is about and by the county governor; other owners and the forum have no part in an appeal. */
const record = (tx: Tx, actor: Actor, open: PublishedDecision, kind: string, orgId: string, now: Date, data: Readonly<Record<string, string>> = {}) =>
  audit.record(tx, actor, { kind, about: { kind: 'report', id: open.report.id }, readers: [orgId, open.round.managerId], visibility: 'shared', data }, now)
