import { sql } from 'kysely'
import type { PersonId } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/db.ts'

/**
 * Where one person stands in cases: which case, what, and when, for the copy of everything that is stored about them. What was
 * written belongs to the case and may be about others, so it is not here (docs/privacy.md). Only the program itself sees all of it.
 */
export async function loadAboutPerson(tx: Tx, personId: PersonId) {
  const requests = await tx.selectFrom('guidance.case').select(['reference', 'state', 'created_at', 'submitted_at']).where('created_by', '=', personId).orderBy('created_at', 'desc').execute()
  const assignments = await tx
    .selectFrom('guidance.assignment as a')
    .innerJoin('identity.membership as m', 'm.id', 'a.membership_id')
    .innerJoin('guidance.case as c', 'c.id', 'a.case_id')
    .select(['c.reference', 'a.assigned_at', 'a.ended_at', 'a.ended_reason'])
    .where('m.person_id', '=', personId)
    .orderBy('a.assigned_at', 'desc')
    .execute()
  const steps = await tx
    .selectFrom('guidance.case_step as s')
    .innerJoin('guidance.case as c', 'c.id', 's.case_id')
    .select(['c.reference', 's.step_key as step', 's.entered_at as moved_at', 's.reason_code'])
    .where('s.entered_by', '=', personId)
    .orderBy('s.entered_at', 'desc')
    .execute()
  const { rows: written } = await sql<{ reference: string | null; what: string; at: Date }>`
    select c.reference, w.what, w.at from (
      select case_id, visibility || '-note' as what, written_at as at from guidance.note where written_by = ${personId}
      union all select case_id, kind, written_at from guidance.meeting where written_by = ${personId}
      union all select case_id, 'observation', written_at from guidance.observation where written_by = ${personId}
      union all select case_id, 'correction', written_at from guidance.correction where written_by = ${personId}
      union all select case_id, 'plan-agreement', agreed_at from guidance.plan_agreement where agreed_by = ${personId}
      union all select case_id, 'attachment', added_at from guidance.attachment where added_by = ${personId}
      union all select case_id, 'proposed-time', proposed_at from guidance.proposed_time where proposed_by = ${personId}
    ) w join guidance.case c on c.id = w.case_id
    order by w.at desc`.execute(tx)
  return { requests, assignments, steps, written }
}
