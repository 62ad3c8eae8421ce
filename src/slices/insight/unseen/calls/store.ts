import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Called, Line, Outcome, Reason, RuleKey } from '../rules.ts'

/** The calls that decide who may come on a week's list: since a day, of each team. */
export async function loadCalled(tx: Tx, teamIds: readonly string[], since: LocalDate): Promise<ReadonlyMap<string, readonly Called[]>> {
  const rows = await tx.selectFrom('insight.unseen_call').select(['team_org_id', 'kindergarten_id', 'week_on', 'outcome', 'called_on', 'again_on']).where('team_org_id', 'in', teamIds).where('week_on', '>=', since).execute()
  const calledOf = (row: (typeof rows)[number]): Called => ({ kindergartenId: row.kindergarten_id, weekOn: row.week_on as LocalDate, outcome: row.outcome ?? undefined, calledOn: (row.called_on as LocalDate | null) ?? undefined, againOn: (row.again_on as LocalDate | null) ?? undefined })
  return new Map([...Map.groupBy(rows, (row) => row.team_org_id)].map(([team, of]) => [team, of.map(calledOf)]))
}

export type Chosen = { readonly teamId: string; readonly lines: readonly Line[]; readonly onList: number }
/** Puts kindergartens on the week's lists, after those who are there. Two who do it at once make one list. */
export async function saveWeek(tx: Tx, weekOn: LocalDate, chosen: readonly Chosen[]): Promise<void> {
  const rows = JSON.stringify(chosen.flatMap(({ teamId, lines, onList }) => lines.map(({ kindergartenId, reasons }, at) => ({ t: teamId, k: kindergartenId, r: reasons, p: onList + at + 1 }))))
  await sql`insert into insight.unseen_call (team_org_id, kindergarten_id, week_on, reasons, position)
    select x.t, x.k, ${weekOn}, x.r, x.p from jsonb_to_recordset(${rows}::jsonb) as x (t uuid, k uuid, r jsonb, p integer) on conflict (team_org_id, week_on, kindergarten_id) do nothing`.execute(tx)
}

export type Call = {
  readonly id: string
  readonly teamId: string
  readonly kindergartenId: string
  readonly kindergarten: string
  readonly municipality: string | undefined
  readonly weekOn: LocalDate
  readonly reasons: readonly Reason[]
  readonly outcome: Outcome | undefined
  readonly rightToCall: boolean | undefined
  readonly calledOn: LocalDate | undefined
  readonly againOn: LocalDate | undefined
  readonly notedBy: string | undefined
}

const calls = (tx: Tx) =>
  tx
    .selectFrom('insight.unseen_call as c')
    .innerJoin('register.organisation_card as o', 'o.id', 'c.kindergarten_id')
    .leftJoin('register.organisation_card as m', 'm.id', 'o.municipality_id')
    .selectAll('c')
    .select(['o.name as kindergarten', 'm.name as municipality'])
type Row = Awaited<ReturnType<ReturnType<typeof calls>['execute']>>[number]
const callOf = (row: Row): Call => ({
  id: row.id,
  teamId: row.team_org_id,
  kindergartenId: row.kindergarten_id,
  kindergarten: row.kindergarten ?? '',
  municipality: row.municipality ?? undefined,
  weekOn: row.week_on as LocalDate,
  reasons: row.reasons as unknown as readonly Reason[],
  outcome: (row.outcome as Outcome | null) ?? undefined,
  rightToCall: row.right_to_call ?? undefined,
  calledOn: (row.called_on as LocalDate | null) ?? undefined,
  againOn: (row.again_on as LocalDate | null) ?? undefined,
  notedBy: row.noted_by_name ?? undefined,
})

export const loadWeek = async (tx: Tx, teamId: string, weekOn: LocalDate): Promise<readonly Call[]> => (await calls(tx).where('c.team_org_id', '=', teamId).where('c.week_on', '=', weekOn).orderBy('c.position').orderBy('c.id').execute()).map(callOf)

export async function loadCall(tx: Tx, id: string): Promise<Call | undefined> {
  const row = await calls(tx).where('c.id', '=', id).executeTakeFirst()
  return row && callOf(row)
}

/** The calls about one kindergarten that something came of, the last first. */
export const loadCallsTo = async (tx: Tx, kindergartenId: string): Promise<readonly Call[]> =>
  (await calls(tx).where('c.kindergarten_id', '=', kindergartenId).where('c.outcome', 'is not', null).orderBy('c.called_on', 'desc').orderBy('c.id', 'desc').limit(20).execute()).map(callOf)

/** Weeks there are lists for, the last first. */
export const loadWeeks = async (tx: Tx, teamId: string): Promise<readonly LocalDate[]> =>
  (await tx.selectFrom('insight.unseen_call').select('week_on').distinct().where('team_org_id', '=', teamId).orderBy('week_on', 'desc').limit(26).execute()).map((row) => row.week_on as LocalDate)

export type Noted = { readonly outcome: Outcome; readonly rightToCall: boolean | undefined; readonly calledOn: LocalDate; readonly againOn: LocalDate | undefined }
export const saveOutcome = (tx: Tx, id: string, noted: Noted, by: { readonly name: string }, now: Date) =>
  tx.updateTable('insight.unseen_call').set({ outcome: noted.outcome, right_to_call: noted.rightToCall ?? null, called_on: noted.calledOn, again_on: noted.againOn ?? null, noted_at: now, noted_by_name: by.name }).where('id', '=', id).execute()

/** For each rule: how many were called because of it, and how many of those found it right. Calls nobody answered say nothing of the rule. */
export async function loadHits(tx: Tx, teamId: string): Promise<ReadonlyMap<RuleKey, { readonly called: number; readonly right: number }>> {
  const { rows } = await sql<{ rule: RuleKey; called: number; right: number }>`
    select r ->> 'rule' as rule, count(*)::integer as called, (count(*) filter (where c.right_to_call))::integer as "right"
    from insight.unseen_call c cross join lateral jsonb_array_elements(c.reasons) r where c.team_org_id = ${teamId} and c.right_to_call is not null group by 1`.execute(tx)
  return new Map(rows.map(({ rule, called, right }) => [rule, { called, right }]))
}
