import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'

/** Saves the hashes of the slips in place of those there were. @returns false when somebody has answered, or it is not that many */
export const saveSlips = async (tx: Tx, sessionId: string, hashes: readonly Buffer[], now: Date): Promise<boolean> => (await sql<{ made: boolean }>`select needs.make_slips(${sessionId}, ${hashes}::bytea[], ${now}) as made`.execute(tx)).rows[0]?.made ?? false
