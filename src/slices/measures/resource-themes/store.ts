import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Block, Lifted, Met, Seen } from './rules.ts'

/** One at a time lifts themes: two who did it at once would count somebody twice. */
export const lockLifting = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtextextended('measures.resource-themes', 28))`.execute(tx)

/** Minutes with whom they would be lifted for. The year is that of the meeting. */
const minutes = sql`measures.resource_minutes n join measures.resource_meeting m on m.id = n.meeting_id and m.cancelled_at is null
    cross join lateral (select (extract(year from m.held_on) - case when extract(month from m.held_on) < 8 then 1 else 0 end)::integer as year) x
    join register.served_by s on s.kindergarten_id = n.kindergarten_id and s.team_id is not null join register.organisation_card o on o.id = n.kindergarten_id and o.municipality_id is not null`

/** What resource teams have talked of that is not counted yet. For `system`. */
export async function loadWaiting(tx: Tx): Promise<readonly Seen[]> {
  const { rows } = await sql<{ kindergarten_id: string; team_id: string; municipality_id: string; theme: string; year: number }>`
    select distinct n.kindergarten_id, s.team_id, o.municipality_id, t.theme, x.year from ${minutes} cross join lateral unnest(n.themes) as t(theme)
    where not exists (select from measures.resource_theme_counted c where c.kindergarten_id = n.kindergarten_id and c.theme = t.theme and c.kindergarten_year = x.year)`.execute(tx)
  return rows.map((row) => ({ kindergartenId: row.kindergarten_id, teamId: row.team_id, municipalityId: row.municipality_id, theme: row.theme, year: row.year }))
}

/** Which kindergartens' teams have minutes, year by year. For `system`. */
export async function loadMet(tx: Tx): Promise<readonly Met[]> {
  const { rows } = await sql<{ kindergarten_id: string; team_id: string; municipality_id: string; year: number; counted: string[] }>`
    select distinct n.kindergarten_id, s.team_id, o.municipality_id, x.year,
      array(select c.theme from measures.resource_theme_counted c where c.kindergarten_id = n.kindergarten_id and c.kindergarten_year = x.year order by c.theme) as counted
    from ${minutes}`.execute(tx)
  return rows.map((row) => ({ kindergartenId: row.kindergarten_id, teamId: row.team_id, municipalityId: row.municipality_id, year: row.year, counted: row.counted }))
}

export async function saveBlocks(tx: Tx, blocks: readonly Block[], now: Date): Promise<void> {
  for (const { teamId, municipalityId, theme, year, kindergartenIds } of blocks) {
    const { id } = await tx.insertInto('measures.resource_theme_block').values({ team_org_id: teamId, municipality_id: municipalityId, theme, kindergarten_year: year, kindergartens: kindergartenIds.length, made_at: now }).returning('id').executeTakeFirstOrThrow()
    await tx.insertInto('measures.resource_theme_counted').values(kindergartenIds.map((kindergarten_id) => ({ kindergarten_id, theme, kindergarten_year: year, block_id: id }))).execute()
  }
}

/** What has been lifted for the actor. */
export async function loadLifted(tx: Tx): Promise<readonly Lifted[]> {
  const rows = await tx.selectFrom('measures.resource_theme_block as b').innerJoin('register.organisation_card as o', 'o.id', 'b.municipality_id').select(['b.municipality_id', 'o.name', 'b.theme', 'b.kindergarten_year', 'b.kindergartens']).execute()
  return rows.map((row) => ({ municipalityId: row.municipality_id, municipality: row.name ?? '', theme: row.theme, year: row.kindergarten_year, kindergartens: row.kindergartens }))
}
