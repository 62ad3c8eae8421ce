import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { CheckedIn } from '../rules.ts'

export type Due = { readonly measureId: string; readonly kindergartenId: string; readonly sessionId: string; readonly title: string; readonly day: LocalDate; readonly checkedIn: CheckedIn; /** Which headcount it is counted of. */ readonly headcount: string; readonly gatheringId: string | undefined }
/**
 * Sessions of courses of measures whose check-ins are not, or no longer, what is counted of a kindergarten that takes part. Only groups and numbers are read.
 * A kindergarten that has closed the measure keeps its numbers as they stood. For the program's own work.
 */
export async function loadDue(tx: Tx, now: Date, most: number): Promise<readonly Due[]> {
  const { rows } = await sql<{ measure_id: string; kindergarten_id: string; session_id: string; title: string; day: LocalDate; groups: CheckedIn; headcount: string; gathering_id: string | null }>`
    with came as (
      select a.session_id, p.kindergarten_id, p.role_group, count(*)::integer as people
      from measures.course c join measures.course_attendance a on a.course_id = c.id and a.came join measures.course_place p on p.id = a.place_id and p.state = 'seated'
      where c.measure_id is not null group by 1, 2, 3
    ), grouped as (select session_id, kindergarten_id, jsonb_object_agg(role_group, people) as groups from came group by 1, 2),
    held as (
      select s.id, s.starts_at, s.title, c.title as course, c.measure_id, (s.starts_at at time zone 'Europe/Oslo')::date as day
      from measures.course_session s join measures.course c on c.id = s.course_id and c.measure_id is not null where s.ends_at < ${now} and s.cancelled_at is null
    ), due as (
      select h.measure_id, p.kindergarten_id, h.id as session_id, left(case when h.title = '' then h.course else h.course || ': ' || h.title end, 200) as title, h.day, coalesce(w.groups, '{}'::jsonb) as groups,
        n.id || ':' || n.version as headcount, g.id as gathering_id, g.checked_in, h.starts_at
      from held h
      join measures.measure m on m.id = h.measure_id and m.begun_on <= h.day
      join measures.part p on p.measure_id = h.measure_id and p.state = 'part'
      join lateral (select n.id, n.version from measures.headcount n where n.kindergarten_id = p.kindergarten_id and n.from_on <= h.day order by n.from_on desc limit 1) n on true
      left join grouped w on w.session_id = h.id and w.kindergarten_id = p.kindergarten_id
      left join measures.reach_gathering g on g.course_session_id = h.id and g.kindergarten_id = p.kindergarten_id
      where (w.groups is not null or g.id is not null) and not exists (select from measures.closing k where k.measure_id = p.measure_id and k.kindergarten_id = p.kindergarten_id and k.closed_on is not null)
    )
    select measure_id, kindergarten_id, session_id, title, day::text, groups, headcount, gathering_id from due
    where checked_in is distinct from jsonb_build_object('groups', groups, 'headcount', headcount) order by starts_at, kindergarten_id limit ${sql.lit(most)}`.execute(tx)
  return rows.map((row) => ({ measureId: row.measure_id, kindergartenId: row.kindergarten_id, sessionId: row.session_id, title: row.title, day: row.day, checkedIn: row.groups, headcount: row.headcount, gatheringId: row.gathering_id ?? undefined }))
}

/** Notes what the check-ins say on the gathering that is the session. */
export const saveCheckedIn = (tx: Tx, id: string, one: Pick<Due, 'sessionId' | 'checkedIn' | 'headcount'>) =>
  tx.updateTable('measures.reach_gathering').set({ course_session_id: one.sessionId, checked_in: JSON.stringify({ groups: one.checkedIn, headcount: one.headcount }) }).where('id', '=', id).execute()
export const saveSource = (tx: Tx, id: string, source: 'typed' | 'check-in') => tx.updateTable('measures.reach_gathering').set({ source }).where('id', '=', id).execute()
/** It was another gathering than the course that day: the course is counted by itself. */
export const saveApart = (tx: Tx, id: string) => tx.updateTable('measures.reach_gathering').set({ apart: true, course_session_id: null, checked_in: null, source: 'typed' }).where('id', '=', id).execute()
export const removeGathering = (tx: Tx, id: string) => tx.deleteFrom('measures.reach_gathering').where('id', '=', id).execute()
