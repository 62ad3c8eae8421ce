import type { Tx } from '../../../platform/db.ts'
import type { Demand } from './period/deadline.ts'
import type { Answer, Considered } from './rules.ts'

export type ReasonDemand = { readonly id: string; readonly orgId: string; readonly orgName: string; readonly askedAt: Date; readonly askedBy: string; readonly answer: string | undefined; readonly answeredAt: Date | undefined; readonly answeredBy: string | undefined; readonly noticeSentAt: Date | undefined }
const demands = (tx: Tx) => tx.selectFrom('scheme.reason_demand as d').innerJoin('register.organisation as o', 'o.id', 'd.org_id').selectAll('d').select('o.name as org_name')
type DemandRow = Awaited<ReturnType<ReturnType<typeof demands>['execute']>>[number]
const demandFrom = (row: DemandRow): ReasonDemand => ({
  id: row.id, orgId: row.org_id, orgName: row.org_name, askedAt: row.asked_at, askedBy: row.asked_by_name, answer: row.answer ?? undefined,
  answeredAt: row.answered_at ?? undefined, answeredBy: row.answered_by_name ?? undefined, noticeSentAt: row.notified_at ?? undefined,
})
export const loadDemands = async (tx: Tx, decisionId: string): Promise<ReasonDemand[]> => (await demands(tx).where('d.decision_id', '=', decisionId).orderBy('d.asked_at').execute()).map(demandFrom)
export async function lockDemand(tx: Tx, decisionId: string, id: string): Promise<ReasonDemand | undefined> {
  const row = await demands(tx).where('d.decision_id', '=', decisionId).where('d.id', '=', id).forUpdate('d').executeTakeFirst()
  return row && demandFrom(row)
}
/** As the deadline counts it: the reasons lay there when they were written, and were told of when the notice left. */
export const asDemand = (one: ReasonDemand): Demand => ({ askedAt: one.askedAt, answered: one.answeredAt && { availableAt: one.answeredAt, noticeSentAt: one.noticeSentAt } })

/** @returns undefined when somebody else at the recipient has asked already */
export async function saveDemand(tx: Tx, decisionId: string, orgId: string, who: string, now: Date): Promise<string | undefined> {
  const row = await tx.insertInto('scheme.reason_demand').values({ decision_id: decisionId, org_id: orgId, asked_at: now, asked_by_name: who }).onConflict((conflict) => conflict.constraint('reason_demand_once').doNothing()).returning('id').executeTakeFirst()
  return row?.id
}
export const saveReasons = (tx: Tx, id: string, answer: string, who: string, told: readonly string[], now: Date) =>
  tx.updateTable('scheme.reason_demand').set({ answer, answered_at: now, answered_by_name: who, told: [...told] }).where('id', '=', id).execute()

export type Appeal = {
  readonly id: string
  readonly decisionId: string
  readonly orgId: string
  readonly orgName: string
  readonly wants: string
  readonly grounds: string
  readonly timing: 'in-time' | 'late'
  readonly lateReason: string
  readonly sentAt: Date
  readonly sentBy: string
  readonly onBehalfOf: string | undefined
  readonly outcome: Considered | undefined
  readonly consideredReason: string
  readonly consideredAt: Date | undefined
  readonly consideredBy: string | undefined
  readonly answer: Answer | undefined
  readonly answerText: string
  readonly answeredAt: Date | undefined
}
const appeals = (tx: Tx) => tx.selectFrom('scheme.appeal as a').innerJoin('register.organisation as o', 'o.id', 'a.org_id').selectAll('a').select('o.name as org_name')
type Row = Awaited<ReturnType<ReturnType<typeof appeals>['execute']>>[number]
const fromRow = (row: Row): Appeal => ({
  id: row.id, decisionId: row.decision_id, orgId: row.org_id, orgName: row.org_name, wants: row.wants, grounds: row.grounds, timing: row.timing as Appeal['timing'], lateReason: row.late_reason,
  sentAt: row.sent_at, sentBy: row.sent_by_name, onBehalfOf: row.on_behalf_of ?? undefined, outcome: (row.outcome as Considered | null) ?? undefined, consideredReason: row.considered_reason ?? '',
  consideredAt: row.considered_at ?? undefined, consideredBy: row.considered_by_name ?? undefined, answer: (row.answer as Answer | null) ?? undefined, answerText: row.answer_text ?? '', answeredAt: row.answered_at ?? undefined,
})
export const loadAppeals = async (tx: Tx, decisionId: string): Promise<Appeal[]> => (await appeals(tx).where('a.decision_id', '=', decisionId).orderBy('a.sent_at').execute()).map(fromRow)
export async function lockAppeal(tx: Tx, decisionId: string, id: string): Promise<Appeal | undefined> {
  const row = await appeals(tx).where('a.decision_id', '=', decisionId).where('a.id', '=', id).forUpdate('a').executeTakeFirst()
  return row && fromRow(row)
}

type NewAppeal = Pick<Appeal, 'decisionId' | 'orgId' | 'wants' | 'grounds' | 'timing' | 'lateReason' | 'sentBy' | 'onBehalfOf'> & { readonly key: string; readonly role: string }
/** @returns the id of the appeal; undefined when this organisation has sent one already */
export async function saveAppeal(tx: Tx, one: NewAppeal, now: Date): Promise<string | undefined> {
  const row = await tx
    .insertInto('scheme.appeal')
    .values({ send_key: one.key, decision_id: one.decisionId, org_id: one.orgId, wants: one.wants, grounds: one.grounds, timing: one.timing, late_reason: one.timing === 'late' ? one.lateReason : '', sent_at: now, sent_by_name: one.sentBy, sent_by_role: one.role, on_behalf_of: one.onBehalfOf ?? null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}
export const saveConsidered = (tx: Tx, id: string, outcome: Considered, reason: string, by: { readonly personId: string; readonly name: string }, now: Date) =>
  tx.updateTable('scheme.appeal').set({ outcome, considered_reason: reason, considered_at: now, considered_by: by.personId, considered_by_name: by.name }).where('id', '=', id).execute()
export const saveAnswer = (tx: Tx, id: string, answer: Answer, text: string, who: string, now: Date) =>
  tx.updateTable('scheme.appeal').set({ answer, answer_text: text, answered_at: now, answer_noted_by_name: who }).where('id', '=', id).execute()

export type RoundAppeal = Appeal & { readonly reference: string; readonly leadName: string }
export async function loadAppealsOfRound(tx: Tx, roundId: string): Promise<RoundAppeal[]> {
  const rows = await appeals(tx).innerJoin('scheme.decision as d', 'd.id', 'a.decision_id').innerJoin('scheme.report as r', 'r.id', 'd.report_id').innerJoin('register.organisation as l', 'l.id', 'r.lead_id').select(['r.reference', 'l.name as lead_name']).where('r.round_id', '=', roundId).orderBy('a.sent_at', 'desc').execute()
  return rows.map((row) => ({ ...fromRow(row), reference: row.reference ?? '', leadName: row.lead_name }))
}
/** Published decisions of a round, and how many of their recipients may appeal. */
export async function countDecided(tx: Tx, roundId: string): Promise<{ decisions: number; withRight: number }> {
  const row = await tx
    .selectFrom('scheme.decision as d').innerJoin('scheme.report as r', 'r.id', 'd.report_id').leftJoin('scheme.decision_recipient as t', (join) => join.onRef('t.decision_id', '=', 'd.id').on('t.individual', '=', true))
    .select((eb) => [eb.fn.count<number>('d.id').distinct().as('decisions'), eb.fn.count<number>('t.org_id').as('with_right')])
    .where('r.round_id', '=', roundId).where('d.published_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return { decisions: row.decisions, withRight: row.with_right }
}

export type Waiting = { readonly decisionId: string; readonly reference: string; readonly orgName: string; readonly at: Date; readonly id: string }
/** Appeals and demands that the county governor has not answered. */
export async function loadWaiting(tx: Tx): Promise<{ appeals: Waiting[]; demands: Waiting[] }> {
  const [sent, asked] = await Promise.all([
    appeals(tx).innerJoin('scheme.decision as d', 'd.id', 'a.decision_id').innerJoin('scheme.report as r', 'r.id', 'd.report_id').select('r.reference').where('a.outcome', 'is', null).orderBy('a.sent_at').limit(100).execute(),
    demands(tx).innerJoin('scheme.decision as v', 'v.id', 'd.decision_id').innerJoin('scheme.report as r', 'r.id', 'v.report_id').select('r.reference').where('d.answer', 'is', null).orderBy('d.asked_at').limit(100).execute(),
  ])
  return {
    appeals: sent.map((row) => ({ decisionId: row.decision_id, reference: row.reference ?? '', orgName: row.org_name, at: row.sent_at, id: row.id })),
    demands: asked.map((row) => ({ decisionId: row.decision_id, reference: row.reference ?? '', orgName: row.org_name, at: row.asked_at, id: row.id })),
  }
}

/** Decisions that wait for a second person, and those that were given back. */
export async function loadDecisionTasks(tx: Tx): Promise<{ id: string; reportId: string; roundId: string; reference: string; preparedBy: string; ready: boolean; returned: boolean }[]> {
  const rows = await tx.selectFrom('scheme.decision as d').innerJoin('scheme.report as r', 'r.id', 'd.report_id').select(['d.id', 'd.report_id', 'r.round_id', 'r.reference', 'd.prepared_by', 'd.ready_at', 'd.returned_at']).where('d.approved_at', 'is', null).where((eb) => eb.or([eb('d.ready_at', 'is not', null), eb('d.returned_at', 'is not', null)])).orderBy('d.prepared_at').limit(200).execute()
  return rows.map((row) => ({ id: row.id, reportId: row.report_id, roundId: row.round_id, reference: row.reference ?? '', preparedBy: row.prepared_by, ready: row.ready_at !== null, returned: row.ready_at === null && row.returned_at !== null }))
}
/** Published decisions that an organisation may still appeal and has been told of, without those appealed or replaced. */
export async function loadAppealable(tx: Tx, orgId: string): Promise<{ decisionId: string; reference: string; kind: string; availableAt: Date; noticeSentAt: Date; schemeCode: string }[]> {
  const rows = await tx
    .selectFrom('scheme.decision_recipient as t').innerJoin('scheme.decision as d', 'd.id', 't.decision_id').innerJoin('scheme.report as r', 'r.id', 'd.report_id').innerJoin('scheme.round as o', 'o.id', 'r.round_id')
    .select(['t.decision_id', 'r.reference', 't.kind', 't.available_at', 't.notified_at', 'o.scheme_code'])
    .where('t.org_id', '=', orgId).where('t.individual', '=', true).where('d.published_at', 'is not', null).where('t.notified_at', 'is not', null)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('scheme.appeal as a').select('a.id').whereRef('a.decision_id', '=', 'd.id').whereRef('a.org_id', '=', 't.org_id'))))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('scheme.decision as n').select('n.id').whereRef('n.replaces', '=', 'd.id'))))
    .orderBy('d.published_at', 'desc').limit(100)
    .execute()
  return rows.flatMap((row) => (row.available_at && row.notified_at ? [{ decisionId: row.decision_id, reference: row.reference ?? '', kind: row.kind, availableAt: row.available_at, noticeSentAt: row.notified_at, schemeCode: row.scheme_code }] : []))
}
