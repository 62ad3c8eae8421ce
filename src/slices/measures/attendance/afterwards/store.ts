import type { Tx } from '../../../../platform/db.ts'

export type Absence = { readonly at: Date; readonly by: string }
/** When the heads were told who did not come; undefined when they have not been. */
export async function loadAbsence(tx: Tx, sessionId: string): Promise<Absence | undefined> {
  const row = await tx.selectFrom('measures.course_absence').select(['told_at', 'told_by_name']).where('session_id', '=', sessionId).executeTakeFirst()
  return row && { at: row.told_at, by: row.told_by_name }
}
export const saveAbsence = (tx: Tx, courseId: string, sessionId: string, who: string, now: Date) => tx.insertInto('measures.course_absence').values({ session_id: sessionId, course_id: courseId, told_at: now, told_by_name: who }).execute()
