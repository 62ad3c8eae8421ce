import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Still } from './pulses/rules.ts'
import type { Idea, Observed, Outcome, TryOut, What } from './rules.ts'

const tryOuts = (tx: Tx) =>
  tx.selectFrom('measures.try_out as o').innerJoin('measures.measure as m', 'm.id', 'o.measure_id').selectAll('o').select(['m.title', 'm.themes', sql<LocalDate>`o.begun_on::text`.as('begun'), sql<LocalDate | null>`o.observed_on::text`.as('observed')])
type Row = Awaited<ReturnType<ReturnType<typeof tryOuts>['execute']>>[number]
const tryOutOf = (row: Row): TryOut => ({
  id: row.id, measureId: row.measure_id, measure: row.title, themes: row.themes, departmentId: row.department_id ?? undefined, idea: (row.idea ?? undefined) as Idea | undefined, words: row.words, begunOn: row.begun,
  observed: row.observed === null ? undefined : { on: row.observed, words: row.observation, outcome: row.outcome as Outcome }, shared: row.shared, named: row.named, version: row.version, changedAt: row.changed_at, changedBy: row.changed_by_name,
})

/** What the kindergarten has tried, the newest first; of one measure when it is named. */
export const loadTryOuts = async (tx: Tx, kindergartenId: string, measureId?: string): Promise<readonly TryOut[]> =>
  (await tryOuts(tx).where('o.kindergarten_id', '=', kindergartenId).$if(measureId !== undefined, (query) => query.where('o.measure_id', '=', measureId ?? '')).orderBy('o.begun_on', 'desc').orderBy('o.id', 'desc').limit(300).execute()).map(tryOutOf)
export async function loadTryOut(tx: Tx, kindergartenId: string, id: string): Promise<TryOut | undefined> {
  const row = await tryOuts(tx).where('o.id', '=', id).where('o.kindergarten_id', '=', kindergartenId).executeTakeFirst()
  return row && tryOutOf(row)
}
/** As `loadTryOut`, and nobody else changes it until the transaction is over. */
export async function lockTryOut(tx: Tx, kindergartenId: string, id: string): Promise<TryOut | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended('try-out ' || ${id}::text, 0))`.execute(tx)
  return loadTryOut(tx, kindergartenId, id)
}

type NewTryOut = What & { readonly measureId: string; readonly kindergartenId: string; readonly departmentId: string | undefined; readonly begunOn: LocalDate }
/** Whether a form has made something already: sent twice it is one. */
export const isChosen = async (tx: Tx, startKey: string, kindergartenId: string): Promise<boolean> => (await tx.selectFrom('measures.try_out').select('id').where('start_key', '=', startKey).where('kindergarten_id', '=', kindergartenId).executeTakeFirst()) !== undefined
/** @returns its id; undefined when the same form has been sent already */
export async function insertTryOut(tx: Tx, startKey: string, one: NewTryOut, who: string, now: Date): Promise<string | undefined> {
  const made = await tx
    .insertInto('measures.try_out')
    .values({ start_key: startKey, measure_id: one.measureId, kindergarten_id: one.kindergartenId, department_id: one.departmentId ?? null, idea: one.idea ?? null, words: one.words, begun_on: one.begunOn, changed_at: now, changed_by_name: who })
    .onConflict((conflict) => conflict.column('start_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  return made?.id
}
const changed = (who: string, now: Date) => ({ version: sql<number>`version + 1`, changed_at: now, changed_by_name: who })
export const saveObserved = (tx: Tx, id: string, observed: Observed, who: string, now: Date) => tx.updateTable('measures.try_out').set({ observed_on: observed.on, observation: observed.words, outcome: observed.outcome, ...changed(who, now) }).where('id', '=', id).execute()

/** Whether others read it: a copy they may see is made, or taken away. `name`: the kindergarten's, when it is shown. */
export async function saveShared(tx: Tx, one: TryOut, how: 'named' | 'anonymous' | 'no', name: string, today: LocalDate, who: string, now: Date): Promise<void> {
  const { shown_id: shownId } = await tx.updateTable('measures.try_out').set({ shared: how !== 'no', named: how === 'named', ...changed(who, now) }).where('id', '=', one.id).returning('shown_id').executeTakeFirstOrThrow()
  await tx.deleteFrom('measures.try_out_shown').where('id', '=', shownId).execute()
  if (how === 'no' || !one.observed) return
  await tx
    .insertInto('measures.try_out_shown')
    .values({
      id: shownId, region_id: sql<string>`(select m.region_id from measures.measure m where m.id = ${one.measureId})`, themes: [...one.themes], idea: one.idea ?? null, words: one.words, observation: one.observed.words, outcome: one.observed.outcome,
      kindergarten_name: how === 'named' ? name : null, shown_on: today,
    })
    .execute()
}

/** Whether it was still done so many months after; `together`: told with other departments of the same measure. */
export type ShownPulse = { readonly months: number; readonly still: Still; readonly together: boolean }
export type Shown = What & { readonly id: string; readonly themes: readonly string[]; readonly observation: string; readonly outcome: Outcome; readonly kindergarten: string | undefined; readonly shownOn: LocalDate; readonly pulses: readonly ShownPulse[] }
/** What others have tried and let be read, the newest first, without what is the own kindergarten's; of some themes when they are named. */
export async function loadShown(tx: Tx, themes?: readonly string[]): Promise<readonly Shown[]> {
  const rows = await tx
    .selectFrom('measures.try_out_card')
    .selectAll()
    .select(sql<LocalDate>`shown_on::text`.as('shown'))
    .$if(themes !== undefined, (query) => query.where(sql<boolean>`themes && ${themes ?? []}::text[]`))
    .where('id', 'not in', (query) => query.selectFrom('measures.try_out').select('shown_id'))
    .orderBy('shown_on', 'desc')
    .orderBy('id')
    .limit(50)
    .execute()
  const pulses = (await sql<ShownPulse & { shown_id: string }>`select shown_id, months, still, together from measures.try_out_pulses(${rows.map(({ id }) => id)}::uuid[])`.execute(tx)).rows
  return rows.map((row) => ({ id: row.id ?? '', themes: row.themes ?? [], idea: (row.idea ?? undefined) as Idea | undefined, words: row.words ?? '', observation: row.observation ?? '', outcome: (row.outcome ?? 'keep') as Outcome, kindergarten: row.kindergarten_name ?? undefined, shownOn: row.shown, pulses: pulses.filter((one) => one.shown_id === row.id) }))
}
/** The names by which a kindergarten would be known. */
export const loadNames = async (tx: Tx, kindergartenId: string): Promise<readonly string[]> =>
  (await tx.selectFrom('register.organisation_card').select(['name', 'full_name']).where('id', '=', kindergartenId).execute()).flatMap(({ name, full_name: full }) => [name ?? '', full ?? ''])

/** Deletes what has had its time. @returns how many */
export const forgetTryOuts = async (tx: Tx, before: LocalDate): Promise<number> => (await sql<{ gone: number }>`select measures.forget_try_outs(${before}::date) as gone`.execute(tx)).rows[0]?.gone ?? 0
