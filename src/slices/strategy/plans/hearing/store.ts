import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Outcome, PlanHead } from '../rules.ts'

type Said = { readonly orgId: string; readonly role: 'head' | 'owner'; readonly body: string }
export const insertComment = (tx: Tx, planId: string, said: Said, who: string, now: Date) => tx.insertInto('strategy.hearing_comment').values({ plan_id: planId, org_id: said.orgId, role: said.role, written_by_name: who, written_at: now, body: said.body }).execute()
export const saveAnswer = (tx: Tx, id: string, outcome: Outcome, answer: string, who: string, now: Date) => tx.updateTable('strategy.hearing_comment').set({ outcome, answer, answered_at: now, answered_by_name: who }).where('id', '=', id).execute()

/** The kindergartens of the municipality, those who own them, and which of them have said something about the plan. */
export async function loadAsked(tx: Tx, { id, municipalityId }: Pick<PlanHead, 'id' | 'municipalityId'>): Promise<{ readonly heads: readonly string[]; readonly owners: readonly string[]; readonly said: readonly string[] }> {
  const [rows, said] = await Promise.all([
    tx.selectFrom('register.kindergarten_profile').select(['kindergarten_id', 'owner_id']).where('municipality_id', '=', municipalityId).where('closed_on', 'is', null).execute(),
    tx.selectFrom('strategy.hearing_comment').select('org_id').where('plan_id', '=', id).execute(),
  ])
  return { heads: rows.flatMap((row) => row.kindergarten_id ?? []), owners: [...new Set(rows.flatMap((row) => row.owner_id ?? []))], said: said.map((row) => row.org_id) }
}
type Asked = { readonly id: string; readonly title: string; readonly municipality: string; readonly until: LocalDate }
/** Hearings the actor may read that run today, where the organisation has said nothing in that role; the first to close first. */
export async function loadUnanswered(tx: Tx, orgId: string, role: 'head' | 'owner', today: LocalDate): Promise<readonly Asked[]> {
  const rows = await tx
    .selectFrom('strategy.plan as p').innerJoin('register.organisation_card as m', 'm.id', 'p.municipality_id').select(['p.id', 'p.title', 'p.hearing_until', 'm.full_name as municipality'])
    .where('p.state', '=', 'hearing').where('p.hearing_until', '>=', today)
    .where((where) => where.not(where.exists(where.selectFrom('strategy.hearing_comment as c').select('c.id').whereRef('c.plan_id', '=', 'p.id').where('c.org_id', '=', orgId).where('c.role', '=', role))))
    .orderBy('p.hearing_until').orderBy('p.id').limit(20).execute()
  return rows.map((row) => ({ id: row.id, title: row.title, municipality: row.municipality ?? '', until: row.hearing_until as LocalDate }))
}
/** Hearings that close on or before the day, that nobody has been reminded of, and that had been running for as long before it: held until they are. For the program's own work. */
export const lockClosing = (tx: Tx, today: LocalDate, until: LocalDate, beganBefore: LocalDate) =>
  tx.selectFrom('strategy.plan').select(['id', 'title', 'municipality_id']).where('state', '=', 'hearing').where('hearing_until', '>=', today).where('hearing_until', '<=', until).where('reminded_on', 'is', null)
    .where((where) => where.or([where('hearing_from', 'is', null), where('hearing_from', '<=', beganBefore)])).orderBy('id').forUpdate().skipLocked().execute()
export const saveReminded = (tx: Tx, id: string, today: LocalDate) => tx.updateTable('strategy.plan').set({ reminded_on: today }).where('id', '=', id).execute()
export const forgetComments = async (tx: Tx, before: LocalDate): Promise<number> => (await sql<{ gone: number }>`select strategy.forget_comments(${before}) as gone`.execute(tx)).rows[0]?.gone ?? 0
