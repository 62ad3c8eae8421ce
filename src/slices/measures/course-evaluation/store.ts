import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Evaluation } from './rules.ts'

export async function loadEvaluation(tx: Tx, courseId: string): Promise<Evaluation | undefined> {
  const row = await tx.selectFrom('measures.course_evaluation').select(['statements', 'closes_on', 'closed_at', 'asked']).where('course_id', '=', courseId).executeTakeFirst()
  return row && { statements: row.statements, closesOn: row.closes_on as LocalDate, closedAt: row.closed_at ?? undefined, asked: row.asked }
}

export type Result = { /** A band of five, or undefined: fewer than five. */ readonly answered: number | undefined; /** In the order of the statements; undefined when fewer than five gave a figure. */ readonly means: readonly (number | undefined)[]; readonly words: readonly string[] }
/** What may be shown of it, to whoever arranges. The database gives no more, whoever asks. */
export async function loadResult(tx: Tx, courseId: string, statements: number, at: Date): Promise<Result> {
  const [answered, means, words] = await Promise.all([
    sql<{ n: number | null }>`select measures.course_evaluation_answered(${courseId}) as n`.execute(tx),
    sql<{ statement: number; mean: number | null }>`select * from measures.course_evaluation_means(${courseId}, ${at})`.execute(tx),
    sql<{ words: string }>`select words from measures.course_evaluation_words(${courseId}, ${at})`.execute(tx),
  ])
  const of = new Map(means.rows.map(({ statement, mean }) => [statement, mean ?? undefined]))
  return { answered: answered.rows[0]?.n ?? undefined, means: Array.from({ length: statements }, (_, index) => of.get(index + 1)), words: words.rows.map((row) => row.words) }
}

export const insertEvaluation = (tx: Tx, courseId: string, statements: readonly string[], closesOn: LocalDate, who: string, now: Date) =>
  tx.insertInto('measures.course_evaluation').values({ course_id: courseId, statements: [...statements], closes_on: closesOn, opened_at: now, opened_by_name: who }).execute()
export const saveClosed = async (tx: Tx, courseId: string, now: Date): Promise<boolean> => (await tx.updateTable('measures.course_evaluation').set({ closed_at: now }).where('course_id', '=', courseId).where('closed_at', 'is', null).executeTakeFirstOrThrow()).numUpdatedRows > 0n

/** Gives the seats of these hashes a ticket each; those that have one keep it. @returns the hashes that are new, as hex */
export async function issueTickets(tx: Tx, courseId: string, hashes: readonly Buffer[], at: Date): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ hash: Buffer }>`select hash from measures.issue_course_evaluation_tickets(${courseId}, ${[...hashes]}::bytea[], ${at}) as hash`.execute(tx)
  if (rows.length > 0) await tx.updateTable('measures.course_evaluation').set({ asked: sql<number>`asked + ${rows.length}` }).where('course_id', '=', courseId).execute()
  return new Set(rows.map(({ hash }) => hash.toString('hex')))
}
export const forgetOver = async (tx: Tx): Promise<number> => (await sql<{ gone: number }>`select measures.forget_course_evaluations() as gone`.execute(tx)).rows[0]?.gone ?? 0

export type Asked = { readonly course: string; readonly statements: readonly string[]; readonly closesOn: LocalDate; readonly used: boolean }
/** What whoever has the ticket is asked, while it takes answers. */
export async function findAsked(tx: Tx, hash: Buffer, at: Date): Promise<Asked | undefined> {
  const { rows } = await sql<{ course: string; statements: string[]; closes_on: string; used: boolean }>`select * from measures.open_course_evaluation(${hash}, ${at})`.execute(tx)
  return rows[0] && { course: rows[0].course, statements: rows[0].statements, closesOn: rows[0].closes_on as LocalDate, used: rows[0].used }
}
export type Cast = 'answered' | 'already-answered' | 'closed'
export async function cast(tx: Tx, hash: Buffer, given: readonly number[], words: string, at: Date): Promise<Cast> {
  const { rows } = await sql<{ cast: Cast }>`select measures.cast_course_evaluation(${hash}, ${at}, ${[...given]}::smallint[], ${words}) as cast`.execute(tx)
  return rows[0]?.cast ?? 'closed'
}
