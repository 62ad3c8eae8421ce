import { sql } from 'kysely'
import { oreFrom, type Ore } from '../../../../kernel/money.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Words } from '../../schemes/rules.ts'
import { strandWords } from '../../schemes/store.ts'
import type { Outcome } from '../items/rules.ts'

export type ListedReport = {
  readonly id: string; readonly reference: string; readonly title: string; readonly leadName: string; readonly strand: Words | undefined; readonly kindergartens: number; readonly points: number | undefined
  readonly asked: Ore; readonly askedOwner: Ore; readonly askedUniversity: Ore; readonly outcome: Outcome | undefined; readonly recommended: Ore
}

/** Every sent report of a round that the actor handles, in one question: facts, points, what is asked for and what is recommended. */
export async function loadList(tx: Tx, roundId: string): Promise<ListedReport[]> {
  const { rows } = await sql<{ id: string; reference: string | null; title: string | null; lead_name: string; strand: Words | null; kindergartens: number | null; points: number | null; asked: string; asked_owner: string; asked_university: string; outcome: Outcome | null; recommended: string }>`
    with asked as (
      select a.report_id, sum(a.ore) as total, sum(a.ore) filter (where a.actor = 'owner') as owner, sum(a.ore) filter (where a.actor = 'university') as university
      from scheme.report_amount a join scheme.report r on r.id = a.report_id where r.round_id = ${roundId} group by a.report_id
    ), given as (
      select a.report_id, sum(a.ore) as total from scheme.recommended_amount a join scheme.report r on r.id = a.report_id where r.round_id = ${roundId} group by a.report_id
    ), score as (
      select d.report_id, avg(d.points)::float as points from scheme.review_delivery d join scheme.report r on r.id = d.report_id where r.round_id = ${roundId} and d.returned_at is null group by d.report_id
    )
    select r.id, r.reference, f.title, o.name as lead_name, ${strandWords('r.strand', 'd.scheme_code')} as strand, f.kindergartens, score.points, coalesce(asked.total, 0) as asked, coalesce(asked.owner, 0) as asked_owner, coalesce(asked.university, 0) as asked_university, c.outcome, coalesce(given.total, 0) as recommended
    from scheme.report r join scheme.round d on d.id = r.round_id join register.organisation o on o.id = r.lead_id
      left join scheme.report_fact f on f.report_id = r.id left join asked on asked.report_id = r.id left join score on score.report_id = r.id
      left join scheme.recommendation c on c.report_id = r.id left join given on given.report_id = r.id
    where r.round_id = ${roundId} and r.state = 'submitted' and r.id in (select scheme.handled_reports())
    order by r.reference`.execute(tx)
  return rows.map((row) => ({
    id: row.id, reference: row.reference ?? '', title: row.title ?? '', leadName: row.lead_name, strand: row.strand ?? undefined, kindergartens: row.kindergartens ?? 0, points: row.points ?? undefined,
    asked: oreFrom(row.asked), askedOwner: oreFrom(row.asked_owner), askedUniversity: oreFrom(row.asked_university), outcome: row.outcome ?? undefined, recommended: oreFrom(row.recommended),
  }))
}
