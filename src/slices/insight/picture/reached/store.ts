import { sql } from 'kysely'
import { sizeOf } from '../../../../kernel/kindergarten-size.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Quarter, WaitingReach } from './rules.ts'

/** One at a time makes the blocks of a year. */
export const lockReached = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtextextended('insight reach blocks', 0))`.execute(tx)

/** Takes in the kindergartens with something counted in the year that are not there yet: the last measure of each, as it may be seen outside it, and who sees that one singly. For the program's own work. */
export async function takeIn(tx: Tx, year: number): Promise<void> {
  const { rows } = await sql<{ kindergarten_id: string; governor_id: string; municipality_id: string | null; ownership: string | null; capacity: number | null; place: string | null; quarter: number; seers: string[] }>`
    select distinct on (r.kindergarten_id) r.kindergarten_id, k.governor_id, k.municipality_id, k.ownership, k.capacity, k.place, r.quarter,
      array_remove(array[k.owner_id, m.lead_id, case when m.seen_by_team then coalesce(k.team_of_id, k.team_id) end], null) as seers
    from measures.reach_card r join measures.measure_card m on m.id = r.measure_id and m.kindergarten_id = r.kindergarten_id
    join insight.kindergarten k on k.kindergarten_id = r.kindergarten_id and k.governor_id is not null and k.closed_on is null
    where r.part = 'all' and r.last_on >= make_date(${year}, 8, 1) and r.last_on < make_date(${year + 1}, 8, 1)
      and not exists (select from insight.reach_known x where x.year = ${year} and x.kindergarten_id = r.kindergarten_id)
    order by r.kindergarten_id, r.last_on desc, r.measure_id`.execute(tx)
  if (rows.length === 0) return
  await tx.insertInto('insight.reach_known').values(rows.map(({ capacity, seers, ...row }) => ({ ...row, year, size: sizeOf(capacity ?? undefined) ?? null, seers: [...new Set(seers)] }))).execute()
}

export type Known = WaitingReach & { readonly governor: string }
/** Those of a year that are not part of a block yet; `days` since the year was counted. */
export async function loadWaiting(tx: Tx, year: number, days: number): Promise<readonly Known[]> {
  const rows = await tx.selectFrom('insight.reach_known').selectAll().where('year', '=', year).where('block_id', 'is', null).orderBy('kindergarten_id').execute()
  return rows.map((row) => ({ unit: row.kindergarten_id, governor: row.governor_id, municipality: row.municipality_id ?? undefined, ownership: row.ownership ?? undefined, size: row.size ?? undefined, place: row.place ?? undefined, days, seers: row.seers, quarter: row.quarter as Quarter }))
}

type NewBlock = { readonly year: number; readonly governor: string; readonly municipality: string | undefined; readonly ownership: string | undefined; readonly quarter: Quarter; readonly members: readonly string[] }
export async function saveBlock(tx: Tx, block: NewBlock, now: Date): Promise<void> {
  const { id } = await tx.insertInto('insight.reach_block').values({ year: block.year, governor_id: block.governor, municipality_id: block.municipality ?? null, ownership: block.ownership ?? null, kindergartens: block.members.length, quarter: block.quarter, made_at: now }).returning('id').executeTakeFirstOrThrow()
  await tx.updateTable('insight.reach_known').set({ block_id: id }).where('year', '=', block.year).where('kindergarten_id', 'in', block.members).execute()
}
/** Which kindergarten a figure was made of is forgotten with what it came from. */
export const forgetKnown = (tx: Tx, before: number) => tx.deleteFrom('insight.reach_known').where('year', '<', before).execute()

export type ReachedTogether = { readonly ownership: string | undefined; readonly kindergartens: number; readonly quarter: Quarter }
/** The blocks of a year that the actor may see. */
export async function loadBlocks(tx: Tx, year: number): Promise<readonly ReachedTogether[]> {
  const rows = await tx.selectFrom('insight.reach_block').select(['ownership', 'kindergartens', 'quarter']).where('year', '=', year).orderBy('id').execute()
  return rows.map((row) => ({ ownership: row.ownership ?? undefined, kindergartens: row.kindergartens, quarter: row.quarter as Quarter }))
}
