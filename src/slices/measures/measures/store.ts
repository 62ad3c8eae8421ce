import { sql } from 'kysely'
import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import type { Language } from '../../../kernel/language.ts'
import { ore } from '../../../kernel/money.ts'
import type { Tx } from '../../../platform/db.ts'
import type { LeaveReason } from '../programmes/rules.ts'
import type { Measure, MeasureContent, MeasureKind, Origin, Part, PartState } from './rules.ts'

const measures = (tx: Tx) =>
  tx
    .selectFrom('measures.measure as m')
    .innerJoin('register.organisation_card as o', 'o.id', 'm.lead_id')
    .selectAll('m')
    .select(['o.name as lead', sql<LocalDate>`m.starts_on::text`.as('from_day'), sql<LocalDate>`m.ends_on::text`.as('to_day'), sql<LocalDate | null>`m.begun_on::text`.as('begun_day'), sql<string | null>`m.budget_ore::text`.as('budget'), sql<boolean>`measures.is_closed(m.id)`.as('is_closed'), sql<string>`(select coalesce(string_agg(e.what, E'\\n' order by e.position), '') from measures.element e where e.measure_id = m.id)`.as('plan')])
type Row = Awaited<ReturnType<ReturnType<typeof measures>['execute']>>[number]

const measureOf = (row: Row, parts: readonly Part[]): Measure => ({
  id: row.id, leadId: row.lead_id, lead: row.lead ?? '', kind: row.kind as MeasureKind, title: row.title, goal: row.goal, signs: row.signs, themes: row.themes, origin: row.origin as Origin, needIds: row.need_ids, caseId: row.case_id ?? undefined, reportId: row.report_id ?? undefined, goalId: row.goal_id ?? undefined,
  partners: row.partners, partnerIds: row.partner_ids, plan: row.plan, copiedFrom: row.copied_from ?? undefined, budget: row.budget === null ? undefined : ore(Number(row.budget)), startsOn: row.from_day, endsOn: row.to_day, begunOn: row.begun_day ?? undefined, version: row.version, changedAt: row.changed_at, changedBy: row.changed_by_name, isClosed: row.is_closed, parts,
})

async function partsOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, readonly Part[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('measures.part as p')
    .innerJoin('register.organisation_card as o', 'o.id', 'p.kindergarten_id')
    .leftJoin('measures.closing as c', (join) => join.onRef('c.measure_id', '=', 'p.measure_id').onRef('c.kindergarten_id', '=', 'p.kindergarten_id'))
    .select(['p.measure_id', 'p.id', 'p.kindergarten_id', 'o.name', 'p.state', 'p.departments', 'p.shared_with_team', 'p.left_reason', sql<LocalDate | null>`p.offered_on::text`.as('offered'), sql<LocalDate | null>`p.joined_on::text`.as('joined'), sql<LocalDate | null>`p.left_on::text`.as('left_day'), sql<LocalDate | null>`c.closed_on::text`.as('closed'), sql<boolean>`coalesce(o.closed_on <= platform.today(), false)`.as('closed_down'), sql<boolean>`(platform.actor_role() in ('owner', 'adviser', 'team-leader') and p.measure_id in (select measures.led()) and p.kindergarten_id not in (select measures.may_take_part()))`.as('moved')])
    .where('p.measure_id', 'in', [...ids])
    .orderBy(sql`o.name collate "nb-NO-x-icu"`)
    .execute()
  const all = rows.map((row) => ({ measure: row.measure_id, part: { id: row.id, kindergartenId: row.kindergarten_id, kindergarten: row.name ?? '', state: row.state as PartState, departments: row.departments, offeredOn: row.offered ?? undefined, joinedOn: row.joined ?? undefined, leftOn: row.left_day ?? undefined, leftReason: (row.left_reason as LeaveReason | null) ?? undefined, shared: row.shared_with_team, closedDown: row.closed_down, moved: row.moved && !row.closed_down, closedOn: row.closed ?? undefined } satisfies Part }))
  return new Map([...Map.groupBy(all, ({ measure }) => measure)].map(([id, list]) => [id, list.map(({ part }) => part)]))
}

/** The measures the actor may see, those changed last first. */
export async function loadMeasures(tx: Tx): Promise<readonly Measure[]> {
  const rows = await measures(tx).orderBy('m.changed_at', 'desc').limit(300).execute()
  const parts = await partsOf(tx, rows.map(({ id }) => id))
  return rows.map((row) => measureOf(row, parts.get(row.id) ?? []))
}
export async function loadMeasure(tx: Tx, id: string): Promise<Measure | undefined> {
  const row = await measures(tx).where('m.id', '=', id).executeTakeFirst()
  return row && measureOf(row, (await partsOf(tx, [id])).get(id) ?? [])
}
/** As `loadMeasure`, and nobody else takes a step with it until the transaction is over. */
export async function lockMeasure(tx: Tx, id: string): Promise<Measure | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended('measure ' || ${id}::text, 0))`.execute(tx)
  return loadMeasure(tx, id)
}

const columnsOf = (measure: MeasureContent) => ({
  kind: measure.kind, title: measure.title, goal: measure.goal, signs: measure.signs, themes: [...measure.themes], origin: measure.origin, need_ids: [...measure.needIds], case_id: measure.caseId ?? null, report_id: measure.reportId ?? null, goal_id: measure.goalId ?? null, partners: measure.partners, partner_ids: [...measure.partnerIds],
  budget_ore: measure.budget ?? null, starts_on: measure.startsOn, ends_on: measure.endsOn,
})

/** The measure a start key made before. */
export const findMeasure = async (tx: Tx, startKey: string, leadId: string): Promise<string | undefined> => (await tx.selectFrom('measures.measure').select('id').where('start_key', '=', startKey).where('lead_id', '=', leadId).executeTakeFirst())?.id
/** @returns its id, the same for the same start key, so that a double click makes one */
export async function insertMeasure(tx: Tx, startKey: string, leadId: string, measure: MeasureContent & { readonly copiedFrom?: string | undefined }, who: string, now: Date): Promise<{ readonly id: string; readonly isNew: boolean } | undefined> {
  const made = await tx
    .insertInto('measures.measure')
    .values({ ...columnsOf(measure), copied_from: measure.copiedFrom ?? null, start_key: startKey, lead_id: leadId, region_id: sql<string>`(select o.region_id from register.organisation o where o.id = ${leadId})`, made_at: now, made_by_name: who, changed_at: now, changed_by_name: who })
    .onConflict((conflict) => conflict.column('start_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) return { id: made.id, isNew: true }
  const there = await findMeasure(tx, startKey, leadId)
  return there === undefined ? undefined : { id: there, isNew: false }
}
/** A kindergarten's own part is there at once; others are offered one. */
export async function insertParts(tx: Tx, measureId: string, kindergartens: readonly string[], departments: readonly string[], own: string, who: string, now: Date): Promise<void> {
  await tx.insertInto('measures.part').values(kindergartens.map((id) => (id === own ? { measure_id: measureId, kindergarten_id: id, state: 'part', departments: [...departments], answered_at: now, answered_by_name: who } : { measure_id: measureId, kindergarten_id: id, state: 'offered' }))).execute()
}
const changed = (who: string, now: Date) => ({ version: sql<number>`version + 1`, changed_at: now, changed_by_name: who })
export const saveContent = (tx: Tx, id: string, measure: MeasureContent, who: string, now: Date) => tx.updateTable('measures.measure').set({ ...columnsOf(measure), ...changed(who, now) }).where('id', '=', id).execute()
export const saveStart = (tx: Tx, id: string, on: LocalDate, who: string, now: Date) => tx.updateTable('measures.measure').set({ begun_on: on, ...changed(who, now) }).where('id', '=', id).execute()
/** `joinedOn`: the day it takes part from, when the measure has begun already. What was answered is kept with its day. */
export async function saveAnswer(tx: Tx, id: string, kindergartenId: string, state: 'part' | 'declined' | 'taken-back', who: string, now: Date, joinedOn?: LocalDate): Promise<void> {
  await tx.updateTable('measures.part').set({ state, answered_at: now, answered_by_name: who, joined_on: joinedOn ?? null }).where('measure_id', '=', id).where('kindergarten_id', '=', kindergartenId).execute()
  await insertHistory(tx, id, [kindergartenId], { state, on: joinedOn ?? osloDate(now), reason: undefined }, who, now)
}
type Came = { readonly state: PartState; readonly on: LocalDate; readonly reason: LeaveReason | undefined }
/** What became of kindergartens in a measure, a line for each. */
export const insertHistory = (tx: Tx, measureId: string, kindergartens: readonly string[], { state, on, reason }: Came, who: string, now: Date) =>
  tx.insertInto('measures.part_history').values(kindergartens.map((kindergarten_id) => ({ measure_id: measureId, kindergarten_id, state, on_day: on, reason: reason ?? null, written_at: now, written_by_name: who }))).execute()
/** Other departments take part from now on; those that did are kept with the day. */
export async function saveDepartments(tx: Tx, id: string, kindergartenId: string, departments: readonly string[], before: readonly string[], who: string, now: Date): Promise<void> {
  await tx.insertInto('measures.part_departments').values({ measure_id: id, kindergarten_id: kindergartenId, departments: [...before], changed_at: now, changed_by_name: who }).execute()
  await tx.updateTable('measures.part').set({ departments: [...departments], answered_by_name: who }).where('measure_id', '=', id).where('kindergarten_id', '=', kindergartenId).execute()
}
export type Departed = { readonly departments: readonly string[]; readonly until: Date; readonly by: string }
/** Which departments took part before, the last change first. */
export const loadDepartmentsBefore = async (tx: Tx, id: string, kindergartenId: string): Promise<readonly Departed[]> =>
  (await tx.selectFrom('measures.part_departments').select(['departments', 'changed_at', 'changed_by_name']).where('measure_id', '=', id).where('kindergarten_id', '=', kindergartenId).orderBy('changed_at', 'desc').limit(20).execute()).map((row) => ({ departments: row.departments, until: row.changed_at, by: row.changed_by_name }))
export const saveShared = (tx: Tx, id: string, kindergartenId: string, shared: boolean, who: string) => tx.updateTable('measures.part').set({ shared_with_team: shared, answered_by_name: who }).where('measure_id', '=', id).where('kindergarten_id', '=', kindergartenId).execute()

export type NamedTheme = { readonly code: string; readonly name: Readonly<Record<Language, string>>; readonly offered: boolean }
/** The framework plan's themes, then those of a team: of the organisation itself, or of the one that serves it. Without an organisation, the framework plan's alone. */
export async function loadThemes(tx: Tx, orgId: string | undefined): Promise<readonly NamedTheme[]> {
  const { rows } = await sql<{ code: string; name_nb: string; name_nn: string; name_en: string; offered: boolean }>`
    select t.code, t.name_nb, t.name_nn, t.name_en, t.from_date <= platform.today() and (t.until_date is null or t.until_date > platform.today()) as offered from guidance.theme_card t
    where t.team_org_id is null or t.team_org_id = ${orgId ?? null}::uuid or t.team_org_id = (select s.team_id from register.served_by s where s.kindergarten_id = ${orgId ?? null}::uuid)
    order by t.team_org_id is not null, t.position, t.code`.execute(tx)
  return rows.map((row) => ({ code: row.code, name: { nb: row.name_nb, nn: row.name_nn, en: row.name_en }, offered: row.offered }))
}

export type Named = { readonly id: string; readonly name: string }
/** The kindergartens the actor may offer a measure: a head only the own. */
export const loadMayTakePart = async (tx: Tx): Promise<readonly Named[]> =>
  (await tx.selectFrom('register.organisation_card').select(['id', 'name']).where('id', 'in', sql<string>`(select measures.may_take_part())`).orderBy(sql`name collate "nb-NO-x-icu"`).limit(2000).execute()).map(({ id, name }) => ({ id: id ?? '', name: name ?? '' }))
/** Organisations of the register one may work with: universities and services, without the own one. */
export const loadPartners = async (tx: Tx, own: string, kept: readonly string[]): Promise<readonly Named[]> =>
  (await tx.selectFrom('register.organisation_card').select(['id', 'name']).where((where) => where.or([where.and([where('kind', 'in', ['university', 'support-service']), where('closed_on', 'is', null)]), ...(kept.length > 0 ? [where('id', 'in', [...kept])] : [])])).where('id', '<>', own).orderBy(sql`name collate "nb-NO-x-icu"`).limit(300).execute()).map(({ id, name }) => ({ id: id ?? '', name: name ?? '' }))
/** Names of organisations, also of closed ones, by their ids. */
export const loadNames = async (tx: Tx, ids: readonly string[]): Promise<readonly Named[]> =>
  ids.length === 0 ? [] : (await tx.selectFrom('register.organisation_card').select(['id', 'name']).where('id', 'in', [...ids]).orderBy(sql`name collate "nb-NO-x-icu"`).execute()).map(({ id, name }) => ({ id: id ?? '', name: name ?? '' }))
export const loadDepartments = async (tx: Tx, kindergartenId: string): Promise<readonly Named[]> =>
  (await tx.selectFrom('register.organisation_card').select(['id', 'name']).where('kind', '=', 'department').where('part_of_id', '=', kindergartenId).where('closed_on', 'is', null).orderBy(sql`name collate "nb-NO-x-icu"`).execute()).map(({ id, name }) => ({ id: id ?? '', name: name ?? '' }))
/** Those who may read what happens in a kindergarten's part: its owner, and the team when it is shared. */
export async function loadReaders(tx: Tx, kindergartenId: string): Promise<{ readonly owner: string | undefined; readonly team: string | undefined }> {
  const [owner, team] = await Promise.all([
    tx.selectFrom('register.organisation_card').select('owner_id').where('id', '=', kindergartenId).executeTakeFirst(),
    tx.selectFrom('register.served_by').select('team_id').where('kindergarten_id', '=', kindergartenId).executeTakeFirst(),
  ])
  return { owner: owner?.owner_id ?? undefined, team: team?.team_id ?? undefined }
}
