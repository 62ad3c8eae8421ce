import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Language } from '../../../kernel/language.ts'
import type { Tx } from '../../../platform/db.ts'
import type { AccessRequest } from './rules.ts'

/** One sender at a time, so that many clicks at once count as many. */
export const lockSender = (tx: Tx, issuer: string, subject: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`access ${issuer} ${subject}`}, 0))`.execute(tx)

export const saveRequest = (tx: Tx, made: { readonly orgId: string; readonly issuer: string; readonly subject: string; readonly name: string; readonly email: string; readonly language: Language }, at: Date) =>
  tx
    .insertInto('identity.access_request')
    .values({ org_id: made.orgId, issuer: made.issuer, subject: made.subject, name: made.name, email: made.email.toLowerCase(), language: made.language, asked_at: at })
    .execute()

/** What this sign-in has asked for, newest first. */
export async function loadAsked(tx: Tx, issuer: string, subject: string): Promise<AccessRequest[]> {
  const rows = await requests(tx).where('r.issuer', '=', issuer).where('r.subject', '=', subject).orderBy('r.asked_at', 'desc').limit(20).execute()
  return rows.map(requestOf)
}

/** Requests that wait for an answer, oldest first, as far as the actor may see. */
export async function loadUnanswered(tx: Tx, orgIds: readonly string[] | 'all'): Promise<AccessRequest[]> {
  const rows = await requests(tx)
    .where('r.answered_at', 'is', null)
    .$if(orgIds !== 'all', (query) => query.where('r.org_id', 'in', orgIds === 'all' || orgIds.length === 0 ? ['00000000-0000-0000-0000-000000000000'] : [...orgIds]))
    .orderBy('r.asked_at')
    .limit(200)
    .execute()
  return rows.map(requestOf)
}

/** Requests to organisations that nobody administers on the day, there or above: those who run the installation answer them. Oldest first. */
export async function loadWithoutAdministrator(tx: Tx, day: LocalDate): Promise<AccessRequest[]> {
  const rows = await requests(tx)
    .where('r.answered_at', 'is', null)
    .where(sql<boolean>`not identity.administered(r.org_id, ${day}) and not identity.administered_from_above(r.org_id, ${day})`)
    .orderBy('r.asked_at')
    .limit(200)
    .execute()
  return rows.map(requestOf)
}

/** @returns the name of the one who asked, or undefined when nobody waits */
export async function answer(tx: Tx, orgId: string, which: { readonly id: string } | { readonly email: string }, reply: 'invited' | 'declined', by: string, at: Date): Promise<string | undefined> {
  const rows = await tx
    .updateTable('identity.access_request')
    .set({ answered_at: at, answered_by: by, answer: reply })
    .where('org_id', '=', orgId)
    .where('answered_at', 'is', null)
    .where((eb) => ('id' in which ? eb('id', '=', which.id) : eb('email', '=', which.email.toLowerCase())))
    .returning('name')
    .execute()
  return rows[0]?.name
}

const requests = (tx: Tx) =>
  tx
    .selectFrom('identity.access_request as r')
    .innerJoin('register.organisation_card as o', 'o.id', 'r.org_id')
    .select(['r.id', 'r.org_id', 'o.name as org_name', 'r.name', 'r.email', 'r.asked_at', 'r.answer'])

type Row = Awaited<ReturnType<ReturnType<typeof requests>['execute']>>[number]

const requestOf = (row: Row): AccessRequest => ({ id: row.id, orgId: row.org_id, orgName: row.org_name ?? '', name: row.name, email: row.email, askedAt: row.asked_at, answer: (row.answer as AccessRequest['answer'] | null) ?? undefined })
