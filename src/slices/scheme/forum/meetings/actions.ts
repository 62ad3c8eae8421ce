import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import * as messaging from '../../../messaging/index.ts'
import { hasComeToForum } from '../../rounds/rules.ts'
import type { Member } from '../members/rules.ts'
import { loadForum, loadRoundOf } from '../members/store.ts'
import { toPerson } from '../../told.ts'
import { inMeeting, atMeeting, type OpenMeeting } from './open.ts'
import { isOver, takeMeeting, type MeetingStep } from './rules.ts'
import * as store from './store.ts'

export const planMeeting = ({ db, now }: Deps, actor: Actor, forumId: string, roundId: string, plan: store.MeetingPlan) =>
  writing(db, actor, async (tx) => {
    const forum = await loadForum(tx, forumId)
    const round = await loadRoundOf(tx, roundId)
    if (forum?.managerId !== actor.orgId) return refuse('not-found')
    if (round?.forumId !== forumId) return refuse('not-in-round')
    const id = await store.insertMeeting(tx, forumId, roundId, plan, actor.name, now())
    await audit.record(tx, actor, { kind: 'scheme.meeting-planned', about: { kind: 'forum', id }, readers: [actor.orgId], visibility: 'shared' }, now())
    return accept({ id })
  })

export const changeMeeting = (deps: Deps, actor: Actor, forumId: string, id: string, plan: store.MeetingPlan, version: number) =>
  inMeeting(deps, actor, forumId, id, async (open) => {
    const { tx, meeting, record } = open
    if (isOver(meeting.state)) return refuse('not-now')
    if (!(await store.updateMeeting(tx, id, plan, version))) return refuse('changed-meanwhile')
    await record('scheme.meeting-changed')
    const moved = plan.startsAt.getTime() !== meeting.startsAt.getTime() || plan.place !== meeting.place
    if (moved && meeting.state !== 'planned') await tellMembers(deps, actor, open, 'scheme-meeting-moved')
    return accept({ id })
  })

/** Calls, opens, closes, opens again or cancels. Those it concerns are told. */
export const stepMeeting = (deps: Deps, actor: Actor, forumId: string, id: string, step: MeetingStep) =>
  inMeeting(deps, actor, forumId, id, async (open) => {
    const { tx, forum, runs, record } = open
    if (!runs) return refuse('not-found')
    const decision = takeMeeting(step, await factsOf(open))
    if (!decision.ok) return decision
    await store.saveState(tx, id, decision.event.to, step === 'open' ? forum : undefined, undefined)
    await record(decision.event.kind)
    if (step === 'call') await tellMembers(deps, actor, open, 'scheme-meeting-called')
    if (step === 'cancel' && open.meeting.state === 'called') await tellMembers(deps, actor, open, 'scheme-meeting-cancelled')
    if (step === 'close') {
      const there = new Set((await store.loadAttendance(tx, id)).flatMap(({ memberId, present }) => (present ? [memberId] : [])))
      await tellMembers(deps, actor, open, 'scheme-minutes-ready', (one) => there.has(one.id))
    }
    return accept({ id })
  })

/** Those who sit in the forum today, but for the one who does it. Each reads in their own language. */
function tellMembers({ jobs }: Deps, actor: Actor, { tx, meeting, members, now }: OpenMeeting, kind: 'scheme-meeting-called' | 'scheme-meeting-moved' | 'scheme-meeting-cancelled' | 'scheme-minutes-ready', whom: (member: Member) => boolean = () => true): Promise<void> {
  const to = members.filter((one) => one.personId !== actor.personId && whom(one)).map(({ personId }) => toPerson(personId))
  return messaging.tell(tx, jobs, to, { kind, path: `/forum/${meeting.forumId}/moter/${meeting.id}${kind === 'scheme-minutes-ready' ? '/referat' : ''}`, data: { round: meeting.roundTitle }, subjectId: meeting.id }, now)
}

export async function factsOf({ tx, meeting }: OpenMeeting, chair = false) {
  return { state: meeting.state, items: await store.loadItems(tx, meeting.id), roundInForum: hasComeToForum(meeting.roundStage), chair }
}

/** The secretary writes who is there; those left out are not. */
export const writeAttendance = (deps: Deps, actor: Actor, forumId: string, id: string, present: readonly string[]) =>
  inMeeting(deps, actor, forumId, id, async ({ tx, meeting, members, runs, now, record }) => {
    if (!runs) return refuse('not-found')
    if (meeting.state !== 'called' && meeting.state !== 'open') return refuse('not-now')
    if (members.length > 0) await store.saveAttendance(tx, id, members.map((one) => ({ memberId: one.id, present: present.includes(one.id) })), actor.name, now)
    await record('scheme.attendance-written', { present: members.filter((one) => present.includes(one.id)).length })
    return accept({ id })
  })

/** A member who has come says so. */
export const attend = (deps: Deps, actor: Actor, forumId: string, id: string) =>
  atMeeting(deps, actor, forumId, id, async ({ tx, meeting, own, now, record }) => {
    if (!own) return refuse('not-found')
    if (meeting.state !== 'called' && meeting.state !== 'open') return refuse('not-now')
    await store.saveAttendance(tx, id, [{ memberId: own.id, present: true }], actor.name, now)
    await record('scheme.attended')
    return accept({ id })
  })

export const inviteGuest = (deps: Deps, actor: Actor, forumId: string, id: string, name: string, from: string) =>
  inMeeting(deps, actor, forumId, id, async ({ tx, meeting, runs, record }) => {
    if (!runs) return refuse('not-found')
    if (isOver(meeting.state)) return refuse('not-now')
    await store.insertGuest(tx, id, name, from)
    await record('scheme.guest-invited')
    return accept({ id })
  })
export const uninviteGuest = (deps: Deps, actor: Actor, forumId: string, id: string, guestId: string) =>
  inMeeting(deps, actor, forumId, id, async ({ tx, meeting, runs, now, record }) => {
    if (!runs) return refuse('not-found')
    if (isOver(meeting.state)) return refuse('not-now')
    await store.removeGuest(tx, id, guestId, now)
    await record('scheme.guest-uninvited')
    return accept({ id })
  })

export type NewItems = { readonly title: string; readonly reports: readonly string[]; readonly together: boolean }
/** Puts a general item, an item for each report, or one item for a group of reports last on the agenda. */
export const addItems = (deps: Deps, actor: Actor, forumId: string, id: string, { title, reports, together }: NewItems) =>
  inMeeting(deps, actor, forumId, id, async ({ tx, meeting, runs, now, record }) => {
    if (!runs) return refuse('not-found')
    if (isOver(meeting.state)) return refuse('not-now')
    await store.lockAgendas(tx, meeting.roundId)
    const unplaced = new Set((await store.loadUnplaced(tx, meeting.roundId)).map((one) => one.id))
    if (reports.some((one) => !unplaced.has(one))) return refuse('already-on-agenda')
    const groups = reports.length === 0 ? [[]] : together ? [reports] : reports.map((one) => [one])
    for (const group of groups) await store.insertItem(tx, id, { kind: group.length === 0 ? 'general' : 'reports', title: group.length === 1 ? '' : title, reports: group }, actor.name, now)
    await record('scheme.agenda-changed', { added: groups.length })
    return accept({ id })
  })

export const dropItem = (deps: Deps, actor: Actor, forumId: string, id: string, itemId: string) =>
  inMeeting(deps, actor, forumId, id, async ({ tx, meeting, runs, now, record }) => {
    const item = runs ? await store.lockItem(tx, id, itemId) : undefined
    if (!item) return refuse('not-found')
    if (item.state !== 'waiting' || isOver(meeting.state)) return refuse('not-now')
    await store.removeItem(tx, itemId, actor.name, now)
    await record('scheme.agenda-changed', { removed: 1 })
    return accept({ id })
  })
