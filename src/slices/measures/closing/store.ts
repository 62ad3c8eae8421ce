import { sql } from 'kysely'
import * as z from 'zod'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { PdfDocument } from '../../../platform/pdf.ts'
import type { Closing, Held, Measured, NextDecision, Reason, Stored, Waiting } from './rules.ts'

const words = z.object({ nb: z.string(), nn: z.string(), en: z.string() })
const side = z.object({ mean: z.number(), atLeast: z.number(), uncertainty: z.number() }).optional()
const line = z.object({ words, before: side, after: side, difference: z.number().optional(), margin: z.number().optional(), verdict: z.enum(['more', 'less', 'cannot-tell']) })
const lines = z.array(line.extend({ statements: z.array(line) }))

/** Before and after of the kindergarten, as far as the actor may see it; the newest first. */
export async function loadMeasured(tx: Tx, kindergartenId: string): Promise<readonly Measured[]> {
  const rows = await tx
    .selectFrom('needs.comparison_card')
    .select(['id', 'instrument', 'version', 'lines', sql<LocalDate>`before_on::text`.as('before_day'), sql<LocalDate>`after_opened_on::text`.as('opened_day'), sql<LocalDate>`after_on::text`.as('after_day')])
    .where('kindergarten_id', '=', kindergartenId)
    .orderBy('made_at', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => ({ id: row.id ?? '', instrument: words.parse(row.instrument), version: row.version ?? 0, beforeOn: row.before_day, afterOpenedOn: row.opened_day, afterOn: row.after_day, lines: lines.parse(row.lines) }))
}

/** The sessions its staff have held, alone or together with others, that have something to show; the newest first. */
export async function loadHeld(tx: Tx, kindergartenId: string): Promise<readonly Held[]> {
  const { rows } = await sql<{ session_id: string; title: string; on: LocalDate }>`
    select e.session_id, e.title, (e.ended_at at time zone 'Europe/Oslo')::date::text as on from needs.ended_session e
    where e.has_shown and (e.kindergarten_id = ${kindergartenId} or ${kindergartenId}::uuid = any (e.together_with)) order by e.ended_at desc limit 100`.execute(tx)
  return rows.map((row) => ({ id: row.session_id, title: row.title, on: row.on }))
}

/** How the kindergarten closes its part, or undefined before anything is written, and when the actor may not read it. */
export async function loadClosing(tx: Tx, measureId: string, kindergartenId: string): Promise<Stored | undefined> {
  const row = await tx
    .selectFrom('measures.closing')
    .selectAll()
    .select([sql<LocalDate | null>`next_on::text`.as('next_day'), sql<LocalDate | null>`closed_on::text`.as('closed_day'), sql<LocalDate | null>`followed_up_on::text`.as('followed_day')])
    .where('measure_id', '=', measureId)
    .where('kindergarten_id', '=', kindergartenId)
    .executeTakeFirst()
  return (
    row && {
      comparisonId: row.comparison_id ?? undefined, reason: (row.reason as Reason | null) ?? undefined, reasonWords: row.reason_words, reading: row.reading, conclusion: row.conclusion, decision: (row.decision as NextDecision | null) ?? undefined, decisionWords: row.decision_words, nextOn: row.next_day ?? undefined,
      responsible: row.responsible, version: row.version, changedAt: row.changed_at, changedBy: row.changed_by_name, closedOn: row.closed_day ?? undefined, closedBy: row.closed_by_name ?? undefined, followedUpOn: row.followed_day ?? undefined,
    }
  )
}

const columnsOf = (closing: Closing) => ({
  comparison_id: closing.comparisonId ?? null, reason: closing.reason ?? null, reason_words: closing.reasonWords, reading: closing.reading, conclusion: closing.conclusion, decision: closing.decision ?? null, decision_words: closing.decisionWords, next_on: closing.nextOn ?? null, responsible: closing.responsible,
})
export const saveClosing = (tx: Tx, measureId: string, kindergartenId: string, closing: Closing, who: string, now: Date) =>
  tx
    .insertInto('measures.closing')
    .values({ measure_id: measureId, kindergarten_id: kindergartenId, ...columnsOf(closing), changed_at: now, changed_by_name: who })
    .onConflict((conflict) => conflict.columns(['measure_id', 'kindergarten_id']).doUpdateSet({ ...columnsOf(closing), version: sql`closing.version + 1`, changed_at: now, changed_by_name: who }))
    .execute()
const at = (tx: Tx, measureId: string, kindergartenId: string) => tx.updateTable('measures.closing').where('measure_id', '=', measureId).where('kindergarten_id', '=', kindergartenId)
export const saveClosed = (tx: Tx, measureId: string, kindergartenId: string, today: LocalDate, who: string) => at(tx, measureId, kindergartenId).set({ closed_on: today, closed_by_name: who }).execute()
export const saveFollowedUp = (tx: Tx, measureId: string, kindergartenId: string, today: LocalDate, who: string, now: Date) =>
  at(tx, measureId, kindergartenId).set({ followed_up_on: today, version: sql`version + 1`, changed_at: now, changed_by_name: who }).execute()

/** The document as it stands from now on. */
export const saveDocument = (tx: Tx, measureId: string, kindergartenId: string, comparisonId: string | undefined, document: PdfDocument, now: Date) =>
  tx.insertInto('measures.closing_document').values({ measure_id: measureId, kindergarten_id: kindergartenId, comparison_id: comparisonId ?? null, document: JSON.stringify(document), made_at: now }).execute()
export async function loadDocument(tx: Tx, measureId: string, kindergartenId: string): Promise<PdfDocument | undefined> {
  const row = await tx.selectFrom('measures.closing_document').select(['document', 'made_at']).where('measure_id', '=', measureId).where('kindergarten_id', '=', kindergartenId).executeTakeFirst()
  // Written by saveDocument; only the date is text in it.
  return row && { ...(row.document as unknown as PdfDocument), at: row.made_at }
}
export const hasDocument = async (tx: Tx, measureId: string, kindergartenId: string): Promise<boolean> =>
  (await tx.selectFrom('measures.closing_document').select('made_at').where('measure_id', '=', measureId).where('kindergarten_id', '=', kindergartenId).executeTakeFirst()) !== undefined

export type WaitingMeasure = Waiting & { readonly id: string; readonly title: string; readonly lead: string }
/** The kindergarten's parts in measures, with what says whether something waits. */
export async function loadWaiting(tx: Tx, kindergartenId: string): Promise<readonly WaitingMeasure[]> {
  const rows = await tx
    .selectFrom('measures.measure_card as m')
    .innerJoin('register.organisation_card as o', 'o.id', 'm.lead_id')
    .select(['m.id', 'm.title', 'o.name', 'm.state', sql<LocalDate>`m.ends_on::text`.as('to_day'), sql<LocalDate | null>`m.next_on::text`.as('next_day'), sql<LocalDate | null>`m.followed_up_on::text`.as('followed_day')])
    .where('m.kindergarten_id', '=', kindergartenId)
    .execute()
  return rows.map((row) => ({ id: row.id ?? '', title: row.title ?? '', lead: row.name ?? '', state: row.state as Waiting['state'], endsOn: row.to_day, nextOn: row.next_day ?? undefined, followedUpOn: row.followed_day ?? undefined }))
}
