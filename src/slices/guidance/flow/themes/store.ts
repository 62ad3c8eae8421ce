import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Theme } from './rules.ts'

const themes = (tx: Tx, teamOrgId: string) =>
  tx
    .selectFrom('guidance.theme')
    .select(['code', 'framework', 'team_org_id', 'name_nb', 'name_nn', 'name_en', sql<string>`lower(period)::text`.as('from'), sql<string | null>`(upper(period) - 1)::text`.as('to')])
    .where((where) => where.or([where('team_org_id', 'is', null), where('team_org_id', '=', teamOrgId)]))
    .orderBy(sql`team_org_id is not null`)
    .orderBy('position')
    .orderBy('code')

type Row = Awaited<ReturnType<ReturnType<typeof themes>['execute']>>[number]
const themeOf = (row: Row): Theme => ({
  code: row.code,
  framework: row.framework,
  own: row.team_org_id !== null,
  name: { nb: row.name_nb, nn: row.name_nn, en: row.name_en },
  from: row.from as LocalDate,
  to: (row.to as LocalDate | null) ?? undefined,
})

/** The themes a request to the team may be about on a day: the framework plan's in its order, then the municipality's own. */
export async function themesFor(tx: Tx, teamOrgId: string, on: LocalDate): Promise<Theme[]> {
  const rows = await themes(tx, teamOrgId).where(sql<boolean>`period @> ${on}::date`).execute()
  return rows.map(themeOf)
}
