import { sql } from 'kysely'
import type { Actor, OrgKind, Role } from '../../../kernel/actor.ts'
import type { MembershipId, OrgId, PersonId } from '../../../kernel/ids.ts'
import type { Language } from '../../../kernel/language.ts'
import type { Tx } from '../../../platform/db.ts'
import type { SignedIn } from '../../../platform/oidc/signed-in.ts'
import type { Visit } from '../../../platform/visit.ts'
import type { Capacity } from './rules.ts'

export type Attempt = { readonly provider: string; readonly state: string; readonly nonce: string; readonly codeVerifier: string; readonly returnTo: string }

export const saveAttempt = (tx: Tx, tokenHash: Buffer, attempt: Attempt, at: Date) =>
  tx
    .insertInto('identity.sign_in_attempt')
    .values({ token_hash: tokenHash, provider: attempt.provider, state: attempt.state, nonce: attempt.nonce, code_verifier: attempt.codeVerifier, return_to: attempt.returnTo, started_at: at })
    .execute()

/** Takes an attempt out of use: it answers once, and not after ten minutes. */
export async function useAttempt(tx: Tx, tokenHash: Buffer, now: Date): Promise<Attempt | undefined> {
  const row = await tx
    .updateTable('identity.sign_in_attempt')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('started_at', '>', new Date(now.getTime() - 10 * 60_000))
    .returningAll()
    .executeTakeFirst()
  return row && { provider: row.provider, state: row.state, nonce: row.nonce, codeVerifier: row.code_verifier, returnTo: row.return_to }
}

export async function personOfLogin(tx: Tx, issuer: string, subject: string): Promise<PersonId | undefined> {
  const row = await tx.selectFrom('identity.login').select('person_id').where('issuer', '=', issuer).where('subject', '=', subject).executeTakeFirst()
  return row?.person_id as PersonId | undefined
}

export const personByEmail = async (tx: Tx, email: string): Promise<string | undefined> =>
  (await tx.selectFrom('identity.person').select('id').where('email', '=', email.toLowerCase()).executeTakeFirst())?.id

export const linkLogin = (tx: Tx, issuer: string, subject: string, personId: string, at: Date) =>
  tx.insertInto('identity.login').values({ issuer, subject, person_id: personId, linked_at: at }).onConflict((c) => c.doNothing()).execute()

export type NewSession = { readonly tokenHash: Buffer; readonly csrf: string; readonly personId: string | undefined; readonly membershipId: string | undefined; readonly signedIn: SignedIn; readonly idToken: string | undefined }

/** `idToken` is sealed (`platform/secrets`). */
export const saveSession = (tx: Tx, session: NewSession, at: Date) =>
  tx
    .insertInto('identity.session')
    .values({
      token_hash: session.tokenHash,
      csrf: session.csrf,
      person_id: session.personId ?? null,
      membership_id: session.membershipId ?? null,
      provider: session.signedIn.provider,
      issuer: session.signedIn.issuer,
      subject: session.signedIn.subject,
      sid: session.signedIn.sid ?? null,
      acr: session.signedIn.acr,
      signed_in_name: session.signedIn.name ?? null,
      signed_in_email: session.signedIn.email?.toLowerCase() ?? null,
      parties: JSON.stringify(session.signedIn.parties),
      id_token: session.idToken ?? null,
      started_at: at,
      seen_at: at,
    })
    .execute()

/** The visit behind a session key, with who the person acts as today. One question, for every request. */
export async function loadVisit(tx: Tx, key: Buffer, now: Date): Promise<Visit | undefined> {
  const { rows } = await sql<SessionRow>`select * from identity.session_now(${key}, ${now})`.execute(tx)
  const row = rows[0]
  return row && { key, csrf: row.csrf, personId: row.person_id ?? undefined, name: row.name ?? row.signed_in_name ?? undefined, language: row.language ?? undefined, actor: actorOf(row), administers: row.administers ?? false, delegationScope: row.delegation_scope ?? undefined, startedAt: row.started_at, seenAt: row.seen_at }
}

type SessionRow = {
  person_id: PersonId | null
  name: string | null
  language: Language | null
  csrf: string
  started_at: Date
  seen_at: Date
  signed_in_name: string | null
  membership_id: MembershipId | null
  org_id: OrgId | null
  org_name: string | null
  org_kind: OrgKind | null
  role: Role | null
  administers: boolean | null
  head_person_id: PersonId | null
  head_name: string | null
  delegation_scope: string[] | null
}

function actorOf(row: SessionRow): Actor | undefined {
  if (!row.person_id || !row.membership_id || !row.org_id || !row.role || !row.org_kind) return undefined
  return {
    personId: row.person_id,
    name: row.name ?? '',
    language: row.language ?? 'nb',
    membershipId: row.membership_id,
    orgId: row.org_id,
    orgName: row.org_name ?? '',
    orgKind: row.org_kind,
    role: row.role,
    onBehalfOf: row.head_person_id ? { personId: row.head_person_id, name: row.head_name ?? '', scope: row.delegation_scope ?? [] } : undefined,
  }
}

export async function loadActor(tx: Tx, personId: string, membershipId: string, today: string): Promise<Actor | undefined> {
  const row = await tx
    .selectFrom('identity.membership as m')
    .innerJoin('identity.person as p', 'p.id', 'm.person_id')
    .innerJoin('register.organisation_card as o', 'o.id', 'm.org_id')
    .select(['m.id', 'm.role', 'm.org_id', 'm.person_id', 'o.name as org', 'o.kind', 'p.name', 'p.language'])
    .where('m.id', '=', membershipId)
    .where('m.person_id', '=', personId)
    .where('m.cancelled_at', 'is', null)
    .where(sql<boolean>`m.period @> ${today}::date`)
    .executeTakeFirst()
  return row && { personId: row.person_id as PersonId, name: row.name, language: row.language as Language, membershipId: row.id as MembershipId, orgId: row.org_id as OrgId, orgName: row.org ?? '', orgKind: row.kind as OrgKind, role: row.role as Role, onBehalfOf: undefined }
}

/** Everything the person may act as today: own memberships and the ones they are deputy for. */
export async function loadCapacities(tx: Tx, personId: string, today: string): Promise<Capacity[]> {
  const own = await tx
    .selectFrom('identity.membership as m')
    .innerJoin('register.organisation_card as o', 'o.id', 'm.org_id')
    .select(['m.id', 'm.role', 'm.org_id', 'o.name', 'o.kind'])
    .where('m.person_id', '=', personId)
    .where('m.cancelled_at', 'is', null)
    .where(sql<boolean>`m.period @> ${today}::date`)
    .orderBy('o.name')
    .execute()
  const deputy = await tx
    .selectFrom('identity.delegation as d')
    .innerJoin('identity.membership as m', 'm.id', 'd.membership_id')
    .innerJoin('identity.person as p', 'p.id', 'm.person_id')
    .innerJoin('register.organisation_card as o', 'o.id', 'm.org_id')
    .select(['m.id', 'm.role', 'm.org_id', 'o.name', 'o.kind', 'd.id as delegation_id', 'p.name as head'])
    .where('d.deputy_id', '=', personId)
    .where('d.ended_at', 'is', null)
    .where(sql<boolean>`d.period @> ${today}::date`)
    .where('m.cancelled_at', 'is', null)
    .where(sql<boolean>`m.period @> ${today}::date`)
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('identity.membership as own').select('own.id').where('own.person_id', '=', personId).whereRef('own.org_id', '=', 'm.org_id').where('own.cancelled_at', 'is', null).where(sql<boolean>`own.period @> ${today}::date`)),
    )
    .orderBy('o.name')
    .execute()
  return [
    ...own.map((row) => ({ membershipId: row.id as MembershipId, role: row.role as Role, orgName: row.name ?? '', orgKind: row.kind as OrgKind, delegationId: undefined, onBehalfOf: undefined })),
    ...deputy.map((row) => ({ membershipId: row.id as MembershipId, role: row.role as Role, orgName: row.name ?? '', orgKind: row.kind as OrgKind, delegationId: row.delegation_id, onBehalfOf: row.head })),
  ]
}

export const chooseCapacity = (tx: Tx, key: Buffer, newKey: Buffer, csrf: string, membershipId: string, delegationId: string | undefined) =>
  tx.updateTable('identity.session').set({ token_hash: newKey, csrf, membership_id: membershipId, delegation_id: delegationId ?? null }).where('token_hash', '=', key).execute()

export const touchSession = (tx: Tx, key: Buffer, now: Date) => tx.updateTable('identity.session').set({ seen_at: now }).where('token_hash', '=', key).where('ended_at', 'is', null).execute()

/** Ends a session and gives what sign-out at the provider needs. */
export const endSession = (tx: Tx, key: Buffer, now: Date) =>
  tx.updateTable('identity.session').set({ ended_at: now, id_token: null }).where('token_hash', '=', key).where('ended_at', 'is', null).returning(['provider', 'person_id']).executeTakeFirst()

export const idTokenOf = async (tx: Tx, key: Buffer): Promise<{ provider: string; idToken: string | undefined } | undefined> => {
  const row = await tx.selectFrom('identity.session').select(['provider', 'id_token']).where('token_hash', '=', key).where('ended_at', 'is', null).executeTakeFirst()
  return row && { provider: row.provider, idToken: row.id_token ?? undefined }
}

/** Sign-out that began at the provider or in another service: found by issuer and the provider's session, without our cookie. */
export const endSessionsOf = (tx: Tx, issuer: string, sid: string, now: Date) =>
  tx.updateTable('identity.session').set({ ended_at: now, id_token: null }).where('issuer', '=', issuer).where('sid', '=', sid).where('ended_at', 'is', null).execute()

export async function loadProposal(tx: Tx, key: Buffer): Promise<{ name: string | undefined; email: string | undefined; issuer: string; subject: string; parties: SignedIn['parties'] } | undefined> {
  const row = await tx.selectFrom('identity.session').select(['signed_in_name', 'signed_in_email', 'issuer', 'subject', 'parties']).where('token_hash', '=', key).executeTakeFirst()
  return row && { name: row.signed_in_name ?? undefined, email: row.signed_in_email ?? undefined, issuer: row.issuer, subject: row.subject, parties: row.parties as unknown as SignedIn['parties'] }
}

