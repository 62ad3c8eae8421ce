import { sql } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { Language } from '../../../kernel/language.ts'
import type { How } from './model.ts'
import { usualSize, type Facts, type Line, type Outside, type Seen, type Settings } from './rules.ts'

/** How far back a request for guidance says what a kindergarten is about. */
const monthsBack = 24

/**
 * What is known of every open kindergarten with a team, of one team or of all. For `system`: who is in a network in the grant scheme is not the team's to read in full.
 * Themes are those the team itself may see: needs that are shared with it, and what it has been asked about. Nothing of what the staff answered.
 */
export async function loadFacts(tx: Tx, teamId: string | undefined): Promise<ReadonlyMap<string, readonly Facts[]>> {
  const [kindergartens, served, parties, networks, themes] = await Promise.all([
    tx.selectFrom('register.kindergarten_fact').select(['kindergarten_id', 'owner_id', 'ownership', 'latitude', 'longitude']).execute(),
    tx.selectFrom('register.team_kindergarten').select(['kindergarten_id', 'team_id']).execute(),
    sql<{ org_id: string }>`select n.org_id from scheme.network_parties() n`.execute(tx),
    tx.selectFrom('measures.network_kindergarten').select('kindergarten_id').distinct().execute(),
    sql<{ kindergarten_id: string; team_id: string | null; themes: string[] }>`
      select x.kindergarten_id, x.team_id, array_agg(distinct x.theme order by x.theme) as themes from (
        select n.kindergarten_id, null::uuid as team_id, unnest(n.themes) as theme from needs.need_card n where n.shared_with_team and n.state in ('proposed', 'decided')
        union all select a.kindergarten_id, a.team_id, a.theme from guidance.theme_asked a where a.month >= platform.today() - make_interval(months => ${monthsBack}::integer)
      ) x group by x.kindergarten_id, x.team_id`.execute(tx),
  ])
  const team = new Map(served.map((row) => [row.kindergarten_id, row.team_id]))
  const owned = Map.groupBy(kindergartens, (row) => row.owner_id)
  const inNetwork = new Set<string | null>([...parties.rows.map((row) => row.org_id), ...networks.map((row) => row.kindergarten_id)])
  const themesOf = Map.groupBy(themes.rows, (row) => row.kindergarten_id)
  const facts = new Map<string, Facts[]>()
  for (const row of kindergartens) {
    const id = row.kindergarten_id
    const servedBy = id && team.get(id)
    if (!id || !servedBy || (teamId && servedBy !== teamId)) continue
    const list = facts.get(servedBy) ?? []
    const known = (themesOf.get(id) ?? []).filter((one) => one.team_id === null || one.team_id === servedBy).flatMap((one) => one.themes)
    list.push({
      kindergartenId: id,
      ownerId: row.owner_id ?? undefined,
      point: row.latitude === null || row.longitude === null ? undefined : { latitude: row.latitude, longitude: row.longitude },
      ownership: row.ownership ?? undefined,
      ownerHas: row.owner_id ? (owned.get(row.owner_id)?.length ?? 1) : 1,
      inNetwork: inNetwork.has(id) || (row.owner_id !== null && inNetwork.has(row.owner_id)),
      themes: [...new Set(known)].toSorted(),
    })
    facts.set(servedBy, list)
  }
  return facts
}

export type Run = { readonly id: string; readonly teamId: string; readonly madeAt: Date; readonly settings: Settings; /** How it was put together, and among how many groups. */ readonly made: Made; readonly lookedAt: number; readonly byHand: boolean }
type Made = { readonly how: How; readonly among: number }
type RunRow = { readonly id: string; readonly team_org_id: string; readonly made_at: Date; readonly settings: unknown; readonly looked_at: number; readonly by_hand: boolean }
const runOf = (row: RunRow): Run => ({ id: row.id, teamId: row.team_org_id, madeAt: row.made_at, ...settingsOf(row.settings), lookedAt: row.looked_at, byHand: row.by_hand })
/** One that was made before there was more to set is by the rule of thumb, for small private owners. */
function settingsOf(stored: unknown): { readonly settings: Settings; readonly made: Made } {
  const { km, owns, size = usualSize, scope = 'small-private', how = 'rule', among = 0 } = stored as Pick<Settings, 'km' | 'owns'> & Partial<Settings & Made>
  return { settings: { km, owns, size, scope }, made: { how, among } }
}
/** The suggestions there are: the team's own, or for `system` those of all. */
export const loadRuns = async (tx: Tx): Promise<readonly Run[]> => (await tx.selectFrom('insight.network_run').selectAll().execute()).map(runOf)
export async function loadRun(tx: Tx, teamId: string): Promise<Run | undefined> {
  const row = await tx.selectFrom('insight.network_run').selectAll().where('team_org_id', '=', teamId).executeTakeFirst()
  return row && runOf(row)
}

export type MadeRun = { readonly teamId: string; readonly settings: Settings; readonly made: Made; readonly lookedAt: number; readonly lines: readonly Line[] }
/** One at a time makes suggestions: two who do it at once make the same, one after the other. */
export const lockMaking = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtextextended('insight.networks', 27))`.execute(tx)
export async function saveRuns(tx: Tx, made: readonly MadeRun[], now: Date): Promise<void> {
  if (made.length === 0) return
  await tx.deleteFrom('insight.network_run').where('team_org_id', 'in', made.map(({ teamId }) => teamId)).execute()
  const runs = await tx.insertInto('insight.network_run').values(made.map(({ teamId, settings, made: { how, among }, lookedAt }) => ({ team_org_id: teamId, made_at: now, settings: JSON.stringify({ ...settings, how, among }), looked_at: lookedAt }))).returning(['id', 'team_org_id']).execute()
  const idOf = new Map(runs.map((run) => [run.team_org_id, run.id]))
  const rows = JSON.stringify(made.flatMap(({ teamId, lines }) => lines.map((line) => ({ u: idOf.get(teamId), t: teamId, k: line.kindergartenId, g: line.group ?? null, o: line.outside ?? null, h: line.themes, n: line.ownerHas }))))
  await sql`insert into insight.network_line (run_id, team_org_id, kindergarten_id, group_no, outside, themes, owner_has)
    select x.u, x.t, x.k, x.g, x.o, array(select jsonb_array_elements_text(x.h)), x.n from jsonb_to_recordset(${rows}::jsonb) as x (u uuid, t uuid, k uuid, g integer, o text, h jsonb, n integer)`.execute(tx)
}

export type ShownLine = Line & Seen & { readonly ownerId: string | undefined; readonly kindergarten: string; readonly municipality: string | undefined; readonly byHand: boolean }
/** The lines of a suggestion that still stand: without those who have been asked or have closed since. */
export async function loadLines(tx: Tx, runId: string): Promise<readonly ShownLine[]> {
  const { rows } = await sql<{ kindergarten_id: string; group_no: number | null; outside: Outside | null; themes: string[]; owner_has: number; by_hand: boolean; name: string; municipality: string | null; latitude: number | null; longitude: number | null; owner_id: string | null }>`
    select l.kindergarten_id, l.group_no, l.outside, l.themes, l.owner_has, l.by_hand, o.name, m.name as municipality, f.latitude, f.longitude, f.owner_id
    from insight.network_line l join register.organisation_card o on o.id = l.kindergarten_id join register.kindergarten_fact f on f.kindergarten_id = l.kindergarten_id left join register.organisation_card m on m.id = f.municipality_id
    where l.run_id = ${runId} and not exists (select from measures.network_kindergarten n where n.kindergarten_id = l.kindergarten_id) order by l.group_no nulls last, o.name, o.id`.execute(tx)
  return rows.map((row) => ({
    kindergartenId: row.kindergarten_id, group: row.group_no ?? undefined, outside: row.outside ?? undefined, themes: row.themes, ownerHas: row.owner_has, byHand: row.by_hand, ownerId: row.owner_id ?? undefined, kindergarten: row.name, municipality: row.municipality ?? undefined,
    point: row.latitude === null || row.longitude === null ? undefined : { latitude: row.latitude, longitude: row.longitude },
  }))
}

export async function saveMove(tx: Tx, runId: string, kindergartenId: string, group: number | undefined): Promise<void> {
  await tx.updateTable('insight.network_line').set({ group_no: group ?? null, outside: group === undefined ? 'taken-out' : null, by_hand: true }).where('run_id', '=', runId).where('kindergarten_id', '=', kindergartenId).execute()
  await tx.updateTable('insight.network_run').set({ by_hand: true }).where('id', '=', runId).execute()
}
/** Two who move at once do it one after the other. */
export const lockRun = (tx: Tx, runId: string) => tx.selectFrom('insight.network_run').select('id').where('id', '=', runId).forUpdate().executeTakeFirst()

export type Theme = { readonly code: string; readonly name: Readonly<Record<Language, string>> }
export const loadThemes = async (tx: Tx, teamId: string): Promise<readonly Theme[]> =>
  (await tx.selectFrom('guidance.theme_card').select(['code', 'name_nb', 'name_nn', 'name_en']).where((eb) => eb.or([eb('team_org_id', 'is', null), eb('team_org_id', '=', teamId)])).execute()).map((row) => ({ code: row.code ?? '', name: { nb: row.name_nb ?? '', nn: row.name_nn ?? '', en: row.name_en ?? '' } }))
