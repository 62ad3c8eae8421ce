import { sql } from 'kysely'
import type { PersonId } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/db.ts'

/** Those of the people who may be told of a report: not those who must not handle it. */
export async function mayBeTold(tx: Tx, reportId: string, people: readonly PersonId[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`select id from unnest(${[...people]}::uuid[]) as id where scheme.may_be_told(${reportId}, id)`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}
