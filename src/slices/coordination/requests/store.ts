import { sql } from 'kysely'
import type { Actor } from '../../../kernel/actor.ts'
import type { Tx } from '../../../platform/db.ts'
import { regionOf } from '../services/store.ts'
import type { Answer, Asked, RequestState, ServiceRequest } from './rules.ts'

const requests = (tx: Tx) => tx.selectFrom('coordination.request as r').innerJoin('register.organisation_card as k', 'k.id', 'r.kindergarten_id').innerJoin('register.organisation_card as o', 'o.id', 'r.asker_org_id').selectAll('r').select(['k.name as kindergarten', 'o.name as asker_org'])
type Row = Awaited<ReturnType<ReturnType<typeof requests>['execute']>>[number]
const answers = (tx: Tx, ids: readonly string[]) => tx.selectFrom('coordination.request_answer as a').innerJoin('register.organisation_card as s', 's.id', 'a.service_id').selectAll('a').select('s.name as service').where('a.request_id', 'in', [...ids]).orderBy('a.asked_at').orderBy(sql`s.name collate "nb-NO-x-icu"`)
type AnswerRow = Awaited<ReturnType<ReturnType<typeof answers>['execute']>>[number]
const askedOf = (row: AnswerRow): Asked => ({ serviceId: row.service_id, service: row.service ?? '', askedAt: row.asked_at, answer: (row.answer as Answer | null) ?? undefined, reason: row.reason, instead: row.instead, answeredAt: row.answered_at ?? undefined, answeredBy: row.answered_by_name ?? undefined, contact: row.contact, helpsOn: row.helps_on })
const requestOf = (row: Row, asked: readonly Asked[]): ServiceRequest => ({
  id: row.id, kindergartenId: row.kindergarten_id, kindergarten: row.kindergarten ?? '', askerOrgId: row.asker_org_id, asker: row.made_by_name, askerOrg: row.asker_org ?? '', theme: row.theme, wanted: row.wanted, atTime: row.at_time, state: row.state as RequestState, madeAt: row.made_at, closedAt: row.closed_at ?? undefined, closedBy: row.closed_by_name ?? undefined, asked,
})

/** So many in one list. */
const mostShown = 300
/** The requests the actor may read, of one kindergarten or of all: what is open first, the last first. */
export async function loadRequests(tx: Tx, kindergartenId?: string): Promise<readonly ServiceRequest[]> {
  const all = requests(tx)
  return withAnswers(tx, await (kindergartenId === undefined ? all : all.where('r.kindergarten_id', '=', kindergartenId)).orderBy(sql`r.state <> 'open'`).orderBy('r.made_at', 'desc').limit(mostShown).execute())
}
/** What waits for the actor, the oldest first, so that none is lost among what is answered: for a service what it has not answered or said when it comes to, otherwise what the actor's organisation asks. */
export async function loadWaiting(tx: Tx, { orgId, role }: Pick<Actor, 'orgId' | 'role'>): Promise<readonly ServiceRequest[]> {
  const open = requests(tx).where('r.state', '=', 'open').orderBy('r.made_at').orderBy('r.id').limit(mostShown)
  const mine = role === 'service-contact' ? open.where('r.id', 'in', sql<string>`(select a.request_id from coordination.request_answer a where a.service_id = ${orgId} and (a.answer is null or (a.answer = 'accepted' and a.helps_on = '')))`) : open.where('r.asker_org_id', '=', orgId)
  return withAnswers(tx, await mine.execute())
}
async function withAnswers(tx: Tx, rows: readonly Row[]): Promise<readonly ServiceRequest[]> {
  if (rows.length === 0) return []
  const answered = Map.groupBy(await answers(tx, rows.map(({ id }) => id)).execute(), ({ request_id }) => request_id)
  return rows.map((row) => requestOf(row, (answered.get(row.id) ?? []).map(askedOf)))
}
export async function loadRequest(tx: Tx, id: string): Promise<ServiceRequest | undefined> {
  const [row, asked] = await Promise.all([requests(tx).where('r.id', '=', id).executeTakeFirst(), answers(tx, [id]).execute()])
  return row && requestOf(row, asked.map(askedOf))
}
/** As `loadRequest`, and nobody else answers or ends it until the transaction is over. */
export async function lockRequest(tx: Tx, id: string): Promise<ServiceRequest | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`coordination.request ${id}`}, 0))`.execute(tx)
  return loadRequest(tx, id)
}

export type NewRequest = { readonly startKey: string; readonly kindergartenId: string; readonly theme: string; readonly wanted: string; readonly atTime: string }
/** @returns its id, the same when the same form is sent again */
export async function insertRequest(tx: Tx, one: NewRequest, by: { readonly orgId: string; readonly role: string; readonly name: string }, at: Date): Promise<{ readonly id: string; readonly isNew: boolean } | undefined> {
  const made = await tx
    .insertInto('coordination.request')
    .values({ start_key: one.startKey, kindergarten_id: one.kindergartenId, region_id: regionOf(one.kindergartenId), asker_org_id: by.orgId, asker_role: by.role, theme: one.theme, wanted: one.wanted, at_time: one.atTime, made_at: at, made_by_name: by.name })
    .onConflict((conflict) => conflict.column('start_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) return { id: made.id, isNew: true }
  const there = await tx.selectFrom('coordination.request').select('id').where('start_key', '=', one.startKey).executeTakeFirst()
  return there && { id: there.id, isNew: false }
}
export const insertAsked = (tx: Tx, requestId: string, services: readonly string[], at: Date) => tx.insertInto('coordination.request_answer').values(services.map((service_id) => ({ request_id: requestId, service_id, asked_at: at }))).execute()
export const saveAnswer = (tx: Tx, id: string, serviceId: string, given: { readonly answer: Answer; readonly reason: string; readonly instead: string; readonly contact: string; readonly helpsOn: string }, who: string, at: Date) =>
  tx
    .updateTable('coordination.request_answer')
    .set({ answer: given.answer, reason: given.answer === 'declined' ? given.reason : '', instead: given.answer === 'declined' ? given.instead : '', contact: given.answer === 'accepted' ? given.contact : '', helps_on: given.answer === 'accepted' ? given.helpsOn : '', answered_at: at, answered_by_name: who })
    .where('request_id', '=', id)
    .where('service_id', '=', serviceId)
    .execute()
export const saveHelp = (tx: Tx, id: string, serviceId: string, help: { readonly contact: string; readonly helpsOn: string }) => tx.updateTable('coordination.request_answer').set({ contact: help.contact, helps_on: help.helpsOn }).where('request_id', '=', id).where('service_id', '=', serviceId).execute()
export const saveEnd = (tx: Tx, id: string, state: 'closed' | 'withdrawn', who: string, at: Date) => tx.updateTable('coordination.request').set({ state, closed_at: at, closed_by_name: who }).where('id', '=', id).execute()
