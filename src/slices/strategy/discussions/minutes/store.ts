import type { Role } from '../../../../kernel/actor.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Minutes, Objection } from './rules.ts'
import { contentShape, type Content } from './shape.ts'

/** The versions of the minutes the actor may read, the last first. */
export async function loadMinutes(tx: Tx, discussionId: string): Promise<readonly Minutes[]> {
  const [rows, objections] = await Promise.all([
    tx.selectFrom('strategy.discussion_minutes').selectAll().where('discussion_id', '=', discussionId).orderBy('number', 'desc').execute(),
    tx
      .selectFrom('strategy.discussion_objection as j').innerJoin('strategy.discussion_minutes as m', 'm.id', 'j.minutes_id').innerJoin('register.organisation_card as o', 'o.id', 'j.org_id')
      .select(['j.minutes_id', 'j.role', 'j.name', 'j.body', 'j.given_at', 'o.name as org']).where('m.discussion_id', '=', discussionId).orderBy('j.given_at').orderBy('j.id').execute(),
  ])
  return rows.map((row) => ({
    id: row.id, number: row.number, state: row.state as Minutes['state'], correction: row.correction ?? undefined, content: contentShape.parse(row.content), sentAt: row.sent_at, sentBy: row.sent_by_name, approvedAt: row.approved_at ?? undefined, approvedBy: row.approved_by_name ?? undefined,
    objections: objections.filter((one) => one.minutes_id === row.id).map((one): Objection => ({ org: one.org ?? '', role: one.role as Role, name: one.name, body: one.body, at: one.given_at })),
  }))
}
export const insertMinutes = (tx: Tx, discussionId: string, number: number, content: Content, correction: string | undefined, who: string, now: Date) =>
  tx.insertInto('strategy.discussion_minutes').values({ discussion_id: discussionId, number, content: JSON.stringify(content), correction: correction ?? null, sent_at: now, sent_by_name: who }).execute()
export const saveApproved = (tx: Tx, id: string, who: string, now: Date) => tx.updateTable('strategy.discussion_minutes').set({ state: 'approved', approved_at: now, approved_by_name: who }).where('id', '=', id).execute()
export const saveWithdrawn = (tx: Tx, id: string) => tx.updateTable('strategy.discussion_minutes').set({ state: 'withdrawn' }).where('id', '=', id).execute()
export const insertObjection = (tx: Tx, minutesId: string, who: { readonly orgId: string; readonly role: Role; readonly name: string }, body: string, now: Date) =>
  tx.insertInto('strategy.discussion_objection').values({ minutes_id: minutesId, org_id: who.orgId, role: who.role, name: who.name, body, given_at: now }).execute()
/** The form of Norwegian the municipality has chosen. */
export const loadLanguage = async (tx: Tx, municipalityId: string): Promise<'nb' | 'nn'> => ((await tx.selectFrom('register.own_fact').select('language').where('organisation_id', '=', municipalityId).executeTakeFirst())?.language === 'nn' ? 'nn' : 'nb')
