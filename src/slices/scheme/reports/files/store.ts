import type { Tx } from '../../../../platform/db.ts'

export type NewFile = { readonly question: string; readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array; readonly sha256: string }

export async function saveFile(tx: Tx, reportId: string, file: NewFile, who: string, now: Date): Promise<string> {
  const row = await tx
    .insertInto('scheme.report_file')
    .values({ report_id: reportId, question: file.question, name: file.name, media_type: file.mediaType, bytes: file.bytes.length, content: Buffer.from(file.bytes), sha256: file.sha256, added_at: now, added_by_name: who })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** A file that was never sent is emptied; one that was sent stays with what was sent, and leaves only the draft. */
export async function removeFile(tx: Tx, reportId: string, id: string, now: Date): Promise<void> {
  await tx.updateTable('scheme.report_file').set({ removed_at: now, content: null }).where('report_id', '=', reportId).where('id', '=', id).where('sent_at', 'is', null).where('removed_at', 'is', null).execute()
}

export const loadFile = (tx: Tx, reportId: string, id: string): Promise<{ name: string; media_type: string; content: Buffer | null } | undefined> =>
  tx.selectFrom('scheme.report_file').select(['name', 'media_type', 'content']).where('report_id', '=', reportId).where('id', '=', id).executeTakeFirst()
