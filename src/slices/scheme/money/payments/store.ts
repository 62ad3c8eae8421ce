import { sql } from 'kysely'
import type { Actor } from '../../../../kernel/actor.ts'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { oreFrom, type Ore } from '../../../../kernel/money.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { Item, ItemAnswer, ItemState, Limits, PersonKind, Run } from './rules.ts'

export type Due = { readonly instalmentId: string; readonly lineId: string; readonly accountId: string; readonly dueOn: LocalDate; readonly ore: Ore; readonly recipientName: string; readonly recipientNumber: string | undefined; readonly reference: string; readonly year: number; readonly county: string }
/** What is due until a day and in no run, by day. A recipient without an organisation number cannot be paid by file. */
export async function loadDue(tx: Tx, managerId: string, until: LocalDate): Promise<Due[]> {
  const rows = await tx
    .selectFrom('scheme.money_instalment as p')
    .innerJoin('scheme.money_line as l', 'l.id', 'p.line_id')
    .innerJoin('scheme.money_account as a', 'a.id', 'l.account_id')
    .innerJoin('register.organisation as o', 'o.id', 'l.recipient_id')
    .select(['p.id', 'p.line_id', 'l.account_id', 'p.due_on', 'p.ore', 'o.name', 'o.organisation_number', 'l.reference', 'l.year', 'a.county'])
    .where('a.manager_id', '=', managerId)
    .where('p.due_on', '<=', until)
    .where((eb) => eb.not(eb.exists(eb.selectFrom('scheme.payment_item as i').select('i.id').whereRef('i.instalment_id', '=', 'p.id').where('i.state', 'in', ['proposed', 'ordered', 'paid']))))
    .orderBy('p.due_on')
    .orderBy(sql`o.name collate "nb-NO-x-icu"`)
    .orderBy('p.id')
    .execute()
  return rows.map((row) => ({ instalmentId: row.id, lineId: row.line_id, accountId: row.account_id, dueOn: row.due_on as LocalDate, ore: oreFrom(row.ore), recipientName: row.name, recipientNumber: row.organisation_number ?? undefined, reference: row.reference, year: row.year, county: row.county }))
}

const runs = (tx: Tx, managerId: string) =>
  tx
    .selectFrom('scheme.payment_run as r')
    .selectAll('r')
    .select(sql<{ count: number; total: string; waiting: number; refused: number }>`(select jsonb_build_object('count', count(*), 'total', coalesce(sum(i.ore), 0)::text, 'waiting', count(*) filter (where i.state in ('proposed', 'ordered')), 'refused', count(*) filter (where i.state = 'refused')) from scheme.payment_item i where i.run_id = r.id)`.as('sums'))
    .where('r.manager_id', '=', managerId)
type RunRow = Awaited<ReturnType<ReturnType<typeof runs>['execute']>>[number]
const runFrom = (row: RunRow): Run => ({
  id: row.id, number: row.number, dueUntil: row.due_until as LocalDate, preparedAt: row.prepared_at, preparedBy: row.prepared_by, preparedByName: row.prepared_by_name, approvedAt: row.approved_at ?? undefined, approvedByName: row.approved_by_name ?? undefined,
  cancelledAt: row.cancelled_at ?? undefined, cancelledByName: row.cancelled_by_name ?? undefined, cancelReason: row.cancel_reason ?? undefined, sha256: row.sha256 ?? undefined, count: row.sums.count, total: oreFrom(row.sums.total), waiting: row.sums.waiting, refused: row.sums.refused,
})
/** The newest two hundred runs. */
export const loadRuns = async (tx: Tx, managerId: string): Promise<Run[]> => (await runs(tx, managerId).orderBy('r.number', 'desc').limit(200).execute()).map(runFrom)
export async function loadRun(tx: Tx, managerId: string, id: string): Promise<Run | undefined> {
  const row = await runs(tx, managerId).where('r.id', '=', id).executeTakeFirst()
  return row && runFrom(row)
}
export const loadFile = async (tx: Tx, managerId: string, id: string): Promise<{ readonly number: number; readonly file: string; readonly sha256: string } | undefined> => {
  const row = await tx.selectFrom('scheme.payment_run').select(['number', 'file', 'sha256']).where('manager_id', '=', managerId).where('id', '=', id).executeTakeFirst()
  return row?.file && row.sha256 ? { number: row.number, file: row.file, sha256: row.sha256 } : undefined
}

export async function loadItems(tx: Tx, runId: string): Promise<(Item & { readonly accountId: string; readonly recipientId: string; readonly instalmentId: string | undefined })[]> {
  const rows = await tx
    .selectFrom('scheme.payment_item as i')
    .innerJoin('scheme.money_line as l', 'l.id', 'i.line_id')
    .innerJoin('scheme.money_account as a', 'a.id', 'l.account_id')
    .selectAll('i')
    .select(['l.reference', 'l.year', 'l.account_id', 'l.recipient_id', 'a.county'])
    .where('i.run_id', '=', runId)
    .orderBy('i.number')
    .execute()
  return rows.map((row) => ({
    id: row.id, number: row.number, lineId: row.line_id, accountId: row.account_id, recipientId: row.recipient_id, instalmentId: row.instalment_id ?? undefined, ore: oreFrom(row.ore), dueOn: row.due_on as LocalDate, recipientName: row.recipient_name, recipientNumber: row.recipient_number,
    reference: row.reference, year: row.year, county: row.county, state: row.state as ItemState, answeredOn: (row.answered_on as LocalDate | null) ?? undefined, answerReason: row.answer_reason ?? undefined,
  }))
}

/** A run of what is due, under the county governor's next number. The caller has locked the money. */
export async function saveRun(tx: Tx, by: { readonly orgId: string; readonly personId: string; readonly name: string }, dueUntil: LocalDate, due: readonly (Due & { readonly recipientNumber: string })[], at: Date): Promise<{ readonly id: string; readonly number: number }> {
  const { last } = await tx.selectFrom('scheme.payment_run').select((eb) => eb.fn.max('number').as('last')).where('manager_id', '=', by.orgId).executeTakeFirstOrThrow()
  const number = Number(last ?? 0) + 1
  const { id } = await tx.insertInto('scheme.payment_run').values({ manager_id: by.orgId, number, due_until: dueUntil, prepared_at: at, prepared_by: by.personId, prepared_by_name: by.name }).returning('id').executeTakeFirstOrThrow()
  await tx
    .insertInto('scheme.payment_item')
    .values(due.map((one, index) => ({ run_id: id, number: index + 1, line_id: one.lineId, instalment_id: one.instalmentId, ore: one.ore, due_on: one.dueOn, recipient_name: one.recipientName, recipient_number: one.recipientNumber })))
    .execute()
  return { id, number }
}

export const saveApproval = (tx: Tx, id: string, by: Actor, file: { readonly body: string; readonly sha256: string }, at: Date) =>
  tx.updateTable('scheme.payment_run').set({ approved_at: at, approved_by: by.personId, approved_by_name: by.name, file: file.body, sha256: file.sha256 }).where('id', '=', id).execute()
export const saveCancellation = (tx: Tx, id: string, by: Actor, reason: string, at: Date) =>
  tx.updateTable('scheme.payment_run').set({ cancelled_at: at, cancelled_by_name: by.name, cancel_reason: reason }).where('id', '=', id).execute()
export const saveItemsState = (tx: Tx, runId: string, state: 'ordered' | 'dropped') => tx.updateTable('scheme.payment_item').set({ state }).where('run_id', '=', runId).execute()
export const saveAnswer = (tx: Tx, itemId: string, answer: ItemAnswer) =>
  tx.updateTable('scheme.payment_item').set({ state: answer.state, answered_on: answer.onDay, answer_reason: answer.state === 'refused' ? answer.reason : null }).where('id', '=', itemId).execute()

/** What each kind of person may approve in one run now; the last word of each stands. */
export async function loadLimits(tx: Tx, managerId: string): Promise<Limits> {
  const rows = await tx.selectFrom('scheme.payment_limit').distinctOn('kind').select(['kind', 'ore']).where('manager_id', '=', managerId).orderBy('kind').orderBy('at', 'desc').orderBy('id', 'desc').execute()
  const of = (kind: PersonKind): Ore | undefined => {
    const stored = rows.find((row) => row.kind === kind)?.ore
    return stored === undefined || stored === null ? undefined : oreFrom(stored)
  }
  return { officer: of('officer'), leader: of('leader') }
}
export const saveLimit = (tx: Tx, by: Actor, kind: PersonKind, limit: Ore | undefined, at: Date) => tx.insertInto('scheme.payment_limit').values({ manager_id: by.orgId, kind, ore: limit ?? null, at, by_name: by.name }).execute()

/** Whether the actor leads: gives access to the people of the organisation; a deputy only where the delegation covers that. */
export const isLeader = async (tx: Tx): Promise<boolean> => (await sql<{ leads: boolean }>`select identity.actor_administers() as leads`.execute(tx)).rows[0]?.leads === true

/** The county governor's people today, and which of them lead. */
export async function loadPeople(tx: Tx, orgId: string): Promise<readonly { readonly personId: string; readonly name: string; readonly kind: PersonKind }[]> {
  const rows = await tx
    .selectFrom('identity.membership as m')
    .innerJoin('identity.person as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.name'])
    .select(sql<boolean>`bool_or(m.administers)`.as('leads'))
    .where('m.org_id', '=', orgId)
    .where('m.role', '=', 'county-governor')
    .where(sql<boolean>`m.period @> platform.today()`)
    .groupBy(['p.id', 'p.name'])
    .orderBy('p.name')
    .execute()
  return rows.map(({ id, name, leads }) => ({ personId: id, name, kind: leads ? 'leader' : 'officer' }))
}

/** Runs that wait for another person than the one who prepared them. */
export const loadUnapproved = async (tx: Tx, by: Actor): Promise<Run[]> =>
  (await runs(tx, by.orgId).where('r.approved_at', 'is', null).where('r.cancelled_at', 'is', null).where('r.prepared_by', '<>', by.personId).orderBy('r.number').limit(50).execute()).map(runFrom)
