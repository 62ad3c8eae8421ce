import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { refuse, type Decision } from '../../../kernel/decision.ts'
import { writing } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import * as messaging from '../../messaging/index.ts'
import { readers } from '../members/actions.ts'
import type { Unit } from '../members/rules.ts'
import * as people from '../members/store.ts'
import * as rules from './rules.ts'
import type { Absence, Delegation, DelegationRefusal, Wish } from './rules.ts'
import * as store from './store.ts'

export const delegationPath = '/folk/stedfortreder'

/** Names a deputy for one's own role, or, from above, for the one who leads a unit. Both are told. */
export const delegate = (deps: Deps, actor: Actor, unit: Unit, membershipId: string, wish: Wish, absence: Absence): Promise<Decision<DelegationRefusal | 'not-found', { readonly deputyName: string }>> =>
  writing(deps.db, actor, async (tx) => {
    await people.lockPeople(tx, unit.id)
    const now = deps.now()
    const members = await people.loadMembers(tx, [unit.id])
    const role = members.find(({ id }) => id === membershipId)
    if (!role) return refuse('not-found')
    const decided = rules.delegate(wish, { unit, role, asDeputy: actor.onBehalfOf !== undefined, members, others: await store.loadDelegations(tx, [unit.id]), today: osloDate(now) })
    if (!decided.ok) return decided
    const id = await store.saveDelegation(tx, { membershipId, deputyId: wish.deputyId, period: decided.event.period, scope: wish.scope, absence, at: now })
    const deputyName = members.find(({ personId }) => personId === wish.deputyId)?.name ?? ''
    await audit.record(
      tx,
      actor,
      { kind: 'delegation.made', about: { kind: 'organisation', id: unit.id }, readers: readers(unit), visibility: 'shared', data: { name: deputyName, head: role.name, from: wish.from, to: wish.to } },
      now,
    )
    const others = [wish.deputyId, role.personId].filter((personId) => personId !== actor.personId)
    await messaging.tell(tx, deps.jobs, await store.languagesOf(tx, others), { kind: 'delegation', path: delegationPath, data: { organisation: unit.name, head: role.name, deputy: deputyName }, subjectId: id }, now)
    return { ok: true, event: { deputyName } }
  })

/** Ends it now. The other side is told. */
export const endDelegation = (deps: Deps, actor: Actor, unit: Unit, delegation: Delegation): Promise<void> =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    await store.endDelegation(tx, delegation.id, now)
    await audit.record(
      tx,
      actor,
      { kind: 'delegation.ended', about: { kind: 'organisation', id: unit.id }, readers: readers(unit), visibility: 'shared', data: { name: delegation.deputyName, head: delegation.headName } },
      now,
    )
    const others = [delegation.deputyId, delegation.headId].filter((personId) => personId !== actor.personId)
    await messaging.tell(tx, deps.jobs, await store.languagesOf(tx, others), { kind: 'delegation', path: delegationPath, data: { organisation: unit.name, head: delegation.headName, deputy: delegation.deputyName }, subjectId: delegation.id }, now)
  })
