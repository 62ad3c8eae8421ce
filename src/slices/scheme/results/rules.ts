import { addMonths, osloDate, startOfDayOslo } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { ore, shareOf, sumOre, zero, type Ore } from '../../../kernel/money.ts'
import { actorsOfMoney, type MoneyActor } from '../schemes/rules.ts'

/** How far a report of results has come, as it is stored. One that nobody has begun is not stored at all. */
export const resultStates = ['draft', 'sent', 'changes-requested', 'sent-again', 'approved'] as const
export type ResultState = (typeof resultStates)[number]

/** How it stands, as people see it: also one that is not begun, and one that should have been sent. */
export type Standing = 'not-started' | 'overdue' | ResultState

/** @param due the first instant that is too late */
export const standingOf = (state: ResultState | undefined, due: Date, now: Date): Standing => ((state === undefined || state === 'draft') && now >= due ? 'overdue' : (state ?? 'not-started'))

/** What can be done with it, from which state to which, and by whom; everything else is refused. The state diagram in `docs/rules/scheme-results.md` is drawn from this. */
export const moves = [
  { act: 'begin', by: 'applicant or partner', from: undefined, to: 'draft' },
  { act: 'send', by: 'applicant', from: 'draft', to: 'sent' },
  { act: 'ask for changes', by: 'county governor', from: 'sent', to: 'changes-requested' },
  { act: 'ask for changes', by: 'county governor', from: 'sent-again', to: 'changes-requested' },
  { act: 'send', by: 'applicant', from: 'changes-requested', to: 'sent-again' },
  { act: 'approve', by: 'county governor', from: 'sent', to: 'approved' },
  { act: 'approve', by: 'county governor', from: 'sent-again', to: 'approved' },
] as const satisfies readonly { readonly act: string; readonly by: string; readonly from: ResultState | undefined; readonly to: ResultState }[]

const after = (act: (typeof moves)[number]['act'], state: ResultState | undefined): ResultState | undefined => moves.find((move) => move.act === act && move.from === state)?.to

/** The diagram of the states, in the words of mermaid. */
export const diagram = (): string => ['stateDiagram-v2', ...moves.map(({ act, by, from, to }) => `  ${from?.replaceAll('-', '_') ?? '[*]'} --> ${to.replaceAll('-', '_')}: ${act} (${by})`), '  approved --> [*]'].join('\n')

/**
 * When the report for a year is due: the round's own last day for the first year there is money for, and the same day of each year after it.
 * @param firstDue the first instant that is too late for the first year
 */
export const dueOf = (firstDue: Date, firstYear: number, year: number): Date => startOfDayOslo(addMonths(osloDate(firstDue), 12 * (year - firstYear)))

/** What was granted for one year to one who is to have it. */
export type GrantedLine = { readonly actor: MoneyActor; readonly recipientId: string; readonly ore: Ore }
/** What the report says of one who was to have money: exact, and used + unused is what was granted. */
export type Accounted = { readonly actor: MoneyActor; readonly granted: Ore; readonly used: Ore; readonly unused: Ore }
type Amounts = readonly { readonly actor: MoneyActor; readonly ore: number }[]

const of = (rows: Amounts, actor: MoneyActor): Ore => sumOre(rows.filter((row) => row.actor === actor).map((row) => ore(row.ore)))

/** What is said of the year's money, next to what was granted: one line for each who was granted some. */
export const account = (granted: Amounts, used: Amounts, unused: Amounts): readonly Accounted[] =>
  actorsOfMoney.filter((actor) => granted.some((row) => row.actor === actor)).map((actor) => ({ actor, granted: of(granted, actor), used: of(used, actor), unused: of(unused, actor) }))

export type Lack =
  | { readonly name: 'does-not-add-up'; readonly actor: MoneyActor }
  | { readonly name: 'unused-without-why' }
  | { readonly name: 'nobody-took-part'; readonly kindergarten: string }
  | { readonly name: 'fell-out-without-why' }

export type Content = {
  readonly money: readonly Accounted[]
  readonly unusedWhy: string
  /** Kindergartens that were to take part, and those that did. */
  readonly planned: readonly string[]
  readonly tookPart: readonly { readonly id: string; readonly people: number }[]
  readonly fellOutWhy: string
}

/** What is wrong across questions: what the form cannot know, because it does not know what was granted and planned. */
export function lacksIn({ money, unusedWhy, planned, tookPart, fellOutWhy }: Content): readonly Lack[] {
  const fellOut = fellOutOf(planned, tookPart.map(({ id }) => id))
  return [
    ...money.filter(({ granted, used, unused }) => used + unused !== granted).map(({ actor }) => ({ name: 'does-not-add-up', actor }) as const),
    ...(money.some(({ unused }) => unused > 0) && unusedWhy.trim() === '' ? [{ name: 'unused-without-why' } as const] : []),
    ...tookPart.filter(({ people }) => people === 0).map(({ id }) => ({ name: 'nobody-took-part', kindergarten: id }) as const),
    ...(fellOut.length > 0 && fellOutWhy.trim() === '' ? [{ name: 'fell-out-without-why' } as const] : []),
  ]
}

export const fellOutOf = (planned: readonly string[], tookPart: readonly string[]): readonly string[] => planned.filter((id) => !tookPart.includes(id))

export type WriteRefusal = 'already-sent' | 'already-approved'
/** What was sent is the county governor's to answer; it is written in again when they have asked for changes. */
export function write(state: ResultState): Decision<WriteRefusal, { readonly kind: 'may-write' }> {
  if (state === 'approved') return refuse('already-approved')
  return after('send', state) ? accept({ kind: 'may-write' }) : refuse('already-sent')
}

export type SendRefusal = WriteRefusal | 'not-applicant' | 'not-granted' | 'not-complete'
/** Sends it, or sends it again. Too late is told, and never refused: a late report is better than none. */
export function send(state: ResultState, facts: { readonly applicant: boolean; readonly granted: boolean; readonly lacks: number; readonly due: Date }, now: Date): Decision<SendRefusal, { readonly kind: 'scheme.result-sent' | 'scheme.result-sent-again'; readonly to: ResultState; readonly late: boolean }> {
  const open = write(state)
  if (!open.ok) return open
  if (!facts.applicant) return refuse('not-applicant')
  if (!facts.granted) return refuse('not-granted')
  if (facts.lacks > 0) return refuse('not-complete')
  const to = after('send', state) ?? 'sent'
  return accept({ kind: to === 'sent' ? 'scheme.result-sent' : 'scheme.result-sent-again', to, late: to === 'sent' && now >= facts.due })
}

export type AskRefusal = 'not-sent' | 'already-approved' | 'already-asked' | 'what-missing' | 'why-missing'
/** The county governor says what must change, and why. Both are read by those who wrote. */
export function askForChanges(state: ResultState, what: string, why: string): Decision<AskRefusal, { readonly kind: 'scheme.result-changes-requested'; readonly to: ResultState }> {
  if (state === 'draft') return refuse('not-sent')
  if (state === 'approved') return refuse('already-approved')
  const to = after('ask for changes', state)
  if (!to) return refuse('already-asked')
  if (what.trim() === '') return refuse('what-missing')
  return why.trim() === '' ? refuse('why-missing') : accept({ kind: 'scheme.result-changes-requested', to })
}

export type ApproveRefusal = 'not-sent' | 'already-approved' | 'changes-awaited' | 'not-what-was-seen'
/** @param seen the number of the submission that the one who approves has read: what was sent meanwhile is not approved unread */
export function approve(state: ResultState, submission: number, seen: number): Decision<ApproveRefusal, { readonly kind: 'scheme.result-approved'; readonly to: ResultState }> {
  if (state === 'draft') return refuse('not-sent')
  if (state === 'approved') return refuse('already-approved')
  const to = after('approve', state)
  if (!to) return refuse('changes-awaited')
  return seen === submission ? accept({ kind: 'scheme.result-approved', to }) : refuse('not-what-was-seen')
}

export type SettledLine = Omit<GrantedLine, 'ore'> & { readonly used: Ore; readonly unused: Ore; readonly own?: Ore }
/**
 * What the ledger is told: each recipient's part. Where several had money as the same actor (the owners of a network), what is used is shared by what each was
 * granted, to the øre: no part is larger than its grant, and the parts are the whole. What the owners paid themselves is shared in the same way.
 * @param own what the owners paid themselves, where the strand demands it
 */
export function settlementOf(granted: readonly GrantedLine[], money: readonly Accounted[], own: Ore | undefined = undefined): readonly SettledLine[] {
  return money.flatMap(({ actor, used }) => {
    const lines = granted.filter((line) => line.actor === actor)
    const weights = lines.map((line) => line.ore)
    const usedParts = shared(used, weights)
    const ownParts = own === undefined || actor !== 'owner' ? undefined : shared(own, weights)
    return lines.map(({ recipientId, ore: grant }, at) => {
      const part = usedParts[at] ?? zero
      const ownPart = ownParts?.[at]
      return { actor, recipientId, used: part, unused: ore(grant - part), ...(ownPart === undefined ? {} : { own: ownPart }) }
    })
  })
}

/** An amount by weights, to the øre: the parts are the whole. */
function shared(amount: Ore, weights: readonly Ore[]): readonly Ore[] {
  let wholeLeft: number = sumOre(weights)
  let left: number = amount
  return weights.map((weight) => {
    const part = wholeLeft === 0 ? zero : shareOf(ore(left), weight, wholeLeft)
    left -= part
    wholeLeft -= weight
    return part
  })
}

/** The reference people use: 'R2027-0042' (R for rapport). */
export const referenceOf = (year: number, number: number): string => `R${year}-${String(number).padStart(4, '0')}`
