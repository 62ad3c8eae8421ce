import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Figure } from '../store.ts'
import type { Source } from '../rules.ts'

/** Holds the reading of the sources until the transaction ends: one piece is read at a time. @returns until when they have been read, or undefined when they never have */
export async function holdRefresh(tx: Tx): Promise<Date | undefined> {
  const { rows } = await sql<{ until: Date | null }>`select nullif(read_until, '-infinity') as until from insight.refresh for update`.execute(tx)
  return rows[0]?.until ?? undefined
}
export const saveReadUntil = (tx: Tx, until: Date) => tx.updateTable('insight.refresh').set({ read_until: until }).execute()

export type Session = { readonly id: string; readonly endedAt: Date; readonly kindergartens: readonly string[]; readonly seenByOwner: boolean; readonly seenByTeam: boolean }
/** Where the reading of sessions has come: those that ended in the same moment are told apart by their ids. */
export type Place = { readonly at: Date; readonly id: string }

/** The next sessions that have ended and are not part of this yet, the first ended first. */
export async function loadSessions(tx: Tx, after: Place, most: number): Promise<readonly Session[]> {
  const { rows } = await sql<{ session_id: string; ended_at: Date; kindergarten_id: string; together_with: string[]; seen_by_owner: boolean; seen_by_team: boolean }>`
    select s.* from needs.ended_session s where (s.ended_at, s.session_id) > (${after.at}, ${after.id}::uuid) and not exists (select from insight.evidence e where e.session_id = s.session_id)
    order by s.ended_at, s.session_id limit ${sql.lit(most)}`.execute(tx)
  return rows.map((row) => ({ id: row.session_id, endedAt: row.ended_at, kindergartens: [row.kindergarten_id, ...row.together_with], seenByOwner: row.seen_by_owner, seenByTeam: row.seen_by_team }))
}

export type SessionFigure = Figure & { readonly sessionId: string; readonly theme: string }
/** What may be shown of these sessions: one row for each statement. */
export async function loadFigures(tx: Tx, sessionIds: readonly string[]): Promise<readonly SessionFigure[]> {
  if (sessionIds.length === 0) return []
  const rows = await tx.selectFrom('needs.staff_figure as f').select(['f.session_id', 'f.theme', 'f.at_least', 'f.mean', 'f.low', 'f.middle', 'f.high', 'f.unknown']).where('f.session_id', '=', sql<string>`any(${sessionIds}::uuid[])`).execute()
  return rows.map((row) => ({ sessionId: row.session_id ?? '', theme: row.theme ?? '', atLeast: row.at_least ?? 0, mean: Number(row.mean), low: row.low ?? 0, middle: row.middle ?? 0, high: row.high ?? 0, unknown: row.unknown ?? 0 }))
}

/** Something that is known of a kindergarten and a theme, besides what staffs have answered. */
export type Said = { readonly source: Source; readonly theme: string; readonly year: number | undefined; readonly kindergartenId: string; readonly knownOn: LocalDate; readonly seenByOwner: boolean; readonly seenByTeam: boolean }

/**
 * Requests for guidance, needs that are decided, need reports, grants and measures that have begun: that they are there, with theme and day, and nothing of what is in them.
 * @param since only what has come from this day on: what is looked at every minute. Grants are given long after they are asked for, and come with the whole
 */
export async function loadSaid(tx: Tx, since: string | undefined): Promise<readonly Said[]> {
  const from = since ?? '2000-01-01'
  const { rows } = await sql<{ source: Source; theme: string; year: number | null; kindergarten_id: string; known_on: LocalDate; shared: boolean }>`
    select 'guidance' as source, a.theme, null::integer as year, a.kindergarten_id, a.month as known_on, false as shared from guidance.theme_asked a where a.month >= date_trunc('month', ${from}::date)::date
    union all select 'need', t.theme, null, n.kindergarten_id, n.decided_on, n.shared_with_team from needs.need_card n cross join lateral unnest(n.themes) as t (theme) where n.decided_on >= ${from}::date
    union all select 'report', r.theme, r.kindergarten_year, r.kindergarten_id, (r.submitted_at at time zone 'Europe/Oslo')::date, false from scheme.theme_reported r where r.submitted_at >= ${from}::date
    union all select 'grant', r.theme, r.kindergarten_year, r.kindergarten_id, (r.submitted_at at time zone 'Europe/Oslo')::date, false from scheme.theme_reported r where r.granted and r.submitted_at >= ${from}::date
    union all select 'measure', t.theme, null, m.kindergarten_id, m.begun_on, m.seen_by_team from measures.measure_card m cross join lateral unnest(m.themes) as t (theme) where m.state in ('running', 'closed') and m.begun_on >= ${from}::date`.execute(tx)
  return rows.map((row) => ({
    source: row.source, theme: row.theme, year: row.year ?? undefined, kindergartenId: row.kindergarten_id, knownOn: row.known_on,
    // As it is where it comes from: the team sees requests, the owner its own units' needs, reports, grants and measures.
    seenByOwner: row.source !== 'guidance', seenByTeam: row.source === 'guidance' || row.shared,
  }))
}

/** Notes what the register says of every kindergarten now; only what has changed is written. */
export const keepKindergartens = (tx: Tx) =>
  sql`insert into insight.kindergarten as k (kindergarten_id, governor_id, municipality_id, owner_id, team_id, team_of_id, ownership, capacity, place, closed_on)
    select p.kindergarten_id, p.governor_id, p.municipality_id, p.owner_id, t.team_id, team.part_of_id, p.ownership, p.capacity, p.place, p.closed_on
    from register.kindergarten_profile p left join register.team_kindergarten t on t.kindergarten_id = p.kindergarten_id left join register.organisation_card team on team.id = t.team_id order by 1
    on conflict (kindergarten_id) do update set governor_id = excluded.governor_id, municipality_id = excluded.municipality_id, owner_id = excluded.owner_id, team_id = excluded.team_id, team_of_id = excluded.team_of_id, ownership = excluded.ownership, capacity = excluded.capacity, place = excluded.place, closed_on = excluded.closed_on
    where (k.governor_id, k.municipality_id, k.owner_id, k.team_id, k.team_of_id, k.ownership, k.capacity, k.place, k.closed_on) is distinct from (excluded.governor_id, excluded.municipality_id, excluded.owner_id, excluded.team_id, excluded.team_of_id, excluded.ownership, excluded.capacity, excluded.place, excluded.closed_on)`.execute(tx)

export type Profile = { readonly governor: string | undefined; readonly municipality: string | undefined; readonly owner: string | undefined; readonly team: string | undefined; readonly ownership: string | undefined; readonly capacity: number | undefined; readonly place: string | undefined }
/** Where kindergartens lie, whose they are and who serves them; one that nobody has heard of yet makes the register be read again. */
export async function loadProfiles(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Profile>> {
  const load = () => tx.selectFrom('insight.kindergarten as k').selectAll('k').where('k.kindergarten_id', '=', sql<string>`any(${ids}::uuid[])`).execute()
  if (ids.length === 0) return new Map()
  let rows = await load()
  if (rows.length < ids.length) {
    await keepKindergartens(tx)
    rows = await load()
  }
  return new Map(rows.map((row) => [row.kindergarten_id, {
    governor: row.governor_id ?? undefined, municipality: row.municipality_id ?? undefined, owner: row.owner_id ?? undefined, team: row.team_id ?? undefined, ownership: row.ownership ?? undefined, capacity: row.capacity ?? undefined, place: row.place ?? undefined,
  }]))
}

/** The next kindergartens in the order of their ids. */
export const loadKindergartens = async (tx: Tx, after: string, most: number): Promise<readonly string[]> =>
  (await tx.selectFrom('insight.kindergarten').select('kindergarten_id').where('kindergarten_id', '>', after).orderBy('kindergarten_id').limit(most).execute()).map((row) => row.kindergarten_id)
