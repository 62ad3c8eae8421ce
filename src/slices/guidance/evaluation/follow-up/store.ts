import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { FollowUpContent } from './rules.ts'

export type FollowUp = FollowUpContent & { readonly id: string; readonly writtenAt: Date; readonly writtenBy: string }

/** The follow-ups of a case, newest first. */
export const loadFollowUps = async (tx: Tx, caseId: string): Promise<FollowUp[]> =>
  (await tx.selectFrom('guidance.follow_up').selectAll().where('case_id', '=', caseId).orderBy('written_at', 'desc').orderBy('id', 'desc').execute()).map((row) => ({
    id: row.id, heldOn: row.held_on as LocalDate, lasting: row.lasting, whatLasted: row.what_lasted, whatNext: row.what_next ?? '', writtenAt: row.written_at, writtenBy: row.written_by_name,
  }))

export const saveFollowUp = (tx: Tx, caseId: string, content: FollowUpContent, who: string, at: Date) =>
  tx
    .insertInto('guidance.follow_up')
    .values({ case_id: caseId, held_on: content.heldOn, lasting: content.lasting, what_lasted: content.whatLasted, what_next: content.whatNext || null, written_at: at, written_by_name: who })
    .execute()

/** Those of the cases where a follow-up has been noted since they came to the step they are in. */
export async function loadFollowedUp(tx: Tx, caseIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('guidance.follow_up as f')
    .innerJoin('guidance.case as c', (join) => join.onRef('c.id', '=', 'f.case_id').onRef('f.written_at', '>=', 'c.step_entered_at'))
    .select('c.id')
    .where('c.id', 'in', [...caseIds])
    .execute()
  return new Set(rows.map(({ id }) => id))
}
