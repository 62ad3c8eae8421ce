import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Idea } from '../rules.ts'
import type { List, TeamIdea } from './rules.ts'

/** The list of the actor's own team, or of the team that serves the actor's kindergarten. */
export async function loadList(tx: Tx): Promise<List> {
  const team = sql<string>`(select measures.idea_team())`
  const [own, off] = await Promise.all([
    tx.selectFrom('measures.try_out_idea').selectAll().where('team_org_id', '=', team).orderBy(sql`out_at is not null`).orderBy(sql`words collate "nb-NO-x-icu"`).orderBy('id').limit(300).execute(),
    tx.selectFrom('measures.try_out_idea_off').select('idea').where('team_org_id', '=', team).execute(),
  ])
  return { own: own.map((row): TeamIdea => ({ id: row.id, words: row.words, themes: row.themes, addedAt: row.added_at, addedBy: row.added_by_name, outAt: row.out_at ?? undefined })), off: off.map(({ idea }) => idea as Idea) }
}
/** Nobody else changes the team's list until the transaction is over. */
export const lockList = (tx: Tx, teamId: string) => sql`select pg_advisory_xact_lock(hashtextextended('try-out ideas ' || ${teamId}::text, 0))`.execute(tx)

/** Whether a form has made something already. */
export const isAdded = async (tx: Tx, startKey: string): Promise<boolean> => (await tx.selectFrom('measures.try_out_idea').select('id').where('start_key', '=', startKey).executeTakeFirst()) !== undefined
/** @returns false when the key is another team's */
export const insertIdea = async (tx: Tx, startKey: string, teamId: string, words: string, themes: readonly string[], who: string, now: Date): Promise<boolean> =>
  (await tx.insertInto('measures.try_out_idea').values({ start_key: startKey, team_org_id: teamId, words, themes: [...themes], added_at: now, added_by_name: who }).onConflict((one) => one.column('start_key').doNothing()).returning('id').executeTakeFirst()) !== undefined
/** @returns false when the team has no such idea, or it is so already */
export const saveUse = async (tx: Tx, id: string, teamId: string, inUse: boolean, who: string, now: Date): Promise<boolean> =>
  (await tx.updateTable('measures.try_out_idea').set({ out_at: inUse ? null : now, out_by_name: inUse ? null : who }).where('id', '=', id).where('team_org_id', '=', teamId).where('out_at', inUse ? 'is not' : 'is', null).executeTakeFirstOrThrow()).numUpdatedRows > 0n
export async function saveOffered(tx: Tx, idea: Idea, teamId: string, offered: boolean, who: string, now: Date): Promise<void> {
  if (offered) await tx.deleteFrom('measures.try_out_idea_off').where('team_org_id', '=', teamId).where('idea', '=', idea).execute()
  else await tx.insertInto('measures.try_out_idea_off').values({ team_org_id: teamId, idea, off_at: now, off_by_name: who }).onConflict((one) => one.columns(['team_org_id', 'idea']).doNothing()).execute()
}

/** Deletes ideas that have been out of use since before a day. @returns how many */
export const forgetIdeas = async (tx: Tx, before: LocalDate): Promise<number> => (await sql<{ gone: number }>`select measures.forget_ideas(${before}::date) as gone`.execute(tx)).rows[0]?.gone ?? 0
