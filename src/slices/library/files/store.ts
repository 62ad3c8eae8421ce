import type { Tx } from '../../../platform/db.ts'
import type { AcceptedFile } from './rules.ts'

export const insertFile = (tx: Tx, versionId: string, { name, mediaType, bytes, description }: AcceptedFile, sha256: string, who: string, now: Date) =>
  tx.insertInto('library.file').values({ version_id: versionId, name, media_type: mediaType, size: bytes.length, sha256, description, content: Buffer.from(bytes), added_at: now, added_by_name: who }).execute()
/** @returns whether there was one to remove */
export const deleteFile = async (tx: Tx, versionId: string, id: string): Promise<boolean> => (await tx.deleteFrom('library.file').where('id', '=', id).where('version_id', '=', versionId).executeTakeFirst()).numDeletedRows > 0n
/** A file of a version that the actor may read. */
export const loadFile = (tx: Tx, materialId: string, id: string) =>
  tx.selectFrom('library.file as f').innerJoin('library.version as v', 'v.id', 'f.version_id').select(['f.name', 'f.media_type', 'f.content']).where('f.id', '=', id).where('v.material_id', '=', materialId).executeTakeFirst()
