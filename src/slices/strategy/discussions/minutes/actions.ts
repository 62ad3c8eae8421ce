import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { refuse } from '../../../../kernel/decision.ts'
import { writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { loadPoints } from '../agenda/store.ts'
import { loadAgreements } from '../agreements/store.ts'
import { record, withMeeting } from '../actions.ts'
import { loadSaid } from '../held/store.ts'
import { loadMarked, loadParties } from '../invited/store.ts'
import type { Discussion } from '../rules.ts'
import { lockMeeting, saveSent, saveWriting } from '../store.ts'
import { tellInvited } from '../invitations/told.ts'
import { approve, correct, object, sendForReading } from './rules.ts'
import type { Content } from './shape.ts'
import * as store from './store.ts'

/** What was written of a meeting, as it is now. */
export async function contentOf(tx: Tx, meeting: Discussion, language: 'nb' | 'nn'): Promise<Content> {
  const [points, said, agreements, parties, marked] = await Promise.all([loadPoints(tx, meeting.id), loadSaid(tx, meeting.id), loadAgreements(tx, meeting.id), loadParties(tx, meeting.id), loadMarked(tx, meeting.id)])
  return {
    language, municipality: meeting.municipality, title: meeting.title, purpose: meeting.purpose, startsAt: meeting.startsAt.toISOString(), endsAt: meeting.endsAt.toISOString(), place: meeting.place,
    present: marked.filter((one) => one.present).map(({ name, role, org }) => ({ name, role, org })),
    invited: parties.filter(({ removed }) => !removed).map(({ role, org }) => ({ role, org })),
    points: points.map((point) => ({
      title: point.title, reason: point.reason, kind: point.kind, introduces: point.introduces,
      said: said.filter((one) => one.pointId === point.id).map(({ by, body }) => ({ by, body })),
      agreed: agreements.filter((one) => one.pointId === point.id).map(({ body, responsible, due }) => ({ body, responsible: responsible.name, due })),
    })),
  }
}

export const sendMinutes = (deps: Deps, actor: Actor, id: string, language: 'nb' | 'nn') =>
  withMeeting(deps, actor, id, async (tx, meeting, now) => {
    const content = await contentOf(tx, meeting, language)
    const decision = sendForReading(meeting, content.points.reduce((sum, { said, agreed }) => sum + said.length + agreed.length, 0), osloDate(now))
    if (!decision.ok) return decision
    const before = await store.loadMinutes(tx, id)
    await store.insertMinutes(tx, id, (before[0]?.number ?? 0) + 1, content, meeting.correction, actor.name, now)
    await saveWriting(tx, id, false, undefined, actor.name, now)
    // Those invited read the minutes, also when no invitation was ever sent.
    if (!meeting.sentAt) await saveSent(tx, id, actor.name, now)
    await record(tx, actor, meeting, decision.event.kind, now)
    await tellInvited(tx, deps, meeting, await loadParties(tx, id), 'discussion-minutes')
    return decision
  })

export const approveMinutes = (deps: Deps, actor: Actor, id: string) =>
  withMeeting(deps, actor, id, async (tx, meeting, now) => {
    const [last] = await store.loadMinutes(tx, id)
    const decision = approve(last, actor.role)
    if (!decision.ok) return decision
    await store.saveApproved(tx, last?.id ?? '', actor.name, now)
    await record(tx, actor, meeting, decision.event.kind, now)
    await tellInvited(tx, deps, meeting, await loadParties(tx, id), 'discussion-approved')
    return decision
  })

export const correctMinutes = (deps: Deps, actor: Actor, id: string, why: string) =>
  withMeeting(deps, actor, id, async (tx, meeting, now) => {
    const [last] = await store.loadMinutes(tx, id)
    const decision = correct(meeting, last, why)
    if (!decision.ok) return decision
    if (decision.event.withdraws) await store.saveWithdrawn(tx, last?.id ?? '')
    await saveWriting(tx, id, true, why, actor.name, now)
    await record(tx, actor, meeting, decision.event.kind, now)
    return decision
  })

/** Said by somebody who was invited; those who prepare the meeting correct instead. */
export const giveObjection = (deps: Deps, actor: Actor, id: string, body: string) =>
  writing(deps.db, actor, async (tx) => {
    const meeting = await lockMeeting(tx, id)
    if (!meeting || meeting.led) return refuse('not-found' as const)
    const [last] = await store.loadMinutes(tx, id)
    const decision = object(last)
    if (!decision.ok) return decision
    // The same words pressed twice are one objection.
    if (last?.objections.some((one) => one.name === actor.name && one.role === actor.role && one.org === actor.orgName && one.body === body)) return decision
    await store.insertObjection(tx, last?.id ?? '', actor, body, deps.now())
    await record(tx, actor, meeting, decision.event.kind, deps.now())
    return decision
  })
