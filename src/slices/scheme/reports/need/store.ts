import type { Tx } from '../../../../platform/db.ts'
import type { NeedBehind } from './rules.ts'

/** A need that has been decided and that the actor may read, to begin a report from. */
export async function loadDecidedNeed(tx: Tx, id: string): Promise<NeedBehind | undefined> {
  const row = await tx.selectFrom('needs.need_card').selectAll().where('id', '=', id).where('state', '=', 'decided').executeTakeFirst()
  return row && { id, kindergartenId: row.kindergarten_id ?? '', title: row.title ?? '', finding: row.finding ?? '', forWhom: row.for_whom ?? '', cause: row.cause ?? '', wished: row.wished ?? '', signs: row.signs ?? '' }
}
