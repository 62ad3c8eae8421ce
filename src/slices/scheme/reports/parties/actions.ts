import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { recipientsFor } from '../../../identity/index.ts'
import * as messaging from '../../../messaging/index.ts'
import { lockWork, type Work } from '../work.ts'
import { answer, invite, leave } from './rules.ts'
import * as store from './store.ts'

/** Owners, or kindergartens where kindergartens report, that can be asked into a network. */
export const memberKinds = ({ scheme }: Pick<Work, 'scheme'>): readonly string[] => (scheme.reporter === 'owner-with-partner' ? ['owner', 'municipality'] : ['kindergarten'])

/** The lead asks another owner to take part in the network. */
export const inviteMember = (deps: Deps, actor: Actor, reportId: string, orgId: string) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const work = await lockWork(tx, reportId)
    if (!work || work.report.leadId !== actor.orgId) return refuse('not-found' as const)
    const [found] = await store.findOrganisation(tx, memberKinds(work), orgId)
    const decision = invite(work.scheme, work.report.state, work.parties, orgId, found !== undefined)
    if (!decision.ok) return decision
    await store.inviteParty(tx, reportId, orgId, 'member')
    await audit.record(tx, actor, { ...decision.event, about: { kind: 'report', id: reportId }, readers: [work.report.leadId, orgId], visibility: 'shared', data: { org: found?.name ?? '' } }, now)
    await tellInvited(tx, deps, work, orgId, now)
    return accept({ id: reportId })
  })

/** The one who is asked says yes or no; a no frees the others from waiting. */
export const answerInvitation = (deps: Deps, actor: Actor, reportId: string, yes: boolean, reason: string) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const work = await lockWork(tx, reportId)
    const mine = work?.parties.find(({ orgId, part }) => orgId === actor.orgId && (part === 'member' || part === 'partner'))
    if (!work || !mine) return refuse('not-found' as const)
    const decision = answer(work.report.state, yes, reason)
    if (!decision.ok) return decision
    // In this order: one who has said no has nothing more to change in the report.
    if (!yes) await store.takeOutKindergartens(tx, reportId, actor.orgId)
    await store.answerParty(tx, reportId, actor.orgId, { state: yes ? 'accepted' : 'declined', reason, who: actor.name }, now)
    await audit.record(tx, actor, { ...decision.event, about: { kind: 'report', id: reportId }, readers: [work.report.leadId, actor.orgId], visibility: 'shared', data: { org: actor.orgName } }, now)
    const to = await recipientsFor(tx, work.report.leadId, ['owner', 'head'], now, 'scheme')
    await messaging.tell(tx, deps.jobs, to, { kind: 'scheme-answered', path: `/behov/${reportId}/deltakere`, data: { organisation: actor.orgName, round: work.round.title }, subjectId: reportId }, now)
    return accept({ id: reportId })
  })

/** The lead takes a member out of the network, with its kindergartens. */
export const dropMember = (deps: Deps, actor: Actor, reportId: string, orgId: string) =>
  writing(deps.db, actor, async (tx) => {
    const work = await lockWork(tx, reportId)
    if (!work || work.report.leadId !== actor.orgId) return refuse('not-found' as const)
    const decision = leave(work.report.state, work.parties, orgId)
    if (!decision.ok) return decision
    await store.takeOutKindergartens(tx, reportId, orgId)
    await store.dropParty(tx, reportId, orgId, 'member')
    await audit.record(tx, actor, { ...decision.event, about: { kind: 'report', id: reportId }, readers: [work.report.leadId], visibility: 'shared' }, deps.now())
    return accept({ id: reportId })
  })

/** The university or college that has been named is told, so that it can confirm the contact and write its own part. */
export const tellPartner = (tx: Tx, deps: Deps, work: Work, orgId: string, now: Date) => tellInvited(tx, deps, work, orgId, now)

async function tellInvited(tx: Tx, deps: Deps, work: Pick<Work, 'report' | 'round'>, orgId: string, now: Date): Promise<void> {
  const to = await recipientsFor(tx, orgId, ['owner', 'head', 'university-contact'], now, 'scheme')
  await messaging.tell(tx, deps.jobs, to, { kind: 'scheme-invited', path: `/behov/${work.report.id}`, data: { organisation: work.report.leadName, round: work.round.title }, subjectId: work.report.id }, now)
}
