import { sql } from 'kysely'
import type { Actor } from '../../../../kernel/actor.ts'
import type { Tx } from '../../../../platform/db.ts'

export type Approval = { readonly memberId: string; readonly approves: boolean; readonly note: string; readonly at: Date; readonly by: string }
export const loadApprovals = async (tx: Tx, meetingId: string): Promise<Approval[]> =>
  (await tx.selectFrom('scheme.minutes_approval').select(['member_id', 'approves', 'note', 'at', 'by_name']).where('meeting_id', '=', meetingId).orderBy('at').execute()).map((row) => ({ memberId: row.member_id, approves: row.approves, note: row.note, at: row.at, by: row.by_name }))
export const saveApproval = (tx: Tx, meetingId: string, memberId: string, answer: { readonly approves: boolean; readonly note: string }, by: string, at: Date) => {
  const row = { approves: answer.approves, note: answer.note, at, by_name: by }
  return tx.insertInto('scheme.minutes_approval').values({ meeting_id: meetingId, member_id: memberId, ...row }).onConflict((oc) => oc.columns(['meeting_id', 'member_id']).doUpdateSet(row)).execute()
}

export type Unlocked = { readonly id: string; readonly forumId: string; readonly title: string; readonly round: string; readonly managerId: string; readonly present: boolean; readonly answered: boolean; readonly chairs: boolean; readonly hasChair: boolean; readonly waitsFor: number }
/** Meetings that are over and whose minutes nobody has locked, with the actor's own part in them. `waitsFor`: of those who were there, how many have not answered. */
export async function loadUnlocked(tx: Tx, actor: Actor): Promise<Unlocked[]> {
  const { rows } = await sql<{ id: string; forum_id: string; title: string; round: string; manager_id: string; present: boolean; answered: boolean; chairs: boolean; has_chair: boolean; waits_for: number }>`
    select m.id, m.forum_id, m.title, d.title as round, f.manager_id,
      coalesce(a.present, false) as present, exists (select from scheme.minutes_approval p where p.meeting_id = m.id and p.member_id = own.id) as answered, coalesce(own.chairs, false) as chairs,
      exists (select from scheme.forum_member c where c.forum_id = m.forum_id and c.chairs and c.period @> platform.today()) as has_chair,
      (select count(*) from scheme.meeting_attendance w where w.meeting_id = m.id and w.present and not exists (select from scheme.minutes_approval p where p.meeting_id = m.id and p.member_id = w.member_id))::integer as waits_for
    from scheme.meeting m
      join scheme.round d on d.id = m.round_id
      join scheme.forum f on f.id = m.forum_id
      left join scheme.forum_member own on own.forum_id = m.forum_id and own.person_id = ${actor.personId} and own.org_id = ${actor.orgId} and own.period @> platform.today()
      left join scheme.meeting_attendance a on a.meeting_id = m.id and a.member_id = own.id
    where m.state = 'closed' and m.forum_id in (select scheme.seen_forums())
    order by m.starts_at, m.id limit 50`.execute(tx)
  return rows.map((row) => ({ id: row.id, forumId: row.forum_id, title: row.title, round: row.round, managerId: row.manager_id, present: row.present, answered: row.answered, chairs: row.chairs, hasChair: row.has_chair, waitsFor: row.waits_for }))
}
