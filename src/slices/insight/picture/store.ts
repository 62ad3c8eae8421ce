import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Size, Source, Waiting } from './rules.ts'

/** What may be shown of what a staff answered: bands of five and a mean, as the needs slice made them. */
export type Figure = { readonly atLeast: number; readonly mean: number; readonly low: number; readonly middle: number; readonly high: number; readonly unknown: number }

/** Holds the picture until the transaction ends. @returns until when the sources have been read, or undefined when somebody else is reading them now */
export async function holdRefresh(tx: Tx): Promise<{ readonly readUntil: Date | undefined } | undefined> {
  const { rows } = await sql<{ until: Date | null }>`select nullif(read_until, '-infinity') as until from insight.refresh for update skip locked`.execute(tx)
  return rows[0] && { readUntil: rows[0].until ?? undefined }
}
export const saveReadUntil = (tx: Tx, until: Date) => tx.updateTable('insight.refresh').set({ read_until: until }).execute()

export type SessionFigure = Figure & { readonly sessionId: string; readonly kindergartenId: string; readonly endedAt: Date; readonly theme: string; readonly seenByOwner: boolean; readonly seenByTeam: boolean }
/** What the next sessions have shown, the first ended first: those that ended after `since`, so many rows, and whole sessions only. Day and number stand in the question: a plan for any of them would read every session there is. */
export async function loadSessionFigures(tx: Tx, since: Date | undefined, most: number): Promise<{ readonly figures: readonly SessionFigure[]; readonly more: boolean }> {
  const { rows } = await sql<{ session_id: string; kindergarten_id: string; ended_at: Date; theme: string; seen_by_owner: boolean; seen_by_team: boolean; at_least: number; mean: number; low: number; middle: number; high: number; unknown: number }>`
    select f.* from needs.staff_figure f where f.ended_at > ${sql.lit((since ?? new Date(0)).toISOString())}::timestamptz order by f.ended_at, f.session_id limit ${sql.lit(most)}`.execute(tx)
  const more = rows.length === most
  // The last ones may have been cut: they, and those that ended in the same moment, come first the next time.
  const cut = rows.at(-1)?.ended_at.getTime()
  return { figures: rows.filter(({ ended_at: at }) => !more || at.getTime() !== cut).map(sessionFigureOf), more }
}
const sessionFigureOf = (row: { session_id: string; kindergarten_id: string; ended_at: Date; theme: string; seen_by_owner: boolean; seen_by_team: boolean; at_least: number; mean: number; low: number; middle: number; high: number; unknown: number }): SessionFigure => ({
  sessionId: row.session_id, kindergartenId: row.kindergarten_id, endedAt: row.ended_at, theme: row.theme, seenByOwner: row.seen_by_owner, seenByTeam: row.seen_by_team,
  atLeast: row.at_least, mean: Number(row.mean), low: row.low, middle: row.middle, high: row.high, unknown: row.unknown,
})

export type Known = { readonly source: Source; readonly theme: string; readonly year: number; readonly kindergartenId: string; readonly knownOn: string; readonly seenByOwner: boolean; readonly seenByTeam: boolean; readonly figure?: Figure | undefined }

/** Requests for guidance, needs that are decided, need reports and grants: that they are there, with theme and day, and nothing of what is in them. */
export async function loadKnown(tx: Tx): Promise<readonly Omit<Known, 'figure'>[]> {
  const { rows } = await sql<{ source: Source; theme: string; year: number | null; kindergarten_id: string; known_on: string; shared: boolean }>`
    select 'guidance' as source, a.theme, null::integer as year, a.kindergarten_id, a.month as known_on, false as shared from guidance.theme_asked a
    union all select 'need', t.theme, null, n.kindergarten_id, n.decided_on, n.shared_with_team from needs.need_card n cross join lateral unnest(n.themes) as t (theme) where n.decided_on is not null
    union all select 'report', r.theme, r.kindergarten_year, r.kindergarten_id, (r.submitted_at at time zone 'Europe/Oslo')::date, false from scheme.theme_reported r
    union all select 'grant', r.theme, r.kindergarten_year, r.kindergarten_id, (r.submitted_at at time zone 'Europe/Oslo')::date, false from scheme.theme_reported r where r.granted`.execute(tx)
  return rows.map((row) => ({
    source: row.source, theme: row.theme, year: row.year ?? -1, kindergartenId: row.kindergarten_id, knownOn: row.known_on,
    // As it is where it comes from: the team sees requests, the owner its own units' needs, reports and grants.
    seenByOwner: row.source !== 'guidance', seenByTeam: row.source === 'guidance' || row.shared,
  }))
}

/** Saves what is new. The first of a kindergarten, theme, year and source stands: what has become a figure does not change. */
export async function saveKnown(tx: Tx, known: readonly Known[], sizeOf: (capacity: number | undefined) => Size | undefined): Promise<void> {
  if (known.length === 0) return
  const ids = [...new Set(known.map(({ kindergartenId }) => kindergartenId))]
  const profiles = new Map((await tx.selectFrom('register.kindergarten_profile as p').selectAll('p').where('p.kindergarten_id', '=', sql<string>`any(${ids}::uuid[])`).execute()).map((row) => [row.kindergarten_id, row]))
  const teams = new Map((await tx.selectFrom('register.served_by').select(['kindergarten_id', 'team_id']).where('kindergarten_id', '=', sql<string>`any(${ids}::uuid[])`).execute()).map((row) => [row.kindergarten_id, row.team_id]))
  const rows = known.map((one) => {
    const profile = profiles.get(one.kindergartenId)
    return {
      source: one.source, theme: one.theme, year: one.year, kindergarten_id: one.kindergartenId, governor_id: profile?.governor_id ?? null, municipality_id: profile?.municipality_id ?? null, owner_id: profile?.owner_id ?? null, team_id: teams.get(one.kindergartenId) ?? null,
      ownership: profile?.ownership ?? null, size: sizeOf(profile?.capacity ?? undefined) ?? null, place: profile?.place ?? null, seen_by_owner: one.seenByOwner, seen_by_team: one.seenByTeam,
      at_least: one.figure?.atLeast ?? null, mean: one.figure?.mean ?? null, low: one.figure?.low ?? null, middle: one.figure?.middle ?? null, high: one.figure?.high ?? null, unknown: one.figure?.unknown ?? null, known_on: one.knownOn,
    }
  })
  await sql`insert into insight.evidence (source, theme, year, kindergarten_id, governor_id, municipality_id, owner_id, team_id, ownership, size, place, seen_by_owner, seen_by_team, at_least, mean, low, middle, high, unknown, known_on)
    select source, theme, year, kindergarten_id, governor_id, municipality_id, owner_id, team_id, ownership, size, place, seen_by_owner, seen_by_team, at_least, mean, low, middle, high, unknown, known_on
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (source text, theme text, year integer, kindergarten_id uuid, governor_id uuid, municipality_id uuid, owner_id uuid, team_id uuid, ownership text, size text, place text,
      seen_by_owner boolean, seen_by_team boolean, at_least integer, mean numeric, low integer, middle integer, high integer, unknown integer, known_on date)
    on conflict do nothing`.execute(tx)
}

export type WaitingRow = Waiting & { readonly source: Source; readonly theme: string; readonly year: number; readonly governorId: string; readonly figure: Figure | undefined }
/** Those that are not part of the picture yet. */
export async function loadWaiting(tx: Tx, today: string): Promise<readonly WaitingRow[]> {
  const rows = await tx
    .selectFrom('insight.evidence as e')
    .leftJoin('register.organisation_card as team', 'team.id', 'e.team_id')
    .selectAll('e')
    .select(['team.part_of_id as team_of', sql<number>`(${today}::date - e.known_on)`.as('days')])
    .where('e.picture_id', 'is', null)
    .where('e.governor_id', 'is not', null)
    .orderBy('e.known_on')
    .orderBy('e.kindergarten_id')
    .execute()
  return rows.map((row) => ({
    source: row.source as Source, theme: row.theme, year: row.year, governorId: row.governor_id ?? '', kindergarten: row.kindergarten_id,
    municipality: row.municipality_id ?? undefined, ownership: row.ownership ?? undefined, size: row.size ?? undefined, place: row.place ?? undefined, days: row.days,
    seers: [...(row.seen_by_owner && row.owner_id ? [row.owner_id] : []), ...(row.seen_by_team && row.team_id ? [row.team_of ?? row.team_id] : [])],
    figure: figureOf(row),
  }))
}

type FigureRow = { readonly at_least: number | null; readonly mean: string | number | null; readonly low: number | null; readonly middle: number | null; readonly high: number | null; readonly unknown: number | null }
const figureOf = (row: FigureRow): Figure | undefined => (row.at_least === null ? undefined : { atLeast: row.at_least, mean: Number(row.mean), low: row.low ?? 0, middle: row.middle ?? 0, high: row.high ?? 0, unknown: row.unknown ?? 0 })

export type NewBlock = { readonly source: Source; readonly theme: string; readonly year: number; readonly governorId: string; readonly municipality: string | undefined; readonly ownership: string | undefined; readonly size: string | undefined; readonly place: string | undefined; readonly kindergartens: readonly string[]; readonly figure: Figure | undefined }
export async function saveBlocks(tx: Tx, blocks: readonly NewBlock[], now: Date): Promise<void> {
  if (blocks.length === 0) return
  const rows = blocks.map((block) => ({
    id: crypto.randomUUID(), source: block.source, theme: block.theme, year: block.year, governor_id: block.governorId, municipality_id: block.municipality ?? null, ownership: block.ownership ?? null, size: block.size ?? null, place: block.place ?? null, members: block.kindergartens, made_at: now,
    at_least: block.figure?.atLeast ?? null, mean: block.figure?.mean ?? null, low: block.figure?.low ?? null, middle: block.figure?.middle ?? null, high: block.figure?.high ?? null, unknown: block.figure?.unknown ?? null,
  }))
  await sql`with made as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (id uuid, source text, theme text, year integer, governor_id uuid, municipality_id uuid, ownership text, size text, place text, members uuid[],
        at_least integer, mean numeric, low integer, middle integer, high integer, unknown integer, made_at timestamptz)
    ), saved as (
      insert into insight.picture (id, source, theme, year, governor_id, municipality_id, ownership, size, place, kindergartens, at_least, mean, low, middle, high, unknown, made_at)
      select id, source, theme, year, governor_id, municipality_id, ownership, size, place, cardinality(members), at_least, mean, low, middle, high, unknown, made_at from made returning id
    )
    update insight.evidence e set picture_id = m.id from made m join saved s on s.id = m.id cross join lateral unnest(m.members) as one (kindergarten_id)
    where e.source = m.source and e.theme = m.theme and e.year = m.year and e.kindergarten_id = one.kindergarten_id`.execute(tx)
}

/** Whose each kindergarten is now: who sees what is known singly follows who owns it and who serves it. */
export const keepParties = (tx: Tx) =>
  sql`update insight.evidence e set owner_id = p.owner_id, team_id = s.team_id from register.kindergarten_profile p join register.served_by s on s.kindergarten_id = p.kindergarten_id
    where p.kindergarten_id = e.kindergarten_id and (e.owner_id is distinct from p.owner_id or e.team_id is distinct from s.team_id)`.execute(tx)

/** A row of the picture: some kindergartens put together, or one alone (`unit`) for those who see it singly. */
export type Row = { readonly source: Source; readonly theme: string; readonly year: number; readonly kindergartens: number; readonly municipality: string | undefined; readonly ownership: string | undefined; readonly size: string | undefined; readonly place: string | undefined; readonly figure: Figure | undefined; readonly unit?: { readonly id: string; readonly name: string } }
export type Wanted = { readonly theme?: string; readonly years?: readonly number[] }

/** What the actor may see of the picture, by the table's own policies. */
export async function loadTogether(tx: Tx, { theme, years }: Wanted): Promise<readonly Row[]> {
  const rows = await tx
    .selectFrom('insight.picture as p')
    .leftJoin('register.organisation_card as m', 'm.id', 'p.municipality_id')
    .select(['p.source', 'p.theme', 'p.year', 'p.kindergartens', 'p.ownership', 'p.size', 'p.place', 'p.at_least', 'p.mean', 'p.low', 'p.middle', 'p.high', 'p.unknown', 'm.full_name as municipality'])
    .$if(theme !== undefined, (query) => query.where('p.theme', '=', theme ?? ''))
    .$if(years !== undefined, (query) => query.where('p.year', 'in', [...(years ?? [])]))
    .execute()
  return rows.map((row) => ({ source: row.source as Source, theme: row.theme, year: row.year, kindergartens: row.kindergartens, municipality: row.municipality ?? undefined, ownership: row.ownership ?? undefined, size: row.size ?? undefined, place: row.place ?? undefined, figure: figureOf(row) }))
}

/** What the actor may see of each kindergarten, by the table's own policies. */
export async function loadSingly(tx: Tx, { theme, years }: Wanted): Promise<readonly Row[]> {
  const rows = await tx
    .selectFrom('insight.evidence as e')
    .innerJoin('register.organisation_card as k', 'k.id', 'e.kindergarten_id')
    .leftJoin('register.organisation_card as m', 'm.id', 'e.municipality_id')
    .select(['e.source', 'e.theme', 'e.year', 'e.kindergarten_id', 'e.ownership', 'e.size', 'e.place', 'e.at_least', 'e.mean', 'e.low', 'e.middle', 'e.high', 'e.unknown', 'k.name', 'm.full_name as municipality'])
    .$if(theme !== undefined, (query) => query.where('e.theme', '=', theme ?? ''))
    .$if(years !== undefined, (query) => query.where('e.year', 'in', [...(years ?? [])]))
    .execute()
  return rows.map((row) => ({ source: row.source as Source, theme: row.theme, year: row.year, kindergartens: 1, municipality: row.municipality ?? undefined, ownership: row.ownership ?? undefined, size: row.size ?? undefined, place: row.place ?? undefined, figure: figureOf(row), unit: { id: row.kindergarten_id, name: row.name ?? '' } }))
}

/** The years there is anything to see of, the newest first. */
export async function loadYears(tx: Tx, singly: boolean): Promise<readonly number[]> {
  const rows = singly ? await tx.selectFrom('insight.evidence').select('year').distinct().execute() : await tx.selectFrom('insight.picture').select('year').distinct().execute()
  return rows.map(({ year }) => year).toSorted((a, b) => b - a)
}

export const loadThemeNames = async (tx: Tx): Promise<ReadonlyMap<string, { readonly nb: string; readonly nn: string; readonly en: string }>> =>
  new Map((await tx.selectFrom('guidance.theme_card').select(['code', 'name_nb', 'name_nn', 'name_en']).execute()).map((row) => [row.code ?? '', { nb: row.name_nb ?? '', nn: row.name_nn ?? '', en: row.name_en ?? '' }]))

/** How many kindergartens there are in all where the actor looks: what a reach is a part of. */
export async function countKindergartens(tx: Tx, role: string, orgId: string): Promise<number> {
  const column = role === 'county-governor' ? 'governor_id' : role === 'authority' ? 'municipality_id' : 'owner_id'
  const rows =
    role === 'adviser' || role === 'team-leader'
      ? await tx.selectFrom('register.served_by').select((select) => select.fn.countAll<number>().as('n')).where('team_id', '=', orgId).execute()
      : await tx.selectFrom('register.kindergarten_profile').select((select) => select.fn.countAll<number>().as('n')).where(column, '=', orgId).where('closed_on', 'is', null).execute()
  return rows[0]?.n ?? 0
}
