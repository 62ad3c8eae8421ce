import type { Tx } from '../../../../platform/db.ts'

/** Which reminders have gone, as 'report year kind'. */
export const loadReminded = async (tx: Tx): Promise<ReadonlySet<string>> => new Set((await tx.selectFrom('scheme.result_reminder').select(['report_id', 'year', 'kind']).execute()).map((one) => `${one.report_id} ${one.year} ${one.kind}`))

/** @returns false when it has gone already */
export async function saveReminder(tx: Tx, reportId: string, year: number, kind: 'due' | 'overdue', now: Date): Promise<boolean> {
  const saved = await tx.insertInto('scheme.result_reminder').values({ report_id: reportId, year, kind, at: now }).onConflict((conflict) => conflict.columns(['report_id', 'year', 'kind']).doNothing()).returning('year').executeTakeFirst()
  return saved !== undefined
}
