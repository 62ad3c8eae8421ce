import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import { visibleEvaluations, type Evaluation, type EvaluationContent, type EvaluationSide, type EvaluationStanding } from './rules.ts'

/** The evaluations of a case that the reader's side may see, oldest round first, the head's before the adviser's. */
export const loadEvaluations = async (tx: Tx, caseId: string, mine: EvaluationSide): Promise<Evaluation[]> =>
  visibleEvaluations(mine, await loadAll(tx, caseId))

/** Who has written in a round, and when the side's own was written. What the other wrote stays where it is. */
export async function loadWritten(tx: Tx, caseId: string, round: number): Promise<{ side: EvaluationSide; writtenAt: Date; writtenBy: string }[]> {
  const { rows } = await sql<{ side: string; written_at: Date; written_by_name: string }>`select side, written_at, written_by_name from guidance.evaluations_written(${caseId}) where round = ${round}`.execute(tx)
  return rows.map((row) => ({ side: row.side as EvaluationSide, writtenAt: row.written_at, writtenBy: row.written_by_name }))
}

export async function saveEvaluation(tx: Tx, caseId: string, side: EvaluationSide, round: number, content: EvaluationContent, who: string, at: Date): Promise<void> {
  const values = {
    goal_reached: content.goalReached, changed_for_children: content.changedForChildren, changed_in_practice: content.changedInPractice,
    helped: content.helped || null, hindered: content.hindered || null, next_step: content.nextStep, written_at: at, written_by_name: who,
  }
  await tx
    .insertInto('guidance.evaluation')
    .values({ case_id: caseId, side, round, ...values })
    .onConflict((conflict) => conflict.constraint('evaluation_once_a_round').doUpdateSet(values))
    .execute()
}

async function loadAll(tx: Tx, caseId: string): Promise<Evaluation[]> {
  const rows = await tx.selectFrom('guidance.evaluation').selectAll().where('case_id', '=', caseId).orderBy('round').orderBy('side', 'desc').execute()
  return rows.map((row) => ({
    side: row.side as EvaluationSide, round: row.round, goalReached: row.goal_reached,
    changedForChildren: row.changed_for_children ?? '', changedInPractice: row.changed_in_practice ?? '', helped: row.helped ?? '', hindered: row.hindered ?? '', nextStep: row.next_step ?? '',
    writtenAt: row.written_at, writtenBy: row.written_by_name,
  }))
}

/** A kind of step in one version of a flow chart: where a round of evaluation begins. */
export type StepOfVersion = { readonly versionId: string; readonly key: string }

/** How the evaluation of the present round stands in each of the cases. `begins` are the steps of evaluation in the versions the cases follow. */
export async function loadEvaluationStandings(tx: Tx, caseIds: readonly string[], begins: readonly StepOfVersion[], now: Date): Promise<ReadonlyMap<string, EvaluationStanding>> {
  const { rows } = await sql<{ id: string; written: EvaluationSide[]; closes_on: LocalDate | null; closed_at: Date | null; answers: number | null }>`
    with asked as (
      select c.id, (select greatest(1, count(*))::integer from guidance.case_step s
          join (select distinct * from unnest(${begins.map((one) => one.versionId)}::uuid[], ${begins.map((one) => one.key)}::text[])) b (version_id, key) on b.key = s.step_key and b.version_id = c.flow_version_id
          where s.case_id = c.id and s.undone_at is null) as round
      from guidance.case c where c.id = any (${[...caseIds]}::uuid[])
    )
    select a.id, array(select e.side from guidance.evaluations_written(a.id) e where e.round = a.round) as written, l.closes_on, l.closed_at, l.answers
    from asked a left join lateral (select * from guidance.staff_results(a.id, ${now}) r where r.round = a.round order by r.opened_at desc limit 1) l on true`.execute(tx)
  return new Map(
    rows.map((row) => [row.id, { written: row.written, link: row.closes_on === null ? undefined : { closesOn: row.closes_on, closedAt: row.closed_at ?? undefined, answers: row.answers ?? undefined } }]),
  )
}
