import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Target, TargetKey, UseKind } from './rules.ts'

/** What material is to be used in, when the actor sees it. */
export async function loadTarget(tx: Tx, { kind, id }: Pick<TargetKey, 'kind' | 'id'>): Promise<Target | undefined> {
  const row = await one(tx, kind, id)
  return row && { title: row.title ?? '', themes: row.themes ?? [] }
}
function one(tx: Tx, kind: UseKind, id: string) {
  switch (kind) {
    case 'measure':
      return tx.selectFrom('measures.measure_card').select(['title', 'themes']).where('id', '=', id).limit(1).executeTakeFirst()
    case 'network':
      return tx.selectFrom('measures.network_kindergarten').select(['name as title', sql<string[]>`array_remove(array[theme], null)`.as('themes')]).where('network_id', '=', id).limit(1).executeTakeFirst()
    case 'course':
      return tx.selectFrom('measures.course_card').select(['title', 'themes']).where('id', '=', id).limit(1).executeTakeFirst()
    case 'case':
      return tx.selectFrom('guidance.case_card').select(['reference as title', 'themes']).where('id', '=', id).limit(1).executeTakeFirst()
    case 'need':
      return tx.selectFrom('needs.need_card').select(['title', 'themes']).where('id', '=', id).limit(1).executeTakeFirst()
  }
}

export type Use = { readonly id: string; readonly kind: UseKind; readonly targetId: string; readonly title: string | undefined; readonly own: boolean }
/** Where a material is used, as far as the actor sees it. */
export async function loadUses(tx: Tx, materialId: string, orgId: string): Promise<readonly Use[]> {
  const rows = await tx.selectFrom('library.use').select(['id', 'kind', 'target_id', 'org_id']).where('material_id', '=', materialId).orderBy('added_at', 'desc').limit(30).execute()
  return Promise.all(rows.map(async (row) => ({ id: row.id, kind: row.kind as UseKind, targetId: row.target_id, title: (await loadTarget(tx, { kind: row.kind as UseKind, id: row.target_id }))?.title, own: row.org_id === orgId })))
}
/** In how many of each kind it is used, whoever has it there. */
export async function loadUsedIn(tx: Tx, materialId: string): Promise<readonly { readonly kind: UseKind; readonly uses: number }[]> {
  const { rows } = await sql<{ kind: UseKind; uses: number }>`select kind, uses from library.used_in(${materialId})`.execute(tx)
  return rows
}

/** Added twice it is there once. */
export const insertUse = (tx: Tx, materialId: string, { kind, id }: Pick<TargetKey, 'kind' | 'id'>, orgId: string, who: string, now: Date) =>
  tx.insertInto('library.use').values({ material_id: materialId, kind, target_id: id, org_id: orgId, added_at: now, added_by_name: who }).onConflict((conflict) => conflict.constraint('use_once').doNothing()).execute()
/** @returns whether there was one to remove */
export const deleteUse = async (tx: Tx, materialId: string, id: string): Promise<boolean> => (await tx.deleteFrom('library.use').where('id', '=', id).where('material_id', '=', materialId).executeTakeFirst()).numDeletedRows > 0n
