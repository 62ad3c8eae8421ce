import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'
import type { Half } from '../halves/rules.ts'
import type { Side } from '../rules.ts'
import type { Delivered } from './rules.ts'

export type Reflection = Delivered & { readonly worked: string; readonly learned: string; readonly changes: string; readonly at: Date; readonly by: string }
export type Addition = Delivered & { readonly id: string; readonly addition: string; readonly at: Date; readonly by: string }

/** What the actor may read: the own side's, and the other's when both have delivered or the last day is past. */
export const loadReflections = async (tx: Tx, id: string): Promise<Reflection[]> =>
  (await tx.selectFrom('scheme.partnership_reflection').selectAll().where('partnership_id', '=', id).orderBy('half', 'desc').orderBy('side').execute()).map((row) => ({ half: row.half as Half, side: row.side as Side, worked: row.worked, learned: row.learned, changes: row.changes, at: row.delivered_at, by: row.delivered_by_name }))
export const loadAdditions = async (tx: Tx, id: string): Promise<Addition[]> =>
  (await tx.selectFrom('scheme.partnership_reflection_addition').selectAll().where('partnership_id', '=', id).orderBy('added_at').orderBy('id').execute()).map((row) => ({ id: row.id, half: row.half as Half, side: row.side as Side, addition: row.addition, at: row.added_at, by: row.added_by_name }))
/** Who has delivered what, in those of the partnerships that the actor sees. No words. */
export const loadDelivered = async (tx: Tx, ids: readonly string[]): Promise<(Delivered & { readonly partnershipId: string })[]> =>
  (await sql<{ partnership_id: string; half: Half; side: Side }>`select * from scheme.delivered_reflections() where partnership_id = any(${ids}::uuid[])`.execute(tx)).rows.map((row) => ({ partnershipId: row.partnership_id, half: row.half, side: row.side }))

export const insertReflection = (tx: Tx, id: string, half: Half, side: Side, typed: Pick<Reflection, 'worked' | 'learned' | 'changes'>, who: string, now: Date) =>
  tx.insertInto('scheme.partnership_reflection').values({ partnership_id: id, half, side, ...typed, delivered_at: now, delivered_by_name: who }).execute()
export const insertAddition = (tx: Tx, id: string, half: Half, side: Side, addition: string, who: string, now: Date) =>
  tx.insertInto('scheme.partnership_reflection_addition').values({ partnership_id: id, half, side, addition, added_at: now, added_by_name: who }).execute()
