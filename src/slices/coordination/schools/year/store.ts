import type { Tx } from '../../../../platform/db.ts'
import type { By } from '../plans/store.ts'
import type { Outcome } from './rules.ts'

export type Told = { readonly planId: string; readonly lineId: string; readonly orgId: string; readonly org: string; readonly outcome: Outcome; readonly body: string; readonly version: number; readonly at: Date; readonly by: string }
export type Reflection = { readonly planId: string; readonly orgId: string; readonly org: string; readonly worked: string; readonly learned: string; readonly version: number; readonly at: Date; readonly by: string }

/** What has been told in plans the actor may read. */
export async function loadTold(tx: Tx, planIds: readonly string[]): Promise<readonly Told[]> {
  if (planIds.length === 0) return []
  const rows = await tx.selectFrom('coordination.joint_plan_told as t').innerJoin('register.organisation_card as o', 'o.id', 't.org_id').selectAll('t').select('o.name').where('t.plan_id', 'in', [...planIds]).orderBy('t.told_at').orderBy('t.org_id').execute()
  return rows.map((row) => ({ planId: row.plan_id, lineId: row.line_id, orgId: row.org_id, org: row.name ?? '', outcome: row.outcome as Outcome, body: row.body, version: row.version, at: row.told_at, by: row.told_by_name }))
}
export async function saveTold(tx: Tx, planId: string, lineId: string, by: By, told: Pick<Told, 'outcome' | 'body' | 'version'>, now: Date): Promise<void> {
  const values = { outcome: told.outcome, body: told.body, version: told.version, told_at: now, told_by_name: by.name }
  await tx.insertInto('coordination.joint_plan_told').values({ plan_id: planId, line_id: lineId, org_id: by.orgId, ...values }).onConflict((conflict) => conflict.columns(['plan_id', 'line_id', 'org_id']).doUpdateSet(values)).execute()
}

export async function loadReflections(tx: Tx, planIds: readonly string[]): Promise<readonly Reflection[]> {
  if (planIds.length === 0) return []
  const rows = await tx.selectFrom('coordination.joint_plan_reflection as r').innerJoin('register.organisation_card as o', 'o.id', 'r.org_id').selectAll('r').select('o.name').where('r.plan_id', 'in', [...planIds]).orderBy('r.written_at').orderBy('r.org_id').execute()
  return rows.map((row) => ({ planId: row.plan_id, orgId: row.org_id, org: row.name ?? '', worked: row.worked, learned: row.learned, version: row.version, at: row.written_at, by: row.written_by_name }))
}
export async function saveReflection(tx: Tx, planId: string, by: By, one: Pick<Reflection, 'worked' | 'learned' | 'version'>, now: Date): Promise<void> {
  const values = { worked: one.worked, learned: one.learned, version: one.version, written_at: now, written_by_name: by.name }
  await tx.insertInto('coordination.joint_plan_reflection').values({ plan_id: planId, org_id: by.orgId, ...values }).onConflict((conflict) => conflict.columns(['plan_id', 'org_id']).doUpdateSet(values)).execute()
}
