import type { Tx } from '../../../platform/db.ts'

/** Measures that have grown out of a case, as far as the actor may see them. */
export const loadMeasuresOf = async (tx: Tx, caseId: string): Promise<readonly { readonly id: string; readonly title: string }[]> =>
  (await tx.selectFrom('measures.measure_card').distinctOn('id').select(['id', 'title']).where('case_id', '=', caseId).orderBy('id').execute()).map((row) => ({ id: row.id ?? '', title: row.title ?? '' }))
