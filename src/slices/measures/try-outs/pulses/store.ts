import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Idea } from '../rules.ts'
import type { Answer, Months, Over, Result, Still } from './rules.ts'

export type Pulse = { readonly id: string; readonly months: Months; readonly opensOn: LocalDate; readonly closesOn: LocalDate; readonly slips: { readonly count: number; readonly madeAt: Date } | undefined; readonly result: Pick<Result, 'atLeast' | 'still'> | undefined }
/** The pulses of a try-out, with what came of those that are over. A result may be of several try-outs. */
export async function loadPulses(tx: Tx, tryOutId: string): Promise<readonly Pulse[]> {
  const rows = await tx
    .selectFrom('measures.pulse as p')
    .leftJoin('measures.pulse_result as r', (join) => join.on(sql<boolean>`p.id = any (r.pulse_ids)`))
    .select(['p.id', 'p.months', sql<LocalDate>`p.opens_on::text`.as('opens'), sql<LocalDate>`p.closes_on::text`.as('closes'), 'p.slips', 'p.slips_made_at', 'r.at_least', 'r.still'])
    .where('p.try_out_id', '=', tryOutId)
    .orderBy('p.months')
    .execute()
  return rows.map((row) => ({ id: row.id, months: row.months as Months, opensOn: row.opens, closesOn: row.closes, slips: row.slips !== null && row.slips_made_at ? { count: row.slips, madeAt: row.slips_made_at } : undefined, result: row.at_least !== null && row.still !== null ? { atLeast: row.at_least, still: row.still as Still } : undefined }))
}

/** Pulses of the kindergarten that take answers today. */
export async function loadOpenPulses(tx: Tx, kindergartenId: string, today: LocalDate): Promise<readonly { readonly tryOutId: string; readonly closesOn: LocalDate }[]> {
  const rows = await tx.selectFrom('measures.pulse').select(['try_out_id', sql<LocalDate>`closes_on::text`.as('closes')]).where('kindergarten_id', '=', kindergartenId).where('opens_on', '<=', today).where('closes_on', '>', today).execute()
  return rows.map((row) => ({ tryOutId: row.try_out_id, closesOn: row.closes }))
}

type NewPulse = { readonly id: string; readonly months: Months; readonly opensOn: LocalDate; readonly closesOn: LocalDate }
export const insertPulses = (tx: Tx, of: { readonly tryOutId: string; readonly measureId: string; readonly kindergartenId: string }, pulses: readonly NewPulse[]) =>
  tx.insertInto('measures.pulse').values(pulses.map((one) => ({ id: one.id, try_out_id: of.tryOutId, measure_id: of.measureId, kindergarten_id: of.kindergartenId, months: one.months, opens_on: one.opensOn, closes_on: one.closesOn }))).execute()

/** Saves the hashes of the slips in place of those there were. @returns false when somebody has answered, or it is not open */
export const saveSlips = async (tx: Tx, pulseId: string, hashes: readonly Buffer[], now: Date): Promise<boolean> => (await sql<{ made: boolean }>`select measures.make_pulse_slips(${pulseId}, ${[...hashes]}::bytea[], ${now}) as made`.execute(tx)).rows[0]?.made ?? false
/** Whether somebody has answered: not how many. */
export const hasAnswers = async (tx: Tx, pulseId: string): Promise<boolean> => (await sql<{ any: boolean }>`select measures.pulse_answered(${pulseId}) as any`.execute(tx)).rows[0]?.any ?? false

export type OpenPulse = { readonly kindergarten: string; readonly department: string | undefined; readonly idea: Idea | undefined; readonly words: string; readonly closesOn: LocalDate; readonly used: boolean }
/** The pulse behind a slip, while it takes answers. */
export async function openPulse(tx: Tx, hash: Buffer): Promise<OpenPulse | undefined> {
  const { rows } = await sql<{ kindergarten: string; department: string | null; idea: string | null; words: string; closes: LocalDate; used: boolean }>`select kindergarten, department, idea, words, closes_on::text as closes, used from measures.open_pulse(${hash})`.execute(tx)
  return rows[0] && { kindergarten: rows[0].kindergarten, department: rows[0].department ?? undefined, idea: (rows[0].idea ?? undefined) as Idea | undefined, words: rows[0].words, closesOn: rows[0].closes, used: rows[0].used }
}
export type Cast = 'answered' | 'already-answered' | 'closed'
export const castPulse = async (tx: Tx, hash: Buffer, answer: Answer): Promise<Cast> => (await sql<{ cast: Cast }>`select measures.cast_pulse(${hash}, ${answer}) as cast`.execute(tx)).rows[0]?.cast ?? 'closed'

/** The counts of pulses that are over and not told of yet, the first over first. */
export async function loadOver(tx: Tx): Promise<readonly Over[]> {
  const { rows } = await sql<{ id: string; measure_id: string; kindergarten_id: string; months: number; often: number; sometimes: number; stopped: number; unknown: number; stopped_or_unknown: number }>`select * from measures.pulses_over()`.execute(tx)
  return rows.map((row) => ({ id: row.id, measureId: row.measure_id, kindergartenId: row.kindergarten_id, months: row.months as Months, counts: { often: row.often, sometimes: row.sometimes, stopped: row.stopped, unknown: row.unknown, not: row.stopped_or_unknown } }))
}
/** Keeps what came of pulses; the counts behind it go, and so do those that have waited since before a day. */
export async function saveResults(tx: Tx, results: readonly Result[], today: LocalDate, before: LocalDate): Promise<void> {
  if (results.length > 0) await tx.insertInto('measures.pulse_result').values(results.map((one) => ({ measure_id: one.measureId, kindergarten_id: one.kindergartenId, months: one.months, pulse_ids: [...one.pulseIds], at_least: one.atLeast, still: one.still, made_on: today }))).execute()
  await sql`select measures.forget_tallies(${results.flatMap(({ pulseIds }) => pulseIds)}::uuid[], ${before}::date)`.execute(tx)
}
