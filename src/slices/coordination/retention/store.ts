import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'

/** @returns the ids of what went */
export const forgetServices = async (tx: Tx, contactsBefore: LocalDate, before: LocalDate): Promise<readonly string[]> => (await sql<{ id: string }>`select coordination.forget_services(${contactsBefore}, ${before}) as id`.execute(tx)).rows.map(({ id }) => id)
