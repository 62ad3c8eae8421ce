import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Side } from '../rules.ts'
import type { PromiseFacts } from './rules.ts'

export type Pledge = PromiseFacts & { readonly id: string; readonly partnershipId: string; readonly what: string; readonly answers: string; readonly brokenWhy: string | undefined; readonly brokenBy: string | undefined }

const promises = (tx: Tx) => tx.selectFrom('scheme.partnership_promise').selectAll().orderBy('from_on').orderBy('id')
const asPledge = (row: Awaited<ReturnType<ReturnType<typeof promises>['execute']>>[number]): Pledge => ({
  id: row.id, partnershipId: row.partnership_id, side: row.side as Side, what: row.what, answers: row.answers, from: row.from_on as LocalDate, to: row.to_on as LocalDate,
  doneOn: (row.done_on as LocalDate | null) ?? undefined, brokenOn: (row.broken_on as LocalDate | null) ?? undefined, brokenWhy: row.broken_why ?? undefined, brokenBy: row.broken_by_name ?? undefined,
})
export const loadPromises = async (tx: Tx, id: string): Promise<Pledge[]> => (await promises(tx).where('partnership_id', '=', id).execute()).map(asPledge)
export const loadPromisesOf = async (tx: Tx, ids: readonly string[]): Promise<Pledge[]> => (await promises(tx).where('partnership_id', '=', sql<string>`any(${ids}::uuid[])`).execute()).map(asPledge)
/** Those of a side that are neither kept nor given up, with a last day until the day. */
export const loadDue = async (tx: Tx, ids: readonly string[], side: Side, until: LocalDate): Promise<Pledge[]> => (await promises(tx).where('partnership_id', '=', sql<string>`any(${ids}::uuid[])`).where('side', '=', side).where('done_on', 'is', null).where('broken_on', 'is', null).where('to_on', '<=', until).limit(200).execute()).map(asPledge)

export type NewPromise = Pick<Pledge, 'side' | 'what' | 'answers' | 'from' | 'to'>
export const addPromises = (tx: Tx, id: string, those: readonly NewPromise[]) =>
  tx.insertInto('scheme.partnership_promise').values(those.map((one) => ({ partnership_id: id, side: one.side, what: one.what, answers: one.answers, from_on: one.from, to_on: one.to }))).execute()
/** @returns false when there is none of this side's to take away */
export const removePromise = async (tx: Tx, id: string, promiseId: string, side: Side): Promise<boolean> => (await tx.deleteFrom('scheme.partnership_promise').where('id', '=', promiseId).where('partnership_id', '=', id).where('side', '=', side).returning('id').executeTakeFirst()) !== undefined
export const donePromise = async (tx: Tx, id: string, promiseId: string, side: Side, on: LocalDate): Promise<boolean> =>
  (await tx.updateTable('scheme.partnership_promise').set({ done_on: on }).where('id', '=', promiseId).where('partnership_id', '=', id).where('side', '=', side).where('done_on', 'is', null).where('broken_on', 'is', null).where('from_on', '<=', on).returning('id').executeTakeFirst()) !== undefined
export const saveBroken = (tx: Tx, promiseId: string, why: string, who: string, on: LocalDate) => tx.updateTable('scheme.partnership_promise').set({ broken_on: on, broken_why: why, broken_by_name: who }).where('id', '=', promiseId).execute()
