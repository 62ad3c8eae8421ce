import { sql } from 'kysely'
import type { Language } from '../../../kernel/language.ts'
import type { Tx } from '../../../platform/db.ts'

export type OpenSession = { readonly id: string; readonly provider: string; readonly startedAt: Date; readonly seenAt: Date; readonly current: boolean }

/** Sessions that have not ended or run out (`lastingSince`). */
export async function loadSessions(tx: Tx, personId: string, current: Buffer, lasting: { readonly seenAfter: Date; readonly startedAfter: Date }): Promise<OpenSession[]> {
  const rows = await tx
    .selectFrom('identity.session')
    .select(['id', 'provider', 'started_at', 'seen_at', 'token_hash'])
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where('seen_at', '>', lasting.seenAfter)
    .where('started_at', '>', lasting.startedAfter)
    .orderBy('seen_at', 'desc')
    .execute()
  return rows.map((row) => ({ id: row.id, provider: row.provider, startedAt: row.started_at, seenAt: row.seen_at, current: row.token_hash.equals(current) }))
}

/** Ends sessions of the person: one, or all but the one in use. */
export async function endSessions(tx: Tx, personId: string, which: { readonly id: string } | { readonly allBut: Buffer }, at: Date): Promise<number> {
  const rows = await tx
    .updateTable('identity.session')
    .set({ ended_at: at, id_token: null })
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where((eb) => ('id' in which ? eb('id', '=', which.id) : eb('token_hash', '!=', which.allBut)))
    .returning('id')
    .execute()
  return rows.length
}

export const saveAccount = (tx: Tx, personId: string, name: string, language: Language) => tx.updateTable('identity.person').set({ name, language }).where('id', '=', personId).execute()

export const loadPerson = (tx: Tx, personId: string) => tx.selectFrom('identity.person').select(['id', 'name', 'email', 'language', 'created_at']).where('id', '=', personId).executeTakeFirst()

/** Everything stored about one person below the slices that work with cases, without keys and other people's names. */
export async function loadEverything(tx: Tx, personId: string) {
  const person = await loadPerson(tx, personId)
  const logins = await tx.selectFrom('identity.login').select(['issuer', 'subject', 'linked_at']).where('person_id', '=', personId).execute()
  const roles = await tx
    .selectFrom('identity.membership as m')
    .innerJoin('register.organisation_card as o', 'o.id', 'm.org_id')
    .select(['o.name as organisation', 'm.role', 'm.period', 'm.administers', 'm.cancelled_at'])
    .where('m.person_id', '=', personId)
    .orderBy('m.id')
    .execute()
  const delegations = await tx
    .selectFrom('identity.delegation as d')
    .innerJoin('identity.membership as m', 'm.id', 'd.membership_id')
    .innerJoin('register.organisation_card as o', 'o.id', 'm.org_id')
    .select(['o.name as organisation', 'm.role', 'd.period', 'd.scope', 'd.reason', 'd.made_at', 'd.ended_at'])
    .select(sql<string>`case when d.deputy_id = ${personId} then 'deputy' else 'away' end`.as('as'))
    .where((eb) => eb.or([eb('d.deputy_id', '=', personId), eb('m.person_id', '=', personId)]))
    .execute()
  const sessions = await tx.selectFrom('identity.session').select(['provider', 'acr', 'signed_in_name', 'signed_in_email', 'parties', 'started_at', 'seen_at', 'ended_at']).where('person_id', '=', personId).orderBy('started_at', 'desc').execute()
  const newEmail = await tx.selectFrom('identity.email_change').select(['email', 'asked_at', 'expires_at']).where('person_id', '=', personId).executeTakeFirst()
  const invitations = await tx
    .selectFrom('identity.invitation')
    .select(['email', 'role', 'invited_at', 'used_at'])
    .where((eb) => eb.or([eb('used_by', '=', personId), eb('email', '=', person?.email ?? '')]))
    .execute()
  const requests = await tx
    .selectFrom('identity.access_request as r')
    .innerJoin('identity.login as l', (join) => join.onRef('l.issuer', '=', 'r.issuer').onRef('l.subject', '=', 'r.subject'))
    .select(['r.name', 'r.email', 'r.asked_at', 'r.answer'])
    .where('l.person_id', '=', personId)
    .execute()
  const notices = await tx
    .selectFrom('messaging.notice')
    .select(['at', 'kind', 'data', 'seen_at'])
    .where((eb) => eb.or([eb('person_id', '=', personId), eb('address', '=', person?.email ?? '')]))
    .orderBy('at', 'desc')
    .execute()
  const letters = await tx.selectFrom('messaging.delivery as d').innerJoin('messaging.notice as n', 'n.id', 'd.notice_id').select(['n.kind', 'd.at', 'd.outcome']).where('n.person_id', '=', personId).orderBy('d.at', 'desc').execute()
  const withoutReminders = await tx.selectFrom('messaging.choice').select(['kind', 'chosen_at']).where('person_id', '=', personId).execute()
  const done = await tx.selectFrom('audit.event').select(['at', 'kind', 'role', 'on_behalf_of']).where('person_id', '=', personId).orderBy('at', 'desc').execute()
  const opened = await tx.selectFrom('audit.reading').select(['at', 'page', 'role']).where('person_id', '=', personId).orderBy('at', 'desc').execute()
  return { person, newEmail, logins, roles, delegations, sessions, invitations, requests, notices, letters, withoutReminders, done, opened }
}
