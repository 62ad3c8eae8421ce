import type { Tx } from '../../../../platform/db.ts'
import type { LimitChange } from './rules.ts'

/** The limits the actor's team has set, or the team that serves the actor's kindergarten, in the order they were set. */
export async function loadLimits(tx: Tx): Promise<readonly LimitChange[]> {
  const rows = await tx.selectFrom('measures.reach_limit').select(['points', 'changed_at', 'changed_by_name']).orderBy('changed_at', 'desc').orderBy('id', 'desc').limit(100).execute()
  return rows.toReversed().map((row) => ({ points: row.points, changedAt: row.changed_at, changedBy: row.changed_by_name }))
}
export const saveLimit = (tx: Tx, teamId: string, points: number, who: string, now: Date) =>
  tx.insertInto('measures.reach_limit').values({ team_org_id: teamId, points, changed_at: now, changed_by_name: who }).execute()
