import { sql } from 'kysely'
import type { Tx } from '../../src/platform/db.ts'
import type { DemoMember } from '../load.ts'

/** Points for the reports of the rounds that lie before the forum, so that a distribution can be worked out. Invented: greater need gives more, with some difference. */
export async function loadDemoPoints(tx: Tx, people: ReadonlyMap<string, DemoMember>, managerId: string): Promise<void> {
  const reader = people.get('arve')
  if (!reader) return
  await sql`
    with report as (
      select r.id, r.submitted_at, f.challenge, d.scheme_code, row_number() over (order by r.reference) as at,
        coalesce((select max(s.number) from scheme.submission s where s.report_id = r.id), 1) as number
      from scheme.report r join scheme.report_fact f on f.report_id = r.id join scheme.round d on d.id = r.round_id
      where d.manager_id = ${managerId} and d.stage = 'in-forum' and r.state = 'submitted'
    ), scored as (
      select report.*, c.value ->> 'code' as code, coalesce((c.value ->> 'weight')::integer, 0) as weight,
        least(4, greatest(0, coalesce(report.challenge, 2) + ((report.at * 7 + c.ordinality * 5) % 3) - 1))::integer as points
      from report join scheme.scheme s on s.code = report.scheme_code, jsonb_array_elements(s.definition -> 'priority') with ordinality c
    )
    insert into scheme.review_delivery (report_id, person_id, person_name, org_name, criteria_number, submission_number, scores, points, delivered_at)
    select id, ${reader.personId}, ${reader.name}, 'Statsforvalteren (oppdiktet)', 0, min(number), jsonb_agg(jsonb_build_object('code', code, 'points', points, 'reason', '')), sum(points * weight) / (4.0 * nullif(sum(weight), 0)) * 100, min(submitted_at) + interval '10 days'
    from scored group by id`.execute(tx)
}
