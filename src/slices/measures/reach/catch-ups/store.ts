import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Agreed } from './rules.ts'

export type Open = Agreed & { readonly id: string; readonly measureId: string; readonly gatheringId: string; readonly title: string; readonly measure: string; readonly heldOn: undefined }
/** The kindergarten's packages that are not done and have a day, where somebody still misses it and the measure is going on. */
export async function loadOpenCatchUps(tx: Tx, kindergartenId: string): Promise<readonly Open[]> {
  const rows = await tx
    .selectFrom('measures.reach_gathering as p')
    .innerJoin('measures.measure as m', 'm.id', 'p.measure_id')
    .innerJoin('measures.part as t', (join) => join.onRef('t.measure_id', '=', 'p.measure_id').onRef('t.kindergarten_id', '=', 'p.kindergarten_id'))
    .leftJoin('measures.closing as c', (join) => join.onRef('c.measure_id', '=', 'p.measure_id').onRef('c.kindergarten_id', '=', 'p.kindergarten_id'))
    .select(['p.id', 'p.measure_id', 'p.catches_up_id', 'p.title', 'm.title as measure', 'p.responsible', sql<LocalDate>`p.due_on::text`.as('due')])
    .where('p.kindergarten_id', '=', kindergartenId).where('p.held_on', 'is', null).where('p.due_on', 'is not', null)
    .where('t.state', '=', 'part').where('c.closed_on', 'is', null)
    .where(sql<boolean>`(select sum(r.people) from measures.reach_count r where r.gathering_id = p.catches_up_id)
      > (select coalesce(sum(r.reached), 0) from measures.reach_count r join measures.reach_gathering g on g.id = r.gathering_id where g.id = p.catches_up_id or (g.catches_up_id = p.catches_up_id and g.held_on is not null))`)
    .orderBy('p.due_on').orderBy('p.id')
    .execute()
  return rows.map((row) => ({ id: row.id, measureId: row.measure_id, gatheringId: row.catches_up_id ?? '', title: row.title, measure: row.measure, responsible: row.responsible, by: row.due, heldOn: undefined }))
}

export const saveAgreed = (tx: Tx, id: string, { responsible, by }: Agreed, who: string, now: Date) =>
  tx.updateTable('measures.reach_gathering').set({ responsible, due_on: by, changed_at: now, changed_by_name: who, version: sql<number>`version + 1` }).where('id', '=', id).execute()
