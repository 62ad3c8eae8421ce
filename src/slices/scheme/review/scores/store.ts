import { sql } from 'kysely'
import type { Tx } from '../../../../platform/db.ts'
import type { Begun, Score } from './rules.ts'

/** What the actor has begun to give, and by which version of the criteria. Nobody else can read it. */
export async function loadBegun(tx: Tx, reportId: string, personId: string): Promise<{ readonly scores: readonly Begun[]; readonly criteria: number | undefined }> {
  const rows = await tx.selectFrom('scheme.score').select(['criterion_code', 'points', 'reason', 'criteria_number']).where('report_id', '=', reportId).where('person_id', '=', personId).execute()
  return { scores: rows.map((row) => ({ code: row.criterion_code, points: row.points ?? undefined, reason: row.reason })), criteria: rows[0]?.criteria_number }
}

/** The reports of a round that the actor has begun to give something. */
export async function loadBegunOf(tx: Tx, roundId: string, personId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom('scheme.score as s').innerJoin('scheme.report as r', 'r.id', 's.report_id').select('s.report_id').distinct().where('r.round_id', '=', roundId).where('s.person_id', '=', personId).execute()
  return new Set(rows.map((row) => row.report_id))
}

export const saveBegun = (tx: Tx, reportId: string, personId: string, scores: readonly Begun[], criteria: number, now: Date) =>
  tx
    .insertInto('scheme.score')
    .values(scores.map(({ code, points, reason }) => ({ report_id: reportId, person_id: personId, criterion_code: code, points: points ?? null, reason, criteria_number: criteria, changed_at: now })))
    .onConflict((conflict) => conflict.columns(['report_id', 'person_id', 'criterion_code']).doUpdateSet((eb) => ({ points: eb.ref('excluded.points'), reason: eb.ref('excluded.reason'), criteria_number: eb.ref('excluded.criteria_number'), changed_at: eb.ref('excluded.changed_at') })))
    .execute()

export type Delivery = {
  readonly id: string
  readonly reportId: string
  readonly personId: string
  readonly person: string
  readonly organisation: string
  readonly submission: number
  readonly scores: readonly Score[]
  readonly points: number
  readonly at: Date
  readonly returned: { readonly at: Date; readonly by: string; readonly reason: string } | undefined
}

const deliveries = (tx: Tx) => tx.selectFrom('scheme.review_delivery as d').selectAll('d').orderBy('d.person_name').orderBy('d.delivered_at')
const asDelivery = (row: Awaited<ReturnType<ReturnType<typeof deliveries>['execute']>>[number]): Delivery => ({
  id: row.id, reportId: row.report_id, personId: row.person_id, person: row.person_name, organisation: row.org_name, submission: row.submission_number, scores: row.scores as unknown as readonly Score[], points: Number(row.points), at: row.delivered_at,
  returned: row.returned_at ? { at: row.returned_at, by: row.returned_by_name ?? '', reason: row.return_reason ?? '' } : undefined,
})

/** What the readers have delivered, as far as the actor may see it; those sent back too. */
export const loadDeliveries = async (tx: Tx, reportId: string): Promise<readonly Delivery[]> => (await deliveries(tx).where('d.report_id', '=', reportId).execute()).map(asDelivery)
export const loadDeliveriesOf = async (tx: Tx, roundId: string): Promise<readonly Delivery[]> =>
  (await deliveries(tx).innerJoin('scheme.report as r', 'r.id', 'd.report_id').where('r.round_id', '=', roundId).where('d.returned_at', 'is', null).execute()).map(asDelivery)

export type NewDelivery = { readonly reportId: string; readonly personId: string; readonly person: string; readonly organisation: string; readonly criteria: number; readonly submission: number; readonly scores: readonly Score[]; readonly points: number }
export const insertDelivery = (tx: Tx, one: NewDelivery, now: Date) =>
  tx
    .insertInto('scheme.review_delivery')
    .values({ report_id: one.reportId, person_id: one.personId, person_name: one.person, org_name: one.organisation, criteria_number: one.criteria, submission_number: one.submission, scores: JSON.stringify(one.scores), points: one.points, delivered_at: now })
    .execute()

export const saveReturn = (tx: Tx, id: string, reason: string, by: string, now: Date) =>
  tx.updateTable('scheme.review_delivery').set({ returned_at: now, returned_by_name: by, return_reason: reason }).where('id', '=', id).where('returned_at', 'is', null).execute()

export type Reader = { readonly reportId: string; readonly personId: string; /** Whom they read for. */ readonly orgId: string; readonly name: string; readonly assignedAt: Date; readonly assignedBy: string; readonly delivered: boolean }
/** Who reads the reports, by name, and whether they have delivered. */
export async function loadReaders(tx: Tx, reportIds: readonly string[]): Promise<readonly Reader[]> {
  if (reportIds.length === 0) return []
  const { rows } = await sql<{ report_id: string; person_id: string; org_id: string; name: string; assigned_at: Date; assigned_by_name: string; delivered: boolean }>`select * from scheme.readers_of(${[...reportIds]}::uuid[])`.execute(tx)
  return rows.map((row) => ({ reportId: row.report_id, personId: row.person_id, orgId: row.org_id, name: row.name, assignedAt: row.assigned_at, assignedBy: row.assigned_by_name, delivered: row.delivered }))
}
