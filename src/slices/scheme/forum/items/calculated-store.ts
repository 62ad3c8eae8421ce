import { oreFrom } from '../../../../kernel/money.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Calculated } from './rules.ts'

/**
 * What the what-if calculation proposed for each report of a round when it was laid before the forum. Nothing when it has not been: then there is
 * nothing to differ from.
 */
export async function loadCalculated(tx: Tx, roundId: string): Promise<ReadonlyMap<string, Calculated>> {
  const rows = await tx.selectFrom('scheme.calculated_proposal as c').innerJoin('scheme.report as r', 'r.id', 'c.report_id').select(['c.report_id', 'c.included', 'c.ore']).where('r.round_id', '=', roundId).execute()
  return new Map(rows.map((row) => [row.report_id, { inPortfolio: row.included, ore: oreFrom(row.ore) }]))
}

/** Lays a calculated proposal before the forum: from then on a recommendation that differs says why. The last one laid holds. As the county governor's person who does it. */
export async function layBefore(tx: Tx, by: string, proposals: readonly (Calculated & { readonly reportId: string })[], at: Date): Promise<void> {
  if (proposals.length === 0) return
  await tx
    .insertInto('scheme.calculated_proposal')
    .values(proposals.map(({ reportId, inPortfolio, ore }) => ({ report_id: reportId, included: inPortfolio, ore, at, by_name: by })))
    .onConflict((oc) => oc.column('report_id').doUpdateSet((eb) => ({ included: eb.ref('excluded.included'), ore: eb.ref('excluded.ore'), at: eb.ref('excluded.at'), by_name: eb.ref('excluded.by_name') })))
    .execute()
}
