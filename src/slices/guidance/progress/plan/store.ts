import { sql } from 'kysely'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Side } from '../../cases/rules.ts'
import type { Agreement, KeptRow, PlanRow, PlanStanding } from './rules.ts'

export async function loadRows(tx: Tx, caseId: string): Promise<KeptRow[]> {
  const rows = await tx.selectFrom('guidance.plan_item').selectAll().where('case_id', '=', caseId).where('removed_at', 'is', null).orderBy('position').orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id, version: row.version, problem: row.problem, goal: row.goal, sign: row.sign, measure: row.measure, who: row.who, timing: row.timing, evaluateOn: row.evaluate_on as LocalDate, changedAt: row.written_at, changedBy: row.written_by_name,
  }))
}

/** Adds a row last. */
export const saveRow = (tx: Tx, caseId: string, formKey: string, row: PlanRow, by: string, at: Date) =>
  tx
    .insertInto('guidance.plan_item')
    .values({
      case_id: caseId, form_key: formKey, ...columns(row), written_at: at, written_by_name: by,
      position: sql<number>`(select coalesce(max(i.position), 0) + 1 from guidance.plan_item i where i.case_id = ${caseId})`,
    })
    .execute()

export const isTaken = async (tx: Tx, caseId: string, formKey: string): Promise<boolean> =>
  (await tx.selectFrom('guidance.plan_item').select('id').where('case_id', '=', caseId).where('form_key', '=', formKey).executeTakeFirst()) !== undefined

export const saveChangedRow = (tx: Tx, id: string, row: PlanRow, by: string, at: Date) =>
  tx.updateTable('guidance.plan_item').set((eb) => ({ ...columns(row), version: eb('version', '+', 1), written_at: at, written_by_name: by })).where('id', '=', id).execute()

export const saveRemoval = (tx: Tx, id: string, by: string, at: Date) => tx.updateTable('guidance.plan_item').set({ removed_at: at, removed_by_name: by }).where('id', '=', id).execute()

const columns = (row: PlanRow) => ({ problem: row.problem, goal: row.goal, sign: row.sign, measure: row.measure, who: row.who, timing: row.timing, evaluate_on: row.evaluateOn })

export async function loadAgreements(tx: Tx, caseId: string): Promise<Agreement[]> {
  const rows = await tx.selectFrom('guidance.plan_agreement').selectAll().where('case_id', '=', caseId).where('void_at', 'is', null).orderBy('agreed_at').execute()
  return rows.map((row) => ({ side: row.side as Side, at: row.agreed_at, by: row.agreed_by_name, onBehalfOf: row.on_behalf_of ?? undefined }))
}

export const saveAgreement = (tx: Tx, caseId: string, side: Side, rows: readonly KeptRow[], by: { readonly personId: string; readonly name: string; readonly onBehalfOf: string | undefined }, at: Date) =>
  tx
    .insertInto('guidance.plan_agreement')
    .values({ case_id: caseId, side, agreed_at: at, agreed_by: by.personId, agreed_by_name: by.name, on_behalf_of: by.onBehalfOf ?? null, plan: JSON.stringify(rows) })
    .execute()

/** Takes all agreements out of force; how many there were. */
export async function voidAgreements(tx: Tx, caseId: string, by: string, at: Date): Promise<number> {
  const rows = await tx.updateTable('guidance.plan_agreement').set({ void_at: at, void_by_name: by }).where('case_id', '=', caseId).where('void_at', 'is', null).returning('id').execute()
  return rows.length
}

export type VoidPlan = { readonly agreedAt: Date; readonly voidAt: Date; readonly voidBy: string; readonly rows: readonly PlanRow[] }

/** The last plan that both sides had agreed to before it was changed: what was agreed is never lost. */
export async function loadVoidPlan(tx: Tx, caseId: string): Promise<VoidPlan | undefined> {
  const rows = await tx
    .selectFrom('guidance.plan_agreement as mine')
    .innerJoin('guidance.plan_agreement as other', (join) => join.onRef('other.case_id', '=', 'mine.case_id').onRef('other.void_at', '=', 'mine.void_at').on('other.side', '=', 'team'))
    .select(['mine.plan', 'mine.void_at', 'mine.void_by_name'])
    .select(sql<Date>`greatest(mine.agreed_at, other.agreed_at)`.as('agreed_at'))
    .where('mine.case_id', '=', caseId)
    .where('mine.side', '=', 'kindergarten')
    .where('mine.void_at', 'is not', null)
    .orderBy('mine.void_at', 'desc')
    .limit(1)
    .execute()
  const [row] = rows
  return row?.void_at ? { agreedAt: row.agreed_at, voidAt: row.void_at, voidBy: row.void_by_name ?? '', rows: row.plan as unknown as PlanRow[] } : undefined
}

/** How the plan stands in each of the cases. */
export async function loadPlanStandings(tx: Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, PlanStanding>> {
  const { rows } = await sql<{ id: string; rows: number; agreed: Side[]; was_agreed: boolean }>`
    select c.id, (select count(*)::integer from guidance.plan_item i where i.case_id = c.id and i.removed_at is null) as rows,
      array(select p.side from guidance.plan_agreement p where p.case_id = c.id and p.void_at is null) as agreed,
      exists (select from guidance.plan_agreement mine join guidance.plan_agreement other on other.case_id = mine.case_id and other.void_at = mine.void_at and other.side = 'team'
        where mine.case_id = c.id and mine.side = 'kindergarten') as was_agreed
    from unnest(${[...caseIds]}::uuid[]) c (id)`.execute(tx)
  return new Map(rows.map((row) => [row.id, { rows: row.rows, agreed: row.agreed, wasAgreed: row.was_agreed }]))
}
