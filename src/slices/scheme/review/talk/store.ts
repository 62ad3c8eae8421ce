import type { Tx } from '../../../../platform/db.ts'
import type { FlagKind, Wording } from './rules.ts'

/** Every wording of every comment that the actor may read. */
export const loadWordings = async (tx: Tx, reportId: string): Promise<readonly Wording[]> =>
  (await tx.selectFrom('scheme.review_comment').selectAll().where('report_id', '=', reportId).orderBy('at').orderBy('id').execute()).map((row) => ({ thread: row.thread_id, number: row.number, text: row.text, personId: row.person_id, by: row.person_name, at: row.at }))

export const insertWording = (tx: Tx, reportId: string, { thread, number, text, personId, by, at }: Wording) =>
  tx.insertInto('scheme.review_comment').values({ thread_id: thread, number, report_id: reportId, text, person_id: personId, person_name: by, at }).execute()

export type Flag = { readonly id: string; readonly reportId: string; readonly kind: FlagKind; readonly reason: string; readonly by: string; readonly at: Date; readonly resolved: { readonly at: Date; readonly by: string; readonly text: string } | undefined }
const flags = (tx: Tx) => tx.selectFrom('scheme.review_flag as f').selectAll('f').orderBy('f.raised_at').orderBy('f.id')
const asFlag = (row: Awaited<ReturnType<ReturnType<typeof flags>['execute']>>[number]): Flag => ({
  id: row.id, reportId: row.report_id, kind: row.kind as FlagKind, reason: row.reason, by: row.raised_by_name, at: row.raised_at, resolved: row.resolved_at ? { at: row.resolved_at, by: row.resolved_by_name ?? '', text: row.resolution ?? '' } : undefined,
})
export const loadFlags = async (tx: Tx, reportId: string): Promise<readonly Flag[]> => (await flags(tx).where('f.report_id', '=', reportId).execute()).map(asFlag)
export const loadFlagsOf = async (tx: Tx, roundId: string): Promise<readonly Flag[]> => (await flags(tx).innerJoin('scheme.report as r', 'r.id', 'f.report_id').where('r.round_id', '=', roundId).where('f.resolved_at', 'is', null).execute()).map(asFlag)

export const insertFlag = (tx: Tx, reportId: string, kind: FlagKind, reason: string, personId: string, by: string, now: Date) =>
  tx.insertInto('scheme.review_flag').values({ report_id: reportId, kind, reason, person_id: personId, raised_by_name: by, raised_at: now }).execute()

/** @returns false when it has been resolved, or is not there */
export async function resolveFlag(tx: Tx, reportId: string, id: string, text: string, by: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('scheme.review_flag').set({ resolved_at: now, resolved_by_name: by, resolution: text }).where('id', '=', id).where('report_id', '=', reportId).where('resolved_at', 'is', null).executeTakeFirst()
  return numUpdatedRows > 0n
}

export type Check = { readonly reportId: string; readonly note: string; readonly at: Date; readonly by: string }
export const loadChecks = async (tx: Tx, reportIds: readonly string[]): Promise<readonly Check[]> =>
  reportIds.length === 0 ? [] : (await tx.selectFrom('scheme.review_check').select(['report_id', 'note', 'at', 'by_name']).where('report_id', 'in', [...reportIds]).orderBy('at').execute()).map((row) => ({ reportId: row.report_id, note: row.note, at: row.at, by: row.by_name }))
export const insertCheck = (tx: Tx, reportId: string, note: string, by: string, now: Date) => tx.insertInto('scheme.review_check').values({ report_id: reportId, note, at: now, by_name: by }).execute()
