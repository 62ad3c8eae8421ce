import { sql, type SqlBool } from 'kysely'
import type { Actor } from '../../../kernel/actor.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import { oreFrom, zero, type Ore } from '../../../kernel/money.ts'
import type { Tx } from '../../../platform/db.ts'
import type { MoneyActor } from '../schemes/rules.ts'
import type { Instalment } from './plan/rules.ts'
import type { Balance, Frame, FrameEntry, LineEntry } from './rules.ts'

export type Account = Frame & { readonly id: string; readonly managerId: string; readonly county: string; readonly countyName: string; readonly year: number; readonly balance: Balance }
export type Line = {
  readonly id: string; readonly accountId: string; readonly managerId: string; readonly county: string; readonly reportId: string; readonly year: number; readonly actor: MoneyActor
  readonly recipientId: string; readonly recipientName: string; /** The kindergarten has it itself: so it was when each reported for itself. */ readonly kindergartensOwn: boolean; readonly recipientNumber: string | undefined; readonly reference: string; readonly title: string; readonly ownPercent: number | undefined; readonly balance: Balance
}

type Sums = { readonly [Part in 'bound' | 'decided' | 'cancelled' | 'ordered' | 'paid' | 'used' | 'unused' | 'demanded' | 'returned' | 'carried_in' | 'carried_out']: string | number | bigint } & { readonly own?: string | number | bigint }
const balanceFrom = (row: Sums): Balance => ({
  bound: oreFrom(row.bound), decided: oreFrom(row.decided), cancelled: oreFrom(row.cancelled), ordered: oreFrom(row.ordered), paid: oreFrom(row.paid), used: oreFrom(row.used), unused: oreFrom(row.unused),
  demanded: oreFrom(row.demanded), returned: oreFrom(row.returned), carriedIn: oreFrom(row.carried_in), carriedOut: oreFrom(row.carried_out), own: row.own === undefined ? zero : oreFrom(row.own),
})

/** Nobody else moves this county governor's money until the transaction ends: what is decided is decided on the balances that are there when it is saved. */
export const lockMoney = async (tx: Tx, managerId: string): Promise<void> => void (await sql`select pg_advisory_xact_lock(hashtextextended('scheme.money ' || ${managerId}, 0))`.execute(tx))

/** What the county of an account `a` was called that year; its last name where the register has none for the year. */
const countyName = sql<string | null>`(select c.name from register.county_number c where c.number = a.county order by (c.period @> make_date(a.year, 1, 1)) desc, lower(c.period) desc limit 1)`.as('county_name')

const accounts = (tx: Tx) => tx.selectFrom('scheme.money_account as a').selectAll('a').select(countyName)
type AccountRow = Awaited<ReturnType<ReturnType<typeof accounts>['execute']>>[number]
const accountFrom = (row: AccountRow): Account => {
  const balance = balanceFrom(row)
  return {
    id: row.id, managerId: row.manager_id, county: row.county, countyName: row.county_name ?? row.county, year: row.year, balance,
    frame: row.frame === null ? undefined : oreFrom(row.frame), carriedIn: oreFrom(row.frame_carried_in), carriedOut: oreFrom(row.frame_carried_out), committed: oreFrom(balance.bound + balance.decided - balance.cancelled),
  }
}
/** The accounts of a county governor that the actor may see, by year and county. */
export const loadAccounts = async (tx: Tx, managerId: string, year?: number): Promise<Account[]> => {
  const all = accounts(tx).where('a.manager_id', '=', managerId).orderBy('a.year').orderBy('a.county')
  return (await (year === undefined ? all : all.where('a.year', '=', year)).execute()).map(accountFrom)
}

/** The account, made if it is not there yet. */
export async function openAccount(tx: Tx, managerId: string, county: string, year: number): Promise<Account> {
  await tx.insertInto('scheme.money_account').values({ manager_id: managerId, county, year }).onConflict((oc) => oc.constraint('money_account_once').doNothing()).execute()
  return accountFrom(await accounts(tx).where('a.manager_id', '=', managerId).where('a.county', '=', county).where('a.year', '=', year).executeTakeFirstOrThrow())
}

export type County = { readonly number: string; readonly name: string }
/** The counties a county governor has in a year, as they are numbered in the middle of it. */
export const loadCounties = (tx: Tx, managerId: string, year: number): Promise<County[]> =>
  tx.selectFrom('register.county_number').select(['number', 'name']).where('governor_id', '=', managerId).where(sql<SqlBool>`period @> make_date(${year}::int, 7, 1)`).orderBy('number').execute()

const lines = (tx: Tx) =>
  tx
    .selectFrom('scheme.money_line as l')
    .innerJoin('register.organisation as o', 'o.id', 'l.recipient_id')
    .selectAll('l')
    .select(['o.name as recipient_name', 'o.kind as recipient_kind', 'o.organisation_number as recipient_number'])
    // A recipient sees its line but not the account.
    .leftJoin('scheme.money_account as a', 'a.id', 'l.account_id')
    .select(['a.manager_id', 'a.county'])
type LineRow = Awaited<ReturnType<ReturnType<typeof lines>['execute']>>[number]
const lineFrom = (row: LineRow): Line => ({
  id: row.id, accountId: row.account_id, managerId: row.manager_id ?? '', county: row.county ?? '', reportId: row.report_id, year: row.year, actor: row.actor as MoneyActor, recipientId: row.recipient_id,
  recipientName: row.recipient_name, kindergartensOwn: row.recipient_kind === 'kindergarten', recipientNumber: row.recipient_number ?? undefined, reference: row.reference, title: row.title, ownPercent: row.own_percent ?? undefined, balance: balanceFrom(row),
})
const inOrder = (tx: Tx) => lines(tx).orderBy('l.year').orderBy('l.reference').orderBy('l.actor').orderBy(sql`o.name collate "nb-NO-x-icu"`).orderBy('l.id')

export const loadLinesOfYear = async (tx: Tx, managerId: string, year: number): Promise<Line[]> => (await inOrder(tx).where('a.manager_id', '=', managerId).where('l.year', '=', year).execute()).map(lineFrom)
export const loadLinesOfReport = async (tx: Tx, reportId: string): Promise<Line[]> => (await inOrder(tx).where('l.report_id', '=', reportId).execute()).map(lineFrom)
export const loadLinesOfRecipient = async (tx: Tx, recipientId: string): Promise<Line[]> => (await inOrder(tx).where('l.recipient_id', '=', recipientId).execute()).map(lineFrom)
export async function loadLine(tx: Tx, id: string): Promise<Line | undefined> {
  const row = await lines(tx).where('l.id', '=', id).executeTakeFirst()
  return row && lineFrom(row)
}

export type LineOf = { readonly account: Account; readonly reportId: string; readonly actor: MoneyActor; readonly recipientId: string; readonly reference: string; readonly title: string; readonly ownPercent: number | undefined }
/** The line, made if it is not there yet. */
export async function openLine(tx: Tx, of: LineOf): Promise<Line> {
  const { account } = of
  await tx
    .insertInto('scheme.money_line')
    .values({ account_id: account.id, report_id: of.reportId, year: account.year, actor: of.actor, recipient_id: of.recipientId, reference: of.reference, title: of.title, own_percent: of.ownPercent ?? null })
    .onConflict((oc) => oc.constraint('money_line_once').doNothing())
    .execute()
  return lineFrom(await lines(tx).where('l.report_id', '=', of.reportId).where('l.year', '=', account.year).where('l.actor', '=', of.actor).where('l.recipient_id', '=', of.recipientId).executeTakeFirstOrThrow())
}

export type Note = { readonly by: Actor; readonly at: Date; readonly onDay: LocalDate; readonly reason?: string | undefined; readonly decisionId?: string | undefined; readonly itemId?: string | undefined; /** The form it came from, see `wasDone`. */ readonly once?: string | undefined }
/**
 * Writes entries in the ledger, in the order they are to be posted; the database moves the balances, or refuses.
 * @throws when the database refuses: the rules have said yes to what is impossible
 */
export async function saveEntries(tx: Tx, accountId: string, lineId: string | undefined, entries: readonly (LineEntry | FrameEntry)[], note: Note): Promise<void> {
  for (const [at, entry] of entries.entries()) {
    const granting = entry.kind === 'bound' || entry.kind === 'decided'
    await tx
      .insertInto('scheme.money_entry')
      .values({
        account_id: accountId, line_id: lineId ?? null, kind: entry.kind, adjusts: entry.kind === 'adjusted' ? entry.adjusts : null, ore: entry.ore, decision_id: granting ? (note.decisionId ?? null) : null, item_id: note.itemId ?? null,
        reason: note.reason ?? '', on_day: note.onDay, at: note.at, by_person: note.by.personId, by_name: note.by.name, once: at === 0 ? (note.once ?? null) : null,
      })
      .execute()
  }
}

/** Whether the form has been entered already: a second click changes nothing. */
export const wasDone = async (tx: Tx, once: string): Promise<boolean> => (await tx.selectFrom('scheme.money_entry').select('id').where('once', '=', once).executeTakeFirst()) !== undefined

export type Movement = {
  readonly id: string; readonly number: number; readonly kind: string; readonly adjusts: string | undefined; readonly ore: Ore; readonly reason: string; readonly onDay: LocalDate; readonly at: Date; readonly who: string
  readonly county: string; readonly countyName: string; readonly lineId: string | undefined; readonly recipient: string | undefined; readonly reference: string | undefined
}
const movements = (tx: Tx) =>
  tx
    .selectFrom('scheme.money_entry as e')
    .leftJoin('scheme.money_account as a', 'a.id', 'e.account_id')
    .leftJoin('scheme.money_line as l', 'l.id', 'e.line_id')
    .leftJoin('register.organisation as o', 'o.id', 'l.recipient_id')
    .select(['e.id', 'e.number', 'e.kind', 'e.adjusts', 'e.ore', 'e.reason', 'e.on_day', 'e.at', 'e.by_name', 'e.line_id', 'a.county', 'o.name as recipient', 'l.reference'])
    .select(countyName)
type MovementRow = Awaited<ReturnType<ReturnType<typeof movements>['execute']>>[number]
const movementFrom = (row: MovementRow): Movement => ({
  id: row.id, number: Number(row.number), kind: row.kind, adjusts: row.adjusts ?? undefined, ore: oreFrom(row.ore), reason: row.reason, onDay: row.on_day as LocalDate, at: row.at, who: row.by_name,
  county: row.county ?? '', countyName: row.county_name ?? row.county ?? '', lineId: row.line_id ?? undefined, recipient: row.recipient ?? undefined, reference: row.reference ?? undefined,
})

/** What has been entered for a year, newest first. */
export async function loadMovements(tx: Tx, managerId: string, year: number, offset: number, size: number): Promise<{ readonly rows: readonly Movement[]; readonly total: number }> {
  const of = movements(tx).where('a.manager_id', '=', managerId).where('a.year', '=', year)
  const { total } = await of.clearSelect().select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { rows: (await of.orderBy('e.number', 'desc').offset(offset).limit(size).execute()).map(movementFrom), total: Number(total) }
}
/** What has been entered for one line, oldest first. */
export const loadLineMovements = async (tx: Tx, lineId: string): Promise<Movement[]> => (await movements(tx).where('e.line_id', '=', lineId).orderBy('e.number').execute()).map(movementFrom)

export type PlannedInstalment = Instalment & { readonly id: string; readonly lineId: string; /** How far its payment has come; undefined: not in a run. */ readonly state: 'proposed' | 'ordered' | 'paid' | undefined; readonly paidOn: LocalDate | undefined }
/** When the lines are to be paid, and what has been, by day. */
export async function loadPlans(tx: Tx, lineIds: readonly string[]): Promise<PlannedInstalment[]> {
  if (lineIds.length === 0) return []
  const rows = await tx
    .selectFrom('scheme.money_instalment as p')
    .leftJoin('scheme.payment_item as i', (join) => join.onRef('i.instalment_id', '=', 'p.id').on('i.state', 'in', ['proposed', 'ordered', 'paid']))
    .select(['p.id', 'p.line_id', 'p.due_on', 'p.ore', 'i.state', 'i.answered_on'])
    .where('p.line_id', '=', sql<string>`any(${[...lineIds]}::uuid[])`)
    .orderBy('p.due_on')
    .orderBy('p.id')
    .execute()
  return rows.map((row) => ({ id: row.id, lineId: row.line_id, dueOn: row.due_on as LocalDate, ore: oreFrom(row.ore), state: (row.state as PlannedInstalment['state'] | null) ?? undefined, paidOn: (row.answered_on as LocalDate | null) ?? undefined }))
}
/** The open instalments of a line are taken away and others put in their place. */
export async function replacePlan(tx: Tx, lineId: string, openIds: readonly string[], plan: readonly Instalment[]): Promise<void> {
  if (openIds.length > 0) await tx.deleteFrom('scheme.money_instalment').where('line_id', '=', lineId).where('id', 'in', [...openIds]).execute()
  if (plan.length > 0) await tx.insertInto('scheme.money_instalment').values(plan.map((one) => ({ line_id: lineId, due_on: one.dueOn, ore: one.ore }))).execute()
}
