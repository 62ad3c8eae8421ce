import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'

type Link = { readonly id: string; readonly courseId: string; readonly kindergartenId: string; readonly kindergarten: string }

const links = (tx: Tx) => tx.selectFrom('measures.course_link as l').innerJoin('register.organisation_card as o', 'o.id', 'l.kindergarten_id').select(['l.id', 'l.course_id', 'l.kindergarten_id', 'o.name']).where('l.closed_at', 'is', null)
type Row = Awaited<ReturnType<ReturnType<typeof links>['execute']>>[number]
const linkOf = (row: Row): Link => ({ id: row.id, courseId: row.course_id, kindergartenId: row.kindergarten_id, kindergarten: row.name ?? '' })

/** The link of a kindergarten to a course, while it is open. */
export async function loadLink(tx: Tx, courseId: string, kindergartenId: string): Promise<Link | undefined> {
  const row = await links(tx).where('l.course_id', '=', courseId).where('l.kindergarten_id', '=', kindergartenId).executeTakeFirst()
  return row && linkOf(row)
}
export async function loadLinkByToken(tx: Tx, hash: Buffer): Promise<Link | undefined> {
  const row = await links(tx).where('l.token_hash', '=', hash).executeTakeFirst()
  return row && linkOf(row)
}
export const insertLink = (tx: Tx, id: string, hash: Buffer, courseId: string, kindergartenId: string, who: string, now: Date) =>
  tx.insertInto('measures.course_link').values({ id, course_id: courseId, kindergarten_id: kindergartenId, token_hash: hash, made_at: now, made_by_name: who }).onConflict((conflict) => conflict.columns(['course_id', 'kindergarten_id']).where('closed_at', 'is', null).doNothing()).execute()
export const closeLink = (tx: Tx, courseId: string, kindergartenId: string, now: Date) => tx.updateTable('measures.course_link').set({ closed_at: now }).where('course_id', '=', courseId).where('kindergarten_id', '=', kindergartenId).where('closed_at', 'is', null).execute()

/** How many have signed up by a kindergarten's link since a moment, and how many of all have or wait for a seat; without those of the form itself, which may be sent twice. */
export async function countByLink(tx: Tx, courseId: string, kindergartenId: string, formKey: string, since: Date): Promise<{ readonly lately: number; readonly live: number }> {
  const { rows } = await sql<{ lately: number; live: number }>`
    select (count(*) filter (where registered_at > ${since}))::int as lately, (count(*) filter (where state in ('seated', 'offered', 'waiting')))::int as live
    from measures.course_place where course_id = ${courseId} and kindergarten_id = ${kindergartenId} and registered_by = 'self' and form_key is distinct from ${formKey}`.execute(tx)
  return rows[0] ?? { lately: 0, live: 0 }
}

/** Where in the queue (the order of `inOrder`) some of those who wait are, from 1. For the program's own eyes: the queue itself is others' people too. */
export const loadPositions = async (tx: Tx, courseId: string, ids: readonly string[]): Promise<ReadonlyMap<string, number>> =>
  new Map((await sql<{ id: string; position: number }>`
    select id, position from (select id, (row_number() over (order by goes_first desc, registered_at, seq))::int as position from measures.course_place where course_id = ${courseId} and state = 'waiting') q
    where id = any (${sql.val([...ids])}::uuid[])`.execute(tx)).rows.map(({ id, position }) => [id, position]))
