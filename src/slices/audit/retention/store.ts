import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'

/** Deletes traces of reading from before an instant. @returns how many */
export const forgetReadings = async (tx: Tx, before: Date): Promise<number> => (await sql<{ n: number }>`select audit.forget_readings(${before}) as n`.execute(tx)).rows[0]?.n ?? 0

/** Deletes all that has happened to things that no longer are. Only the program itself may. */
export const forgetAbout = (tx: Tx, ids: readonly string[]) => sql`select audit.forget_about(${[...ids]}::uuid[])`.execute(tx)
