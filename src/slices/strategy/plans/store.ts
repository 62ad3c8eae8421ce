import { sql } from 'kysely'
import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import type { Language } from '../../../kernel/language.ts'
import { oreFrom } from '../../../kernel/money.ts'
import { onceFor, type Tx } from '../../../platform/db.ts'
import { regionOf } from '../places/store.ts'
import type { Comment, Goal, GoalContent, Line, LineContent, Outcome, Period, Plan, PlanContent, PlanHead, PlanState, Worked } from './rules.ts'

const heads = (tx: Tx) => tx.selectFrom('strategy.plan as p').innerJoin('register.organisation_card as m', 'm.id', 'p.municipality_id').selectAll('p').select('m.full_name as municipality')
type Row = Awaited<ReturnType<ReturnType<typeof heads>['execute']>>[number]
const day = (stored: string): LocalDate => stored as LocalDate
const headOf = (row: Row): PlanHead => ({
  id: row.id, seriesId: row.series_id, municipalityId: row.municipality_id, municipality: row.municipality ?? '', version: row.version, state: row.state as PlanState, title: row.title, about: row.about, frame: row.frame ?? undefined, startsOn: day(row.starts_on), endsOn: day(row.ends_on),
  hearingUntil: row.hearing_until === null ? undefined : day(row.hearing_until), adoptedOn: row.adopted_on === null ? undefined : day(row.adopted_on), adoptedBody: row.adopted_body ?? undefined, adoptedBy: row.adopted_by_name ?? undefined, edit: row.edit, changedAt: row.changed_at, changedBy: row.changed_by_name,
})

/** The plans the actor may see, the last period first. */
export const loadHeads = async (tx: Tx): Promise<readonly PlanHead[]> => (await heads(tx).orderBy('p.starts_on', 'desc').orderBy('p.title').orderBy('p.version', 'desc').limit(300).execute()).map(headOf)
export const loadSeries = async (tx: Tx, seriesId: string): Promise<readonly PlanHead[]> => (await heads(tx).where('p.series_id', '=', seriesId).orderBy('p.version', 'desc').execute()).map(headOf)

export async function loadPlan(tx: Tx, id: string): Promise<Plan | undefined> {
  const row = await heads(tx).where('p.id', '=', id).executeTakeFirst()
  if (!row) return undefined
  const [goals, lines, comments] = await Promise.all([
    tx.selectFrom('strategy.goal').selectAll().where('plan_id', '=', id).orderBy('position').orderBy('id').execute(),
    tx.selectFrom('strategy.goal_line').selectAll().where('plan_id', '=', id).orderBy('id').execute(),
    tx.selectFrom('strategy.hearing_comment as c').innerJoin('register.organisation_card as o', 'o.id', 'c.org_id').selectAll('c').select('o.full_name as org').where('c.plan_id', '=', id).orderBy('c.written_at').orderBy('c.id').execute(),
  ])
  return {
    ...headOf(row),
    goals: goals.map((one): Goal => ({ id: one.id, parentId: one.parent_id ?? undefined, title: one.title, why: one.why, themes: one.themes, responsible: one.responsible, economy: one.economy_ore === null ? undefined : oreFrom(one.economy_ore), startsOn: day(one.starts_on), endsOn: day(one.ends_on) })),
    lines: lines.map((one): Line => ({ id: one.id, goalId: one.goal_id, measureId: one.measure_id ?? undefined, title: one.title, responsible: one.responsible })),
    comments: comments.map((one): Comment => ({ id: one.id, orgId: one.org_id, org: one.org ?? '', role: one.role as Comment['role'], by: one.written_by_name, at: one.written_at, body: one.body, outcome: (one.outcome as Outcome | null) ?? undefined, answer: one.answer, answeredBy: one.answered_by_name ?? undefined, answeredAt: one.answered_at ?? undefined })),
  }
}
/** As `loadPlan`, and nobody else changes it until the transaction is over. */
export async function lockPlan(tx: Tx, id: string): Promise<Plan | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended('strategy.plan ' || ${id}::text, 0))`.execute(tx)
  return loadPlan(tx, id)
}

/** What is done about the goals the actor may read, as measures tell it. */
export async function loadWorked(tx: Tx): Promise<readonly Worked[]> {
  const { rows } = await sql<{ goal_id: string; measure_id: string; title: string | null; lead: string | null; starts_on: string; ends_on: string; begun_on: string | null; closed: boolean; compared: boolean }>`
    select goal_id, measure_id, title, lead, starts_on::text, ends_on::text, begun_on::text, closed, compared from measures.goal_work() order by starts_on, measure_id`.execute(tx)
  return rows.map((row) => ({ goalId: row.goal_id, measureId: row.measure_id, title: row.title ?? undefined, lead: row.lead ?? undefined, startsOn: day(row.starts_on), endsOn: day(row.ends_on), begunOn: row.begun_on === null ? undefined : day(row.begun_on), closed: row.closed, compared: row.compared }))
}

export type OwnMeasure = Period & { readonly id: string; readonly title: string }
/** Measures of the actor's own organisation, to be put into a plan. */
export const loadOwnMeasures = async (tx: Tx, orgId: string): Promise<readonly OwnMeasure[]> =>
  (await tx.selectFrom('measures.measure_card').select(['id', 'title', 'starts_on', 'ends_on']).distinct().where('lead_id', '=', orgId).orderBy('title').limit(300).execute()).map((row) => ({ id: row.id ?? '', title: row.title ?? '', startsOn: day(row.starts_on ?? ''), endsOn: day(row.ends_on ?? '') }))

export type Named = { readonly code: string; readonly name: Readonly<Record<Language, string>> }
export const loadThemes = async (tx: Tx): Promise<readonly Named[]> =>
  (await tx.selectFrom('guidance.theme_card').select(['code', 'name_nb', 'name_nn', 'name_en']).where('team_org_id', 'is', null).orderBy('position').orderBy('code').execute()).map((row) => ({ code: row.code ?? '', name: { nb: row.name_nb ?? '', nn: row.name_nn ?? '', en: row.name_en ?? '' } }))
export type Frame = Named & { readonly fromYear: number; readonly untilYear: number | undefined; readonly source: string }
export const loadFrames = async (tx: Tx): Promise<readonly Frame[]> =>
  (await tx.selectFrom('strategy.national_frame').selectAll().orderBy('from_year', 'desc').execute()).map((row) => ({ code: row.code, name: { nb: row.name_nb, nn: row.name_nn, en: row.name_en }, fromYear: row.from_year, untilYear: row.until_year ?? undefined, source: row.source }))

const columnsOf = (plan: PlanContent) => ({ title: plan.title, about: plan.about, frame: plan.frame ?? null, starts_on: plan.startsOn, ends_on: plan.endsOn })
const begun = (who: string, now: Date) => ({ begun_at: now, begun_by_name: who, changed_at: now, changed_by_name: who })
/** @returns its id; undefined when the series has such a version */
export const insertPlan = async (tx: Tx, plan: PlanContent & { readonly seriesId: string; readonly version: number; readonly municipalityId: string }, who: string, now: Date): Promise<string | undefined> =>
  (await tx.insertInto('strategy.plan').values({ ...columnsOf(plan), municipality_id: plan.municipalityId, region_id: regionOf(plan.municipalityId), series_id: plan.seriesId, version: plan.version, ...begun(who, now) }).onConflict((conflict) => conflict.columns(['series_id', 'version']).doNothing()).returning('id').executeTakeFirst())?.id
/** The first version. Sent twice it is begun once. */
export const insertFirst = (tx: Tx, seriesId: string, plan: PlanContent & { readonly municipalityId: string }, who: string, now: Date) =>
  onceFor(
    seriesId,
    async () => (await tx.selectFrom('strategy.plan').select('id').where('series_id', '=', seriesId).where('version', '=', 1).where('municipality_id', '=', plan.municipalityId).where('title', '=', plan.title).where('about', '=', plan.about).where('starts_on', '=', plan.startsOn).where('ends_on', '=', plan.endsOn).executeTakeFirst())?.id,
    (key) => insertPlan(tx, { ...plan, seriesId: key, version: 1 }, who, now),
  )
/** The goals of the version before, each with the same id, and their points. */
export async function copyGoals(tx: Tx, from: string, to: string): Promise<void> {
  await sql`insert into strategy.goal (plan_id, id, parent_id, position, title, why, themes, responsible, economy_ore, starts_on, ends_on)
    select ${to}, g.id, g.parent_id, g.position, g.title, g.why, g.themes, g.responsible, g.economy_ore, g.starts_on, g.ends_on from strategy.goal g where g.plan_id = ${from} order by g.parent_id is not null`.execute(tx)
  await sql`insert into strategy.goal_line (plan_id, goal_id, measure_id, title, responsible) select ${to}, l.goal_id, l.measure_id, l.title, l.responsible from strategy.goal_line l where l.plan_id = ${from} order by l.id`.execute(tx)
}

const edited = (who: string, now: Date) => ({ edit: sql<number>`edit + 1`, changed_at: now, changed_by_name: who })
/** Something in the plan was changed: whoever has an older page open is told. */
export const touch = (tx: Tx, id: string, who: string, now: Date) => tx.updateTable('strategy.plan').set(edited(who, now)).where('id', '=', id).execute()
export const savePlan = (tx: Tx, id: string, plan: PlanContent, who: string, now: Date) => tx.updateTable('strategy.plan').set({ ...columnsOf(plan), ...edited(who, now) }).where('id', '=', id).execute()
/** With its goals and their points. */
export const removePlan = (tx: Tx, id: string) => tx.deleteFrom('strategy.plan').where('id', '=', id).execute()
export const saveHearing = (tx: Tx, id: string, until: LocalDate, who: string, now: Date) => tx.updateTable('strategy.plan').set({ state: 'hearing', hearing_from: osloDate(now), hearing_until: until, ...edited(who, now) }).where('id', '=', id).execute()
/** Another deadline: those who have said nothing are reminded of this one. */
export const saveDeadline = (tx: Tx, id: string, until: LocalDate, who: string, now: Date) => tx.updateTable('strategy.plan').set({ hearing_until: until, reminded_on: null, ...edited(who, now) }).where('id', '=', id).execute()
export const saveAdopted = (tx: Tx, id: string, on: LocalDate, body: string, who: string, now: Date) => tx.updateTable('strategy.plan').set({ state: 'adopted', adopted_on: on, adopted_body: body, adopted_at: now, adopted_by_name: who, ...edited(who, now) }).where('id', '=', id).execute()

const goalColumns = (goal: GoalContent) => ({ parent_id: goal.parentId ?? null, title: goal.title, why: goal.why, themes: [...goal.themes], responsible: goal.responsible, economy_ore: goal.economy ?? null, starts_on: goal.startsOn, ends_on: goal.endsOn })
/** A new goal stands last. */
export const insertGoal = (tx: Tx, planId: string, id: string, goal: GoalContent) =>
  tx.insertInto('strategy.goal').values({ ...goalColumns(goal), plan_id: planId, id, position: sql<number>`(select coalesce(max(o.position), 0) + 1 from strategy.goal o where o.plan_id = ${planId})` }).execute()
export const saveGoal = (tx: Tx, planId: string, id: string, goal: GoalContent) => tx.updateTable('strategy.goal').set(goalColumns(goal)).where('plan_id', '=', planId).where('id', '=', id).execute()
export const removeGoal = (tx: Tx, planId: string, id: string) => tx.deleteFrom('strategy.goal').where('plan_id', '=', planId).where('id', '=', id).execute()
export const insertLine = (tx: Tx, planId: string, goalId: string, line: LineContent) => tx.insertInto('strategy.goal_line').values({ plan_id: planId, goal_id: goalId, measure_id: line.measure?.id ?? null, title: line.measure ? '' : line.title, responsible: line.responsible }).execute()
export const removeLine = (tx: Tx, planId: string, id: string) => tx.deleteFrom('strategy.goal_line').where('plan_id', '=', planId).where('id', '=', id).execute()
