import { sql } from 'kysely'
import { onceFor, type Tx } from '../../../../platform/db.ts'
import type { Said } from './rules.ts'

/** What has been said, in the order it was written. */
export async function loadSaid(tx: Tx, discussionId: string): Promise<readonly Said[]> {
  const rows = await tx.selectFrom('strategy.discussion_said').selectAll().where('discussion_id', '=', discussionId).orderBy('written_at').orderBy('id').execute()
  return rows.map((row) => ({ id: row.id, pointId: row.point_id, by: row.said_by_name, body: row.body, version: row.version, writtenAt: row.written_at, writtenBy: row.written_by_name }))
}
/** Sent twice it is said once. */
export const insertSaid = (tx: Tx, startKey: string, discussionId: string, pointId: string, by: string, body: string, who: string, now: Date) =>
  onceFor(
    startKey,
    async () => (await tx.selectFrom('strategy.discussion_said').select('id').where('start_key', '=', startKey).where('point_id', '=', pointId).where('said_by_name', '=', by).where('body', '=', body).executeTakeFirst())?.id,
    async (key) => (await tx.insertInto('strategy.discussion_said').values({ start_key: key, discussion_id: discussionId, point_id: pointId, said_by_name: by, body, written_at: now, written_by_name: who }).onConflict((conflict) => conflict.column('start_key').doNothing()).returning('id').executeTakeFirst())?.id,
  )
export const saveSaid = (tx: Tx, id: string, body: string, who: string) => tx.updateTable('strategy.discussion_said').set({ body, version: sql<number>`version + 1`, written_by_name: who }).where('id', '=', id).execute()
