import type { Role } from '../../../kernel/actor.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { OrgId, PersonId } from '../../../kernel/ids.ts'
import type { Language } from '../../../kernel/language.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Invitation } from './rules.ts'

export type NewInvitation = {
  readonly tokenHash: Buffer
  readonly orgId: string
  readonly role: Role
  readonly administers: boolean
  readonly email: string
  readonly startsOn: LocalDate | undefined
  readonly invitedBy: string | undefined
  readonly at: Date
  readonly expiresAt: Date
}

export async function saveInvitation(tx: Tx, made: NewInvitation): Promise<string> {
  const id = crypto.randomUUID()
  await tx
    .insertInto('identity.invitation')
    .values({ id, token_hash: made.tokenHash, org_id: made.orgId, role: made.role, administers: made.administers, email: made.email.toLowerCase(), starts_on: made.startsOn ?? null, invited_by: made.invitedBy ?? null, invited_at: made.at, expires_at: made.expiresAt })
    .execute()
  return id
}

/** Invitations that have not been taken or withdrawn, newest first; those that ran out stay for a while, so that they can be sent again. */
export async function loadWaiting(tx: Tx, orgId: string, notExpiredBefore: Date): Promise<Invitation[]> {
  const rows = await invitations(tx).where('i.org_id', '=', orgId).where('i.used_at', 'is', null).where('i.withdrawn_at', 'is', null).where('i.expires_at', '>', notExpiredBefore).orderBy('i.invited_at', 'desc').execute()
  return rows.map(invitationOf)
}

/** Those in several organisations that can still be taken. */
export async function loadWaitingIn(tx: Tx, orgIds: readonly string[], now: Date): Promise<Invitation[]> {
  if (orgIds.length === 0) return []
  const rows = await invitations(tx).where('i.org_id', 'in', [...orgIds]).where('i.used_at', 'is', null).where('i.withdrawn_at', 'is', null).where('i.expires_at', '>', now).orderBy('i.invited_at', 'desc').execute()
  return rows.map(invitationOf)
}

export async function loadInvitation(tx: Tx, id: string): Promise<Invitation | undefined> {
  const row = await invitations(tx).where('i.id', '=', id).executeTakeFirst()
  return row && invitationOf(row)
}

/** By what the link carries. `lock` holds it while it is being taken, so that two clicks cannot both. */
export async function findInvitation(tx: Tx, tokenHash: Buffer, lock = false): Promise<Invitation | undefined> {
  if (lock) await tx.selectFrom('identity.invitation').select('id').where('token_hash', '=', tokenHash).forUpdate().execute()
  const row = await invitations(tx).where('i.token_hash', '=', tokenHash).executeTakeFirst()
  return row && invitationOf(row)
}

const invitations = (tx: Tx) =>
  tx
    .selectFrom('identity.invitation as i')
    .leftJoin('identity.person as p', 'p.id', 'i.invited_by')
    .select(['i.id', 'i.org_id', 'i.role', 'i.administers', 'i.email', 'i.starts_on', 'i.invited_by', 'p.name as inviter', 'i.invited_at', 'i.expires_at', 'i.used_at', 'i.withdrawn_at', 'i.asked_again_at'])

type Row = Awaited<ReturnType<ReturnType<typeof invitations>['execute']>>[number]

const invitationOf = (row: Row): Invitation => ({
  id: row.id,
  orgId: row.org_id as OrgId,
  email: row.email,
  role: row.role as Role,
  administers: row.administers,
  startsOn: (row.starts_on as LocalDate | null) ?? undefined,
  invitedBy: (row.invited_by as PersonId | null) ?? undefined,
  inviterName: row.inviter ?? undefined,
  invitedAt: row.invited_at,
  expiresAt: row.expires_at,
  usedAt: row.used_at ?? undefined,
  withdrawnAt: row.withdrawn_at ?? undefined,
  askedAgainAt: row.asked_again_at ?? undefined,
})

export const withdraw = (tx: Tx, id: string, at: Date) => tx.updateTable('identity.invitation').set({ withdrawn_at: at }).where('id', '=', id).where('used_at', 'is', null).execute()

export const markUsed = (tx: Tx, id: string, personId: string, at: Date) => tx.updateTable('identity.invitation').set({ used_at: at, used_by: personId }).where('id', '=', id).execute()

export const markAskedAgain = (tx: Tx, id: string, at: Date) => tx.updateTable('identity.invitation').set({ asked_again_at: at }).where('id', '=', id).execute()

export async function addPerson(tx: Tx, name: string, email: string, language: Language, at: Date): Promise<PersonId> {
  const id = crypto.randomUUID() as PersonId
  await tx.insertInto('identity.person').values({ id, name, email: email.toLowerCase(), language, created_at: at }).execute()
  return id
}

export type KnownPerson = { readonly id: PersonId; readonly name: string; readonly email: string; readonly language: Language }

export const personById = (tx: Tx, id: string) => person(tx, 'id', id)
export const personByEmail = (tx: Tx, email: string) => person(tx, 'email', email.toLowerCase())

async function person(tx: Tx, by: 'id' | 'email', value: string): Promise<KnownPerson | undefined> {
  const row = await tx.selectFrom('identity.person').select(['id', 'name', 'email', 'language']).where(by, '=', value).executeTakeFirst()
  return row && { id: row.id as PersonId, name: row.name, email: row.email, language: row.language as Language }
}

/** The session belongs to the person from now on, under a new key, acting in the new role when it has begun. */
export const giveSession = (tx: Tx, key: Buffer, newKey: Buffer, csrf: string, personId: string, membershipId: string | undefined) =>
  tx.updateTable('identity.session').set({ token_hash: newKey, csrf, person_id: personId, membership_id: membershipId ?? null, delegation_id: null }).where('token_hash', '=', key).execute()
