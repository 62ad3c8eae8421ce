import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { keptFrom, type Keep } from '../../../kernel/retention.ts'
import { onceFor, system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { writesFor } from '../places/store.ts'
import { loadParties } from './invited/store.ts'
import { call, callOff, change, isMoved, send, type Discussion, type Planned } from './rules.ts'
import * as store from './store.ts'
import { tellInvited } from './invitations/told.ts'

/** Sent twice it is one meeting; the same form with other words makes another. */
export const callMeeting = (deps: Deps, actor: Actor, startKey: string, municipalityId: string, planned: Planned) =>
  writing(deps.db, actor, async (tx) => {
    if (!(await writesFor(tx, municipalityId))) return refuse('not-found' as const)
    const same = await store.isThere(tx, municipalityId, planned)
    const there = await store.findByKey(tx, startKey, municipalityId, planned)
    if (there) return accept({ id: there })
    const decision = call(planned, same, deps.now())
    if (!decision.ok) return decision
    const { id } = await onceFor(startKey, async () => undefined, (key) => store.insertMeeting(tx, key, municipalityId, actor.orgId, planned, actor.name, deps.now()))
    await record(tx, actor, { id, municipalityId }, decision.event.kind, deps.now())
    return accept({ id })
  })

/** A meeting the actor prepares, held until what is done with it is saved and recorded. */
export const withMeeting = <T>(deps: Deps, actor: Actor, id: string, work: (tx: Tx, meeting: Discussion, now: Date) => Promise<T>) =>
  writing(deps.db, actor, async (tx) => {
    const meeting = await store.lockMeeting(tx, id)
    return meeting?.led ? work(tx, meeting, deps.now()) : refuse('not-found' as const)
  })

export const changeMeeting = (deps: Deps, actor: Actor, id: string, planned: Planned, seen: number) =>
  withMeeting(deps, actor, id, async (tx, meeting, now) => {
    const decision = change(meeting, planned, await store.isThere(tx, meeting.municipalityId, planned, id), seen, now)
    if (!decision.ok) return decision
    await store.saveMeeting(tx, id, planned, actor.name, now)
    await record(tx, actor, meeting, decision.event.kind, now)
    if (meeting.sentAt && isMoved(meeting, planned)) await tellInvited(tx, deps, { id, title: planned.title }, await loadParties(tx, id), 'discussion-moved')
    return decision
  })

export const sendInvitation = (deps: Deps, actor: Actor, id: string) =>
  withMeeting(deps, actor, id, async (tx, meeting, now) => {
    const parties = await loadParties(tx, id)
    const decision = send(meeting, parties.filter(({ removed }) => !removed).length, actor.role, now)
    if (!decision.ok) return decision
    await store.saveSent(tx, id, actor.name, now)
    await record(tx, actor, meeting, decision.event.kind, now)
    await tellInvited(tx, deps, meeting, parties, 'discussion-invited')
    return decision
  })

export const cancelMeeting = (deps: Deps, actor: Actor, id: string) =>
  withMeeting(deps, actor, id, async (tx, meeting, now) => {
    const decision = callOff(meeting, actor.role, now)
    if (!decision.ok) return decision
    await store.saveCancelled(tx, id, actor.name, now)
    await record(tx, actor, meeting, decision.event.kind, now)
    if (meeting.sentAt) await tellInvited(tx, deps, meeting, await loadParties(tx, id), 'discussion-called-off')
    return decision
  })

/** So long after a meeting its raw notes, its marks of who came, and meetings without minutes are kept. */
const notesKept: Keep = { years: 2 }
export const forgetDiscussions = ({ db, now }: Deps): Promise<number> =>
  writing(db, system, async (tx) => {
    const gone = await store.forget(tx, keptFrom(notesKept, now()))
    await audit.forgetAbout(tx, gone)
    return gone.length
  })

export const record = (tx: Tx, actor: Actor, { id, municipalityId }: Pick<Discussion, 'id' | 'municipalityId'>, kind: string, now: Date) =>
  audit.record(tx, actor, { kind, about: { kind: 'discussion', id }, readers: [...new Set([municipalityId, actor.orgId])], visibility: 'shared' }, now)
