import { sql, type SqlBool } from 'kysely'
import type { Tx } from '../../../platform/db.ts'
import type { HandOver, HandOverAnswer, HandOverReason } from './rules.ts'

const handOvers = (tx: Tx) => tx.selectFrom('guidance.hand_over as h').innerJoin('register.organisation as o', 'o.id', 'h.to_org_id').selectAll('h').select('o.name as to_name')
type Row = Awaited<ReturnType<ReturnType<typeof handOvers>['execute']>>[number]

const fromRow = (row: Row): HandOver => ({
  id: row.id, toOrgId: row.to_org_id, toName: row.to_name, reason: row.reason_code as HandOverReason, summary: row.shared_summary,
  kindergartenName: row.kindergarten_name, teamName: row.team_name, reference: row.reference, handedAt: row.handed_at, handedBy: row.handed_by_name,
  answer: (row.answer as HandOverAnswer | null) ?? undefined, answerText: row.answer_text ?? '', answeredAt: row.answered_at ?? undefined, answeredBy: row.answered_by_name ?? undefined,
  withdrawnAt: row.withdrawn_at ?? undefined,
})

/** The hand-overs of a case, newest first. */
export const loadHandOvers = async (tx: Tx, caseId: string): Promise<HandOver[]> =>
  (await handOvers(tx).where('h.case_id', '=', caseId).orderBy('h.handed_at', 'desc').orderBy('h.id', 'desc').execute()).map(fromRow)

/** What has been handed to a service, what waits for it first. */
export const loadReceived = async (tx: Tx, orgId: string): Promise<HandOver[]> =>
  (await handOvers(tx).where('h.to_org_id', '=', orgId).orderBy(sql`h.answer is not null`).orderBy('h.handed_at', 'desc').limit(200).execute()).map(fromRow)

export async function loadReceivedOne(tx: Tx, orgId: string, id: string): Promise<HandOver | undefined> {
  const row = await handOvers(tx).where('h.to_org_id', '=', orgId).where('h.id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** The hand-over as it is now, and nobody else changes it until the transaction ends. */
export async function lockHandOver(tx: Tx, id: string): Promise<{ handOver: HandOver; caseId: string } | undefined> {
  const locked = await tx.selectFrom('guidance.hand_over').select(['id', 'case_id']).where('id', '=', id).forUpdate().executeTakeFirst()
  const row = locked && (await handOvers(tx).where('h.id', '=', id).executeTakeFirst())
  return row && { handOver: fromRow(row), caseId: row.case_id }
}

export type NewHandOver = {
  readonly caseId: string; readonly toOrgId: string; readonly reason: HandOverReason; readonly summary: string
  readonly kindergartenName: string; readonly teamName: string; readonly reference: string; readonly by: string; readonly acceptedBy: string | undefined
}

export async function saveHandOver(tx: Tx, one: NewHandOver, at: Date): Promise<string> {
  const { id } = await tx
    .insertInto('guidance.hand_over')
    .values({
      case_id: one.caseId, to_org_id: one.toOrgId, reason_code: one.reason, shared_summary: one.summary, kindergarten_name: one.kindergartenName, team_name: one.teamName, reference: one.reference, handed_at: at, handed_by_name: one.by,
      ...(one.acceptedBy === undefined ? {} : { answer: 'accepted', answered_at: at, answered_by_name: one.acceptedBy }),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export const saveAnswer = (tx: Tx, id: string, answer: HandOverAnswer, text: string, by: string, at: Date) =>
  tx.updateTable('guidance.hand_over').set({ answer, answer_text: text || null, answered_at: at, answered_by_name: by }).where('id', '=', id).execute()

export const saveWithdrawal = (tx: Tx, id: string, at: Date) => tx.updateTable('guidance.hand_over').set({ withdrawn_at: at }).where('id', '=', id).execute()

export type Service = { readonly id: string; readonly name: string; readonly form: string | undefined; readonly phone: string | undefined; readonly email: string | undefined }

/** The support services of the municipality that an organisation belongs to, or lies in, today (for a case: the kindergarten's, wherever its team sits); the asking one left out. */
export async function loadServices(tx: Tx, orgId: string): Promise<Service[]> {
  const rows = await tx
    .selectFrom('register.organisation as o')
    .innerJoin('register.relation as part', (join) => join.onRef('part.from_id', '=', 'o.id').on('part.kind', '=', 'part-of').on(sql<SqlBool>`part.period @> (select platform.today())`))
    .leftJoin('register.own_fact as own', 'own.organisation_id', 'o.id')
    .select(['o.id', 'o.name', 'o.form', 'own.contact_phone', 'own.contact_email'])
    .where('o.kind', '=', 'support-service')
    .where('o.closed_on', 'is', null)
    .where('o.id', '<>', orgId)
    .where((eb) => eb.or([eb('o.form', 'is', null), eb('o.form', '<>', 'competence-team')]))
    .where('part.to_id', 'in', (eb) =>
      eb.selectFrom('register.relation as r').select('r.to_id').where('r.from_id', '=', orgId).where('r.kind', 'in', ['part-of', 'lies-in']).where(sql<SqlBool>`r.period @> (select platform.today())`),
    )
    .orderBy(sql`o.name collate "nb-NO-x-icu"`)
    .execute()
  return rows.map((row) => ({ id: row.id, name: row.name, form: row.form ?? undefined, phone: row.contact_phone ?? undefined, email: row.contact_email ?? undefined }))
}

/** All hand-overs of the cases. */
export async function loadHandOversOf(tx: Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, readonly HandOver[]>> {
  const rows = await handOvers(tx).where('h.case_id', 'in', [...caseIds]).execute()
  const made = new Map<string, HandOver[]>()
  for (const row of rows) made.set(row.case_id, [...(made.get(row.case_id) ?? []), fromRow(row)])
  return made
}
