import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { ActivityKind, Frequency, Reached } from '../rules.ts'
import type { Version } from './rules.ts'

/** How the activities stood before they were changed, for those who read them. */
export async function loadVersions(tx: Tx, activityIds: readonly string[]): Promise<readonly Version[]> {
  if (activityIds.length === 0) return []
  const rows = await tx.selectFrom('coordination.activity_version').selectAll().where('activity_id', 'in', [...activityIds]).orderBy('written_at').orderBy('version').limit(2000).execute()
  return rows.map((row) => ({
    activityId: row.activity_id, at: row.written_at, by: row.written_by_name,
    content: { kind: row.kind as ActivityKind, theme: row.theme, what: row.what, method: row.method, frequency: row.frequency as Frequency, reaches: row.reaches as Reached[], startsOn: row.starts_on as LocalDate, endsOn: row.ends_on as LocalDate, nextOn: (row.next_on as LocalDate | null) ?? undefined },
  }))
}
