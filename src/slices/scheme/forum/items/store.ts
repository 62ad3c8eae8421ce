import { sql } from 'kysely'
import { oreFrom, type Ore } from '../../../../kernel/money.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { MoneyActor, Words } from '../../schemes/rules.ts'
import { strandWords } from '../../schemes/store.ts'
import type { Amount, Outcome, Proposal } from './rules.ts'

/** A report as the forum reads it, and what is proposed for it. */
export type ItemReport = {
  readonly id: string
  readonly itemId: string
  readonly reference: string
  readonly title: string
  readonly leadName: string
  readonly partnerName: string | undefined
  readonly strand: Words | undefined
  readonly need: string
  readonly goals: string
  readonly kindergartens: number
  readonly staff: number
  readonly takingPart: number
  readonly duration: number
  readonly asked: readonly Amount[]
  /** The kindergarten year of the round it is in, as the calendar year it begins in. */
  readonly roundYear: number
  readonly points: number | undefined
  readonly reviews: number
  readonly outcome: Outcome | undefined
  readonly amounts: readonly Amount[]
  readonly reason: string
  readonly deviation: string
  readonly version: number
  readonly changedBy: string
}
type StoredAmount = { readonly year: number; readonly actor: MoneyActor; readonly ore: number }
const amountsFrom = (stored: unknown): Amount[] => (stored as StoredAmount[]).map(({ year, actor, ore }) => ({ year, actor, ore: oreFrom(ore) }))

/** The reports of the items, with facts, what is asked for, the readers' points and the proposal. */
export async function loadItemReports(tx: Tx, itemIds: readonly string[]): Promise<ItemReport[]> {
  if (itemIds.length === 0) return []
  const rows = await tx
    .selectFrom('scheme.meeting_item_report as i')
    .innerJoin('scheme.report as r', 'r.id', 'i.report_id')
    .innerJoin('scheme.round as d', 'd.id', 'r.round_id')
    .innerJoin('register.organisation as o', 'o.id', 'r.lead_id')
    .leftJoin('scheme.report_fact as f', 'f.report_id', 'r.id')
    .leftJoin('register.organisation as u', 'u.id', 'f.partner_id')
    .select(['i.item_id', 'i.report_id', 'r.reference', 'f.title', 'o.name as lead_name', 'u.name as partner_name', 'f.need', 'f.goals', 'f.kindergartens', 'f.staff', 'f.taking_part', 'f.duration', 'i.outcome', 'i.amounts', 'i.reason', 'i.deviation', 'i.version', 'i.changed_by_name', 'd.kindergarten_year'])
    .select(strandWords('r.strand', 'd.scheme_code').as('strand'))
    .select(sql<StoredAmount[]>`coalesce((select jsonb_agg(jsonb_build_object('year', a.year, 'actor', a.actor, 'ore', a.ore) order by a.year, a.actor) from scheme.report_amount a where a.report_id = i.report_id and a.ore > 0), '[]')`.as('asked'))
    .select(sql<number | null>`(select avg(d.points)::float from scheme.review_delivery d where d.report_id = i.report_id and d.returned_at is null)`.as('points'))
    .select(sql<number>`(select count(*)::integer from scheme.review_delivery d where d.report_id = i.report_id and d.returned_at is null)`.as('reviews'))
    .where('i.item_id', 'in', [...itemIds])
    .orderBy('r.reference')
    .execute()
  return rows.map((row) => ({
    id: row.report_id, itemId: row.item_id, reference: row.reference ?? '', title: row.title ?? '', leadName: row.lead_name, partnerName: row.partner_name ?? undefined, strand: row.strand ?? undefined, need: row.need ?? '', goals: row.goals ?? '',
    kindergartens: row.kindergartens ?? 0, staff: row.staff ?? 0, takingPart: row.taking_part ?? 0, duration: row.duration ?? 1, asked: amountsFrom(row.asked), roundYear: row.kindergarten_year, points: row.points ?? undefined, reviews: row.reviews,
    outcome: (row.outcome as Outcome | null) ?? undefined, amounts: amountsFrom(row.amounts), reason: row.reason, deviation: row.deviation, version: row.version, changedBy: row.changed_by_name,
  }))
}

/** @returns false when somebody has changed it since `version` */
export const saveProposal = async (tx: Tx, itemId: string, reportId: string, proposal: Proposal, version: number, by: string, at: Date): Promise<boolean> =>
  (await tx
    .updateTable('scheme.meeting_item_report')
    .set({ outcome: proposal.outcome, amounts: JSON.stringify(proposal.amounts), reason: proposal.reason, deviation: proposal.deviation, version: version + 1, changed_at: at, changed_by_name: by })
    .where('item_id', '=', itemId)
    .where('report_id', '=', reportId)
    .where('version', '=', version)
    .returning('report_id')
    .executeTakeFirst()) !== undefined

/** What the forum recommends for a report; a new word replaces the last. */
export async function saveRecommendation(tx: Tx, report: ItemReport, reachedBy: 'agreement' | 'vote', by: string, at: Date): Promise<void> {
  if (!report.outcome) return
  const row = { outcome: report.outcome, reached_by: reachedBy, reason: report.reason, at, by_name: by }
  await tx.insertInto('scheme.recommendation').values({ report_id: report.id, ...row }).onConflict((oc) => oc.column('report_id').doUpdateSet(row)).execute()
  await tx.deleteFrom('scheme.recommended_amount').where('report_id', '=', report.id).execute()
  if (report.amounts.length > 0) await tx.insertInto('scheme.recommended_amount').values(report.amounts.map(({ year, actor, ore }) => ({ report_id: report.id, year, actor, ore }))).execute()
}

export type Deviation = { readonly reportId: string; readonly proposed: boolean; readonly proposedOre: Ore; readonly recommended: Outcome; readonly recommendedOre: Ore; readonly reason: string }
export async function saveDeviation(tx: Tx, deviation: Deviation, by: string, at: Date): Promise<void> {
  const row = { proposed: deviation.proposed, proposed_ore: deviation.proposedOre, recommended: deviation.recommended, recommended_ore: deviation.recommendedOre, reason: deviation.reason, at, by_name: by }
  await tx.insertInto('scheme.deviation').values({ report_id: deviation.reportId, ...row }).onConflict((oc) => oc.column('report_id').doUpdateSet(row)).execute()
}
export const loadDeviations = async (tx: Tx, reportIds: readonly string[]): Promise<Deviation[]> =>
  reportIds.length === 0 ? [] : (await tx.selectFrom('scheme.deviation').selectAll().where('report_id', 'in', [...reportIds]).execute()).map((row) => ({
    reportId: row.report_id, proposed: row.proposed, proposedOre: oreFrom(row.proposed_ore), recommended: row.recommended as Outcome, recommendedOre: oreFrom(row.recommended_ore), reason: row.reason,
  }))

/** What is recommended in a round by year and actor, of the reports the actor handles. */
export const loadRecommended = async (tx: Tx, roundId: string): Promise<Amount[]> =>
  (
    await tx
      .selectFrom('scheme.recommended_amount as a')
      .innerJoin('scheme.report as r', 'r.id', 'a.report_id')
      .select(['a.year', 'a.actor'])
      .select(sql<string>`sum(a.ore)`.as('ore'))
      .where('r.round_id', '=', roundId)
      .groupBy(['a.year', 'a.actor'])
      .execute()
  ).map((row) => ({ year: row.year, actor: row.actor as MoneyActor, ore: oreFrom(row.ore) }))
