import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Ending } from './rules.ts'

export async function loadEnding(tx: Tx, id: string): Promise<Ending | undefined> {
  const row = await tx.selectFrom('register.organisation').select(['id', 'name', 'closed_on']).where('id', '=', id).where('kind', '=', 'kindergarten').executeTakeFirst()
  return row && { id: row.id, name: row.name, closedOn: row.closed_on ?? undefined }
}

/** A closing that a person records has no reason of the national register's, and the register's word does not open it again. */
export async function saveEnd(tx: Tx, id: string, on: LocalDate, by: string, at: Date): Promise<void> {
  await tx.updateTable('register.organisation').set({ closed_on: on as string }).where('id', '=', id).execute()
  await tx.updateTable('register.register_fact').set({ active: false, closed_reason: null }).where('organisation_id', '=', id).execute()
  await tx.insertInto('register.fact_change').values({ organisation_id: id, noticed_at: at, source: by, field: 'closed', was: null, became: on as string }).execute()
}

export async function saveSuccessor(tx: Tx, id: string, successorId: string, on: LocalDate, by: string): Promise<void> {
  await sql`update register.relation set period = daterange(lower(period), greatest(${on}::date, lower(period) + 1)) where from_id = ${id} and kind = 'succeeded-by' and upper_inf(period)`.execute(tx)
  await tx.insertInto('register.relation').values({ from_id: id, to_id: successorId, kind: 'succeeded-by', period: `[${on},)`, source: by }).execute()
}

export async function saveReopening(tx: Tx, id: string, was: string, today: LocalDate, by: string, at: Date): Promise<void> {
  await tx.updateTable('register.organisation').set({ closed_on: null }).where('id', '=', id).execute()
  await tx.updateTable('register.register_fact').set({ active: true, closed_reason: null }).where('organisation_id', '=', id).execute()
  await sql`update register.relation set period = daterange(lower(period), greatest(${today}::date, lower(period) + 1)) where from_id = ${id} and kind = 'succeeded-by' and upper_inf(period)`.execute(tx)
  await tx.insertInto('register.fact_change').values({ organisation_id: id, noticed_at: at, source: by, field: 'closed', was, became: null }).execute()
}
