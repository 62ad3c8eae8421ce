import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'
import type { Scheme } from '../../schemes/rules.ts'
import { roleWordsOf } from '../../schemes/store.ts'
import type { Considered, Found, Outcome } from './rules.ts'

/** Two who consider one report come one after the other. */
export const lockReport = (tx: Tx, reportId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`review ${reportId}`}, 0))`.execute(tx)

const found = (tx: Tx) => tx.selectFrom('scheme.eligibility').select(['id', 'report_id', 'criterion_code', 'outcome', 'note', 'at', 'by_name', 'by_person']).orderBy('at').orderBy('id')
const asFound = (row: Awaited<ReturnType<ReturnType<typeof found>['execute']>>[number]): Found => ({ id: row.id, code: row.criterion_code, outcome: row.outcome as Outcome, note: row.note, at: row.at, by: row.by_name, personId: row.by_person ?? undefined })

/** Everything found about a report, the oldest first. */
export const loadFound = async (tx: Tx, reportId: string): Promise<readonly Found[]> => (await found(tx).where('report_id', '=', reportId).execute()).map(asFound)

/** By report, for the reports of a round. */
export async function loadFoundOf(tx: Tx, roundId: string): Promise<ReadonlyMap<string, readonly Found[]>> {
  const rows = await found(tx).where('report_id', 'in', (eb) => eb.selectFrom('scheme.report').select('id').where('round_id', '=', roundId)).execute()
  const by = new Map<string, Found[]>()
  for (const row of rows) {
    const list = by.get(row.report_id) ?? []
    list.push(asFound(row))
    by.set(row.report_id, list)
  }
  return by
}

export const saveFound = (tx: Tx, reportId: string, changed: readonly (Considered & { readonly outcome: Outcome })[], by: string, now: Date) =>
  tx.insertInto('scheme.eligibility').values(changed.map(({ code, outcome, note }) => ({ report_id: reportId, criterion_code: code, outcome, note, at: now, by_name: by }))).execute()

export type Clarification = { readonly id: string; readonly question: string; readonly askedAt: Date; readonly askedBy: string; readonly answer: string | undefined; readonly answeredAt: Date | undefined; readonly answeredBy: string | undefined }
/** Questions to the applicant and what was answered, the oldest first. */
export async function loadClarifications(tx: Tx, reportId: string): Promise<readonly Clarification[]> {
  const rows = await tx.selectFrom('scheme.clarification').selectAll().where('report_id', '=', reportId).orderBy('asked_at').orderBy('id').execute()
  return rows.map((row) => ({ id: row.id, question: row.question, askedAt: row.asked_at, askedBy: row.asked_by_name, answer: row.answer ?? undefined, answeredAt: row.answered_at ?? undefined, answeredBy: row.answered_by_name ?? undefined }))
}

export const insertQuestion = (tx: Tx, reportId: string, question: string, by: string, now: Date) =>
  tx.insertInto('scheme.clarification').values({ report_id: reportId, question, asked_at: now, asked_by_name: by }).execute()

/** @returns false when somebody has answered already */
export async function saveAnswer(tx: Tx, id: string, answer: string, by: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('scheme.clarification').set({ answer, answered_at: now, answered_by_name: by }).where('id', '=', id).where('answer', 'is', null).executeTakeFirst()
  return numUpdatedRows > 0n
}

export type Asked = { readonly id: string; readonly reference: string; readonly title: string; readonly leadId: string; readonly stage: string; readonly managerId: string; readonly mayAnswer: boolean; /** The words of the round's scheme. */ readonly roleWords: Scheme['roleWords'] }
/** The report as its own side sees it, when it has been sent. */
export async function loadAsked(tx: Tx, reportId: string): Promise<Asked | undefined> {
  return tx
    .selectFrom('scheme.report as r')
    .innerJoin('scheme.round as d', 'd.id', 'r.round_id')
    .innerJoin('scheme.report_fact as f', 'f.report_id', 'r.id')
    .select(['r.id', sql<string>`coalesce(r.reference, '')`.as('reference'), 'f.title', 'r.lead_id as leadId', 'd.stage', 'd.manager_id as managerId', sql<boolean>`r.id in (select scheme.written_reports())`.as('mayAnswer'), roleWordsOf('d.scheme_code').as('roleWords')])
    .where('r.id', '=', reportId)
    .where('r.submitted_at', 'is not', null)
    .where('r.id', 'in', sql<string>`(select scheme.own_reports())`)
    .executeTakeFirst()
}

/** Reports of the actor's own side with a question that can still be answered. */
export const loadUnanswered = (tx: Tx): Promise<{ id: string; reference: string; round: string }[]> =>
  tx
    .selectFrom('scheme.clarification as c')
    .innerJoin('scheme.report as r', 'r.id', 'c.report_id')
    .innerJoin('scheme.round as d', 'd.id', 'r.round_id')
    .select(['r.id', sql<string>`coalesce(r.reference, '')`.as('reference'), 'd.title as round'])
    .where('c.answer', 'is', null)
    .where('r.state', '=', 'submitted')
    .where('d.stage', 'in', ['in-review', 'in-forum'])
    .where('r.id', 'in', sql<string>`(select scheme.written_reports())`)
    .orderBy('c.asked_at')
    .limit(100)
    .execute()
