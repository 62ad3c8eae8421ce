import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'

export type WaitingCase = { readonly id: string; readonly reference: string; readonly kindergartenName: string; readonly stepKey: string; readonly flowVersionId: string; readonly dueOn: LocalDate | undefined; readonly taken: boolean; readonly mine: boolean }

/** Running cases the actor can see, with whether anybody, or the actor, has them. Those with the nearest deadline first. */
export async function loadWaiting(tx: Tx, membershipId: string): Promise<WaitingCase[]> {
  const rows = await tx
    .selectFrom('guidance.case as c')
    .innerJoin('register.organisation_card as k', 'k.id', 'c.kindergarten_id')
    .select(['c.id', 'c.reference', 'k.name', 'c.step_key', 'c.flow_version_id', 'c.due_on'])
    .select(sql<boolean>`exists (select from guidance.assignment a where a.case_id = c.id and a.ended_at is null)`.as('taken'))
    .select(sql<boolean>`exists (select from guidance.assignment a where a.case_id = c.id and a.ended_at is null and a.membership_id = ${membershipId})`.as('mine'))
    .where('c.state', '=', 'running')
    .orderBy(sql`c.due_on asc nulls last`)
    .orderBy('c.id')
    .limit(200)
    .execute()
  return rows.map((row) => ({ id: row.id, reference: row.reference ?? '', kindergartenName: row.name ?? '', stepKey: row.step_key ?? '', flowVersionId: row.flow_version_id ?? '', dueOn: (row.due_on as LocalDate | null) ?? undefined, taken: row.taken, mine: row.mine }))
}
