import { sql } from 'kysely'
import { sizeOf } from '../../../../kernel/kindergarten-size.ts'
import type { Tx } from '../../../../platform/db.ts'
import { figureOf, type Figure } from '../store.ts'
import { turnKey, type Source, type Waiting } from '../rules.ts'
import type { Profile } from './sources-store.ts'

/** How many turns each of these kindergartens has been counted in, by theme and year (`turnKey`). */
export async function loadTurns(tx: Tx, kindergartenIds: readonly string[], years: readonly number[]): Promise<ReadonlyMap<string, number>> {
  if (kindergartenIds.length === 0 || years.length === 0) return new Map()
  const rows = await tx
    .selectFrom('insight.evidence as e')
    .select((select) => ['e.theme', 'e.year', 'e.kindergarten_id', select.fn.max('e.turn').as('turn')])
    .where('e.kindergarten_id', '=', sql<string>`any(${kindergartenIds}::uuid[])`)
    .where('e.source', '=', 'staff')
    .where('e.year', '=', sql<number>`any(${years}::integer[])`)
    .where('e.counted', '=', true)
    .groupBy(['e.theme', 'e.year', 'e.kindergarten_id'])
    .execute()
  return new Map(rows.map((row) => [turnKey(row, row.kindergarten_id), row.turn]))
}

/** What is known of one kindergarten from one source; of a session that several held together there is one for each of them. */
export type Known = {
  readonly source: Source
  readonly theme: string
  readonly year: number
  readonly kindergartenId: string
  readonly knownOn: string
  readonly seenByOwner: boolean
  readonly seenByTeam: boolean
  readonly session?: { readonly id: string; readonly turn: number; readonly counted: boolean; readonly together: number; readonly figure: Figure }
}

/** Saves what is new, and notes what it can be put together within as to be looked at. What is there already stands: what has become a figure does not change. */
export async function saveKnown(tx: Tx, known: readonly Known[], profiles: ReadonlyMap<string, Profile>): Promise<void> {
  if (known.length === 0) return
  const rows = known.map((one) => {
    const profile = profiles.get(one.kindergartenId)
    const figure = one.session?.figure
    return {
      source: one.source, theme: one.theme, year: one.year, kindergarten_id: one.kindergartenId, governor_id: profile?.governor, municipality_id: profile?.municipality, owner_id: profile?.owner, team_id: profile?.team,
      ownership: profile?.ownership, size: sizeOf(profile?.capacity), place: profile?.place, seen_by_owner: one.seenByOwner, seen_by_team: one.seenByTeam, known_on: one.knownOn,
      session_id: one.session?.id, turn: one.session?.turn ?? 1, counted: one.session?.counted ?? true, together: one.session?.together ?? 1,
      at_least: figure?.atLeast, mean: figure?.mean, low: figure?.low, middle: figure?.middle, high: figure?.high, unknown: figure?.unknown,
    }
  })
  await sql`with saved as (
      insert into insight.evidence (source, theme, year, kindergarten_id, governor_id, municipality_id, owner_id, team_id, ownership, size, place, seen_by_owner, seen_by_team, known_on, session_id, turn, counted, together, at_least, mean, low, middle, high, unknown)
      select source, theme, year, kindergarten_id, governor_id, municipality_id, owner_id, team_id, ownership, size, place, seen_by_owner, seen_by_team, known_on, session_id, turn, counted, together, at_least, mean, low, middle, high, unknown
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (source text, theme text, year integer, kindergarten_id uuid, governor_id uuid, municipality_id uuid, owner_id uuid, team_id uuid, ownership text, size text, place text,
        seen_by_owner boolean, seen_by_team boolean, known_on date, session_id uuid, turn smallint, counted boolean, together smallint, at_least integer, mean numeric, low integer, middle integer, high integer, unknown integer)
      on conflict do nothing returning source, theme, year, turn, governor_id
    )
    insert into insight.pool (source, theme, year, turn, governor_id, look_on) select distinct source, theme, year, turn, governor_id, '2000-01-01'::date from saved where governor_id is not null order by 1, 2, 3, 4, 5
    on conflict (source, theme, year, turn, governor_id) do update set look_on = excluded.look_on`.execute(tx)
}

/** Those who wait for each other: one theme, year, turn and source in one county. */
export type Pool = { readonly source: Source; readonly theme: string; readonly year: number; readonly turn: number; readonly governorId: string }
/** Holds the next that is to be looked at by this day, until the transaction ends. */
export async function holdPool(tx: Tx, today: string): Promise<Pool | undefined> {
  const { rows } = await sql<{ source: Source; theme: string; year: number; turn: number; governor_id: string }>`select source, theme, year, turn, governor_id from insight.pool where look_on <= ${today}::date order by look_on limit 1 for update skip locked`.execute(tx)
  return rows[0] && { source: rows[0].source, theme: rows[0].theme, year: rows[0].year, turn: rows[0].turn, governorId: rows[0].governor_id }
}
export const saveLook = (tx: Tx, pool: Pool, on: string | undefined) =>
  tx.updateTable('insight.pool').set({ look_on: on ?? null }).where('source', '=', pool.source).where('theme', '=', pool.theme).where('year', '=', pool.year).where('turn', '=', pool.turn).where('governor_id', '=', pool.governorId).execute()

export type WaitingRow = Waiting & { readonly sessionId: string | undefined; readonly kindergarten: string; readonly counted: number; readonly together: number; readonly figure: Figure | undefined }
/** The kindergartens of a pool that are not part of the picture yet, those that have waited longest first. */
export async function loadWaiting(tx: Tx, pool: Pool, today: string): Promise<readonly WaitingRow[]> {
  const rows = await tx
    .selectFrom('insight.evidence as e')
    .leftJoin('insight.kindergarten as k', 'k.kindergarten_id', 'e.kindergarten_id')
    .selectAll('e')
    .select(['k.team_of_id', sql<number>`(${today}::date - e.known_on)`.as('days')])
    .where('e.picture_id', 'is', null)
    .where('e.governor_id', '=', pool.governorId)
    .where('e.theme', '=', pool.theme)
    .where('e.year', '=', pool.year)
    .where('e.source', '=', pool.source)
    .where('e.turn', '=', pool.turn)
    .orderBy('e.known_on')
    .orderBy('e.kindergarten_id')
    .execute()
  return rows.map((row) => ({
    unit: row.session_id ?? row.kindergarten_id, sessionId: row.session_id ?? undefined, kindergarten: row.kindergarten_id, counted: row.counted ? 1 : 0, together: row.together,
    municipality: row.municipality_id ?? undefined, ownership: row.ownership ?? undefined, size: row.size ?? undefined, place: row.place ?? undefined, days: row.days,
    seers: [...(row.seen_by_owner && row.owner_id ? [row.owner_id] : []), ...(row.seen_by_team && row.team_id ? [row.team_of_id ?? row.team_id] : [])],
    figure: figureOf(row),
  }))
}

export type NewBlock = { readonly municipality: string | undefined; readonly ownership: string | undefined; readonly size: string | undefined; readonly place: string | undefined; readonly kindergartens: number; readonly members: readonly { readonly kindergarten: string; readonly sessionId: string | undefined }[]; readonly figure: Figure | undefined }
export async function saveBlocks(tx: Tx, pool: Pool, blocks: readonly NewBlock[], now: Date): Promise<void> {
  if (blocks.length === 0) return
  const rows = blocks.map((block) => ({
    id: crypto.randomUUID(), municipality_id: block.municipality, ownership: block.ownership, size: block.size, place: block.place, kindergartens: block.kindergartens, members: block.members,
    at_least: block.figure?.atLeast, mean: block.figure?.mean, low: block.figure?.low, middle: block.figure?.middle, high: block.figure?.high, unknown: block.figure?.unknown,
  }))
  await sql`with made as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (id uuid, municipality_id uuid, ownership text, size text, place text, kindergartens integer, members jsonb,
        at_least integer, mean numeric, low integer, middle integer, high integer, unknown integer)
    ), saved as (
      insert into insight.picture (id, source, theme, year, turn, governor_id, municipality_id, ownership, size, place, kindergartens, at_least, mean, low, middle, high, unknown, made_at)
      select id, ${pool.source}::text, ${pool.theme}::text, ${pool.year}::integer, ${pool.turn}::smallint, ${pool.governorId}::uuid, municipality_id, ownership, size, place, kindergartens, at_least, mean, low, middle, high, unknown, ${now}::timestamptz from made returning id
    ), member as materialized (
      select made.id, (one ->> 'kindergarten')::uuid as kindergarten_id, (one ->> 'sessionId')::uuid as session_id from made join saved on saved.id = made.id cross join lateral jsonb_array_elements(made.members) one
    )
    update insight.evidence e set picture_id = member.id from member
    where e.governor_id = ${pool.governorId}::uuid and e.theme = ${pool.theme} and e.year = ${pool.year} and e.source = ${pool.source} and e.picture_id is null and e.kindergarten_id = member.kindergarten_id and e.session_id is not distinct from member.session_id`.execute(tx)
}

/** Whose these kindergartens are now: who sees what is known singly follows who owns it and who serves it. */
export const keepParties = (tx: Tx, kindergartenIds: readonly string[]) =>
  sql`update insight.evidence e set owner_id = k.owner_id, team_id = k.team_id from insight.kindergarten k
    where k.kindergarten_id = any(${kindergartenIds}::uuid[]) and e.kindergarten_id = k.kindergarten_id and (e.owner_id is distinct from k.owner_id or e.team_id is distinct from k.team_id)`.execute(tx)

/** Those that are not there yet, of what is known of single kindergartens. */
export async function onlyNew<One extends { readonly source: Source; readonly theme: string; readonly year: number; readonly kindergartenId: string }>(tx: Tx, known: readonly One[]): Promise<readonly One[]> {
  const rows = known.map(({ source, theme, year, kindergartenId }, at) => ({ at, source, theme, year, kindergarten_id: kindergartenId }))
  const { rows: fresh } = await sql<{ at: number }>`select x.at from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (at integer, source text, theme text, year integer, kindergarten_id uuid)
    where not exists (select from insight.evidence e where e.kindergarten_id = x.kindergarten_id and e.source = x.source and e.year = x.year and e.theme = x.theme and e.session_id is null)`.execute(tx)
  return fresh.flatMap(({ at }) => known[at] ?? [])
}
