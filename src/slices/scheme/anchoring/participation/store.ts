import type { Tx } from '../../../../platform/db.ts'
import { staffGroups, type StaffGroup } from '../../schemes/rules.ts'
import type { GroupCount, Told } from './rules.ts'

/** The numbers of one's own kindergarten; nobody else gets any. */
export async function loadGroups(tx: Tx, reportId: string, kindergartenId: string): Promise<readonly GroupCount[]> {
  const rows = await tx.selectFrom('scheme.anchoring_group').select(['staff_group', 'employed', 'took_part']).where('report_id', '=', reportId).where('kindergarten_id', '=', kindergartenId).execute()
  return rows.map((row) => ({ group: row.staff_group as StaffGroup, employed: row.employed, tookPart: row.took_part })).toSorted((a, b) => staffGroups.indexOf(a.group) - staffGroups.indexOf(b.group))
}

export async function saveTold(tx: Tx, reportId: string, kindergartenId: string, told: Told, by: { readonly digest: string; readonly name: string; readonly onBehalfOf: string | undefined }, now: Date): Promise<void> {
  const values = {
    held_on: told.heldOn,
    how: told.how,
    representatives: told.representatives ?? null,
    representatives_how: told.representativesHow,
    representatives_on: told.representativesOn ?? null,
    digest: by.digest,
    filled_at: now,
    filled_by_name: by.name,
    on_behalf_of: by.onBehalfOf ?? null,
  }
  const key = { report_id: reportId, kindergarten_id: kindergartenId }
  await tx.insertInto('scheme.anchoring').values({ ...key, ...values }).onConflict((conflict) => conflict.columns(['report_id', 'kindergarten_id']).doUpdateSet(values)).execute()
  await tx.deleteFrom('scheme.anchoring_group').where('report_id', '=', reportId).where('kindergarten_id', '=', kindergartenId).execute()
  const groups = told.groups.filter(({ employed }) => employed > 0)
  if (groups.length > 0) await tx.insertInto('scheme.anchoring_group').values(groups.map(({ group, employed, tookPart }) => ({ ...key, staff_group: group, employed, took_part: tookPart }))).execute()
}
