import { addDays, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { refuse, type Decision } from '../../../kernel/decision.ts'
import type { Actor } from '../../../kernel/actor.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import type { Period } from '../../../kernel/period.ts'
import { brokenConstraint, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import * as rules from './rules.ts'
import type { EndReason, Member, MemberRefusal, Unit } from './rules.ts'
import * as store from './store.ts'

type Done = Decision<MemberRefusal | 'not-found', Member>

/** Sets other days for a role. */
export const changePeriod = (deps: Deps, actor: Actor, unit: Unit, memberId: string, period: Period): Promise<Done> =>
  change(deps, actor, unit, memberId, async (tx, member, around) => {
    const decided = rules.changePeriod(member, period, around)
    if (!decided.ok) return decided
    await store.setPeriod(tx, member.id, decided.event.period)
    await note(tx, actor, unit, 'members.period-changed', member, { from: period.from, to: period.to ?? null }, deps.now())
    return { ok: true, event: member }
  })

/** Ends a role after its last day, or at once when it was given by mistake. */
export const endMembership = (deps: Deps, actor: Actor, unit: Unit, memberId: string, lastDay: LocalDate, reason: EndReason): Promise<Done> =>
  change(deps, actor, unit, memberId, async (tx, member, around) => {
    const decided = rules.endMembership(member, lastDay, addDays(lastDay, 1), reason, around)
    if (!decided.ok) return decided
    if (decided.event === 'cancelled') await store.cancelMembership(tx, member.id, deps.now())
    else await store.setPeriod(tx, member.id, decided.event.period)
    await note(tx, actor, unit, 'members.ended', member, { reason, lastDay }, deps.now())
    return { ok: true, event: member }
  })

/** Gives the right to administer people, takes it back, or hands over one's own. */
export const changeAdministration = (deps: Deps, actor: Actor, unit: Unit, memberId: string, what: 'give' | 'take' | 'transfer'): Promise<Done> =>
  change(deps, actor, unit, memberId, async (tx, member, around) => {
    const own = around.members.find(({ id }) => id === actor.membershipId)
    const decided = rules.changeAdministration(member, what, own, around)
    if (!decided.ok) return decided
    for (const { id, administers } of decided.event) await store.setAdministers(tx, id, administers)
    await note(tx, actor, unit, what === 'take' ? 'members.administration-taken' : what === 'give' ? 'members.administration-given' : 'members.administration-handed-over', member, {}, deps.now())
    return { ok: true, event: member }
  })

/** From above: one of the people one can see gets the leading role; the one who has it now may end the day before. */
export async function nameLeader(deps: Deps, actor: Actor, unit: Unit, personId: PersonId, from: LocalDate, endPresent: boolean): Promise<Decision<MemberRefusal | 'not-found', { readonly name: string }>> {
  return guarded(() =>
    writing(deps.db, actor, async (tx) => {
      await store.lockPeople(tx, unit.id)
      const candidates = await loadCandidates(tx, actor, unit)
      const decision = rules.nameLeader(unit, candidates.find((one) => one.personId === personId), await store.loadMembers(tx, [unit.id]), from, endPresent)
      if (!decision.ok) return decision
      const { name, role, ending } = decision.event
      for (const { id, period } of ending) await (period === 'cancelled' ? store.cancelMembership(tx, id, deps.now()) : store.setPeriod(tx, id, period))
      await store.addMembership(tx, { personId, orgId: unit.id, role, period: { from, to: undefined }, administers: true })
      await audit.record(tx, actor, { kind: 'members.named', about: { kind: 'organisation', id: unit.id }, readers: readers(unit), visibility: 'shared', data: { name, role, from } }, deps.now())
      return { ok: true as const, event: { name } }
    }),
  )
}

/** Whom one above may name: the people of the unit itself, of the units beside it, and one's own. */
export async function loadCandidates(tx: Tx, actor: Actor, unit: Unit): Promise<{ readonly personId: PersonId; readonly name: string; readonly email: string }[]> {
  const beside = await store.loadUnitsOf(tx, actor.orgId)
  const people = await store.loadMembers(tx, [unit.id, actor.orgId, ...beside.map(({ id }) => id)])
  return [...new Map(people.map(({ personId, name, email }) => [personId, { personId, name, email }])).values()]
}

/** Load → decide → save → record, with the organisation's people held still meanwhile. */
function change(deps: Deps, actor: Actor, unit: Unit, memberId: string, work: (tx: Tx, member: Member, around: rules.Around) => Promise<Done>): Promise<Done> {
  return guarded(() =>
    writing(deps.db, actor, async (tx) => {
      await store.lockPeople(tx, unit.id)
      const members = await store.loadMembers(tx, [unit.id])
      const member = members.find(({ id }) => id === memberId)
      if (!member) return refuse('not-found')
      const today = osloDate(deps.now())
      const { above } = await store.whoCanAdminister(tx, unit.id, today)
      return work(tx, member, { members, today, helpAbove: above, asDeputyFor: actor.onBehalfOf && actor.membershipId })
    }),
  )
}

async function guarded<Event>(work: () => Promise<Decision<MemberRefusal | 'not-found', Event>>): Promise<Decision<MemberRefusal | 'not-found', Event>> {
  try {
    return await work()
  } catch (problem) {
    if (brokenConstraint(problem) === 'membership_once') return refuse('already-member')
    throw problem
  }
}

const note = (tx: Tx, actor: Actor, unit: Unit, kind: string, member: Member, data: Readonly<Record<string, string | null>>, at: Date) =>
  audit.record(tx, actor, { kind, about: { kind: 'organisation', id: unit.id }, readers: readers(unit), visibility: 'shared', data: { name: member.name, role: member.role, ...data } }, at)

/** Who may read what happened to an organisation's people: the organisation, and the one above it. */
export const readers = (unit: Pick<Unit, 'id' | 'aboveId'>): string[] => (unit.aboveId ? [unit.id, unit.aboveId] : [unit.id])
