import { sql } from 'kysely'
import { onceFor, type Tx } from '../../../../platform/db.ts'
import { otherThan, type Side } from '../rules.ts'
import type { Times } from './rules.ts'

export type Question = Times & { readonly id: string; readonly partnershipId: string; readonly question: string; readonly askedBy: string; readonly answers: readonly Answer[] }
export type Answer = { readonly id: string; readonly side: Side; readonly answer: string; readonly at: Date; readonly by: string }

/** The threads of a partnership. Nobody but its two sides has any. */
export async function loadQuestions(tx: Tx, id: string): Promise<Question[]> {
  const [questions, answers] = await Promise.all([
    tx.selectFrom('scheme.partnership_question').selectAll().where('partnership_id', '=', id).orderBy('asked_at').execute(),
    tx.selectFrom('scheme.partnership_answer').selectAll().where('partnership_id', '=', id).orderBy('answered_at').orderBy('id').execute(),
  ])
  const of = Map.groupBy(answers, ({ question_id }) => question_id)
  return questions.map((row) => {
    const those = (of.get(row.id) ?? []).map((one): Answer => ({ id: one.id, side: one.side as Side, answer: one.answer, at: one.answered_at, by: one.answered_by_name }))
    return { id: row.id, partnershipId: row.partnership_id, side: row.side as Side, question: row.question, askedAt: row.asked_at, askedBy: row.asked_by_name, answeredAt: those.find(({ side }) => side !== row.side)?.at, answers: those }
  })
}
/** When each was asked and first answered, in those of the partnerships that the actor sees. No words. */
export const loadTimes = async (tx: Tx, ids: readonly string[]): Promise<(Times & { readonly partnershipId: string })[]> =>
  (await sql<{ partnership_id: string; side: Side; asked_at: Date; answered_at: Date | null }>`select * from scheme.question_times() where partnership_id = any(${ids}::uuid[]) order by asked_at`.execute(tx)).rows.map((row) => ({ partnershipId: row.partnership_id, side: row.side, askedAt: row.asked_at, answeredAt: row.answered_at ?? undefined }))
/** Those a side of the partnerships has not answered, the oldest first. */
export const loadUnanswered = async (tx: Tx, ids: readonly string[], side: Side): Promise<(Times & { readonly partnershipId: string; readonly question: string })[]> =>
  (await tx
    .selectFrom('scheme.partnership_question as q')
    .select(['q.partnership_id', 'q.side', 'q.question', 'q.asked_at'])
    .where('q.partnership_id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('q.side', '=', otherThan(side))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('scheme.partnership_answer as a').select('a.id').whereRef('a.question_id', '=', 'q.id').whereRef('a.side', '<>', 'q.side'))))
    .orderBy('q.asked_at')
    .limit(100)
    .execute()).map((row) => ({ partnershipId: row.partnership_id, side: row.side as Side, question: row.question, askedAt: row.asked_at, answeredAt: undefined }))

/** The same click twice is one question; see `insertSession` where something else has the key. */
export const insertQuestion = (tx: Tx, id: string, one: { readonly startKey: string; readonly side: Side; readonly question: string }, who: string, now: Date) =>
  onceFor(
    one.startKey,
    async () => (await tx.selectFrom('scheme.partnership_question').select('id').where('partnership_id', '=', id).where('side', '=', one.side).where('question', '=', one.question).executeTakeFirst())?.id,
    async (key) =>
      (await tx
        .insertInto('scheme.partnership_question')
        .values({ partnership_id: id, start_key: key, side: one.side, question: one.question, asked_at: now, asked_by_name: who })
        .onConflict((conflict) => conflict.constraint('partnership_question_start_key').doNothing())
        .returning('id')
        .executeTakeFirst())?.id,
  )
export const insertAnswer = (tx: Tx, one: Question, side: Side, answer: string, who: string, now: Date) =>
  tx.insertInto('scheme.partnership_answer').values({ question_id: one.id, partnership_id: one.partnershipId, side, answer, answered_at: now, answered_by_name: who }).execute()
