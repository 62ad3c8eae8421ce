import type { Tx } from '../../../../platform/db.ts'
import { settingsFrom, type Change, type TeamSettings, type Wanted } from './rules.ts'

/** Every change the team has made, in the order they were made. */
export async function loadChanges(tx: Tx, teamId: string): Promise<readonly Change[]> {
  const rows = await tx.selectFrom('insight.unseen_setting').select(['key', 'active', 'n', 'changed_at', 'changed_by_name']).where('team_org_id', '=', teamId).orderBy('changed_at').orderBy('id').execute()
  return rows.map((row) => ({ key: row.key, active: row.active, n: row.n ?? undefined, changedAt: row.changed_at, changedBy: row.changed_by_name }))
}

export const loadSettings = async (tx: Tx, teamId: string): Promise<TeamSettings> => settingsFrom(await loadChanges(tx, teamId))

export const saveChanges = (tx: Tx, teamId: string, changes: readonly Wanted[], by: { readonly name: string }, now: Date) =>
  tx.insertInto('insight.unseen_setting').values(changes.map(({ key, active, n }) => ({ team_org_id: teamId, key, active, n: n ?? null, changed_at: now, changed_by_name: by.name }))).execute()

/** The settings of each of several teams, in one question. */
export async function loadSettingsOf(tx: Tx, teamIds: readonly string[]): Promise<(teamId: string) => TeamSettings> {
  const rows = await tx.selectFrom('insight.unseen_setting').select(['team_org_id', 'key', 'active', 'n']).where('team_org_id', 'in', teamIds).orderBy('changed_at').orderBy('id').execute()
  const byTeam = Map.groupBy(rows, (row) => row.team_org_id)
  return (teamId) => settingsFrom((byTeam.get(teamId) ?? []).map((row) => ({ key: row.key, active: row.active, n: row.n ?? undefined })))
}
