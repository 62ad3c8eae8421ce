import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'

/** How the actor's own kindergarten stands in a course: people, and never who. `came` have been at one session or more. */
export type OwnCount = { readonly courseId: string; readonly kindergarten: string; readonly seated: number; readonly waiting: number; readonly came: number; readonly certificates: number }
/** The own kindergartens in some courses, one row for each that has somebody there. For a head and an owner. */
export async function loadOwnCounts(tx: Tx, courseIds: readonly string[]): Promise<readonly OwnCount[]> {
  if (courseIds.length === 0) return []
  const { rows } = await sql<{ course_id: string; kindergarten: string; seated: number; waiting: number; came: number; certificates: number }>`
    select p.course_id, o.name as kindergarten, (count(*) filter (where p.state = 'seated'))::int as seated, (count(*) filter (where p.state in ('offered', 'waiting')))::int as waiting,
      (count(*) filter (where p.state = 'seated' and exists (select from measures.course_attendance a where a.place_id = p.id and a.came)))::int as came,
      (count(*) filter (where exists (select from measures.course_certificate c where c.place_id = p.id and c.revoked_at is null)))::int as certificates
    from measures.course_place p join register.organisation_card o on o.id = p.kindergarten_id
    where p.course_id = any(${sql.val([...courseIds])}::uuid[]) and p.state in ('seated', 'offered', 'waiting') and p.kindergarten_id in (select measures.may_take_part())
    group by p.course_id, p.kindergarten_id, o.name order by o.name collate "nb-NO-x-icu", p.kindergarten_id`.execute(tx)
  return rows.map((row) => ({ courseId: row.course_id, kindergarten: row.kindergarten, seated: row.seated, waiting: row.waiting, came: row.came, certificates: row.certificates }))
}
