import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'
import type { Choice, Count, VoteResult } from './rules.ts'

export type Vote = {
  readonly id: string; readonly itemId: string; readonly number: number; readonly method: 'ballot' | 'hands'; readonly openedAt: Date; readonly closedAt: Date | undefined
  /** Undefined while the voting goes on. */
  readonly count: Count | undefined; readonly entitled: number | undefined; readonly result: VoteResult | undefined
}
const votes = (tx: Tx) => tx.selectFrom('scheme.forum_vote').select(['id', 'item_id', 'number', 'method', 'opened_at', 'closed_at', 'votes_for', 'votes_against', 'votes_blank', 'entitled', 'result'])
type Row = Awaited<ReturnType<ReturnType<typeof votes>['execute']>>[number]
const voteFrom = (row: Row): Vote => ({
  id: row.id, itemId: row.item_id, number: row.number, method: row.method as Vote['method'], openedAt: row.opened_at, closedAt: row.closed_at ?? undefined,
  count: row.closed_at ? { for: row.votes_for ?? 0, against: row.votes_against ?? 0, blank: row.votes_blank ?? 0 } : undefined, entitled: row.entitled ?? undefined, result: (row.result as VoteResult | null) ?? undefined,
})
/** The votes of the items, the last first. */
export const loadVotes = async (tx: Tx, itemIds: readonly string[]): Promise<Vote[]> => (itemIds.length === 0 ? [] : (await votes(tx).where('item_id', 'in', [...itemIds]).orderBy('number', 'desc').execute()).map(voteFrom))
export async function lockOpenVote(tx: Tx, itemId: string): Promise<Vote | undefined> {
  const row = await votes(tx).where('item_id', '=', itemId).where('closed_at', 'is', null).forUpdate().executeTakeFirst()
  return row && voteFrom(row)
}

export async function insertVote(tx: Tx, itemId: string, method: Vote['method'], members: readonly string[], by: string, at: Date): Promise<void> {
  const { id } = await tx
    .insertInto('scheme.forum_vote')
    .values({ item_id: itemId, method, opened_at: at, opened_by_name: by, number: sql<number>`(select coalesce(max(v.number), 0) + 1 from scheme.forum_vote v where v.item_id = ${itemId})` })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx.insertInto('scheme.vote_right').values(members.map((member_id) => ({ vote_id: id, member_id }))).execute()
}
export const loadRights = async (tx: Tx, voteId: string): Promise<string[]> => (await tx.selectFrom('scheme.vote_right').select('member_id').where('vote_id', '=', voteId).execute()).map((row) => row.member_id)

export const insertBallot = (tx: Tx, voteId: string, memberId: string, choice: Choice, at: Date) => tx.insertInto('scheme.ballot').values({ vote_id: voteId, member_id: memberId, choice, at }).execute()
/** What the actor has voted; nobody can ask what others have. */
export async function loadOwnChoice(tx: Tx, voteId: string): Promise<Choice | undefined> {
  const row = await tx.selectFrom('scheme.ballot').select('choice').where('vote_id', '=', voteId).executeTakeFirst()
  return row && (row.choice as Choice)
}
export const countCast = async (tx: Tx, voteId: string): Promise<number> => (await sql<{ n: number }>`select scheme.ballots_cast(${voteId}) as n`.execute(tx)).rows[0]?.n ?? 0

/** The ballots of a vote as counts, without those found to have a tie since they voted. `chair`: the chair's own choice, known only when votes are equal. */
export async function countBallots(tx: Tx, voteId: string): Promise<Count & { readonly chair: Choice | undefined }> {
  const { rows } = await sql<{ votes_for: number; votes_against: number; votes_blank: number; chair: Choice | null }>`select * from scheme.count_ballots(${voteId})`.execute(tx)
  const [row] = rows
  return { for: row?.votes_for ?? 0, against: row?.votes_against ?? 0, blank: row?.votes_blank ?? 0, chair: row?.chair ?? undefined }
}
export const saveCount = (tx: Tx, voteId: string, count: Count, entitled: number, result: VoteResult, by: string, at: Date) =>
  tx
    .updateTable('scheme.forum_vote')
    .set({ closed_at: at, closed_by_name: by, votes_for: count.for, votes_against: count.against, votes_blank: count.blank, entitled, result })
    .where('id', '=', voteId)
    .execute()
