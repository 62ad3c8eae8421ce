import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Words } from '../definition.ts'
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

/** All of them, ended ones too. */
export async function loadThemes(tx: Tx, teamOrgId: string): Promise<Theme[]> {
  return (await themes(tx, teamOrgId).execute()).map(themeOf)
}

/** One of the team's own. */
export async function loadOwnTheme(tx: Tx, teamOrgId: string, code: string): Promise<Theme | undefined> {
  const row = await themes(tx, teamOrgId).where('team_org_id', '=', teamOrgId).where('code', '=', code).executeTakeFirst()
  return row && themeOf(row)
}

/** @returns the new theme's code */
export async function addTheme(tx: Tx, teamOrgId: string, name: Words, from: LocalDate): Promise<string> {
  const { code } = await tx
    .insertInto('guidance.theme')
    .values({
      code: sql<string>`'own-' || uuidv7()`,
      team_org_id: teamOrgId,
      framework: 'own',
      position: sql<number>`coalesce((select max(position) from guidance.theme where team_org_id = ${teamOrgId}), 0) + 10`,
      name_nb: name.nb,
      name_nn: name.nn,
      name_en: name.en,
      period: `[${from},)`,
    })
    .returning('code')
    .executeTakeFirstOrThrow()
  return code
}

export const renameTheme = (tx: Tx, teamOrgId: string, code: string, name: Words) =>
  tx.updateTable('guidance.theme').set({ name_nb: name.nb, name_nn: name.nn, name_en: name.en }).where('team_org_id', '=', teamOrgId).where('code', '=', code).executeTakeFirst()

/** The theme can be chosen for the last time the day before `on`; one that was made the same day, that day. Ended ones stay as they are. */
export const endTheme = (tx: Tx, teamOrgId: string, code: string, on: LocalDate) =>
  tx
    .updateTable('guidance.theme')
    .set({ period: sql<string>`daterange(lower(period), greatest(${on}::date, lower(period) + 1))` })
    .where('team_org_id', '=', teamOrgId)
    .where('code', '=', code)
    .where(sql<boolean>`upper_inf(period)`)
    .executeTakeFirst()
