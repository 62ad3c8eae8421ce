import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import { placeKey, staffGroups, type CatchUp, type CheckedIn, type Counted, type Gathering, type Headcount, type Place, type StaffGroup, type Staffed } from './rules.ts'
import type { Shown } from './shown.ts'

/** Nobody else writes how many there are until the transaction is over. */
export const lockHeadcounts = (tx: Tx, kindergartenId: string) => sql`select pg_advisory_xact_lock(hashtextextended('headcount ' || ${kindergartenId}::text, 0))`.execute(tx)

/** All that has been written of how many work there, the newest first. */
export async function loadHeadcounts(tx: Tx, kindergartenId: string): Promise<readonly Headcount[]> {
  const [counts, lines] = await Promise.all([
    tx.selectFrom('measures.headcount').select(['id', sql<LocalDate>`from_on::text`.as('from'), 'version', 'changed_at', 'changed_by_name']).where('kindergarten_id', '=', kindergartenId).orderBy('from_on', 'desc').limit(100).execute(),
    tx.selectFrom('measures.headcount_line').selectAll().where('kindergarten_id', '=', kindergartenId).execute(),
  ])
  return counts.map((one) => ({
    from: one.from, version: one.version, changedAt: one.changed_at, changedBy: one.changed_by_name,
    places: inOrder(lines.filter((line) => line.headcount_id === one.id).map((line) => ({ departmentId: line.department_id ?? undefined, group: line.staff_group as StaffGroup, people: line.people, partTime: line.part_time }))),
  }))
}
const inOrder = <One extends Place>(all: readonly One[]): readonly One[] =>
  all.toSorted((a, b) => (a.departmentId === b.departmentId ? staffGroups.indexOf(a.group) - staffGroups.indexOf(b.group) : (a.departmentId ?? '') < (b.departmentId ?? '') ? -1 : 1))

export async function saveHeadcount(tx: Tx, kindergartenId: string, from: LocalDate, places: readonly Staffed[], who: string, now: Date): Promise<void> {
  const { id } = await tx
    .insertInto('measures.headcount')
    .values({ kindergarten_id: kindergartenId, from_on: from, changed_at: now, changed_by_name: who })
    .onConflict((conflict) => conflict.columns(['kindergarten_id', 'from_on']).doUpdateSet({ version: sql<number>`headcount.version + 1`, changed_at: now, changed_by_name: who }))
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx.deleteFrom('measures.headcount_line').where('headcount_id', '=', id).execute()
  const filled = places.filter(({ people }) => people > 0)
  await tx.insertInto('measures.headcount_line').values(filled.map((one) => ({ headcount_id: id, kindergarten_id: kindergartenId, department_id: one.departmentId ?? null, staff_group: one.group, people: one.people, part_time: one.partTime }))).execute()
}

/** What the register says of how many work there, to begin from. */
export async function loadRegistered(tx: Tx, kindergartenId: string): Promise<{ readonly staff: number; readonly asOf: LocalDate } | undefined> {
  const row = await tx.selectFrom('register.kindergarten_fact').select(['staff', sql<LocalDate | null>`as_of::text`.as('as_of')]).where('kindergarten_id', '=', kindergartenId).executeTakeFirst()
  return row?.staff && row.as_of ? { staff: row.staff, asOf: row.as_of } : undefined
}

/** The gatherings of a kindergarten's part in a measure in the order they were held, with the packages that catch up on them. */
export async function loadGatherings(tx: Tx, measureId: string, kindergartenId: string): Promise<readonly Gathering[]> {
  const [rows, counts] = await Promise.all([
    tx.selectFrom('measures.reach_gathering').selectAll().select([sql<LocalDate | null>`held_on::text`.as('held'), sql<LocalDate | null>`due_on::text`.as('due')]).where('measure_id', '=', measureId).where('kindergarten_id', '=', kindergartenId).orderBy('held_on').orderBy('id').execute(),
    tx.selectFrom('measures.reach_count as c').innerJoin('measures.reach_gathering as g', 'g.id', 'c.gathering_id').selectAll('c').where('g.measure_id', '=', measureId).where('g.kindergarten_id', '=', kindergartenId).execute(),
  ])
  const countsOf = (id: string): readonly Counted[] =>
    inOrder(counts.filter((one) => one.gathering_id === id).map((one) => ({ departmentId: one.department_id ?? undefined, group: one.staff_group as StaffGroup, people: one.people, partTime: one.part_time, reached: one.reached, reachedPartTime: one.reached_part_time })))
  const catchUps = (id: string): readonly CatchUp[] =>
    rows.filter((row) => row.catches_up_id === id).map((row) => ({ id: row.id, heldOn: row.held ?? undefined, title: row.title, missed: row.missed, material: row.material, plan: row.plan, responsible: row.responsible, by: row.due ?? undefined, version: row.version, counts: countsOf(row.id) }))
  return rows.flatMap((row) => (row.catches_up_id === null && row.held !== null ? [{ id: row.id, title: row.title, heldOn: row.held, version: row.version, changedAt: row.changed_at, changedBy: row.changed_by_name, counts: countsOf(row.id), catchUps: catchUps(row.id), source: row.source as Gathering['source'], sessionId: row.course_session_id ?? undefined, checkedIn: checkedInOf(row.checked_in), apart: row.apart }] : []))
}

const checkedInOf = (stored: unknown): CheckedIn | undefined => (stored as { readonly groups?: CheckedIn } | null)?.groups

type Written = { readonly title: string; readonly heldOn: LocalDate | undefined; readonly missed: string; readonly material: string; readonly plan: string }
type Of = { readonly measureId: string; readonly kindergartenId: string; readonly catchesUp: string | undefined }
const columnsOf = (written: Written, who: string, now: Date) => ({ title: written.title, held_on: written.heldOn ?? null, missed: written.missed, material: written.material, plan: written.plan, changed_at: now, changed_by_name: who })

/** @returns its id; undefined when the same form has been sent already */
export async function insertGathering(tx: Tx, startKey: string, of: Of, written: Written, who: string, now: Date, agreed?: { readonly responsible: string; readonly by: LocalDate }): Promise<string | undefined> {
  const made = await tx
    .insertInto('measures.reach_gathering')
    .values({ ...columnsOf(written, who, now), start_key: startKey, measure_id: of.measureId, kindergarten_id: of.kindergartenId, catches_up_id: of.catchesUp ?? null, responsible: agreed?.responsible ?? '', due_on: agreed?.by ?? null })
    .onConflict((conflict) => conflict.column('start_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  return made?.id
}
export const saveGathering = (tx: Tx, id: string, written: Written, who: string, now: Date) => tx.updateTable('measures.reach_gathering').set({ ...columnsOf(written, who, now), version: sql<number>`version + 1` }).where('id', '=', id).execute()

export async function saveCounts(tx: Tx, gatheringId: string, kindergartenId: string, counts: readonly Counted[]): Promise<void> {
  await tx.deleteFrom('measures.reach_count').where('gathering_id', '=', gatheringId).execute()
  if (counts.length === 0) return
  const each = new Map(counts.map((one) => [placeKey(one), one]))
  await tx
    .insertInto('measures.reach_count')
    .values([...each.values()].map((one) => ({ gathering_id: gatheringId, kindergarten_id: kindergartenId, department_id: one.departmentId ?? null, staff_group: one.group, people: one.people, part_time: one.partTime, reached: one.reached, reached_part_time: one.reachedPartTime })))
    .execute()
}

/** What may be seen outside, as it is now. */
export async function saveShown(tx: Tx, measureId: string, kindergartenId: string, shown: readonly Shown[]): Promise<void> {
  await tx.deleteFrom('measures.reach_shown').where('measure_id', '=', measureId).where('kindergarten_id', '=', kindergartenId).execute()
  if (shown.length > 0) await tx.insertInto('measures.reach_shown').values(shown.map((one) => ({ measure_id: measureId, kindergarten_id: kindergartenId, part: one.part, gatherings: one.gatherings, people_at_least: one.peopleAtLeast, quarter: one.quarter, last_on: one.lastOn }))).execute()
}

export type ShownOf = Shown & { readonly kindergartenId: string }
/** What may be seen of a measure's reach by those who are not in the kindergarten, some kindergartens at a time; `total` is how many kindergartens. */
export async function loadShown(tx: Tx, measureId: string, offset: number, size: number): Promise<{ readonly rows: readonly ShownOf[]; readonly total: number }> {
  const kindergartens = await tx
    .selectFrom('measures.reach_shown as s').innerJoin('register.organisation_card as o', 'o.id', 's.kindergarten_id')
    .select(['s.kindergarten_id', sql<number>`count(*) over ()::integer`.as('total')])
    .where('s.measure_id', '=', measureId).where('s.part', '=', 'all')
    .orderBy(sql`o.name collate "nb-NO-x-icu"`).orderBy('s.kindergarten_id').offset(offset).limit(size)
    .execute()
  return { total: kindergartens[0]?.total ?? 0, rows: await loadShownOf(tx, measureId, kindergartens.map((one) => one.kindergarten_id)) }
}
/** What may be seen of it of some kindergartens. */
export async function loadShownOf(tx: Tx, measureId: string, kindergartenIds: readonly string[]): Promise<readonly ShownOf[]> {
  if (kindergartenIds.length === 0) return []
  const rows = await tx.selectFrom('measures.reach_shown').selectAll().select(sql<LocalDate>`last_on::text`.as('last')).where('measure_id', '=', measureId).where('kindergarten_id', 'in', [...kindergartenIds]).execute()
  return rows.map((row) => ({ kindergartenId: row.kindergarten_id, part: row.part, gatherings: row.gatherings, peopleAtLeast: row.people_at_least, quarter: row.quarter as Shown['quarter'], lastOn: row.last }))
}

/** Deletes what has had its time. @returns how many gatherings */
export const forgetReach = async (tx: Tx, before: LocalDate): Promise<number> => (await sql<{ gone: number }>`select measures.forget_reach(${before}::date) as gone`.execute(tx)).rows[0]?.gone ?? 0
