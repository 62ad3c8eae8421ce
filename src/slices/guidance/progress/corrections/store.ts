import type { Tx } from '../../../../platform/db.ts'
import type { AboutKind } from './rules.ts'

export type Correction = { readonly id: string; readonly aboutId: string; readonly text: string; readonly at: Date; readonly by: string }

export const loadCorrections = async (tx: Tx, caseId: string): Promise<Correction[]> =>
  (await tx.selectFrom('guidance.correction').selectAll().where('case_id', '=', caseId).orderBy('written_at').orderBy('id').execute()).map((row) => ({ id: row.id, aboutId: row.about_id, text: row.text, at: row.written_at, by: row.written_by_name }))

/** True when the case has such a record: one cannot correct what is not there, or is another's. */
export const hasRecord = async (tx: Tx, caseId: string, kind: AboutKind, id: string): Promise<boolean> =>
  (await tx.selectFrom(kind === 'meeting' ? 'guidance.meeting' : 'guidance.observation').select('id').where('id', '=', id).where('case_id', '=', caseId).executeTakeFirst()) !== undefined

/** Keeps a correction; false when the form has been taken already. */
export async function saveCorrection(tx: Tx, caseId: string, formKey: string, kind: AboutKind, aboutId: string, text: string, by: { readonly personId: string; readonly name: string }, at: Date): Promise<boolean> {
  const made = await tx
    .insertInto('guidance.correction')
    .values({ case_id: caseId, form_key: formKey, about_kind: kind, about_id: aboutId, text, written_at: at, written_by: by.personId, written_by_name: by.name })
    .onConflict((conflict) => conflict.constraint('correction_form_once').doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}
