import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Observation } from './rules.ts'

export type KeptObservation = Observation & { readonly id: string; readonly writtenAt: Date; readonly writtenBy: string | undefined; readonly writtenByName: string; readonly changedAt: Date | undefined }

export async function loadObservations(tx: Tx, caseId: string): Promise<KeptObservation[]> {
  const rows = await tx.selectFrom('guidance.observation').selectAll().where('case_id', '=', caseId).orderBy('observed_on').orderBy('written_at').orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id, department: row.department, observedOn: row.observed_on as LocalDate, focus: row.focus, tool: row.tool ?? '', situations: row.situations ?? '', adultPractice: row.adult_practice ?? '', strengths: row.strengths ?? '', questions: row.questions ?? '', feedbackOn: (row.feedback_on as LocalDate | null) ?? undefined,
    writtenAt: row.written_at, writtenBy: row.written_by ?? undefined, writtenByName: row.written_by_name, changedAt: row.changed_at ?? undefined,
  }))
}

/** Keeps an observation; false when the form has been taken already. */
export async function saveObservation(tx: Tx, caseId: string, formKey: string, one: Observation, by: { readonly personId: string; readonly name: string }, at: Date): Promise<boolean> {
  const made = await tx
    .insertInto('guidance.observation')
    .values({ case_id: caseId, form_key: formKey, ...columns(one), written_at: at, written_by: by.personId, written_by_name: by.name })
    .onConflict((conflict) => conflict.constraint('observation_form_once').doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

export const changeObservation = (tx: Tx, id: string, one: Observation, at: Date) =>
  tx.updateTable('guidance.observation').set({ ...columns(one), changed_at: at }).where('id', '=', id).execute()

const columns = (one: Observation) => ({
  department: one.department, observed_on: one.observedOn, focus: one.focus, tool: one.tool, situations: one.situations, adult_practice: one.adultPractice, strengths: one.strengths, questions: one.questions, feedback_on: one.feedbackOn ?? null,
})

/** Which departments have been observed in each of the cases, and which the kindergarten has. */
export async function loadObserved(tx: Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, { readonly observed: readonly string[]; readonly registered: readonly string[] }>> {
  const { rows } = await sql<{ id: string; observed: string[]; registered: string[] }>`
    select c.id, array(select distinct o.department from guidance.observation o where o.case_id = c.id) as observed,
      array(select d.full_name from register.organisation_card d where d.part_of_id = c.kindergarten_id and d.kind = 'department') as registered
    from guidance.case c where c.id = any (${[...caseIds]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, observed, registered }) => [id, { observed, registered }]))
}
