import type { Actor } from '../../../../kernel/actor.ts'
import { addDays, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { endSeat, seat, type NewMember } from './rules.ts'
import * as store from './store.ts'

export const setUpForum = ({ db, now }: Deps, actor: Actor, content: store.ForumContent) =>
  writing(db, actor, async (tx) => {
    const id = await store.insertForum(tx, actor.orgId, content)
    await audit.record(tx, actor, { kind: 'scheme.forum-set-up', about: { kind: 'forum', id }, readers: [actor.orgId], visibility: 'shared' }, now())
    return accept({ id })
  })

/** `version` is what the page showed: a colleague's change is never written over unseen. */
export const changeForum = ({ db, now }: Deps, actor: Actor, id: string, content: store.ForumContent, version: number) =>
  writing(db, actor, async (tx) => {
    const forum = await store.loadForum(tx, id)
    if (forum?.managerId !== actor.orgId) return refuse('not-found')
    if (!(await store.updateForum(tx, id, content, version))) return refuse('changed-meanwhile')
    await audit.record(tx, actor, { kind: 'scheme.forum-changed', about: { kind: 'forum', id }, readers: [actor.orgId], visibility: 'shared' }, now())
    return accept({ id })
  })

/** Lets a person in. With roles in several organisations, `orgId` says which one they speak for; without it the choices come back. */
export const seatMember = ({ db, now }: Deps, actor: Actor, forumId: string, email: string, orgId: string | undefined, member: NewMember) =>
  writing(db, actor, async (tx) => {
    const forum = await store.loadForum(tx, forumId)
    if (forum?.managerId !== actor.orgId) return refuse('not-found')
    // Of two who seat somebody at once, the second sees whom the first seated.
    await store.lockSeats(tx, forumId)
    const candidates = await store.findCandidates(tx, forumId, email)
    const chosen = candidates.length === 1 ? candidates[0] : candidates.find((one) => one.orgId === orgId)
    if (candidates.length > 1 && !chosen) return { ok: false as const, because: 'choose-organisation' as const, candidates }
    const decision = seat(chosen, member, await store.loadMembers(tx, forumId))
    if (!decision.ok || !chosen) return decision
    await store.insertMember(tx, forumId, chosen, decision.event.member)
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'forum', id: forumId }, readers: [actor.orgId, chosen.orgId], visibility: 'shared', data: { name: chosen.name, org: chosen.orgName } }, now())
    return decision
  })

export const endMember = ({ db, now }: Deps, actor: Actor, forumId: string, memberId: string, lastDay: LocalDate) =>
  writing(db, actor, async (tx) => {
    const forum = await store.loadForum(tx, forumId)
    const member = forum?.managerId === actor.orgId ? (await store.loadMembers(tx, forumId)).find(({ id }) => id === memberId) : undefined
    const decision = endSeat(member, lastDay)
    if (!decision.ok || !member) return decision
    await store.savePeriod(tx, memberId, { from: member.period.from, to: addDays(lastDay, 1) })
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'forum', id: forumId }, readers: [actor.orgId, member.orgId], visibility: 'shared', data: { name: member.name, org: member.orgName } }, now())
    return decision
  })
