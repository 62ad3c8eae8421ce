import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Cycle, CycleStep, PlannedCycle } from './rules.ts'

const cycles = (tx: Tx) =>
  tx
    .selectFrom('measures.programme_cycle as y')
    .innerJoin('register.organisation_card as k', 'k.id', 'y.kindergarten_id')
    .leftJoin('register.organisation_card as d', 'd.id', 'y.department_id')
    .select(['y.id', 'y.programme_id', 'y.cohort_id', 'y.kindergarten_id', 'y.department_id', 'y.round', 'y.observer_id', 'y.observer_name', 'y.version', 'k.name as kindergarten', 'd.name as department'])
    .select([sql<LocalDate>`y.observe_on::text`.as('observe'), sql<LocalDate>`y.feedback_on::text`.as('feedback'), sql<LocalDate>`y.guide_on::text`.as('guide'), sql<LocalDate | null>`y.observed_on::text`.as('observed'), sql<LocalDate | null>`y.fed_back_on::text`.as('fed_back'), sql<LocalDate | null>`y.guided_on::text`.as('guided'), sql<LocalDate | null>`y.called_off_on::text`.as('called_off'), sql<boolean>`coalesce(d.closed_on <= platform.today(), false)`.as('gone')])
    .orderBy(sql`k.name collate "nb-NO-x-icu"`)
    .orderBy(sql`d.name collate "nb-NO-x-icu"`)
    .orderBy('y.round')
    // A round that was called off may be planned anew: the newest last.
    .orderBy('y.id')
const cycleOf = (row: Awaited<ReturnType<ReturnType<typeof cycles>['execute']>>[number]): Cycle => ({
  id: row.id, programmeId: row.programme_id, cohortId: row.cohort_id, kindergartenId: row.kindergarten_id, kindergarten: row.kindergarten ?? '', departmentId: row.department_id ?? undefined, department: row.department ?? undefined, departmentClosed: row.gone, round: row.round, observerId: row.observer_id ?? undefined, observer: row.observer_name,
  planned: { observe: row.observe, 'feed-back': row.feedback, guide: row.guide }, done: { ...(row.observed ? { observe: row.observed } : {}), ...(row.fed_back ? { 'feed-back': row.fed_back } : {}), ...(row.guided ? { guide: row.guided } : {}) }, calledOffOn: row.called_off ?? undefined, version: row.version,
})

/** The rounds of a programme the actor may see: by kindergarten, department, round. */
export const loadCycles = async (tx: Tx, programmeId: string): Promise<readonly Cycle[]> => (await cycles(tx).where('y.programme_id', '=', programmeId).execute()).map(cycleOf)
export async function loadCycle(tx: Tx, programmeId: string, id: string): Promise<Cycle | undefined> {
  const row = await cycles(tx).where('y.programme_id', '=', programmeId).where('y.id', '=', id).executeTakeFirst()
  return row && cycleOf(row)
}

const open = (tx: Tx) => cycles(tx).innerJoin('measures.programme as p', 'p.id', 'y.programme_id').select('p.title').where('y.guided_on', 'is', null).where('y.called_off_on', 'is', null).where('p.ended_on', 'is', null)
export type Waiting = { readonly cycle: Cycle; readonly title: string }
/** What is left for one observer, and what a kindergarten has before it. */
export const loadMine = async (tx: Tx, personId: string): Promise<readonly Waiting[]> => (await open(tx).where('y.observer_id', '=', personId).limit(500).execute()).map((row) => ({ cycle: cycleOf(row), title: row.title }))
export const loadComing = async (tx: Tx, kindergartenId: string): Promise<readonly Waiting[]> => (await open(tx).where('y.kindergarten_id', '=', kindergartenId).limit(500).execute()).map((row) => ({ cycle: cycleOf(row), title: row.title }))

export const insertCycles = (tx: Tx, about: { readonly programmeId: string; readonly cohortId: string; readonly round: number }, planned: readonly PlannedCycle[], names: ReadonlyMap<string, string>, who: string, now: Date) =>
  tx
    .insertInto('measures.programme_cycle')
    .values(
      planned.map((one) => ({
        programme_id: about.programmeId, cohort_id: about.cohortId, kindergarten_id: one.kindergartenId, department_id: one.departmentId ?? null, round: about.round, observe_on: one.planned.observe, feedback_on: one.planned['feed-back'], guide_on: one.planned.guide, observer_id: one.observerId ?? null,
        observer_name: one.observerId ? (names.get(one.observerId) ?? '') : '', changed_at: now, changed_by_name: who,
      })),
    )
    .execute()

const changed = (who: string, now: Date) => ({ version: sql<number>`version + 1`, changed_at: now, changed_by_name: who })
const doneColumn = { observe: 'observed_on', 'feed-back': 'fed_back_on', guide: 'guided_on' } as const satisfies Record<CycleStep, string>
export const saveStep = (tx: Tx, id: string, step: CycleStep, on: LocalDate, who: string, now: Date) => tx.updateTable('measures.programme_cycle').set({ [doneColumn[step]]: on, ...changed(who, now) }).where('id', '=', id).execute()
export const savePlanned = (tx: Tx, id: string, planned: Cycle['planned'], observer: { readonly id: string; readonly name: string } | undefined, who: string, now: Date) =>
  tx.updateTable('measures.programme_cycle').set({ observe_on: planned.observe, feedback_on: planned['feed-back'], guide_on: planned.guide, observer_id: observer?.id ?? null, observer_name: observer?.name ?? '', ...changed(who, now) }).where('id', '=', id).execute()
export const saveCalledOff = (tx: Tx, id: string, on: LocalDate, who: string, now: Date) => tx.updateTable('measures.programme_cycle').set({ called_off_on: on, ...changed(who, now) }).where('id', '=', id).execute()
/** What a kindergarten that leaves has before it. */
export const callOffOpen = (tx: Tx, programmeId: string, kindergartenId: string, on: LocalDate, who: string, now: Date) =>
  tx.updateTable('measures.programme_cycle').set({ called_off_on: on, ...changed(who, now) }).where('programme_id', '=', programmeId).where('kindergarten_id', '=', kindergartenId).where('guided_on', 'is', null).where('called_off_on', 'is', null).execute()
export const saveObserver = (tx: Tx, ids: readonly string[], observer: { readonly id: string; readonly name: string }, who: string, now: Date) =>
  tx.updateTable('measures.programme_cycle').set({ observer_id: observer.id, observer_name: observer.name, ...changed(who, now) }).where('id', 'in', [...ids]).execute()

export type Words = { readonly seen: string; readonly strengths: string; readonly fedBack: string; readonly agreed: string; readonly scoreSetId: string | undefined }
/** What was written of a round, as far as the actor may read it. */
export async function loadWords(tx: Tx, cycleId: string): Promise<Words | undefined> {
  const row = await tx.selectFrom('measures.programme_words').selectAll().where('cycle_id', '=', cycleId).executeTakeFirst()
  return row && { seen: row.seen, strengths: row.strengths, fedBack: row.fed_back, agreed: row.agreed, scoreSetId: row.score_set_id ?? undefined }
}
export async function saveWords(tx: Tx, cycleId: string, words: Partial<Words>, who: string, now: Date): Promise<void> {
  const columns = { ...(words.seen === undefined ? {} : { seen: words.seen }), ...(words.strengths === undefined ? {} : { strengths: words.strengths }), ...(words.fedBack === undefined ? {} : { fed_back: words.fedBack }), ...(words.agreed === undefined ? {} : { agreed: words.agreed }), ...('scoreSetId' in words ? { score_set_id: words.scoreSetId ?? null } : {}), changed_at: now, changed_by_name: who }
  const there = await tx.selectFrom('measures.programme_words').select('cycle_id').where('cycle_id', '=', cycleId).executeTakeFirst()
  if (there) await tx.updateTable('measures.programme_words').set(columns).where('cycle_id', '=', cycleId).execute()
  else await tx.insertInto('measures.programme_words').values({ cycle_id: cycleId, ...columns }).execute()
}

export type Score = { readonly id: string; readonly unit: string; readonly on: LocalDate }
/** Results of the round's department, or of its kindergarten as a whole, that the actor may see; the newest first. */
export async function loadScores(tx: Tx, cycleId: string): Promise<readonly Score[]> {
  const rows = await tx
    .selectFrom('needs.score_card as s')
    .innerJoin('measures.programme_cycle as y', 'y.kindergarten_id', 's.kindergarten_id')
    .innerJoin('register.organisation_card as o', 'o.id', 's.unit_id')
    .select(['s.id', 'o.name', sql<LocalDate>`s.measured_on::text`.as('on')])
    .where('y.id', '=', cycleId)
    .where(sql<boolean>`s.unit_id in (y.kindergarten_id, y.department_id)`)
    .orderBy('s.measured_on', 'desc')
    .limit(30)
    .execute()
  return rows.map((row) => ({ id: row.id ?? '', unit: row.name ?? '', on: row.on }))
}
