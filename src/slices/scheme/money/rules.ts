import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { ore, shareOf, zero, type Ore } from '../../../kernel/money.ts'

/** What an entry in the ledger can be about a frame: the money of one county and one calendar year. */
export const frameKinds = ['frame-set', 'frame-raised', 'frame-lowered', 'frame-carried-out', 'frame-carried-in'] as const
/** … and about a line: what one recipient is granted for one year by the decisions about one report. */
export const lineKinds = ['bound', 'decided', 'cancelled', 'ordered', 'paid', 'order-refused', 'used', 'unused', 'demanded', 'demand-withdrawn', 'returned', 'carried-out', 'carried-in', 'own', 'adjusted'] as const
export type FrameKind = (typeof frameKinds)[number]
export type LineKind = (typeof lineKinds)[number]
/** What an adjustment can add to. Never to what is granted: that takes a decision, or a cancellation. */
export const adjustable = ['paid', 'used', 'unused', 'returned', 'own'] as const
export type Adjustable = (typeof adjustable)[number]

/** An entry about a line. Positive øre, but for an adjustment. `forItem`: it answers an order to pay, so that what was ordered is no longer so. */
export type LineEntry = { readonly kind: Exclude<LineKind, 'adjusted'>; readonly ore: Ore; readonly forItem?: boolean } | { readonly kind: 'adjusted'; readonly adjusts: Adjustable; readonly ore: Ore }
export type FrameEntry = { readonly kind: FrameKind; readonly ore: Ore }

const parts = ['bound', 'decided', 'cancelled', 'ordered', 'paid', 'used', 'unused', 'demanded', 'returned', 'carriedIn', 'carriedOut', 'own'] as const
/**
 * A line's balance: each part the sum of its entries. `bound` was granted by a decision of an earlier year than the line's, `decided` by one of the same year or later;
 * `unused` is what the recipient has told that it has left over, also what has been returned or carried over since; `demanded` is what it is asked to return, also what it has returned.
 */
export type Balance = Readonly<Record<(typeof parts)[number], Ore>>
export const empty: Balance = { bound: zero, decided: zero, cancelled: zero, ordered: zero, paid: zero, used: zero, unused: zero, demanded: zero, returned: zero, carriedIn: zero, carriedOut: zero, own: zero }

const plus = (a: Ore, b: number): Ore => ore(a + b)

/** The balance after one more entry, whether or not it makes sense; see `wrongWith`. */
export function post(balance: Balance, entry: LineEntry): Balance {
  const add = (part: keyof Balance, amount: number): Balance => ({ ...balance, [part]: plus(balance[part], amount) })
  switch (entry.kind) {
    case 'adjusted':
      return add(entry.adjusts, entry.ore)
    case 'paid':
      return entry.forItem ? { ...balance, paid: plus(balance.paid, entry.ore), ordered: plus(balance.ordered, -entry.ore) } : add('paid', entry.ore)
    case 'order-refused':
      return add('ordered', -entry.ore)
    case 'demand-withdrawn':
      return add('demanded', -entry.ore)
    case 'carried-in':
      return add('carriedIn', entry.ore)
    case 'carried-out':
      return add('carriedOut', entry.ore)
    default:
      return add(entry.kind, entry.ore)
  }
}
/** Balances are nothing but sums of entries. */
export const balanceOf = (entries: readonly LineEntry[]): Balance => entries.reduce(post, empty)

/** What is in force of what was granted. */
export const granted = (b: Balance): Ore => ore(b.bound + b.decided - b.cancelled)
/** Granted, and neither paid nor on its way. Granted and not cancelled = paid + ordered + to pay. */
export const toPay = (b: Balance): Ore => ore(granted(b) - b.ordered - b.paid)
/** In the recipient's hands, and not accounted for yet. Paid + carried in = used + unused + unreported. */
export const unreported = (b: Balance): Ore => ore(b.paid + b.carriedIn - b.used - b.unused)
/** Left over with the recipient, neither returned nor carried over. Unused = returned + carried out + unsettled. */
export const unsettled = (b: Balance): Ore => ore(b.unused - b.returned - b.carriedOut)
/** Asked to be returned, and not returned yet. */
export const awaited = (b: Balance): Ore => ore(b.demanded - b.returned)
/** What can still be demanded back or carried over. */
export const free = (b: Balance): Ore => ore(unsettled(b) - awaited(b) + unreported(b))
/** The own contribution that goes with the grant, where one is demanded; rounded to the nearest øre. */
export const ownDemanded = (b: Balance, percent: number | undefined): Ore => (percent === undefined ? zero : shareOf(granted(b), percent, 100))

export const impossible = ['negative', 'more-than-to-pay', 'more-than-paid', 'more-than-unused', 'more-than-demanded'] as const
export type Impossible = (typeof impossible)[number]
/** What is impossible about a balance; the database has the same conditions (`money_line`). */
export function wrongWith(b: Balance): Impossible | undefined {
  if (parts.some((part) => b[part] < 0)) return 'negative'
  if (toPay(b) < 0) return 'more-than-to-pay'
  if (unreported(b) < 0) return 'more-than-paid'
  if (b.unused < b.demanded + b.carriedOut) return 'more-than-unused'
  return awaited(b) < 0 ? 'more-than-demanded' : undefined
}

/** A frame as it stands. `committed` is what is granted for the year and not cancelled. */
export type Frame = { readonly frame: Ore | undefined; readonly carriedIn: Ore; readonly carriedOut: Ore; readonly committed: Ore }
/** What can still be granted, or undefined as long as there is no frame. Never below zero. */
export const left = (f: Frame): Ore | undefined => (f.frame === undefined ? undefined : ore(f.frame + f.carriedIn - f.carriedOut - f.committed))

export const frameChanges = ['set', 'raised', 'lowered', 'carried'] as const
export type FrameChange = (typeof frameChanges)[number]
export type FrameRefusal = 'frame-is-set' | 'no-frame' | 'nothing' | 'below-committed' | 'why'
/**
 * Sets the frame once, raises or lowers it with a reason, or carries what is left of it over to the next year (two entries, one in each year's account).
 * A frame is never below what is granted and bound within it.
 */
export function changeFrame(f: Frame, change: FrameChange, amount: Ore, reason: string): Decision<FrameRefusal, { readonly kind: `scheme.frame-${FrameChange}`; readonly entry: FrameEntry; readonly nextYear: FrameEntry | undefined }> {
  const rest = left({ ...f, frame: f.frame ?? amount })
  if (change === 'set') {
    if (f.frame !== undefined) return refuse('frame-is-set')
    return (rest ?? zero) < 0 ? refuse('below-committed') : accept({ kind: 'scheme.frame-set', entry: { kind: 'frame-set', ore: amount }, nextYear: undefined })
  }
  if (f.frame === undefined) return refuse('no-frame')
  if (amount <= 0) return refuse('nothing')
  if (reason.trim() === '') return refuse('why')
  if (change === 'raised') return accept({ kind: 'scheme.frame-raised', entry: { kind: 'frame-raised', ore: amount }, nextYear: undefined })
  if (amount > (rest ?? zero) || (change === 'lowered' && amount > f.frame)) return refuse('below-committed')
  return change === 'lowered'
    ? accept({ kind: 'scheme.frame-lowered', entry: { kind: 'frame-lowered', ore: amount }, nextYear: undefined })
    : accept({ kind: 'scheme.frame-carried', entry: { kind: 'frame-carried-out', ore: amount }, nextYear: { kind: 'frame-carried-in', ore: amount } })
}

export type GrantRefusal = 'in-payment' | 'already-used'
/**
 * What must be posted for the line to hold what the decision in force grants. More is granted; less is cancelled as long as it is not paid, and the rest is demanded back.
 * Refused when the money is on its way to the bank, or used.
 */
export function grant(b: Balance, wanted: Ore, early: boolean): Decision<GrantRefusal, readonly LineEntry[]> {
  const more = wanted - granted(b)
  if (more > 0) return accept([{ kind: early ? 'bound' : 'decided', ore: ore(more) }])
  if (more === 0) return accept([])
  const cancelled = Math.min(-more, toPay(b))
  const back = ore(-more - cancelled)
  const entries: LineEntry[] = cancelled > 0 ? [{ kind: 'cancelled', ore: ore(cancelled) }] : []
  if (back === 0) return accept(entries)
  if (b.ordered > 0) return refuse('in-payment')
  return back > free(b) ? refuse('already-used') : accept([...entries, ...asUnused(b, back), { kind: 'demanded', ore: back }])
}

/** What is taken of money that nobody has accounted for yet is, by that, left over. */
const asUnused = (b: Balance, amount: Ore): readonly LineEntry[] => {
  const missing = amount - (unsettled(b) - awaited(b))
  return missing > 0 ? [{ kind: 'unused', ore: ore(missing) }] : []
}

export const lineChanges = ['cancelled', 'demanded', 'demand-withdrawn', 'returned', 'carried-out', 'adjusted'] as const
export type LineChange = (typeof lineChanges)[number]
export type ChangeRefusal = Impossible | 'nothing' | 'why' | 'not-paid' | 'nothing-left' | 'choose-adjusted'
export type LineChanged = { readonly kind: `scheme.grant-${LineChange}`; readonly entries: readonly LineEntry[]; /** What goes to the same recipient's line of the next year. */ readonly nextYear: readonly LineEntry[] }

/** A person changes a line by hand. Money that comes back unasked is demanded and returned at once. An adjustment replaces nothing: it is a new entry, with a reason. */
export function changeLine(b: Balance, change: LineChange, amount: Ore, reason: string, adjusts?: Adjustable): Decision<ChangeRefusal, LineChanged> {
  if (amount === 0) return refuse('nothing')
  if (amount < 0 && change !== 'adjusted') return refuse('negative')
  if (reason.trim() === '' && change !== 'returned') return refuse('why')
  const entries = entriesOf(b, change, amount, adjusts)
  if (!entries.ok) return entries
  const wrong = wrongWith(entries.event.reduce(post, b))
  return wrong ? refuse(wrong) : accept({ kind: `scheme.grant-${change}`, entries: entries.event, nextYear: change === 'carried-out' ? [{ kind: 'carried-in', ore: amount }] : [] })
}

function entriesOf(b: Balance, change: LineChange, amount: Ore, adjusts: Adjustable | undefined): Decision<ChangeRefusal, readonly LineEntry[]> {
  if (change === 'adjusted') return adjusts === undefined ? refuse('choose-adjusted') : accept([{ kind: 'adjusted', adjusts, ore: amount }])
  if (change === 'cancelled' || change === 'demand-withdrawn') return accept([{ kind: change, ore: amount }])
  const nothingPaid = b.paid + b.carriedIn === 0
  if (change === 'returned') {
    const unasked = ore(Math.max(0, amount - awaited(b)))
    if (amount > awaited(b) + free(b)) return refuse(nothingPaid ? 'not-paid' : 'more-than-paid')
    return accept([...(unasked > 0 ? [...asUnused(b, unasked), { kind: 'demanded' as const, ore: unasked }] : []), { kind: 'returned', ore: amount }])
  }
  if (amount > free(b)) return refuse(nothingPaid ? 'not-paid' : 'nothing-left')
  return accept([...asUnused(b, amount), { kind: change, ore: amount }])
}

/** What a result report says of one line, in all, so far. Own contribution only where the strand demands one. */
export type Reported = { readonly used: Ore; readonly unused: Ore; readonly own?: Ore | undefined }
export type ReportRefusal = 'negative' | 'more-than-paid' | 'does-not-add-up' | 'unused-is-settled' | 'own-missing'
/**
 * What must be posted for the line to say what an approved report says. The report gives totals, so the same report twice posts nothing the second time, and a corrected one posts the difference.
 * A final report accounts for every krone: used + unused is what was paid and carried in.
 */
export function report(b: Balance, said: Reported, rule: { readonly final: boolean; readonly ownPercent: number | undefined }): Decision<ReportRefusal, readonly LineEntry[]> {
  if (said.used < 0 || said.unused < 0 || (said.own ?? 0) < 0) return refuse('negative')
  if (rule.ownPercent !== undefined && said.own === undefined) return refuse('own-missing')
  const held = b.paid + b.carriedIn
  if (said.used + said.unused > held) return refuse('more-than-paid')
  if (rule.final && said.used + said.unused !== held) return refuse('does-not-add-up')
  if (said.unused < b.demanded + b.carriedOut) return refuse('unused-is-settled')
  const differences = [...difference('used', b.used, said.used), ...difference('unused', b.unused, said.unused), ...difference('own', b.own, said.own ?? b.own)]
  // Less first: what moves from used to unused must not pass through more than was paid.
  return accept(differences.toSorted((one, other) => Number(one.ore > 0) - Number(other.ore > 0)))
}

const difference = (kind: 'used' | 'unused' | 'own', before: Ore, after: Ore): LineEntry[] =>
  after === before ? [] : after > before ? [{ kind, ore: ore(after - before) }] : [{ kind: 'adjusted', adjusts: kind, ore: ore(after - before) }]
