import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { recipientsFor } from '../../../identity/index.ts'
import * as messaging from '../../../messaging/index.ts'
import { officersFor } from '../../officers/tell.ts'
import { namesIn } from '../../schemes/role-words.ts'
import { loadScheme } from '../../schemes/store.ts'
import { keepCriteria } from '../criteria/actions.ts'
import { lockCriteria } from '../criteria/store.ts'
import { withReview } from '../open.ts'
import { answer, ask, consider, type Considered } from './rules.ts'
import * as store from './store.ts'

/** What was found for each criterion. Unchanged ones are left as they are. */
export const save = (deps: Deps, actor: Actor, reportId: string, seen: string, considered: readonly Considered[]) =>
  withReview(deps, actor, reportId, 'governor', async ({ tx, now, round, report, record }) => {
    await Promise.all([store.lockReport(tx, report.id), lockCriteria(tx, round.id)])
    const found = await store.loadFound(tx, report.id)
    const decision = consider({ stage: round.stage, state: report.state, found, seen, considered })
    if (!decision.ok) return decision
    await keepCriteria(tx, round, actor.name, now)
    await store.saveFound(tx, report.id, decision.event.changed, actor.name, now)
    await record(decision.event.kind, { count: decision.event.changed.length })
    return accept({ id: report.id })
  })

/** Asks the applicant. They are told, and answer on a page of their own; what they sent stays as it is. */
export const askApplicant = (deps: Deps, actor: Actor, reportId: string, question: string) =>
  withReview(deps, actor, reportId, 'governor', async ({ tx, now, round, report, record }) => {
    await store.lockReport(tx, report.id)
    const before = await store.loadClarifications(tx, report.id)
    const decision = ask(round.stage, report.state, before.some((one) => one.answer === undefined))
    if (!decision.ok) return decision
    await store.insertQuestion(tx, report.id, question, actor.name, now)
    await record(decision.event.kind)
    const people = await recipientsFor(tx, report.leadId, ['owner', 'head'], now, 'scheme')
    await messaging.tell(tx, deps.jobs, people, { kind: 'scheme-clarification-asked', path: `/behov/${report.id}/avklaring`, data: { reference: report.reference, ...namesIn(await loadScheme(tx, round.schemeCode)) }, subjectId: report.id }, now)
    return accept({ id: report.id })
  })

/** The applicant's side answers, once. */
export const giveAnswer = (deps: Deps, actor: Actor, reportId: string, clarificationId: string, text: string) =>
  writing(deps.db, actor, async (tx) => {
    if (!looksLikeId(reportId) || !looksLikeId(clarificationId)) return refuse('not-found' as const)
    const report = await store.loadAsked(tx, reportId)
    const one = (await store.loadClarifications(tx, reportId)).find(({ id }) => id === clarificationId)
    if (!report?.mayAnswer || !one) return refuse('not-found' as const)
    const decision = answer(report.stage, one.answer !== undefined)
    if (!decision.ok) return decision
    const now = deps.now()
    if (!(await store.saveAnswer(tx, one.id, text, actor.name, now))) return refuse('already-answered' as const)
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'report', id: report.id }, readers: [report.leadId, actor.orgId, report.managerId], visibility: 'shared' }, now)
    const people = await officersFor(tx, report.managerId, report.id, now)
    await messaging.tell(tx, deps.jobs, people, { kind: 'scheme-clarification-answered', path: `/behov/${report.id}/vurdering`, data: { reference: report.reference }, subjectId: report.id }, now)
    return accept({ id: report.id })
  })
