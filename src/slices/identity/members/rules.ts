import type { OrgKind, Role } from '../../../kernel/actor.ts'
import { addDays, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { MembershipId, OrgId, PersonId } from '../../../kernel/ids.ts'
import { contains, overlaps, type Period } from '../../../kernel/period.ts'
import type { Visit } from '../../../platform/visit.ts'

/** An organisation seen from its people: what kind it is, and who answers for it above. */
export type Unit = {
  readonly id: OrgId
  readonly name: string
  readonly kind: OrgKind
  readonly form: string | undefined
  /** Owner of a kindergarten; the municipality of a team, a service or a school. */
  readonly aboveId: OrgId | undefined
  readonly aboveName: string | undefined
  readonly closed: boolean
}

/** One role of one person in the organisation, for a period. */
export type Member = {
  readonly id: MembershipId
  readonly personId: PersonId
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly period: Period
  readonly administers: boolean
}

/** The roles that fit an organisation, the leading one first. */
export function rolesFor({ kind, form }: Pick<Unit, 'kind' | 'form'>): readonly Role[] {
  switch (kind) {
    case 'kindergarten':
      return ['head', 'pedagogical-leader']
    case 'owner':
      return ['owner']
    case 'municipality':
      return ['owner', 'authority']
    case 'support-service':
      return form === 'competence-team' ? ['team-leader', 'adviser'] : ['service-contact']
    case 'university':
      return ['university-contact']
    case 'county-governor':
      return ['county-governor']
    case 'school':
      return ['school-leader']
    case 'association':
      return ['union-representative']
    case 'operator':
      return ['operator']
    case 'department':
      return []
  }
}

/** The role that must be filled: without it nobody answers for the organisation. */
export const leadingRole = (unit: Pick<Unit, 'kind' | 'form'>): Role | undefined => rolesFor(unit)[0]

export type DelegationScope = 'guidance' | 'scheme' | 'members'

/** True when the actor acts in an own role, or as a deputy whose delegation covers this. */
export const mayInScope = (visit: Pick<Visit, 'delegationScope'> | undefined, scope: DelegationScope): boolean =>
  visit !== undefined && (visit.delegationScope === undefined || visit.delegationScope.includes(scope))

/** True when the actor may invite people and change roles where they act. */
export const mayAdminister = (visit: Pick<Visit, 'administers' | 'delegationScope'> | undefined): boolean => visit !== undefined && visit.administers && mayInScope(visit, 'members')

/**
 * How the actor stands to an organisation's people: `administers` may change them, `belongs` may see who they are.
 * @param empty nobody administers the organisation and nobody above can: then the operator lets the first person in
 */
export function standing(visit: Visit, unit: Pick<Unit, 'id' | 'aboveId'>, empty: boolean): 'administers' | 'belongs' | 'none' {
  const { actor } = visit
  if (!actor) return 'none'
  const own = unit.id === actor.orgId
  const above = actor.role === 'owner' && unit.aboveId === actor.orgId
  const first = actor.role === 'operator' && empty
  if ((own || above || first) && mayAdminister(visit)) return 'administers'
  return own || above ? 'belongs' : 'none'
}

/** Somebody administers the organisation on the day. */
const isAdministered = (members: readonly Member[], day: LocalDate): boolean => members.some((member) => member.administers && contains(member.period, day))

/** Why a change of someone's role was refused. Each has words on the page. */
const memberRefusals = [
  'nobody-administers', // it would leave the organisation without anyone who administers its people
  'last-before-first',
  'already-over',
  'already-member',
  'not-now', // only someone who has a role now can administer
  'own-absence', // a deputy leaves the role of the one they stand in for as it is
  'not-a-colleague',
  'role-does-not-fit',
] as const
export type MemberRefusal = (typeof memberRefusals)[number]

/** Why someone leaves. Chosen, never written: the reason may be nobody else's business. */
export const endReasons = ['left', 'new-role', 'leave', 'mistake', 'other'] as const
export type EndReason = (typeof endReasons)[number]

/** Facts around a change: today, the roles there are, and whether somebody above can name people should nobody be left. */
export type Around = { readonly members: readonly Member[]; readonly today: LocalDate; readonly helpAbove: boolean; readonly asDeputyFor: MembershipId | undefined }

/** Sets other days. `to` is the first day after the role, undefined while no end is set. */
export function changePeriod(member: Member, period: Period, around: Around): Decision<MemberRefusal, { readonly period: Period }> {
  if (around.asDeputyFor === member.id) return refuse('own-absence')
  if (period.to !== undefined && period.to <= period.from) return refuse('last-before-first')
  if (around.members.some((other) => other.id !== member.id && other.personId === member.personId && other.role === member.role && overlaps(other.period, period))) return refuse('already-member')
  const left = around.members.map((one) => (one.id === member.id ? { ...one, period } : one))
  return leavesNobody(around, left, period.to) ? refuse('nobody-administers') : accept({ period })
}

/** Ends the role after `lastDay`. Given by mistake: it ends at once, whatever the days say, and counts as never given. */
export function endMembership(member: Member, lastDay: LocalDate, dayAfter: LocalDate, reason: EndReason, around: Around): Decision<MemberRefusal, { readonly period: Period } | 'cancelled'> {
  if (around.asDeputyFor === member.id) return refuse('own-absence')
  if (member.period.to !== undefined && member.period.to <= around.today) return refuse('already-over')
  if (reason === 'mistake') {
    const left = around.members.filter((one) => one.id !== member.id)
    return leavesNobody(around, left, undefined) ? refuse('nobody-administers') : accept('cancelled')
  }
  if (lastDay < member.period.from) return refuse('last-before-first')
  return changePeriod(member, { from: member.period.from, to: dayAfter }, around)
}

export type Named = { readonly name: string; readonly role: Role; readonly ending: readonly { readonly id: MembershipId; readonly period: Period | 'cancelled' }[] }

/**
 * From above: one of those one can see (`chosen`) gets the leading role from a day. Those who have it then, or later, may end the day before;
 * a role that would not have begun by then, counts as never given.
 */
export function nameLeader(unit: Pick<Unit, 'kind' | 'form'>, chosen: Pick<Member, 'personId' | 'name'> | undefined, members: readonly Member[], from: LocalDate, endPresent: boolean): Decision<MemberRefusal, Named> {
  const role = leadingRole(unit)
  if (!role) return refuse('role-does-not-fit')
  if (!chosen) return refuse('not-a-colleague')
  const present = members.filter((one) => one.role === role && one.personId !== chosen.personId && (contains(one.period, from) || one.period.from > from))
  const ending = endPresent ? present.map(({ id, period }) => ({ id, period: period.from < from ? { from: period.from, to: from } : ('cancelled' as const) })) : []
  return accept({ name: chosen.name, role, ending })
}

/** Gives the right to administer, or takes it. `transfer` gives it and lays down one's own at once. */
export function changeAdministration(member: Member, change: 'give' | 'take' | 'transfer', own: Member | undefined, around: Around): Decision<MemberRefusal, readonly { readonly id: MembershipId; readonly administers: boolean }[]> {
  if (around.asDeputyFor === member.id || (change === 'transfer' && around.asDeputyFor !== undefined)) return refuse('own-absence')
  if (change === 'take') {
    const left = around.members.map((one) => (one.id === member.id ? { ...one, administers: false } : one))
    return leavesNobody(around, left, undefined) ? refuse('nobody-administers') : accept([{ id: member.id, administers: false }])
  }
  if (!contains(member.period, around.today)) return refuse('not-now')
  const laidDown = change === 'transfer' && own && own.id !== member.id ? [{ id: own.id, administers: false }] : []
  return accept([{ id: member.id, administers: true }, ...laidDown])
}

/** Nobody left today, or on the first day after: a gap later on is seen in time as a vacancy. */
const leavesNobody = ({ members, today, helpAbove }: Around, left: readonly Member[], dayAfter: LocalDate | undefined): boolean => {
  if (helpAbove) return false
  const days = dayAfter !== undefined && dayAfter > today ? [today, dayAfter] : [today]
  return days.some((day) => isAdministered(members, today) && !isAdministered(left, day))
}

/** How a unit stands as seen from above: who leads it today, and whether somebody will. */
export type Leadership = { readonly state: 'led' | 'ends-soon' | 'vacant'; readonly leaders: readonly Member[]; readonly next: Member | undefined; readonly lastDay: LocalDate | undefined }

/**
 * @param soon the day that is thirty days ahead: a role that is over by then, with nobody after, is about to be vacant
 */
export function leadershipOf(unit: Pick<Unit, 'kind' | 'form'>, members: readonly Member[], today: LocalDate, soon: LocalDate): Leadership {
  const leading = members.filter(({ role }) => role === leadingRole(unit))
  const leaders = leading.filter(({ period }) => contains(period, today))
  const next = leading.filter(({ period }) => period.from > today).toSorted((a, b) => (a.period.from < b.period.from ? -1 : 1))[0]
  const covered = leading.some(({ period }) => contains(period, soon))
  const ends = leaders.flatMap(({ period }) => (period.to ? [period.to] : [])).toSorted().at(-1)
  return { state: leaders.length === 0 ? 'vacant' : covered ? 'led' : 'ends-soon', leaders, next, lastDay: covered || ends === undefined ? undefined : addDays(ends, -1) }
}
