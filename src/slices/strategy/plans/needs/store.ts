import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'

export type Need = { readonly id: string; readonly title: string; readonly kindergarten: string; readonly themes: readonly string[] }
/** The needs the actor may read in the municipality, past the draft and not set aside. */
export async function loadNeeds(tx: Tx, municipalityId: string): Promise<readonly Need[]> {
  const rows = await tx.selectFrom('needs.need_card as n').innerJoin('register.kindergarten_profile as p', 'p.kindergarten_id', 'n.kindergarten_id').innerJoin('register.organisation_card as o', 'o.id', 'n.kindergarten_id')
    .select(['n.id', 'n.title', 'o.name as kindergarten', 'n.themes']).where('p.municipality_id', '=', municipalityId).where('n.state', 'in', ['proposed', 'decided']).orderBy('o.name').orderBy('n.title').orderBy('n.id').limit(300).execute()
  return rows.map((row) => ({ id: row.id ?? '', title: row.title ?? '', kindergarten: row.kindergarten ?? '', themes: row.themes ?? [] }))
}
export type Tied = { readonly goalId: string; readonly needId: string; readonly title: string; readonly kindergarten: string }
/** The needs the plan's goals rest on, those the actor may read. */
export async function loadTied(tx: Tx, planId: string): Promise<readonly Tied[]> {
  const rows = await tx.selectFrom('strategy.goal_need as t').innerJoin('needs.need_card as n', 'n.id', 't.need_id').innerJoin('register.organisation_card as o', 'o.id', 'n.kindergarten_id').select(['t.goal_id', 't.need_id', 'n.title', 'o.name as kindergarten']).where('t.plan_id', '=', planId).orderBy('o.name').orderBy('n.title').execute()
  return rows.map((row) => ({ goalId: row.goal_id, needId: row.need_id, title: row.title ?? '', kindergarten: row.kindergarten ?? '' }))
}
/** In how many kindergartens there are needs a goal rests on, as the lower end of a band of five. Fewer are not told of. */
export const loadRestsOn = async (tx: Tx, planId: string): Promise<ReadonlyMap<string, number>> =>
  new Map((await sql<{ goal_id: string; at_least: number }>`select goal_id, at_least from strategy.goal_rests_on(${planId})`.execute(tx)).rows.map((row) => [row.goal_id, row.at_least]))

/** Exactly these, of those the actor may read; what others have tied stays. */
export async function saveTied(tx: Tx, planId: string, goalId: string, shown: readonly string[], chosen: readonly string[], who: string, now: Date): Promise<void> {
  const gone = shown.filter((id) => !chosen.includes(id))
  if (gone.length > 0) await tx.deleteFrom('strategy.goal_need').where('plan_id', '=', planId).where('goal_id', '=', goalId).where('need_id', 'in', gone).execute()
  if (chosen.length > 0) await tx.insertInto('strategy.goal_need').values(chosen.map((need_id) => ({ plan_id: planId, goal_id: goalId, need_id, tied_at: now, tied_by_name: who }))).onConflict((one) => one.doNothing()).execute()
}
export const copyTied = (tx: Tx, from: string, to: string) => sql`select strategy.copy_goal_needs(${from}, ${to})`.execute(tx)

export type Effect = { readonly goalId: string; readonly measureId: string; readonly measure: string; readonly kindergarten: string; readonly comparisonId: string; readonly more: number; readonly less: number; readonly cannotTell: number }
/** What the before and after of measures about the goals say, of those the actor may read: how many themes staffs answered higher, lower, or without a difference one can tell. */
export async function loadEffects(tx: Tx, measures: readonly { readonly goalId: string; readonly measureId: string }[]): Promise<readonly Effect[]> {
  if (measures.length === 0) return []
  const { rows } = await sql<{ measure_id: string; title: string; kindergarten: string; comparison_id: string; more: number; less: number; cannot_tell: number }>`
    select m.id as measure_id, m.title, o.name as kindergarten, c.id as comparison_id, (count(*) filter (where l ->> 'verdict' = 'more'))::integer as more, (count(*) filter (where l ->> 'verdict' = 'less'))::integer as less,
      (count(*) filter (where l ->> 'verdict' = 'cannot-tell'))::integer as cannot_tell
    from measures.measure_card m join needs.comparison_card c on c.id = m.comparison_id join register.organisation_card o on o.id = m.kindergarten_id cross join lateral jsonb_array_elements(c.lines::jsonb) l
    where m.id = any(${measures.map(({ measureId }) => measureId)}::uuid[]) and m.state = 'closed' group by m.id, m.title, o.name, c.id order by o.name, m.title`.execute(tx)
  return rows.flatMap((row) => measures.filter(({ measureId }) => measureId === row.measure_id).map(({ goalId }) => ({ goalId, measureId: row.measure_id, measure: row.title, kindergarten: row.kindergarten, comparisonId: row.comparison_id, more: row.more, less: row.less, cannotTell: row.cannot_tell })))
}
