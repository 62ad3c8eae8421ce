import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { TeamSettings } from './settings/rules.ts'
import type { Facts, Line, Reason, RuleKey } from './rules.ts'

/** Which team serves a kindergarten, and which teams there are to make lists for. */
export const loadTeam = async (tx: Tx, kindergartenId: string): Promise<string | undefined> =>
  (await tx.selectFrom('register.served_by').select('team_id').where('kindergarten_id', '=', kindergartenId).executeTakeFirst())?.team_id ?? undefined

/**
 * What is known of every open kindergarten that a team serves, of one team or of all. Over published views only. For `system`: applications are not the team's to read.
 * Contact is a request that was sent, a meeting, an observation, a follow-up, a call from here that was answered, or what was written in as a visit or another contact.
 * Each view is asked for itself and put together here: the database cannot know how many rows a view gives, and would look through one for each row of another.
 */
export async function loadFacts(tx: Tx, teamId: string | undefined): Promise<ReadonlyMap<string, readonly Facts[]>> {
  const [kindergartens, served, asked, called, heads, applied, networks, ours, visited] = await Promise.all([
    tx.selectFrom('register.kindergarten_fact').select(['kindergarten_id', 'owner_id', 'ownership', 'capacity', 'children', 'staff', 'as_of']).execute(),
    tx.selectFrom('register.team_kindergarten').select(['kindergarten_id', 'team_id']).execute(),
    sql<{ kindergarten_id: string; requests: number; unhelped: number; waiting_since: LocalDate | null; last_on: LocalDate }>`
      select h.kindergarten_id, count(*)::integer as requests, (count(*) filter (where h.state = 'closed' and h.sessions = 0))::integer as unhelped,
        min(h.submitted_on) filter (where h.state = 'running' and h.last_met_on is null) as waiting_since, max(greatest(h.submitted_on, h.last_met_on)) as last_on
      from guidance.request_history h group by h.kindergarten_id`.execute(tx),
    sql<{ kindergarten_id: string; last_on: LocalDate }>`select c.kindergarten_id, max(c.called_on) as last_on from insight.unseen_call c where c.outcome <> 'not-reached' group by c.kindergarten_id`.execute(tx),
    tx.selectFrom('identity.headship').select(['kindergarten_id', 'since', 'vacant_since']).execute(),
    sql<{ kindergarten_id: string; last_on: LocalDate }>`select a.kindergarten_id, a.last_on from scheme.applied_for() a`.execute(tx),
    sql<{ org_id: string }>`select n.org_id from scheme.network_parties() n`.execute(tx),
    tx.selectFrom('measures.network_kindergarten').select('kindergarten_id').where('part', '=', 'member').execute(),
    sql<{ kindergarten_id: string; last_on: LocalDate }>`select c.kindergarten_id, max(c.last_contact_on) as last_on from presence.contact_card c group by c.kindergarten_id`.execute(tx),
  ])
  const team = new Map(served.map((row) => [row.kindergarten_id, row.team_id]))
  const owned = Map.groupBy(kindergartens, (row) => row.owner_id)
  const [requests, calls, applications, visits] = [byKindergarten(asked.rows), byKindergarten(called.rows), byKindergarten(applied.rows), byKindergarten(visited.rows)]
  const headships = new Map(heads.map((row) => [row.kindergarten_id, row]))
  const inNetwork = new Set<string | null>([...networks.rows.map((row) => row.org_id), ...ours.map((row) => row.kindergarten_id)])
  const of = (row: (typeof kindergartens)[number], id: string): Facts => {
    const request = requests.get(id)
    const headship = headships.get(id)
    return {
      kindergartenId: id,
      ownership: row.ownership ?? undefined,
      capacity: row.capacity ?? undefined,
      children: row.children ?? undefined,
      staff: row.staff ?? undefined,
      registerOn: (row.as_of as LocalDate | null) ?? undefined,
      ownerHas: row.owner_id ? (owned.get(row.owner_id)?.length ?? 1) : 1,
      inNetwork: inNetwork.has(id) || (row.owner_id !== null && inNetwork.has(row.owner_id)),
      lastContactOn: later(later(request?.last_on, calls.get(id)?.last_on), visits.get(id)?.last_on),
      requests: request?.requests ?? 0,
      unhelped: request?.unhelped ?? 0,
      waitingSince: request?.waiting_since ?? undefined,
      lastAppliedOn: applications.get(id)?.last_on,
      headSince: (headship?.since as LocalDate | null | undefined) ?? undefined,
      vacantSince: (headship?.vacant_since as LocalDate | null | undefined) ?? undefined,
    }
  }
  const facts = new Map<string, Facts[]>()
  for (const row of kindergartens) {
    const id = row.kindergarten_id
    const served = id && team.get(id)
    if (!id || !served || (teamId && served !== teamId)) continue
    const list = facts.get(served) ?? []
    list.push(of(row, id))
    facts.set(served, list)
  }
  return facts
}

const byKindergarten = <Row extends { readonly kindergarten_id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> => new Map(rows.map((row) => [row.kindergarten_id, row]))
const later = (a: LocalDate | undefined, b: LocalDate | undefined): LocalDate | undefined => (a && b ? (a > b ? a : b) : (a ?? b))

export type MadeList = { readonly teamId: string; readonly madeOn: LocalDate; readonly settings: TeamSettings; readonly lookedAt: number; readonly lines: readonly Line[] }
/** Keeps the lists of the day; the same day's earlier ones give way. A country is 350 teams: as few statements as for one. */
export async function saveRuns(tx: Tx, lists: readonly MadeList[], now: Date): Promise<void> {
  const runs = await tx
    .insertInto('insight.unseen_run')
    .values(lists.toSorted((a, b) => (a.teamId < b.teamId ? -1 : 1)).map(({ teamId, madeOn, settings, lookedAt }) => ({ team_org_id: teamId, made_on: madeOn, made_at: now, settings: JSON.stringify({ rules: Object.fromEntries(settings.rules), callsAWeek: settings.callsAWeek, restWeeks: settings.restWeeks }), looked_at: lookedAt })))
    .onConflict((conflict) => conflict.columns(['team_org_id', 'made_on']).doUpdateSet((row) => ({ made_at: row.ref('excluded.made_at'), settings: row.ref('excluded.settings'), looked_at: row.ref('excluded.looked_at') })))
    .returning(['id', 'team_org_id'])
    .execute()
  const runOf = new Map(runs.map((run) => [run.team_org_id, run.id]))
  await tx.deleteFrom('insight.unseen_line').where('run_id', 'in', [...runOf.values()]).execute()
  const rows = JSON.stringify(lists.flatMap(({ teamId, lines }) => lines.map(({ kindergartenId, reasons, lastContactOn }) => ({ u: runOf.get(teamId), t: teamId, k: kindergartenId, r: reasons, c: reasons.length, d: lastContactOn ?? null }))))
  await sql`insert into insight.unseen_line (run_id, kindergarten_id, team_org_id, reasons, reason_count, last_contact_on)
    select x.u, x.k, x.t, x.r, x.c, x.d from jsonb_to_recordset(${rows}::jsonb) as x (u uuid, t uuid, k uuid, r jsonb, c integer, d date)`.execute(tx)
}

/** Lists older than this are thrown away, with their lines. */
export const forgetRuns = (tx: Tx, before: LocalDate) => tx.deleteFrom('insight.unseen_run').where('made_on', '<', before).execute()

export type Run = { readonly id: string; readonly madeOn: LocalDate; readonly lookedAt: number; readonly onList: number }
/** The last list, and the one it is compared with: of a week before, or the one before it when none is so old. */
export async function loadRuns(tx: Tx, teamId: string): Promise<{ readonly last: Run | undefined; readonly before: Run | undefined }> {
  const { rows } = await sql<{ id: string; made_on: LocalDate; looked_at: number; n: number }>`
    with last as (select r.* from insight.unseen_run r where r.team_org_id = ${teamId} order by r.made_on desc limit 1),
    before as (select r.* from insight.unseen_run r, last where r.team_org_id = ${teamId} and r.made_on < last.made_on order by r.made_on <= last.made_on - 7 desc, r.made_on desc limit 1)
    select r.id, r.made_on, r.looked_at, (select count(*)::integer from insight.unseen_line l where l.run_id = r.id) as n from (select * from last union all select * from before) r order by r.made_on desc`.execute(tx)
  const [last, before] = rows.map((row) => ({ id: row.id, madeOn: row.made_on, lookedAt: row.looked_at, onList: row.n }))
  return { last, before }
}

export type NamedLine = Line & { readonly kindergarten: string; readonly municipality: string | undefined; readonly isNew: boolean }
export type Filter = { readonly rule: RuleKey | undefined; readonly onlyNew: boolean }
export async function loadLines(tx: Tx, run: string, before: string | undefined, { rule, onlyNew }: Filter, offset: number, size: number): Promise<{ readonly rows: readonly NamedLine[]; readonly total: number }> {
  const { rows } = await sql<{ kindergarten_id: string; reasons: Reason[]; last_contact_on: LocalDate | null; name: string; municipality: string | null; is_new: boolean; total: number }>`
    select l.kindergarten_id, l.reasons, l.last_contact_on, o.name, m.name as municipality, l.is_new, l.total
    from (
      select x.*, count(*) over ()::integer as total from (
        select l.*, ${before ?? null}::uuid is not null and not exists (select from insight.unseen_line p where p.run_id = ${before ?? null}::uuid and p.kindergarten_id = l.kindergarten_id) as is_new
        from insight.unseen_line l where l.run_id = ${run}::uuid and (${rule ?? null}::text is null or l.reasons @> jsonb_build_array(jsonb_build_object('rule', ${rule ?? null}::text)))
      ) x where x.is_new or not ${onlyNew}::boolean
      order by x.reason_count desc, x.last_contact_on asc nulls first, x.kindergarten_id offset ${offset} limit ${size}
    ) l join register.organisation_card o on o.id = l.kindergarten_id left join register.organisation_card m on m.id = o.municipality_id
    order by l.reason_count desc, l.last_contact_on asc nulls first, l.kindergarten_id`.execute(tx)
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({ kindergartenId: row.kindergarten_id, reasons: row.reasons, lastContactOn: row.last_contact_on ?? undefined, kindergarten: row.name, municipality: row.municipality ?? undefined, isNew: row.is_new })),
  }
}

/** How many are new on the list since the one before, and the names of those who are no longer there. */
export async function loadChange(tx: Tx, run: string, before: string): Promise<{ readonly added: number; readonly gone: readonly { readonly id: string; readonly name: string }[] }> {
  const [added, gone] = await Promise.all([
    sql<{ n: number }>`select count(*)::integer as n from insight.unseen_line l where l.run_id = ${run} and not exists (select from insight.unseen_line p where p.run_id = ${before} and p.kindergarten_id = l.kindergarten_id)`.execute(tx),
    sql<{ id: string; name: string }>`select o.id, o.name from insight.unseen_line p join register.organisation_card o on o.id = p.kindergarten_id
      where p.run_id = ${before} and not exists (select from insight.unseen_line l where l.run_id = ${run} and l.kindergarten_id = p.kindergarten_id) order by o.name limit 50`.execute(tx),
  ])
  return { added: added.rows[0]?.n ?? 0, gone: gone.rows }
}

/** Why one kindergarten stands on the list. */
export async function loadReasons(tx: Tx, run: string, kindergartenId: string): Promise<readonly Reason[]> {
  const row = await tx.selectFrom('insight.unseen_line').select('reasons').where('run_id', '=', run).where('kindergarten_id', '=', kindergartenId).executeTakeFirst()
  return (row?.reasons ?? []) as unknown as readonly Reason[]
}
