import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { PartState } from '../measures/rules.ts'
import { insertHistory } from '../measures/store.ts'
import type { LeaveReason } from '../programmes/rules.ts'
import type { Came } from './rules.ts'

/** Offers it to more, also anew to those who said no or went out. `offeredOn`: the day, when the measure has begun. */
export async function offerParts(tx: Tx, measureId: string, kindergartens: readonly string[], offeredOn: LocalDate | undefined, today: LocalDate, who: string, now: Date): Promise<void> {
  const known = new Set((await tx.selectFrom('measures.part').select('kindergarten_id').where('measure_id', '=', measureId).execute()).map((row) => row.kindergarten_id))
  const [again, fresh] = [kindergartens.filter((id) => known.has(id)), kindergartens.filter((id) => !known.has(id))]
  const offered = { state: 'offered', offered_on: offeredOn ?? null }
  if (fresh.length > 0) await tx.insertInto('measures.part').values(fresh.map((kindergarten_id) => ({ measure_id: measureId, kindergarten_id, ...offered }))).execute()
  if (again.length > 0) await tx.updateTable('measures.part').set({ ...offered, joined_on: null, left_on: null, left_reason: null, answered_at: null, answered_by_name: null }).where('measure_id', '=', measureId).where('kindergarten_id', 'in', again).execute()
  await insertHistory(tx, measureId, kindergartens, { state: 'offered', on: today, reason: undefined }, who, now)
}
export async function saveLeft(tx: Tx, measureId: string, kindergartenId: string, left: { readonly on: LocalDate; readonly reason: LeaveReason }, who: string, now: Date): Promise<void> {
  await tx.updateTable('measures.part').set({ state: 'left', left_on: left.on, left_reason: left.reason, answered_at: now, answered_by_name: who }).where('measure_id', '=', measureId).where('kindergarten_id', '=', kindergartenId).execute()
  await insertHistory(tx, measureId, [kindergartenId], { state: 'left', on: left.on, reason: left.reason }, who, now)
}
/** What has become of the kindergartens the actor may know of, the last first. */
export async function loadHistory(tx: Tx, measureId: string): Promise<readonly Came[]> {
  const rows = await tx
    .selectFrom('measures.part_history as h')
    .innerJoin('register.organisation_card as o', 'o.id', 'h.kindergarten_id')
    .select(['h.id', 'h.kindergarten_id', 'o.name', 'h.state', 'h.reason', 'h.written_by_name', sql<LocalDate>`h.on_day::text`.as('on')])
    .where('h.measure_id', '=', measureId)
    .orderBy('h.written_at', 'desc')
    .orderBy('h.id', 'desc')
    .limit(500)
    .execute()
  return rows.map((row) => ({ id: row.id, kindergartenId: row.kindergarten_id, kindergarten: row.name ?? '', state: row.state as PartState, on: row.on, reason: (row.reason as LeaveReason | null) ?? undefined, by: row.written_by_name }))
}
/** The day a kindergarten was closed down, for saying until when it took part. */
export const loadClosedDown = async (tx: Tx, kindergartens: readonly string[]): Promise<ReadonlyMap<string, LocalDate>> =>
  kindergartens.length === 0
    ? new Map()
    : new Map((await tx.selectFrom('register.organisation_card').select(['id', sql<LocalDate>`closed_on::text`.as('on')]).where('id', 'in', [...kindergartens]).where('closed_on', 'is not', null).execute()).map((row) => [row.id ?? '', row.on]))
