import type { AcceptedFile } from '../../../../kernel/attachment.ts'
import type { Tx } from '../../../../platform/db.ts'

export type Paper = { readonly id: string; readonly name: string; readonly url: string | undefined; readonly size: number | undefined; readonly addedAt: Date; readonly addedBy: string }
export const loadPapers = async (tx: Tx, discussionId: string): Promise<readonly Paper[]> =>
  (await tx.selectFrom('strategy.discussion_paper').select(['id', 'name', 'url', 'size', 'added_at', 'added_by_name']).where('discussion_id', '=', discussionId).where('removed_at', 'is', null).orderBy('added_at').orderBy('id').execute()).map((row) => ({ id: row.id, name: row.name, url: row.url ?? undefined, size: row.size ?? undefined, addedAt: row.added_at, addedBy: row.added_by_name }))
export const saveFile = (tx: Tx, discussionId: string, file: AcceptedFile & { readonly sha256: string }, who: string, now: Date) =>
  tx.insertInto('strategy.discussion_paper').values({ discussion_id: discussionId, name: file.name, media_type: file.mediaType, size: file.bytes.length, sha256: file.sha256, content: Buffer.from(file.bytes), added_at: now, added_by_name: who }).execute()
export const saveLink = (tx: Tx, discussionId: string, name: string, url: string, who: string, now: Date) => tx.insertInto('strategy.discussion_paper').values({ discussion_id: discussionId, name, url, added_at: now, added_by_name: who }).execute()
/** Emptied at once: what should not have been sent is not kept. */
export const removePaper = async (tx: Tx, discussionId: string, id: string, now: Date): Promise<boolean> => {
  const there = await tx.selectFrom('strategy.discussion_paper').select('url').where('discussion_id', '=', discussionId).where('id', '=', id).where('removed_at', 'is', null).executeTakeFirst()
  if (!there) return false
  await tx.updateTable('strategy.discussion_paper').set({ removed_at: now, ...(there.url === null ? { content: Buffer.alloc(0) } : {}) }).where('id', '=', id).execute()
  return true
}
export const loadContent = (tx: Tx, discussionId: string, id: string) => tx.selectFrom('strategy.discussion_paper').select(['name', 'media_type', 'content']).where('discussion_id', '=', discussionId).where('id', '=', id).where('removed_at', 'is', null).where('url', 'is', null).executeTakeFirst()
