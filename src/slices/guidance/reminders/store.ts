import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { StepKind } from '../flow/index.ts'
import type { DueCase, ReminderKind } from './rules.ts'

export type FoundCase = DueCase & { readonly id: string; readonly reference: string; readonly kindergartenId: string; readonly kindergartenName: string; readonly teamOrgId: string; readonly dueOn: LocalDate }

/** The case has had this reminder of this deadline. */
const reminded = (kind: ReminderKind) => sql`exists (select from guidance.reminder r where r.case_id = c.id and r.kind = ${kind} and r.due_on = c.due_on)`

/** Running cases whose deadline has come, and that have not been reminded of it in every way there is. Oldest deadline first. */
export async function loadDue(tx: Tx, lastDay: LocalDate, limit: number): Promise<FoundCase[]> {
  const { rows } = await sql<{ id: string; reference: string; kindergarten_id: string; name: string; team_org_id: string; due_on: LocalDate; step_kind: StepKind; taken: boolean; followed_up: boolean }>`
    select c.id, c.reference, c.kindergarten_id, k.name, c.team_org_id, c.due_on, c.step_kind, c.taken,
      exists (select from guidance.follow_up f where f.case_id = c.id and f.written_at >= c.step_entered_at) as followed_up
    from guidance.case c join register.organisation k on k.id = c.kindergarten_id
    where c.state = 'running' and c.due_on <= ${lastDay}
      and ((not c.taken and not ${reminded('not-taken')})
        or (c.step_kind = 'follow-up' and not ${reminded('follow-up')}
          and not exists (select from guidance.follow_up f where f.case_id = c.id and f.written_at >= c.step_entered_at)))
    order by c.due_on, c.id limit ${limit}`.execute(tx)
  return rows.map((row) => ({ id: row.id, reference: row.reference, kindergartenId: row.kindergarten_id, kindergartenName: row.name, teamOrgId: row.team_org_id, dueOn: row.due_on, stepKind: row.step_kind, taken: row.taken, followedUp: row.followed_up }))
}

/** Notes that the deadline has been reminded of; false when somebody else has done it. */
export async function saveReminder(tx: Tx, caseId: string, kind: ReminderKind, dueOn: LocalDate, at: Date): Promise<boolean> {
  const made = await tx.insertInto('guidance.reminder').values({ case_id: caseId, kind, due_on: dueOn, sent_at: at }).onConflict((conflict) => conflict.doNothing()).returning('case_id').executeTakeFirst()
  return made !== undefined
}

export type LeftCase = { readonly caseId: string; readonly membershipId: string; readonly adviser: string; readonly reference: string; readonly kindergartenId: string; readonly kindergartenName: string; readonly teamOrgId: string }

/** Advisers who still have a running case, but no longer the role they took it in. */
export async function loadLeft(tx: Tx, today: LocalDate, limit: number): Promise<LeftCase[]> {
  const { rows } = await sql<{ case_id: string; membership_id: string; adviser_name: string; reference: string; kindergarten_id: string; name: string; team_org_id: string }>`
    select a.case_id, a.membership_id, a.adviser_name, c.reference, c.kindergarten_id, k.name, c.team_org_id
    from guidance.assignment a join guidance.case c on c.id = a.case_id join register.organisation k on k.id = c.kindergarten_id join identity.membership m on m.id = a.membership_id
    where a.ended_at is null and c.state = 'running' and (m.cancelled_at is not null or not m.period @> ${today}::date)
    order by a.case_id limit ${limit}`.execute(tx)
  return rows.map((row) => ({ caseId: row.case_id, membershipId: row.membership_id, adviser: row.adviser_name, reference: row.reference, kindergartenId: row.kindergarten_id, kindergartenName: row.name, teamOrgId: row.team_org_id }))
}
