import { sql } from 'kysely'
import { kindergartenYearOf, type LocalDate } from '../../../../kernel/dates.ts'
import type { Language } from '../../../../kernel/language.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { GoalTold, OpenAgreement, Point, PointContent, PointKind, Source, SourceKind, ThemeTold } from './rules.ts'

/** One invited to a meeting was not always invited to the one where it was agreed. */
const points = (tx: Tx) => tx.selectFrom('strategy.discussion_point').selectAll().select(sql<boolean>`source_kind = 'agreement' and exists (select from strategy.discussion_agreement a where a.id::text = source_id)`.as('earlier_read'))
type Row = Awaited<ReturnType<ReturnType<typeof points>['execute']>>[number]
const pointOf = (row: Row): Point => ({
  id: row.id, title: row.title, reason: row.reason, kind: row.kind as PointKind, minutes: row.minutes ?? undefined, introduces: row.introduces,
  source: row.source_kind === null || row.source_id === null ? undefined : { kind: row.source_kind as SourceKind, id: row.source_id }, earlier: row.earlier_read ? (row.source_id ?? undefined) : undefined, version: row.version, changedBy: row.changed_by_name,
})
export const loadPoints = async (tx: Tx, discussionId: string): Promise<readonly Point[]> => (await points(tx).where('discussion_id', '=', discussionId).orderBy('position').orderBy('id').execute()).map(pointOf)
export async function loadPoint(tx: Tx, id: string): Promise<Point | undefined> {
  const row = await points(tx).where('id', '=', id).executeTakeFirst()
  return row && pointOf(row)
}

const columnsOf = ({ title, reason, kind, minutes, introduces }: PointContent) => ({ title, reason, kind, minutes: minutes ?? null, introduces })
/** A new point stands last. @returns its id */
export const insertPoint = async (tx: Tx, discussionId: string, content: PointContent, source: Source | undefined, who: string, now: Date): Promise<string> =>
  (await tx.insertInto('strategy.discussion_point').values({ ...columnsOf(content), discussion_id: discussionId, position: sql<number>`(select coalesce(max(o.position), 0) + 1 from strategy.discussion_point o where o.discussion_id = ${discussionId})`, source_kind: source?.kind ?? null, source_id: source?.id ?? null, changed_at: now, changed_by_name: who }).returning('id').executeTakeFirstOrThrow()).id
export const savePoint = (tx: Tx, id: string, content: PointContent, who: string, now: Date) => tx.updateTable('strategy.discussion_point').set({ ...columnsOf(content), version: sql<number>`version + 1`, changed_at: now, changed_by_name: who }).where('id', '=', id).execute()
export async function saveOrder(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`update strategy.discussion_point p set position = x.at from unnest(${ids}::uuid[]) with ordinality as x (id, at) where p.id = x.id and p.position <> x.at`.execute(tx)
}
export const removePoint = (tx: Tx, id: string) => tx.deleteFrom('strategy.discussion_point').where('id', '=', id).execute()
export async function isUsed(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`select exists (select from strategy.discussion_said where point_id = ${id}) or exists (select from strategy.discussion_agreement where point_id = ${id}) as used`.execute(tx)
  return rows[0]?.used ?? false
}

/** What other meetings of the municipality agreed on that is open. */
export const loadOpenAgreements = async (tx: Tx, municipalityId: string, but: string): Promise<readonly OpenAgreement[]> =>
  (await tx.selectFrom('strategy.discussion_agreement').select(['id', 'body', 'responsible_name', 'due_on']).where('municipality_id', '=', municipalityId).where('discussion_id', '<>', but).where('state', '=', 'open').orderBy('due_on').limit(50).execute()).map((row) => ({ id: row.id, body: row.body, responsible: row.responsible_name, due: row.due_on as LocalDate }))

/** The goals that stand, with how many measures about them and their working goals have begun and are closed. */
export async function loadGoals(tx: Tx, municipalityId: string): Promise<readonly GoalTold[]> {
  const { rows } = await sql<{ id: string; title: string; plan: string; starts_on: LocalDate; ends_on: LocalDate; begun: number; closed: number }>`
    select g.id, g.title, g.plan, g.starts_on::text, g.ends_on::text, count(distinct w.measure_id) filter (where w.begun_on is not null)::integer as begun, count(distinct w.measure_id) filter (where w.closed)::integer as closed
    from strategy.goal_card g left join strategy.goal_card part on part.parent_id = g.id left join measures.goal_work() w on w.goal_id in (g.id, part.id) where g.municipality_id = ${municipalityId} group by 1, 2, 3, 4, 5 order by g.ends_on::text, g.title limit 200`.execute(tx)
  return rows.map((row) => ({ id: row.id, title: row.title, plan: row.plan, startsOn: row.starts_on, endsOn: row.ends_on, begun: row.begun, closed: row.closed }))
}

/** What kindergartens of the municipality have asked for, or written that they need, this kindergarten year and the one before: sums of blocks of five or more. For `system`. */
export async function loadThemes(tx: Tx, municipalityId: string, today: LocalDate, language: Language): Promise<readonly ThemeTold[]> {
  const { rows } = await sql<{ code: string; name: string; needs: number; guidance: number }>`
    select p.theme as code, max(case ${language}::text when 'nn' then c.name_nn when 'en' then c.name_en else c.name_nb end) as name,
      coalesce(max(p.kindergartens) filter (where p.source = 'need'), 0)::integer as needs, coalesce(max(p.kindergartens) filter (where p.source = 'guidance'), 0)::integer as guidance
    from insight.picture_theme p join guidance.theme_card c on c.code = p.theme
    where p.municipality_id = ${municipalityId} and p.year >= ${kindergartenYearOf(today) - 1} and p.source in ('need', 'guidance') group by p.theme`.execute(tx)
  return rows
}
/** How many kindergartens stand on the last list over those with little contact; 0 when they are too few to tell of. For `system`. */
export const loadUnseen = async (tx: Tx, municipalityId: string): Promise<number> => (await tx.selectFrom('insight.unseen_count').select('kindergartens').where('municipality_id', '=', municipalityId).orderBy('made_on', 'desc').executeTakeFirst())?.kindergartens ?? 0
