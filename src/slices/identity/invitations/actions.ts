import type { Actor, Role } from '../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { refuse, type Decision } from '../../../kernel/decision.ts'
import type { Language } from '../../../kernel/language.ts'
import { contains } from '../../../kernel/period.ts'
import { actAs, brokenConstraint, system, writing, type Db, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import type { Visit } from '../../../platform/visit.ts'
import * as audit from '../../audit/index.ts'
import * as messaging from '../../messaging/index.ts'
import { readers } from '../members/actions.ts'
import type { Unit } from '../members/rules.ts'
import * as people from '../members/store.ts'
import { answer as answerRequest } from '../access-requests/store.ts'
import { hashToken, newToken } from '../sign-in/actions.ts'
import { linkLogin, loadProposal } from '../sign-in/store.ts'
import * as rules from './rules.ts'
import type { AcceptRefusal, Invitation, InviteRefusal } from './rules.ts'
import * as store from './store.ts'

export const invitationPath = (token: string): string => `/invitasjon/${token}`

export type Wanted = { readonly email: string; readonly role: Role; readonly administers: boolean; readonly startsOn: LocalDate | undefined }

/** Invites by e-mail. The letter has the link; we keep only what can recognise it. */
export const invite = (deps: Deps, actor: Actor, unit: Unit, wanted: Wanted, language: Language): Promise<Decision<InviteRefusal, { readonly email: string }>> =>
  writing(deps.db, actor, async (tx) => {
    await people.lockPeople(tx, unit.id)
    const now = deps.now()
    const decided = rules.invite(wanted, unit, await people.loadMembers(tx, [unit.id]), await store.loadWaiting(tx, unit.id, now), osloDate(now), now, actor.onBehalfOf && { email: await people.loadEmail(tx, actor.personId) })
    if (!decided.ok) return decided
    await send(tx, deps, actor, unit, wanted, language)
    return { ok: true, event: { email: wanted.email } }
  })

/** Sends the same invitation once more, with a new link; the old one no longer works. */
export const renew = (deps: Deps, actor: Actor, unit: Unit, id: string, language: Language): Promise<Decision<'not-found' | InviteRefusal, { readonly email: string }>> =>
  writing(deps.db, actor, async (tx) => {
    await people.lockPeople(tx, unit.id)
    const now = deps.now()
    const decided = rules.renew(await store.loadInvitation(tx, id), unit, await people.loadMembers(tx, [unit.id]), osloDate(now), now, actor.onBehalfOf && { email: await people.loadEmail(tx, actor.personId) })
    if (!decided.ok) return decided
    await store.withdraw(tx, id, now)
    await send(tx, deps, actor, unit, decided.event, language)
    return { ok: true, event: { email: decided.event.email } }
  })

export const withdraw = (deps: Deps, actor: Actor, unit: Unit, id: string): Promise<Decision<'not-found', undefined>> =>
  writing(deps.db, actor, async (tx) => {
    const decided = rules.waitsIn(unit, await store.loadInvitation(tx, id))
    if (!decided.ok) return decided
    await store.withdraw(tx, id, deps.now())
    await record(tx, actor, unit, 'members.invitation-withdrawn', { role: decided.event.role }, deps.now())
    return { ok: true, event: undefined }
  })

async function send(tx: Tx, deps: Deps, actor: Actor, unit: Unit, wanted: Wanted, language: Language): Promise<void> {
  const now = deps.now()
  const token = newToken()
  const id = await store.saveInvitation(tx, { ...wanted, tokenHash: hashToken(token), orgId: unit.id, invitedBy: actor.personId, at: now, expiresAt: rules.expiry(now) })
  await answerRequest(tx, unit.id, { email: wanted.email }, 'invited', actor.personId, now)
  await record(tx, actor, unit, 'members.invited', { role: wanted.role }, now)
  await messaging.tell(tx, deps.jobs, [{ address: wanted.email, language }], { kind: 'invitation', path: invitationPath(token), data: { organisation: unit.name, inviter: actor.name }, subjectId: id }, now)
}

/** The first invitation of an installation, made at the machine by the one who runs it. @returns the token, shown there and nowhere else */
export async function inviteFromMachine({ db, now }: { readonly db: Db; readonly now: () => Date }, unit: Unit, wanted: Wanted): Promise<Decision<InviteRefusal, { readonly token: string; readonly expiresAt: Date }>> {
  return writing(db, system, async (tx) => {
    await people.lockPeople(tx, unit.id)
    const decided = rules.invite(wanted, unit, await people.loadMembers(tx, [unit.id]), [], osloDate(now()), now())
    if (!decided.ok) return decided
    const token = newToken()
    await store.saveInvitation(tx, { ...wanted, tokenHash: hashToken(token), orgId: unit.id, invitedBy: undefined, at: now(), expiresAt: decided.event.expiresAt })
    await audit.record(tx, undefined, { kind: 'members.invited', about: { kind: 'organisation', id: unit.id }, readers: readers(unit), visibility: 'shared', data: { role: wanted.role } }, now())
    return { ok: true, event: { token, expiresAt: decided.event.expiresAt } }
  })
}

export type Opened = { readonly invitation: Invitation; readonly unit: Unit; readonly refusal: AcceptRefusal | undefined; readonly knownName: string | undefined; readonly doorName: string | undefined }

/** What the one who follows the link is shown. The reader of the link is nobody yet, so the program looks it up. */
export async function openInvitation(tx: Tx, token: string, visit: Visit | undefined, now: Date): Promise<Opened | undefined> {
  await actAs(tx, system)
  const invitation = await store.findInvitation(tx, hashToken(token))
  const unit = invitation && (await people.loadUnit(tx, invitation.orgId))
  if (!invitation || !unit) return undefined
  const { opener, proposal } = await openerOf(tx, visit)
  const decided = rules.take(invitation, opener, osloDate(now), now)
  const refusal = !decided.ok ? decided.because : unit.closed ? 'organisation-closed' : undefined
  const known = opener.person ?? (visit && (await store.personByEmail(tx, invitation.email)))
  return { invitation, unit, refusal, knownName: known?.name, doorName: proposal?.name }
}

const openerOf = async (tx: Tx, visit: Visit | undefined) => {
  const proposal = visit && (await loadProposal(tx, visit.key))
  const person = visit?.personId ? await store.personById(tx, visit.personId) : undefined
  return { proposal, opener: { doorEmail: proposal?.email, person } }
}

/** Takes the invitation: a person (known or new), the sign-in linked to it, the role, and a new key for the session. */
export async function takeInvitation({ db, now }: Deps, token: string, visit: Visit, typedName: string, language: Language): Promise<Decision<AcceptRefusal | 'not-found', { readonly token: string; readonly unit: Unit }>> {
  const at = now()
  const today = osloDate(at)
  try {
    return await writing(db, system, async (tx) => {
      const invitation = await store.findInvitation(tx, hashToken(token), true)
      const unit = invitation && (await people.loadUnit(tx, invitation.orgId))
      const { proposal, opener } = await openerOf(tx, visit)
      if (!invitation || !unit || !proposal) return refuse('not-found')
      const decided = rules.take(invitation, opener, today, at)
      if (!decided.ok) return decided
      if (unit.closed) return refuse('organisation-closed')
      const person = opener.person ?? (await store.personByEmail(tx, invitation.email)) ?? (await newPerson(tx, typedName, invitation.email, language, at))
      await linkLogin(tx, proposal.issuer, proposal.subject, person.id, at)
      const { period } = decided.event
      const membershipId = await people.addMembership(tx, { personId: person.id, orgId: unit.id, role: invitation.role, period, administers: invitation.administers })
      await store.markUsed(tx, invitation.id, person.id, at)
      const key = newToken()
      await store.giveSession(tx, visit.key, hashToken(key), newToken(), person.id, contains(period, today) ? membershipId : undefined)
      const actor: Actor = { personId: person.id, name: person.name, language: person.language, membershipId, orgId: unit.id, orgName: unit.name, orgKind: unit.kind, role: invitation.role, onBehalfOf: undefined }
      await record(tx, actor, unit, 'members.invitation-accepted', { name: person.name, role: invitation.role }, at)
      return { ok: true as const, event: { token: key, unit } }
    })
  } catch (problem) {
    if (brokenConstraint(problem) === 'membership_once') return refuse('already-member')
    throw problem
  }
}

const newPerson = async (tx: Tx, name: string, email: string, language: Language, at: Date) => ({ id: await store.addPerson(tx, name, email, language, at), name, email, language })

/** The link no longer works: the inviter, or whoever administers now, is told. Says nothing about who that is. */
export const askAgain = ({ db, now, jobs }: Deps, token: string): Promise<boolean> =>
  writing(db, system, async (tx) => {
    const at = now()
    const invitation = await store.findInvitation(tx, hashToken(token), true)
    const unit = invitation && (await people.loadUnit(tx, invitation.orgId))
    if (!invitation || !unit) return false
    if (!rules.mayAskAgain(invitation, at)) return true
    await store.markAskedAgain(tx, invitation.id, at)
    const administrators = await people.loadAdministrators(tx, unit, osloDate(at))
    const inviter = administrators.filter(({ personId }) => personId === invitation.invitedBy)
    await messaging.tell(tx, jobs, inviter.length > 0 ? inviter : administrators, { kind: 'access-asked', path: `/folk/${unit.id}`, data: { organisation: unit.name }, subjectId: invitation.id }, at)
    return true
  })

const record = (tx: Tx, actor: Actor, unit: Unit, kind: string, data: Readonly<Record<string, string>>, at: Date) =>
  audit.record(tx, actor, { kind, about: { kind: 'organisation', id: unit.id }, readers: readers(unit), visibility: 'shared', data }, at)
