import { sql } from 'kysely'
import { oreFrom, type Ore } from '../../../../kernel/money.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { MoneyActor, Scheme } from '../../schemes/rules.ts'

export type Granted = { readonly year: number; readonly actor: MoneyActor; readonly recipientId: string; readonly ore: Ore }
export type DecisionFacts = {
  readonly id: string; readonly reportId: string; readonly publishedAt: Date | undefined; readonly latest: boolean; readonly managerId: string; readonly reference: string; readonly title: string
  readonly ownPercent: number | undefined; readonly amounts: readonly Granted[]; readonly committed: boolean
}

/** A decision with what it grants, and what the ledger needs to know of its report. Seen with the actor's eyes. */
export async function loadDecision(tx: Tx, decisionId: string): Promise<DecisionFacts | undefined> {
  const row = await tx
    .selectFrom('scheme.decision as d')
    .innerJoin('scheme.report as r', 'r.id', 'd.report_id')
    .innerJoin('scheme.round as g', 'g.id', 'r.round_id')
    .innerJoin('scheme.scheme as s', 's.code', 'g.scheme_code')
    .leftJoin('scheme.report_fact as f', 'f.report_id', 'r.id')
    .select(['d.id', 'd.report_id', 'd.published_at', 'g.manager_id', 'r.reference', 'r.strand', 'f.title', 's.definition'])
    .select(sql<boolean>`d.number = (select max(n.number) from scheme.decision n where n.report_id = d.report_id and n.published_at is not null)`.as('latest'))
    .select(sql<boolean>`exists (select from scheme.money_entry e where e.decision_id = d.id)`.as('committed'))
    .where('d.id', '=', decisionId)
    .executeTakeFirst()
  if (!row) return undefined
  const amounts = await tx.selectFrom('scheme.granted_amount').select(['year', 'actor', 'recipient_id', 'ore']).where('decision_id', '=', decisionId).where(sql<boolean>`ore > 0`).orderBy('year').orderBy('actor').orderBy('recipient_id').execute()
  const strands = (row.definition as unknown as Partial<Scheme>).strands ?? []
  return {
    id: row.id, reportId: row.report_id, publishedAt: row.published_at ?? undefined, latest: row.latest === true, managerId: row.manager_id, reference: row.reference ?? '', title: row.title ?? '', committed: row.committed,
    ownPercent: strands.find(({ code }) => code === row.strand)?.ownContributionPercent,
    amounts: amounts.map((one) => ({ year: one.year, actor: one.actor as MoneyActor, recipientId: one.recipient_id, ore: oreFrom(one.ore) })),
  }
}

/**
 * The county whose frame a report's money of a year is taken from: among the county governor's, the one where most of the report's kindergartens lie, else where its lead lies or is part of, else the only one.
 * Undefined when none of these says which.
 */
export async function loadCountyOf(tx: Tx, reportId: string, managerId: string, year: number): Promise<string | undefined> {
  const day = sql<string>`make_date(${year}::int, 7, 1)`
  const found = await sql<{ county: string; places: number }>`
    with mine as (select number from register.county_number where governor_id = ${managerId} and period @> ${day}),
    kindergartens as (select m.county_number as county, count(*)::int as places from scheme.report_party p
      join register.relation r on r.from_id = p.org_id and r.kind = 'lies-in' and r.period @> least(${day}, platform.today())
      join register.municipality_number m on m.organisation_id = r.to_id and m.period @> ${day}
      where p.report_id = ${reportId} and p.part = 'kindergarten' and m.county_number in (select number from mine) group by 1),
    lead as (select m.county_number as county, 0 as places from scheme.report d
      left join register.relation r on r.from_id = d.lead_id and r.kind in ('lies-in', 'part-of') and r.period @> least(${day}, platform.today())
      join register.municipality_number m on m.organisation_id in (r.to_id, d.lead_id) and m.period @> ${day}
      where d.id = ${reportId} and m.county_number in (select number from mine)),
    sole as (select number as county, -1 as places from mine where (select count(*) from mine) = 1)
    select * from kindergartens union all select * from lead union all select * from sole order by places desc, county limit 1`.execute(tx)
  return found.rows[0]?.county
}

/** The report's year line by line has the county it got first: a county that changes number between two decisions does not split a line. */
export const loadCountyOfLines = async (tx: Tx, reportId: string, year: number): Promise<string | undefined> =>
  (await tx.selectFrom('scheme.money_line as l').innerJoin('scheme.money_account as a', 'a.id', 'l.account_id').select('a.county').where('l.report_id', '=', reportId).where('l.year', '=', year).limit(1).executeTakeFirst())?.county
