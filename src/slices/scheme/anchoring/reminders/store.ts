import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Capacity } from '../../schemes/rules.ts'
import type { Needed } from '../rules.ts'
import type { Alarm } from './rules.ts'

export type ToldRow = { readonly capacity: Capacity; readonly orgId: string; readonly occasion: Alarm | 'reminder' | 'week'; readonly on: LocalDate }

export async function loadTold(tx: Tx, reportId: string): Promise<readonly ToldRow[]> {
  const rows = await tx.selectFrom('scheme.anchoring_told').select(['capacity', 'org_id', 'occasion', 'told_on']).where('report_id', '=', reportId).execute()
  return rows.map((row) => ({ capacity: row.capacity as Capacity, orgId: row.org_id, occasion: row.occasion as ToldRow['occasion'], on: row.told_on as LocalDate }))
}

export const saveTold = (tx: Tx, reportId: string, told: readonly { readonly row: Pick<Needed, 'capacity' | 'orgId'>; readonly occasion: ToldRow['occasion'] }[], by: { readonly name: string; readonly on: LocalDate }, now: Date) =>
  tx
    .insertInto('scheme.anchoring_told')
    .values(told.map(({ row, occasion }) => ({ report_id: reportId, capacity: row.capacity, org_id: row.orgId, occasion, told_on: by.on, told_at: now, told_by_name: by.name })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()

/** Reports that are written or signed in rounds that can still be sent to, with more time where it has been given. */
export const loadUnsent = (tx: Tx, now: Date): Promise<{ id: string }[]> =>
  tx
    .selectFrom('scheme.report as r')
    .innerJoin('scheme.round as d', 'd.id', 'r.round_id')
    .leftJoin('scheme.extension as e', (join) => join.onRef('e.round_id', '=', 'd.id').onRef('e.org_id', '=', 'r.lead_id'))
    .select('r.id')
    .where('r.state', 'in', ['draft', 'signing'])
    .where('d.stage', 'not in', ['planned', 'ended', 'cancelled'])
    .where(({ or, eb }) => or([eb('d.closes_at', '>', now), eb('e.until', '>', now)]))
    .orderBy('r.id')
    .execute()
