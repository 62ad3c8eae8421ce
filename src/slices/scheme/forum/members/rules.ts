import type { LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { contains, type Period } from '../../../../kernel/period.ts'

/** Whom a member of the forum speaks for. */
export const standsFor = ['municipal-owner', 'private-owner', 'university', 'association', 'authority', 'county-governor', 'other'] as const
export type StandsFor = (typeof standsFor)[number]

/** What equal votes mean: the chair's own vote decides, or the proposal has fallen. */
export const tieRules = ['chair', 'not-adopted'] as const
export type TieRule = (typeof tieRules)[number]

export type Member = {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly orgId: string
  readonly orgName: string
  readonly standsFor: StandsFor
  readonly votes: boolean
  readonly chairs: boolean
  readonly period: Period
}

export type Candidate = { readonly personId: string; readonly name: string; readonly orgId: string; readonly orgName: string; readonly orgKind: string }
export type NewMember = { readonly standsFor: StandsFor; readonly votes: boolean; readonly chairs: boolean; readonly period: Period }
export type MemberRefusal = 'not-found' | 'nobody-by-that-address' | 'choose-organisation' | 'governor-never-votes' | 'chair-taken' | 'already-member' | 'ends-before-it-begins'

/** A person is let in for a period, speaking for one organisation. The county governor takes part and never votes (the forum's mandate). */
export function seat(candidate: Candidate | undefined, member: NewMember, others: readonly Member[]): Decision<MemberRefusal, { readonly kind: 'scheme.member-seated'; readonly member: NewMember }> {
  if (!candidate) return refuse('nobody-by-that-address')
  const { from, to } = member.period
  if (to !== undefined && to <= from) return refuse('ends-before-it-begins')
  const governor = candidate.orgKind === 'county-governor' || member.standsFor === 'county-governor'
  if (governor && member.votes) return refuse('governor-never-votes')
  const meanwhile = others.filter((one) => (to === undefined || one.period.from < to) && (one.period.to === undefined || from < one.period.to))
  if (meanwhile.some(({ personId }) => personId === candidate.personId)) return refuse('already-member')
  if (member.chairs && meanwhile.some(({ chairs }) => chairs)) return refuse('chair-taken')
  return accept({ kind: 'scheme.member-seated', member: candidate.orgKind === 'county-governor' ? { ...member, standsFor: 'county-governor' } : member })
}

/** A seat ends after a last day that is not before it began. */
export const endSeat = (member: Member | undefined, lastDay: LocalDate): Decision<MemberRefusal, { readonly kind: 'scheme.member-left' }> =>
  !member ? refuse('not-found') : lastDay < member.period.from ? refuse('ends-before-it-begins') : accept({ kind: 'scheme.member-left' })

export type Balance = readonly { readonly standsFor: StandsFor; readonly members: number; readonly votes: number }[]

/** How many sit in the forum for each side, and how many votes each side has: the mandate asks for balance between owners, universities and organisations. */
export const balanceOf = (members: readonly Member[], day: LocalDate): Balance => {
  const today = seated(members, day)
  return standsFor.map((side) => ({ standsFor: side, members: today.filter((one) => one.standsFor === side).length, votes: today.filter((one) => one.standsFor === side && one.votes).length }))
}

export const seated = (members: readonly Member[], day: LocalDate): readonly Member[] => members.filter(({ period }) => contains(period, day))
