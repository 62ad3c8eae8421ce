import { sql } from 'kysely'
import { looksLikeId } from '../../../kernel/ids.ts'
import { oreFrom } from '../../../kernel/money.ts'
import type { Tx } from '../../../platform/db.ts'
import { stagesFromForum } from '../rounds/rules.ts'
import type { MoneyActor } from '../schemes/rules.ts'
import type { Explanation } from './explain.ts'
import type { Candidate, Line } from './model.ts'
import type { Delivered, ScenarioSettings } from './points.ts'
import type { Conflict } from './solve.ts'

export type ReportFacts = Omit<Candidate, 'points'> & { readonly reference: string; readonly title: string; readonly leadName: string; readonly delivered: readonly Delivered[] }

/** The sent reports of a round that the actor handles, with what readers have delivered. Where a report belongs is where most of its kindergartens are. */
export async function loadFacts(tx: Tx, roundId: string): Promise<readonly ReportFacts[]> {
  const [rows, amounts, places, given] = await Promise.all([
    tx
      .selectFrom('scheme.report as r')
      .innerJoin('scheme.report_fact as f', 'f.report_id', 'r.id')
      .innerJoin('register.organisation as o', 'o.id', 'r.lead_id')
      .select(['r.id', 'r.reference', 'o.name as lead_name', 'f.title', 'f.partner_id', 'f.ownership', 'f.challenge', 'f.kindergartens', 'f.staff'])
      .where('r.round_id', '=', roundId)
      .where('r.state', '=', 'submitted')
      .where(sql<boolean>`r.id in (select scheme.handled_reports())`)
      .orderBy('r.reference')
      .execute(),
    tx.selectFrom('scheme.report_amount as a').innerJoin('scheme.report as r', 'r.id', 'a.report_id').select(['a.report_id', 'a.year', 'a.actor', 'a.ore']).where('r.round_id', '=', roundId).orderBy('a.year').orderBy('a.actor').execute(),
    tx
      .selectFrom('scheme.report_party as p')
      .innerJoin('scheme.report as r', 'r.id', 'p.report_id')
      .innerJoin('register.organisation_card as k', 'k.id', 'p.org_id')
      .select((eb) => ['p.report_id', 'k.municipality_id', eb.fn.countAll<number>().as('kindergartens')])
      .where('r.round_id', '=', roundId)
      .where('p.part', '=', 'kindergarten')
      .where('p.state', '<>', 'declined')
      .where('k.municipality_id', 'is not', null)
      .groupBy(['p.report_id', 'k.municipality_id'])
      .orderBy('kindergartens', 'desc')
      .orderBy('k.municipality_id')
      .execute(),
    tx.selectFrom('scheme.review_delivery as d').innerJoin('scheme.report as r', 'r.id', 'd.report_id').select(['d.report_id', 'd.scores']).where('r.round_id', '=', roundId).where('d.returned_at', 'is', null).orderBy('d.delivered_at').execute(),
  ])
  const amountsOf = Map.groupBy(amounts, (one) => one.report_id)
  const placeOf = new Map(places.toReversed().map((one) => [one.report_id, one.municipality_id ?? undefined]))
  const givenOf = Map.groupBy(given, (one) => one.report_id)
  return rows.map((row) => ({
    id: row.id, reference: row.reference ?? '', title: row.title, leadName: row.lead_name, university: row.partner_id ?? undefined, ownership: row.ownership as Candidate['ownership'], district: placeOf.get(row.id),
    challenge: row.challenge ?? undefined, kindergartens: row.kindergartens, staff: row.staff,
    asked: (amountsOf.get(row.id) ?? []).map(({ year, actor, ore }): Line => ({ year, actor: actor as MoneyActor, ore: oreFrom(ore) })),
    delivered: (givenOf.get(row.id) ?? []).map(({ scores }) => scores as unknown as Delivered),
  }))
}

export async function hiddenIn(tx: Tx, roundId: string): Promise<number> {
  const { rows } = await sql<{ hidden: number }>`select scheme.hidden_in_round(${roundId}) as hidden`.execute(tx)
  return rows[0]?.hidden ?? 0
}

/** The names of organisations, by id. What is no id has none. */
export async function loadNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const known = [...new Set(ids)].filter(looksLikeId)
  if (known.length === 0) return new Map()
  const rows = await tx.selectFrom('register.organisation').select(['id', 'name']).where('id', '=', sql<string>`any (${known}::uuid[])`).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export type Scenario = {
  readonly id: string
  readonly roundId: string
  readonly name: string
  readonly settings: ScenarioSettings
  readonly outcome: 'optimal' | 'stopped' | 'impossible'
  readonly worth: number
  readonly bound: number
  readonly conflict: Conflict | undefined
  readonly milliseconds: number
  readonly modelVersion: string
  readonly solver: string
  readonly madeAt: Date
  readonly madeBy: string
  readonly laid: { readonly at: Date; readonly by: string } | undefined
}

const scenarios = (tx: Tx) => tx.selectFrom('scheme.scenario as s').selectAll('s')
type Row = Awaited<ReturnType<ReturnType<typeof scenarios>['execute']>>[number]
const asScenario = (row: Row): Scenario => ({
  id: row.id, roundId: row.round_id, name: row.name, settings: row.settings as unknown as ScenarioSettings, outcome: row.outcome as Scenario['outcome'], worth: Number(row.worth), bound: Number(row.bound),
  conflict: (row.conflict as unknown as Conflict | null) ?? undefined, milliseconds: row.milliseconds, modelVersion: row.model_version, solver: row.solver, madeAt: row.made_at, madeBy: row.made_by_name,
  laid: row.laid_at ? { at: row.laid_at, by: row.laid_by_name ?? '' } : undefined,
})

/** The scenarios of a round that the actor may see, the newest first. */
export const loadScenarios = async (tx: Tx, roundId: string): Promise<readonly Scenario[]> => (await scenarios(tx).where('s.round_id', '=', roundId).orderBy('s.made_at', 'desc').orderBy('s.id').limit(200).execute()).map(asScenario)

export async function loadScenario(tx: Tx, roundId: string, id: string): Promise<Scenario | undefined> {
  const row = await scenarios(tx).where('s.round_id', '=', roundId).where('s.id', '=', id).executeTakeFirst()
  return row && asScenario(row)
}

/** The one that lies before the forum: the last that was laid there. */
export async function loadLaid(tx: Tx, roundId: string): Promise<Scenario | undefined> {
  const row = await scenarios(tx).where('s.round_id', '=', roundId).where('s.laid_at', 'is not', null).orderBy('s.laid_at', 'desc').limit(1).executeTakeFirst()
  return row && asScenario(row)
}

export const loadByStartKey = (tx: Tx, key: string): Promise<{ id: string } | undefined> => tx.selectFrom('scheme.scenario').select('id').where('start_key', '=', key).executeTakeFirst()

export type Told = Omit<Explanation, 'id' | 'percent'>
export type Result = { readonly id: string; readonly reference: string; readonly title: string; readonly leadName: string; readonly candidate: Candidate; readonly lock: 'in' | 'out' | undefined; readonly percent: number; readonly granted: readonly Line[]; readonly told: Told }

/** The results that the actor may see: never of a report they are kept from. */
export async function loadResults(tx: Tx, scenarioId: string): Promise<readonly Result[]> {
  const rows = await tx
    .selectFrom('scheme.scenario_result as x')
    .innerJoin('scheme.report as r', 'r.id', 'x.report_id')
    .innerJoin('scheme.report_fact as f', 'f.report_id', 'r.id')
    .innerJoin('register.organisation as o', 'o.id', 'r.lead_id')
    .select(['x.report_id', 'r.reference', 'f.title', 'o.name as lead_name', 'x.candidate', 'x.lock', 'x.percent', 'x.granted', 'x.told'])
    .where('x.scenario_id', '=', scenarioId)
    .orderBy('r.reference')
    .execute()
  return rows.map((row) => ({
    id: row.report_id, reference: row.reference ?? '', title: row.title, leadName: row.lead_name, candidate: row.candidate as unknown as Candidate, lock: (row.lock as Result['lock'] | null) ?? undefined, percent: row.percent,
    granted: row.granted as unknown as Line[], told: row.told as unknown as Told,
  }))
}

export type NewScenario = Omit<Scenario, 'id' | 'laid'> & { readonly startKey: string }
export async function insertScenario(tx: Tx, scenario: NewScenario): Promise<string> {
  const row = await tx
    .insertInto('scheme.scenario')
    .values({
      round_id: scenario.roundId, start_key: scenario.startKey, name: scenario.name, settings: JSON.stringify(scenario.settings), outcome: scenario.outcome, worth: scenario.worth, bound: scenario.bound,
      conflict: scenario.conflict ? JSON.stringify(scenario.conflict) : null, milliseconds: scenario.milliseconds, model_version: scenario.modelVersion, solver: scenario.solver, made_at: scenario.madeAt, made_by_name: scenario.madeBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

type NewResult = Pick<Result, 'candidate' | 'lock' | 'percent' | 'granted' | 'told'>
export async function insertResults(tx: Tx, scenarioId: string, results: readonly NewResult[]): Promise<void> {
  if (results.length === 0) return
  const rows = results.map(({ candidate, lock, percent, granted, told }) => ({ scenario_id: scenarioId, report_id: candidate.id, candidate: JSON.stringify(candidate), lock: lock ?? null, percent, granted: JSON.stringify(granted), told: JSON.stringify(told) }))
  for (let at = 0; at < rows.length; at += 500) await tx.insertInto('scheme.scenario_result').values(rows.slice(at, at + 500)).execute()
}

export const markLaid = (tx: Tx, id: string, by: string, at: Date) => tx.updateTable('scheme.scenario').set({ laid_at: at, laid_by_name: by }).where('id', '=', id).execute()

/** Whether the actor sits in the forum of the round, and the round has come there. */
export async function sitsInForum(tx: Tx, roundId: string): Promise<boolean> {
  const row = await tx.selectFrom('scheme.round').select('id').where('id', '=', roundId).where('stage', 'in', stagesFromForum).where(sql<boolean>`forum_id in (select scheme.own_forums())`).executeTakeFirst()
  return row !== undefined
}
