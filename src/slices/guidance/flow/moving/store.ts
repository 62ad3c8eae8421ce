import { osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import { flowOfVersion, type FlowVersion } from '../store.ts'
import type { Landing, RunningCase } from './rules.ts'

/** A version of the team's by its number, when it has been published. */
export async function versionByNumber(tx: Tx, teamOrgId: string, number: number): Promise<FlowVersion | undefined> {
  const row = await tx.selectFrom('guidance.flow_version').select('id').where('team_org_id', '=', teamOrgId).where('number', '=', number).where('status', '<>', 'draft').executeTakeFirst()
  return row && flowOfVersion(tx, row.id)
}

const running = (tx: Tx, teamOrgId: string, versionId: string) =>
  tx
    .selectFrom('guidance.case as c')
    .select(['c.id', 'c.kindergarten_id', 'c.step_key', 'c.step_entered_at', 'c.submitted_at', 'c.created_at'])
    .where('c.team_org_id', '=', teamOrgId)
    .where('c.flow_version_id', '=', versionId)
    .where('c.state', '=', 'running')
    .orderBy('c.id')

/** The team's running cases on a version. With `lock` nobody can move them in the meantime. */
export async function loadRunning(tx: Tx, teamOrgId: string, versionId: string, lock: boolean): Promise<RunningCase[]> {
  const rows = await (lock ? running(tx, teamOrgId, versionId).forUpdate() : running(tx, teamOrgId, versionId)).execute()
  const agreed = await agreements(tx, rows.map((row) => row.id))
  return rows.map((row) => ({
    id: row.id,
    kindergartenId: row.kindergarten_id,
    stepKey: row.step_key ?? '',
    stepEntered: osloDate(row.step_entered_at ?? row.created_at),
    caseSubmitted: row.submitted_at ? osloDate(row.submitted_at) : undefined,
    planAgreed: agreed.get(row.id),
  }))
}

/** The day both sides had agreed on the plan, for the cases where they have. */
async function agreements(tx: Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, LocalDate>> {
  if (caseIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('guidance.plan_agreement')
    .select((select) => ['case_id', select.fn.max('agreed_at').as('at')])
    .where('case_id', 'in', caseIds)
    .where('void_at', 'is', null)
    .groupBy('case_id')
    .having((having) => having.fn.count('side'), '=', 2)
    .execute()
  return new Map(rows.map((row) => [row.case_id, osloDate(row.at)]))
}

/** Puts a case in its step of the new version. The step it stands in now is renamed; the steps it has left stay as they were. */
export async function saveLanding(tx: Tx, caseId: string, versionId: string, landing: Landing, by: string, at: Date): Promise<void> {
  await tx
    .updateTable('guidance.case')
    .set((set) => ({ flow_version_id: versionId, step_key: landing.stepKey, step_kind: landing.stepKind, due_on: landing.dueOn ?? null, version: set('version', '+', 1), changed_at: at, changed_by_name: by }))
    .where('id', '=', caseId)
    .execute()
  await tx.updateTable('guidance.case_step').set({ step_key: landing.stepKey }).where('case_id', '=', caseId).where('left_at', 'is', null).where('undone_at', 'is', null).execute()
}
