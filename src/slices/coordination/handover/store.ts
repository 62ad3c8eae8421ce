import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import { regionOf } from '../services/store.ts'
import type { Consent, HandOver, HandOverNext, SharedPart } from './rules.ts'

const handOvers = (tx: Tx) =>
  tx.selectFrom('coordination.hand_over as h').innerJoin('register.organisation_card as k', 'k.id', 'h.kindergarten_id').innerJoin('register.organisation_card as f', 'f.id', 'h.from_id').innerJoin('register.organisation_card as o', 'o.id', 'h.to_id').selectAll('h').select(['k.name as kindergarten', 'f.name as from_name', 'o.name as to_name'])
type Row = Awaited<ReturnType<ReturnType<typeof handOvers>['execute']>>[number]
const handOverOf = (row: Row): HandOver => ({
  id: row.id, kindergartenId: row.kindergarten_id, kindergarten: row.kindergarten ?? '', fromId: row.from_id, from: row.from_name ?? '', toId: row.to_id, to: row.to_name ?? '', parts: row.parts as SharedPart[], madeAt: row.made_at, madeBy: row.made_by_name,
  consent: row.consent as Consent, consentAt: row.consent_at ?? undefined, consentBy: row.consent_by_name ?? undefined, consentEndedAt: row.consent_ended_at ?? undefined, consentEndedBy: row.consent_ended_by_name ?? undefined,
  answer: (row.answer as HandOver['answer'] | null) ?? undefined, reason: row.answer_reason, answeredAt: row.answered_at ?? undefined, answeredBy: row.answered_by_name ?? undefined,
  next: (row.next as HandOverNext | null) ?? undefined, suggestion: (row.suggestion as HandOver['suggestion'] | null) ?? undefined, suggestionBy: row.suggestion_by_name ?? undefined, ended: (row.ended as HandOver['ended'] | null) ?? undefined, endedAt: row.ended_at ?? undefined,
})

/** So many in one list. */
const mostShown = 300
/** Hand-overs the actor may know of, what is not ended first. */
export async function loadHandOvers(tx: Tx, kindergartenId?: string): Promise<readonly HandOver[]> {
  const all = handOvers(tx)
  return (await (kindergartenId === undefined ? all : all.where('h.kindergarten_id', '=', kindergartenId)).orderBy(sql`h.ended is not null`).orderBy('h.made_at', 'desc').limit(mostShown).execute()).map(handOverOf)
}
/** Those that wait for somebody, the oldest first, so that none is lost among what is done: not ended and not taken over, or with a suggestion the head has not answered. */
export const loadUndone = async (tx: Tx): Promise<readonly HandOver[]> =>
  (await handOvers(tx).where(sql<boolean>`(h.ended is null and not (h.consent = 'given' and h.answer is not distinct from 'accepted')) or (h.consent = 'given' and h.next = 'suggestion' and h.suggestion is null)`).orderBy('h.made_at').orderBy('h.id').limit(mostShown).execute()).map(handOverOf)
export async function loadHandOver(tx: Tx, id: string): Promise<HandOver | undefined> {
  const row = await handOvers(tx).where('h.id', '=', id).executeTakeFirst()
  return row && handOverOf(row)
}
/** What is shared, for those who may read it now: the sender and the kindergarten, and the receiver as long as `isShared`. */
export async function loadTexts(tx: Tx, id: string): Promise<Readonly<Partial<Record<SharedPart, string>>>> {
  const rows = await tx.selectFrom('coordination.hand_over_text').select(['part', 'body']).where('hand_over_id', '=', id).execute()
  return Object.fromEntries(rows.map(({ part, body }) => [part, body]))
}
/** As `loadHandOver`, and nobody else answers or ends it until the transaction is over. */
export async function lockHandOver(tx: Tx, id: string): Promise<HandOver | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`coordination.hand_over ${id}`}, 0))`.execute(tx)
  return loadHandOver(tx, id)
}
/** One sender hands over about a kindergarten at a time. */
export const lockSender = (tx: Tx, fromId: string, kindergartenId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`coordination.hand_over ${fromId} ${kindergartenId}`}, 0))`.execute(tx)
export const loadByKey = async (tx: Tx, startKey: string): Promise<string | undefined> => (await tx.selectFrom('coordination.hand_over').select('id').where('start_key', '=', startKey).executeTakeFirst())?.id

export type NewHandOver = { readonly startKey: string; readonly kindergartenId: string; readonly toId: string; /** What came back and is now sent to another. */ readonly insteadOf: string | undefined; readonly parts: readonly SharedPart[]; readonly texts: Readonly<Partial<Record<SharedPart, string>>> }
/** @returns undefined when the key of the form is somebody else's */
export async function insertHandOver(tx: Tx, one: NewHandOver, by: { readonly orgId: string; readonly name: string }, at: Date): Promise<string | undefined> {
  const made = await tx.insertInto('coordination.hand_over').values({ start_key: one.startKey, kindergarten_id: one.kindergartenId, region_id: regionOf(one.kindergartenId), from_id: by.orgId, to_id: one.toId, parts: [...one.parts], made_at: at, made_by_name: by.name }).onConflict((conflict) => conflict.column('start_key').doNothing()).returning('id').executeTakeFirst()
  if (made) await tx.insertInto('coordination.hand_over_text').values(one.parts.map((part) => ({ hand_over_id: made.id, part, body: one.texts[part] ?? '' }))).execute()
  return made?.id
}
const update = (tx: Tx, id: string) => tx.updateTable('coordination.hand_over').where('id', '=', id)
export const saveConsent = (tx: Tx, id: string, to: 'given' | 'refused' | 'withdrawn', who: string, at: Date) =>
  update(tx, id).set(to === 'withdrawn' ? { consent: to, consent_ended_at: at, consent_ended_by_name: who } : { consent: to, consent_at: at, consent_by_name: who }).execute()
export const saveAnswer = (tx: Tx, id: string, given: { readonly answer: 'accepted' | 'declined'; readonly reason: string; readonly next: HandOverNext | undefined }, who: string, at: Date) =>
  update(tx, id).set({ answer: given.answer, answer_reason: given.reason, next: given.answer === 'accepted' ? given.next ?? null : null, answered_at: at, answered_by_name: who }).execute()
export const saveSuggestion = (tx: Tx, id: string, said: 'asked' | 'not-now', who: string, at: Date) => update(tx, id).set({ suggestion: said, suggestion_at: at, suggestion_by_name: who }).execute()
export const saveEnd = (tx: Tx, id: string, ended: 'closed' | 'withdrawn', who: string, at: Date) => update(tx, id).set({ ended, ended_at: at, ended_by_name: who }).execute()
