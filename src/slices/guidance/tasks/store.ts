import { sql, type SqlBool } from 'kysely'
import type { Actor } from '../../../kernel/actor.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Involvement, Target } from '../requests/rules.ts'
import type { WaitingCase } from './supplier.ts'

/** A running case before its step is looked up in the flow chart it follows. */
export type RunningCase = Omit<WaitingCase, 'step' | 'flow'> & { readonly stepKey: string; readonly mine: boolean }

/** More than this, and the list of cases is the place to work. */
const mostCases = 200

/**
 * Running cases that may wait for the actor, those with the nearest deadline first. A head has the kindergarten's; an adviser the own ones; the
 * leader the own ones, those nobody has taken, and those in steps that the flow chart gives the leader.
 */
export async function loadRunning(tx: Tx, { role, orgId, membershipId }: Pick<Actor, 'role' | 'orgId' | 'membershipId'>): Promise<RunningCase[]> {
  const mine = sql<boolean>`exists (select from guidance.assignment a where a.case_id = c.id and a.ended_at is null and a.membership_id = ${membershipId})`
  const leaders = sql<SqlBool>`(c.flow_version_id, c.step_key) in (
    select v.id, s ->> 'key' from guidance.flow_version v, jsonb_array_elements(v.definition -> 'steps') s where v.team_org_id = ${orgId} and s ->> 'responsible' = 'team-leader')`
  const rows = await tx
    .selectFrom('guidance.case as c')
    .innerJoin('register.organisation_card as k', 'k.id', 'c.kindergarten_id')
    .select(['c.id', 'c.reference', 'k.name', 'c.step_key', 'c.step_entered_at', 'c.flow_version_id', 'c.due_on', 'c.taken', 'c.target', 'c.departments', 'c.staff_involved', 'c.owner_informed', mine.as('mine')])
    .where(role === 'head' ? 'c.kindergarten_id' : 'c.team_org_id', '=', orgId)
    .where('c.state', '=', 'running')
    .$if(role === 'adviser', (query) => query.where(mine))
    .$if(role === 'team-leader', (query) => query.where((eb) => eb.or([mine, eb.not('c.taken'), leaders])))
    .orderBy(sql`c.due_on asc nulls last`)
    .orderBy('c.id')
    .limit(mostCases)
    .execute()
  return rows.map((row) => ({
    id: row.id, reference: row.reference ?? '', kindergartenName: row.name ?? '', stepKey: row.step_key ?? '', stepEnteredAt: row.step_entered_at as Date, flowVersionId: row.flow_version_id ?? '', dueOn: (row.due_on as LocalDate | null) ?? undefined, taken: row.taken, mine: row.mine,
    content: { target: (row.target as Target | null) ?? undefined, departments: row.departments, staffInvolved: (row.staff_involved as Involvement | null) ?? undefined, ownerInformed: row.owner_informed ?? undefined },
  }))
}
