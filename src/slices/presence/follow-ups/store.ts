import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import type { FollowUp } from './rules.ts'

const followUps = (tx: Tx) => tx.selectFrom('presence.follow_up as f').innerJoin('register.organisation_card as o', 'o.id', 'f.kindergarten_id').innerJoin('presence.visit as v', 'v.id', 'f.visit_id').selectAll('f').select('o.name as kindergarten').where('v.state', '<>', 'taken-back')
type Row = Awaited<ReturnType<ReturnType<typeof followUps>['execute']>>[number]
export type Named = FollowUp & { readonly kindergarten: string }
const followUpOf = (row: Row): Named => ({
  id: row.id, visitId: row.visit_id, kindergartenId: row.kindergarten_id, kindergarten: row.kindergarten ?? '', what: row.what, due: row.due_on as LocalDate, personId: row.person_id, person: row.person_name, doneOn: (row.done_on as LocalDate | null) ?? undefined, version: row.version, changedBy: row.changed_by_name,
})

export const loadOfVisit = async (tx: Tx, visitId: string): Promise<readonly Named[]> => (await followUps(tx).where('f.visit_id', '=', visitId).orderBy('f.due_on').orderBy('f.id').execute()).map(followUpOf)
/** What is not done yet: of a kindergarten, or of one who is to do it. */
export const loadOpen = async (tx: Tx, of: { readonly kindergartenId?: string | undefined; readonly personId?: string | undefined }): Promise<readonly Named[]> =>
  (
    await followUps(tx)
      .where('f.done_on', 'is', null)
      .$if(of.kindergartenId !== undefined, (query) => query.where('f.kindergarten_id', '=', of.kindergartenId ?? ''))
      .$if(of.personId !== undefined, (query) => query.where('f.person_id', '=', of.personId ?? ''))
      .orderBy('f.due_on')
      .orderBy('f.id')
      .limit(100)
      .execute()
  ).map(followUpOf)
export const loadVisitOf = async (tx: Tx, id: string): Promise<string | undefined> => (await followUps(tx).where('f.id', '=', id).executeTakeFirst())?.visit_id
/** Nobody else changes it before this is done. */
export async function lockFollowUp(tx: Tx, id: string): Promise<Named | undefined> {
  const found = await tx.selectFrom('presence.follow_up').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  if (!found) return undefined
  const row = await followUps(tx).where('f.id', '=', id).executeTakeFirst()
  return row && followUpOf(row)
}

type Who = { readonly personId: string; readonly name: string }
export const insertFollowUp = (tx: Tx, visit: { readonly id: string; readonly teamId: string; readonly kindergartenId: string }, what: string, due: LocalDate, who: Who, by: string, now: Date) =>
  tx.insertInto('presence.follow_up').values({ visit_id: visit.id, team_org_id: visit.teamId, kindergarten_id: visit.kindergartenId, what, due_on: due, person_id: who.personId, person_name: who.name, changed_at: now, changed_by_name: by }).execute()
export const saveDone = (tx: Tx, { id, version }: Pick<FollowUp, 'id' | 'version'>, on: LocalDate, by: string, now: Date) =>
  tx.updateTable('presence.follow_up').set({ done_on: on, version: version + 1, changed_at: now, changed_by_name: by }).where('id', '=', id).execute()
export const saveMoved = (tx: Tx, { id, version }: Pick<FollowUp, 'id' | 'version'>, due: LocalDate, who: Who, by: string, now: Date) =>
  tx.updateTable('presence.follow_up').set({ due_on: due, person_id: who.personId, person_name: who.name, version: version + 1, changed_at: now, changed_by_name: by }).where('id', '=', id).execute()
