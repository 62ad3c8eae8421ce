import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { osloDate, yearOf } from '../../../kernel/dates.ts'
import { ore, sumOre, zero, type Ore } from '../../../kernel/money.ts'
import type { Tx } from '../../../platform/db.ts'
import type { MoneyActor } from '../schemes/rules.ts'
import { loadCountyOf, loadCountyOfLines, loadDecision, type DecisionFacts } from './decided/store.ts'
import { fitPlan, usualDue } from './plan/rules.ts'
import { grant, granted, left, post, report, toPay, unreported, unsettled, type GrantRefusal, type LineEntry, type Reported, type ReportRefusal } from './rules.ts'
import * as store from './store.ts'

// The front door of the money for the other nouns of the scheme: what a decision grants, what a result report says was used, and how the frames stand.

export type CommitRefusal = 'not-found' | 'not-published' | 'replaced' | 'already-committed' | 'county-unknown' | 'no-frame' | 'over-frame' | GrantRefusal

/**
 * Takes a decision into the ledger. Call it in the transaction that publishes the decision, after `published_at` is set, as the county governor's person who publishes.
 * What it grants is posted for each year, actor and recipient, and gets a payment plan; a decision that replaces an earlier one posts the difference, cancels what is not paid and demands back what is.
 * Money for the decision's own year or the first one after needs a frame that has room for it; later years may be bound before their frame is known.
 * @param county the county whose frame the money is taken from, when the caller knows better than the places of the report's kindergartens
 * @returns how much is now granted in all, in øre; or why not: the caller's transaction must then not publish
 */
export async function commit(tx: Tx, actor: Actor, decisionId: string, now: Date, county?: string): Promise<Decision<CommitRefusal, { readonly granted: Ore; readonly lines: number }>> {
  const decision = await loadDecision(tx, decisionId)
  if (!decision || !manages(actor, decision.managerId)) return refuse('not-found')
  if (!decision.publishedAt) return refuse('not-published')
  if (!decision.latest) return refuse('replaced')
  await store.lockMoney(tx, decision.managerId)
  if ((await loadDecision(tx, decisionId))?.committed) return refuse('already-committed')
  const wanted = await wantedLines(tx, decision, county)
  if (!wanted.ok) return wanted
  const changes: { readonly line: store.Line; readonly entries: readonly LineEntry[] }[] = []
  for (const { line, ore: amount } of wanted.event) {
    const entries = grant(line.balance, amount, line.year > yearOf(osloDate(decision.publishedAt)))
    if (!entries.ok) return entries
    changes.push({ line, entries: entries.event })
  }
  const room = await hasRoom(tx, decision, changes)
  if (room) return refuse(room)
  // What is cancelled makes room for what is granted.
  const isLess = (entry: LineEntry) => entry.kind !== 'bound' && entry.kind !== 'decided'
  for (const less of [true, false])
    for (const { line, entries } of changes) await store.saveEntries(tx, line.accountId, line.id, entries.filter((entry) => isLess(entry) === less), { by: actor, at: now, onDay: osloDate(now), decisionId, reason: less ? decision.reference : undefined })
  for (const { line, entries } of changes) await fitPlanOf(tx, { ...line, balance: entries.reduce(post, line.balance) }, now)
  return accept({ granted: sumOre(decision.amounts.map((one) => one.ore)), lines: decision.amounts.length })
}

/** A recipient sees the decision too, and posts nothing. */
const manages = (actor: Actor, managerId: string): boolean => actor.role === 'county-governor' && actor.orgId === managerId

/** Each line the decision grants, and each it grants no longer. */
async function wantedLines(tx: Tx, decision: DecisionFacts, county: string | undefined): Promise<Decision<'county-unknown', readonly { readonly line: store.Line; readonly ore: Ore }[]>> {
  const before = await store.loadLinesOfReport(tx, decision.reportId)
  const wanted: { readonly line: store.Line; readonly ore: Ore }[] = []
  for (const amount of decision.amounts) {
    const known = before.find((one) => one.year === amount.year && one.actor === amount.actor && one.recipientId === amount.recipientId)
    const place = known?.county ?? county ?? (await loadCountyOfLines(tx, decision.reportId, amount.year)) ?? (await loadCountyOf(tx, decision.reportId, decision.managerId, amount.year))
    if (place === undefined) return refuse('county-unknown')
    const account = await store.openAccount(tx, decision.managerId, place, amount.year)
    // Whoever coordinates or teaches contributes nothing of its own: the demand is on the owner.
    const ownPercent = amount.actor === 'owner' ? decision.ownPercent : undefined
    wanted.push({ ore: amount.ore, line: known ?? (await store.openLine(tx, { account, reportId: decision.reportId, actor: amount.actor, recipientId: amount.recipientId, reference: decision.reference, title: decision.title, ownPercent })) })
  }
  return accept([...wanted, ...before.filter((line) => !wanted.some((one) => one.line.id === line.id)).map((line) => ({ line, ore: zero }))])
}

async function hasRoom(tx: Tx, decision: DecisionFacts, changes: readonly { readonly line: store.Line; readonly entries: readonly LineEntry[] }[]): Promise<'no-frame' | 'over-frame' | undefined> {
  const first = Math.min(...decision.amounts.map(({ year }) => year))
  for (const account of await store.loadAccounts(tx, decision.managerId)) {
    const mine = changes.filter(({ line, entries }) => line.accountId === account.id && entries.length > 0)
    const more = mine.reduce((sum, { line, entries }) => sum + granted(entries.reduce(post, line.balance)) - granted(line.balance), 0)
    const rest = left(account)
    if (rest === undefined && account.year === first && more > 0) return 'no-frame'
    if (rest !== undefined && more > rest) return 'over-frame'
  }
  return undefined
}

/** The payment plan follows the balance: what is neither paid, ordered nor in a run is in it, to the øre. */
export async function fitPlanOf(tx: Tx, line: Pick<store.Line, 'id' | 'year' | 'balance'>, now: Date): Promise<void> {
  const plan = await store.loadPlans(tx, [line.id])
  const open = plan.filter(({ state }) => state === undefined)
  const inRun = sumOre(plan.filter(({ state }) => state === 'proposed').map((one) => one.ore))
  const wanted = fitPlan(open, ore(toPay(line.balance) - inRun), usualDue(line.year, osloDate(now)))
  const same = wanted.length === open.length && wanted.every((one, at) => one.dueOn === open[at]?.dueOn && one.ore === open[at]?.ore)
  if (!same) await store.replacePlan(tx, line.id, open.map(({ id }) => id), wanted)
}

export type Settlement = {
  readonly reportId: string
  /** Totals so far, in øre: the same again posts nothing, a corrected number posts the difference. `own` is the recipient's own contribution, needed where the strand demands one. */
  readonly lines: readonly (Reported & { readonly year: number; readonly actor: MoneyActor; readonly recipientId: string })[]
  /** The last report of these lines: used + unused is all that was paid and carried in. */
  readonly final: boolean
  /** Where the numbers come from, such as the result report's reference; stands beside each entry. */
  readonly reason: string
}
export type SettleRefusal = 'no-such-line' | ReportRefusal

/**
 * Takes the numbers of an approved result report into the ledger. Call it in the transaction that approves, as the county governor's person who approves.
 * All lines or none. What is unused is then carried over, demanded back or returned from the line's own page.
 * @returns how many entries were made; or why not, by the first line that is refused
 */
export async function settle(tx: Tx, actor: Actor, settlement: Settlement, now: Date): Promise<Decision<SettleRefusal, { readonly posted: number }>> {
  const [first] = await store.loadLinesOfReport(tx, settlement.reportId)
  if (!first || !manages(actor, first.managerId)) return refuse('no-such-line')
  await store.lockMoney(tx, first.managerId)
  const lines = await store.loadLinesOfReport(tx, settlement.reportId)
  const changes: { readonly line: store.Line; readonly entries: readonly LineEntry[] }[] = []
  for (const said of settlement.lines) {
    const line = lines.find((one) => one.year === said.year && one.actor === said.actor && one.recipientId === said.recipientId)
    if (!line) return refuse('no-such-line')
    const entries = report(line.balance, said, { final: settlement.final, ownPercent: line.ownPercent })
    if (!entries.ok) return entries
    changes.push({ line, entries: entries.event })
  }
  for (const { line, entries } of changes) await store.saveEntries(tx, line.accountId, line.id, entries, { by: actor, at: now, onDay: osloDate(now), reason: settlement.reason })
  return accept({ posted: changes.reduce((sum, { entries }) => sum + entries.length, 0) })
}

/** How a county's money stands in a year, in øre. `frame` and `left` are undefined until the frame is put in; `frame` has what was carried in and out. */
export type Standing = {
  readonly county: string; readonly countyName: string; readonly year: number; readonly frame: Ore | undefined; readonly left: Ore | undefined
  readonly bound: Ore; readonly decided: Ore; readonly cancelled: Ore; /** Sent to accounting, and not answered. */ readonly ordered: Ore; readonly paid: Ore; readonly used: Ore; readonly returned: Ore; readonly carriedOut: Ore; readonly unreported: Ore; readonly unsettled: Ore; readonly toPay: Ore
}

/**
 * How a county governor's money of a year stands, county by county: one row for each county that has a frame or a grant. For the county governor's people, and for
 * the members of its forums (totals only; the database answers nobody else). What can be granted by new decisions is `left`.
 */
export const balance = async (tx: Tx, managerId: string, year: number): Promise<readonly Standing[]> => (await store.loadAccounts(tx, managerId, year)).map(standing)

export const standing = (account: store.Account): Standing => ({
  county: account.county, countyName: account.countyName, year: account.year, left: left(account),
  frame: account.frame === undefined ? undefined : ore(account.frame + account.carriedIn - account.carriedOut),
  bound: account.balance.bound, decided: account.balance.decided, cancelled: account.balance.cancelled, ordered: account.balance.ordered, paid: account.balance.paid, used: account.balance.used, returned: account.balance.returned,
  carriedOut: account.balance.carriedOut, unreported: unreported(account.balance), unsettled: unsettled(account.balance), toPay: toPay(account.balance),
})
