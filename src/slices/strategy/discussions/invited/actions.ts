import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { reading, system } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { record, withMeeting } from '../actions.ts'
import { loadMeeting } from '../store.ts'
import { tellInvited } from '../invitations/told.ts'
import { changeList, invite, roleOf, type Candidate, type Group, type Party } from './rules.ts'
import * as store from './store.ts'

/** Whom the municipality of a meeting the actor may see can ask. */
export async function candidatesFor(deps: Deps, actor: Actor, id: string): Promise<readonly Candidate[]> {
  const meeting = await reading(deps.db, actor, (tx) => loadMeeting(tx, id))
  return meeting?.led ? reading(deps.db, system, (tx) => store.loadCandidates(tx, meeting.municipalityId)) : []
}

/** A whole group in one press, or one organisation of it. */
export async function inviteMore(deps: Deps, actor: Actor, id: string, group: Group, orgId: string | undefined) {
  const candidates = (await candidatesFor(deps, actor, id)).filter((one) => one.group === group && (orgId === undefined || one.orgId === orgId))
  return withMeeting(deps, actor, id, async (tx, meeting, now) => {
    const decision = invite(meeting, await store.loadParties(tx, id), candidates)
    if (!decision.ok) return decision
    await store.addParties(tx, id, decision.event.add, actor.name, now)
    await record(tx, actor, meeting, decision.event.kind, now)
    if (meeting.sentAt && meeting.startsAt > now) {
      const isNew = (party: Party) => decision.event.add.some((one) => one.orgId === party.orgId && roleOf[one.group] === party.role)
      await tellInvited(tx, deps, meeting, (await store.loadParties(tx, id)).filter(isNew), 'discussion-invited')
    }
    return accept({ added: decision.event.add.length })
  })
}

export const removeParty = (deps: Deps, actor: Actor, id: string, partyId: string) =>
  withMeeting(deps, actor, id, async (tx, meeting, now) => {
    if (!(await store.loadParties(tx, id)).some((one) => one.id === partyId && !one.removed)) return refuse('not-found' as const)
    const decision = changeList(meeting)
    if (!decision.ok) return decision
    await store.removeParty(tx, id, partyId, actor.name, now)
    await record(tx, actor, meeting, decision.event.kind, now)
    return decision
  })

/** One person off the list, also in the middle of a meeting: what they said stays, and they see no more. */
export const removePerson = (deps: Deps, actor: Actor, id: string, personId: string) =>
  withMeeting(deps, actor, id, async (tx, meeting, now) => {
    const who = (await store.loadPeople(tx, id)).find((one) => one.personId === personId && !one.prepares)
    if (!who) return refuse('not-found' as const)
    const decision = changeList(meeting)
    if (!decision.ok) return decision
    await store.saveOff(tx, id, who, actor.name, now)
    await record(tx, actor, meeting, decision.event.kind, now)
    return decision
  })

/** Somebody who was taken off by mistake, or comes after all, is on the list again. */
export const takePersonOn = (deps: Deps, actor: Actor, id: string, personId: string) =>
  withMeeting(deps, actor, id, async (tx, meeting, now) => {
    if (!(await store.loadMarked(tx, id)).some((one) => one.personId === personId && one.off)) return refuse('not-found' as const)
    const decision = changeList(meeting)
    if (!decision.ok) return decision
    await store.saveOn(tx, id, personId, actor.name)
    await record(tx, actor, meeting, decision.event.kind, now)
    return decision
  })
