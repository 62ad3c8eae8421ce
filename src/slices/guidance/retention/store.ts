import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'

/** Deletes requests that were never sent and not changed since before. @returns their ids */
export const forgetDrafts = async (tx: Tx, before: Date): Promise<string[]> => (await sql<{ id: string }>`select id from guidance.forget_drafts(${before}) as id`.execute(tx)).rows.map(({ id }) => id)
