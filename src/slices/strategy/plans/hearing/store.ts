import type { Tx } from '../../../../platform/db.ts'
import type { Outcome } from '../rules.ts'

type Said = { readonly orgId: string; readonly role: 'head' | 'owner'; readonly body: string }
export const insertComment = (tx: Tx, planId: string, said: Said, who: string, now: Date) => tx.insertInto('strategy.hearing_comment').values({ plan_id: planId, org_id: said.orgId, role: said.role, written_by_name: who, written_at: now, body: said.body }).execute()
export const saveAnswer = (tx: Tx, id: string, outcome: Outcome, answer: string, who: string, now: Date) => tx.updateTable('strategy.hearing_comment').set({ outcome, answer, answered_at: now, answered_by_name: who }).where('id', '=', id).execute()
