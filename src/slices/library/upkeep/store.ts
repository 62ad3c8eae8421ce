import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'

/** Materials whose day has come, which the team has not been told of. */
export async function loadUntoldReviews(tx: Tx, today: LocalDate): Promise<readonly { readonly id: string; readonly teamId: string }[]> {
  const rows = await tx.selectFrom('library.material').select(['id', 'team_id']).where('withdrawn_on', 'is', null).where('current', 'is not', null).where('review_on', '<=', today).where(sql<boolean>`review_told_of is distinct from review_on`).orderBy('team_id').limit(5000).execute()
  return rows.map((row) => ({ id: row.id, teamId: row.team_id }))
}
export async function saveReviewsTold(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.updateTable('library.material').set({ review_told_of: sql<LocalDate>`review_on` }).where('id', 'in', [...ids]).execute()
}
