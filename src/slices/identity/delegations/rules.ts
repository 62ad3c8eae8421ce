import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { addDays, type LocalDate } from '../../../kernel/dates.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import { contains, overlaps, type Period } from '../../../kernel/period.ts'
import { leadingRole, type DelegationScope, type Member, type Unit } from '../members/rules.ts'

export const scopes = ['guidance', 'scheme', 'members'] as const satisfies readonly DelegationScope[]

/** Why someone is away. Chosen, never written: absence can be about health, which is nobody's business here. */
export const absences = ['holiday', 'leave', 'other-work', 'other'] as const
export type Absence = (typeof absences)[number]

/** One person answers in another's role, for stated tasks and days. */
export type Delegation = {
  readonly id: string
  readonly membershipId: string
  readonly orgId: string
  readonly headId: PersonId
  readonly headName: string
  readonly deputyId: PersonId
  readonly deputyName: string
  readonly period: Period
  readonly scope: readonly DelegationScope[]
  readonly absence: Absence | undefined
  readonly endedAt: Date | undefined
}

const delegationRefusals = ['no-chain', 'not-leading', 'to-oneself', 'not-a-colleague', 'in-the-past', 'last-before-first', 'too-long', 'overlap', 'not-administering', 'role-over'] as const
export type DelegationRefusal = (typeof delegationRefusals)[number]

export type Wish = { readonly deputyId: string; readonly scope: readonly DelegationScope[]; readonly from: LocalDate; readonly to: LocalDate }

export type Facts = {
  readonly unit: Pick<Unit, 'kind' | 'form'>
  /** The role that is delegated. */
  readonly role: Member
  /** The actor is a deputy already: what one has been given, one does not pass on. */
  readonly asDeputy: boolean
  readonly members: readonly Member[]
  readonly others: readonly Delegation[]
  readonly today: LocalDate
}

/** `wish.to` is the first day after. */
export function delegate(wish: Wish, facts: Facts): Decision<DelegationRefusal, { readonly period: Period }> {
  const { role, members, others, today } = facts
  const period = { from: wish.from, to: wish.to }
  if (facts.asDeputy) return refuse('no-chain')
  if (role.role !== leadingRole(facts.unit)) return refuse('not-leading')
  if (wish.deputyId === role.personId) return refuse('to-oneself')
  if (wish.from < today) return refuse('in-the-past')
  if (wish.to <= wish.from) return refuse('last-before-first')
  if (wish.to > addDays(wish.from, 366)) return refuse('too-long')
  if (!contains(role.period, wish.from)) return refuse('role-over')
  if (!members.some((one) => one.personId === wish.deputyId && contains(one.period, wish.from))) return refuse('not-a-colleague')
  if (wish.scope.includes('members') && !role.administers) return refuse('not-administering')
  const clash = others.some((one) => one.membershipId === role.id && !one.endedAt && overlaps(one.period, period) && one.scope.some((part) => wish.scope.includes(part)))
  return clash ? refuse('overlap') : accept({ period })
}

export type DelegationState = 'now' | 'coming' | 'over'

export const stateOf = ({ period, endedAt }: Pick<Delegation, 'period' | 'endedAt'>, today: LocalDate): DelegationState =>
  endedAt || (period.to !== undefined && period.to <= today) ? 'over' : contains(period, today) ? 'now' : 'coming'

/** Either side may end it early: the one who is away, the deputy, and those who administer the people. */
export const mayEnd = (delegation: Pick<Delegation, 'headId' | 'deputyId'>, personId: string, administers: boolean): boolean =>
  administers || delegation.headId === personId || delegation.deputyId === personId
