import { sql } from 'kysely'
import type { Role } from '../../../kernel/actor.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'

export type WaitingCase = { readonly id: string; readonly reference: string; readonly kindergartenName: string; readonly stepKey: string; readonly flowVersionId: string; readonly dueOn: LocalDate | undefined; readonly taken: boolean; readonly mine: boolean }

/**
 * Running cases that may wait for the actor, with whether anybody, or the actor, has them; those with the nearest deadline first. An adviser
 * has the own ones, the leader also those nobody has taken and those in steps that are the leader's by kind; a head has the kindergarten's.
 */
export async function loadWaiting(tx: Tx, role: Role, membershipId: string): Promise<WaitingCase[]> {
  const mine = sql<boolean>`exists (select from guidance.assignment a where a.case_id = c.id and a.ended_at is null and a.membership_id = ${membershipId})`
  const rows = await tx
    .selectFrom('guidance.case as c')
    .innerJoin('register.organisation_card as k', 'k.id', 'c.kindergarten_id')
    .select(['c.id', 'c.reference', 'k.name', 'c.step_key', 'c.flow_version_id', 'c.due_on'])
    .select(['c.taken', mine.as('mine')])
    .where('c.state', '=', 'running')
    .$if(role === 'adviser', (query) => query.where(mine))
    .$if(role === 'team-leader', (query) => query.where((eb) => eb.or([mine, eb.not('c.taken'), eb('c.step_kind', 'in', ['triage', 'waiting-list', 'hand-over'])])))
    .orderBy(sql`c.due_on asc nulls last`)
    .orderBy('c.id')
    .limit(200)
    .execute()
  return rows.map((row) => ({ id: row.id, reference: row.reference ?? '', kindergartenName: row.name ?? '', stepKey: row.step_key ?? '', flowVersionId: row.flow_version_id ?? '', dueOn: (row.due_on as LocalDate | null) ?? undefined, taken: row.taken, mine: row.mine }))
}
