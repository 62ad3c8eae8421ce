import { sql } from 'kysely'
import type { Actor } from '../../../../kernel/actor.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Session } from '../rules.ts'

export type Companion = { readonly id: string; readonly name: string; readonly hasAgreed: boolean; /** The actor answers for it. */ readonly own: boolean }
/** Those who hold the session together with the one that leads it, and those that may be asked along. */
export type Companions = { readonly asked: readonly Companion[]; readonly askable: readonly { readonly id: string; readonly name: string }[] }

/** Whom one may ask is found for those who may ask only, while anybody still may be. */
export async function loadCompanions(tx: Tx, session: Session, actor: Actor): Promise<Companions> {
  const rows = await tx.selectFrom('needs.staff_session_unit as u').innerJoin('register.organisation_card as o', 'o.id', 'u.kindergarten_id').select(['u.kindergarten_id', 'o.name', 'u.agreed_at']).where('u.session_id', '=', session.id).orderBy('o.name').execute()
  const asked = rows.map((row) => ({ id: row.kindergarten_id, name: row.name ?? '', hasAgreed: row.agreed_at !== null, own: row.kindergarten_id === actor.orgId && actor.role === 'head' }))
  const leads = session.kindergartenId === actor.orgId && (actor.role === 'head' || actor.role === 'pedagogical-leader')
  if (session.state !== 'planned' || !leads || session.breakdown === 'department') return { asked, askable: [] }
  const askable = await tx.selectFrom('register.organisation_card').select(['id', 'name']).where('id', 'in', sql<string>`(select needs.may_be_asked_along())`).orderBy(sql`name collate "nb-NO-x-icu"`).limit(500).execute()
  return { asked, askable: askable.flatMap(({ id, name }) => (id && !asked.some((one) => one.id === id) ? [{ id, name: name ?? '' }] : [])) }
}

export const insertUnit = (tx: Tx, sessionId: string, kindergartenId: string) => tx.insertInto('needs.staff_session_unit').values({ session_id: sessionId, kindergarten_id: kindergartenId }).onConflict((conflict) => conflict.columns(['session_id', 'kindergarten_id']).doNothing()).execute()
/** @returns whether the database let it be removed */
export const deleteUnit = async (tx: Tx, sessionId: string, kindergartenId: string): Promise<boolean> => (await tx.deleteFrom('needs.staff_session_unit').where('session_id', '=', sessionId).where('kindergarten_id', '=', kindergartenId).returning('session_id').execute()).length > 0
export const agree = async (tx: Tx, sessionId: string, actor: Actor, now: Date): Promise<boolean> =>
  (await tx.updateTable('needs.staff_session_unit').set({ agreed_at: now, agreed_by_name: actor.name }).where('session_id', '=', sessionId).where('kindergarten_id', '=', actor.orgId).returning('session_id').execute()).length > 0
