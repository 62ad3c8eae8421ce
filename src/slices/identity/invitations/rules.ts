import type { Role } from '../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { OrgId, PersonId } from '../../../kernel/ids.ts'
import type { Period } from '../../../kernel/period.ts'
import { leadingRole, rolesFor, type Member, type Unit } from '../members/rules.ts'

export const invitationDays = 14
/** How often the same invitation may be asked for anew. */
const askAgainHours = 24

export type Invitation = {
  readonly id: string
  readonly orgId: OrgId
  readonly email: string
  readonly role: Role
  readonly administers: boolean
  readonly startsOn: LocalDate | undefined
  readonly invitedBy: PersonId | undefined
  readonly inviterName: string | undefined
  readonly invitedAt: Date
  readonly expiresAt: Date
  readonly usedAt: Date | undefined
  readonly withdrawnAt: Date | undefined
  readonly askedAgainAt: Date | undefined
}

export type InvitationState = 'open' | 'expired' | 'used' | 'withdrawn'

export const stateOf = (invitation: Pick<Invitation, 'usedAt' | 'withdrawnAt' | 'expiresAt'>, now: Date): InvitationState =>
  invitation.usedAt ? 'used' : invitation.withdrawnAt ? 'withdrawn' : invitation.expiresAt <= now ? 'expired' : 'open'

export const expiry = (now: Date): Date => new Date(now.getTime() + invitationDays * 86_400_000)

const inviteRefusals = ['not-for-a-deputy', 'role-does-not-fit', 'already-member', 'already-invited', 'organisation-closed'] as const
export type InviteRefusal = (typeof inviteRefusals)[number]

export type Asked = { readonly email: string; readonly role: Role; readonly administers: boolean }
/** The deputy who invites, when one does. */
export type Deputy = { readonly email: string } | undefined

/** Several people may have the same role; the same person not twice at once. */
export function invite(asked: Asked, unit: Unit, members: readonly Member[], waiting: readonly Invitation[], today: LocalDate, now: Date, deputy?: Deputy): Decision<InviteRefusal, { readonly expiresAt: Date }> {
  // What is lent for some days is not made into something that lasts: neither leading nor administering, and nothing for oneself.
  if (deputy && (asked.administers || asked.role === leadingRole(unit) || sameAddress(deputy.email, asked.email))) return refuse('not-for-a-deputy')
  if (unit.closed) return refuse('organisation-closed')
  if (!rolesFor(unit).includes(asked.role)) return refuse('role-does-not-fit')
  const same = members.some((one) => sameAddress(one.email, asked.email) && one.role === asked.role && (one.period.to === undefined || one.period.to > today))
  if (same) return refuse('already-member')
  const invited = waiting.some((one) => sameAddress(one.email, asked.email) && one.role === asked.role && stateOf(one, now) === 'open')
  return invited ? refuse('already-invited') : accept({ expiresAt: expiry(now) })
}

/** Whether it is this organisation's, and neither used nor taken back: then it can be taken back, or sent once more. Also when it has run out. */
export const waitsIn = (unit: Pick<Unit, 'id'>, one: Invitation | undefined): Decision<'not-found', Invitation> => (one && one.orgId === unit.id && !one.usedAt && !one.withdrawnAt ? accept(one) : refuse('not-found'))

/** The same invitation once more, with a new link. It is judged as a new one: the role may have been filled, or may no longer fit. */
export function renew(old: Invitation | undefined, unit: Unit, members: readonly Member[], today: LocalDate, now: Date, deputy?: Deputy): Decision<'not-found' | InviteRefusal, Invitation> {
  const waits = waitsIn(unit, old)
  if (!waits.ok) return waits
  const decided = invite(waits.event, unit, members, [], today, now, deputy)
  return decided.ok ? waits : decided
}

const acceptRefusals = ['expired', 'used', 'withdrawn', 'wrong-person', 'already-member', 'organisation-closed'] as const
export type AcceptRefusal = (typeof acceptRefusals)[number]

/** The one who has opened the link: the address the door gave, and the person we know behind the sign-in. */
export type Opener = { readonly doorEmail: string | undefined; readonly person: { readonly email: string } | undefined }

/**
 * Whether the one who is signed in may take the invitation. The link proves that its holder reads the invited address; a person we know by
 * another, or a door that says another of somebody we do not know, proves that it has gone astray, and no confirmation mends that. Of a person
 * we know, the door is not asked: it goes on saying the old address when the person has changed it with us.
 */
export function take(invitation: Invitation, opener: Opener, today: LocalDate, now: Date): Decision<AcceptRefusal, { readonly period: Period }> {
  const state = stateOf(invitation, now)
  if (state !== 'open') return refuse(state)
  const known = opener.person?.email ?? opener.doorEmail
  if (known !== undefined && !sameAddress(known, invitation.email)) return refuse('wrong-person')
  const { startsOn } = invitation
  return accept({ period: { from: startsOn && startsOn > today ? startsOn : today, to: undefined } })
}

export const mayAskAgain = ({ askedAgainAt }: Pick<Invitation, 'askedAgainAt'>, now: Date): boolean => askedAgainAt === undefined || now.getTime() - askedAgainAt.getTime() >= askAgainHours * 3_600_000

const sameAddress = (a: string, b: string): boolean => a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase()
