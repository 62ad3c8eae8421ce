import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { sumOre, type Ore } from '../../../kernel/money.ts'
import type { MoneyActor, Scheme } from '../schemes/rules.ts'

export const outcomes = ['grant', 'part', 'decline'] as const
export type Outcome = (typeof outcomes)[number]

/** What somebody is to have in one calendar year. */
export type Amount = { readonly year: number; readonly actor: MoneyActor; readonly ore: Ore }
export const totalOf = (amounts: readonly Amount[]): Ore => sumOre(amounts.map((one) => one.ore))

export type Recommendation = { readonly outcome: Outcome; readonly reason: string; readonly amounts: readonly Amount[] }

/** Where a decision stands, from its dated facts. */
export type Standing = { readonly readyAt: Date | undefined; readonly returnedAt: Date | undefined; readonly approvedAt: Date | undefined; readonly publishedAt: Date | undefined }
export const statuses = ['none', 'draft', 'ready', 'returned', 'approved', 'published'] as const
export type Status = (typeof statuses)[number]
export function statusOf(one: Standing | undefined): Status {
  if (!one) return 'none'
  if (one.publishedAt) return 'published'
  if (one.approvedAt) return 'approved'
  if (one.readyAt) return 'ready'
  return one.returnedAt ? 'returned' : 'draft'
}

/** The ways between them; the diagram in docs/rules/scheme-decisions.md is drawn from this. */
export const ways: readonly { readonly from: Status; readonly to: Status; readonly how: string }[] = [
  { from: 'none', to: 'draft', how: 'prepared' },
  { from: 'draft', to: 'ready', how: 'sent to a second person' },
  { from: 'ready', to: 'draft', how: 'changed again' },
  { from: 'ready', to: 'returned', how: 'given back with a reason' },
  { from: 'returned', to: 'ready', how: 'mended and sent again' },
  { from: 'ready', to: 'approved', how: 'approved by another person' },
  { from: 'approved', to: 'returned', how: 'given back with a reason' },
  { from: 'approved', to: 'published', how: 'published with the whole round' },
]

const key = ({ year, actor }: Amount) => `${year} ${actor}`
const nonZero = (amounts: readonly Amount[]): ReadonlyMap<string, Ore> => new Map(amounts.filter((one) => one.ore !== 0).map((one) => [key(one), one.ore]))

/** Whether a decision is another than the forum recommended: in outcome, or in what anybody is to have in any year. Both ways. */
export function deviates(decided: { readonly outcome: Outcome; readonly amounts: readonly Amount[] }, recommended: Pick<Recommendation, 'outcome' | 'amounts'>): boolean {
  const [a, b] = [nonZero(decided.amounts), nonZero(recommended.amounts)]
  return decided.outcome !== recommended.outcome || a.size !== b.size || [...a].some(([name, amount]) => b.get(name) !== amount)
}

/** A full grant: all that was asked for, or more. Only that may do without individual reasons. */
export const isFull = (outcome: Outcome, amounts: readonly Amount[], asked: readonly Amount[]): boolean => outcome === 'grant' && totalOf(amounts) >= totalOf(asked)

export const prepareRefusals = ['not-time', 'already-approved', 'published', 'changed-meanwhile', 'no-money', 'money-in-decline', 'grant-is-less', 'part-is-whole', 'university-without-partner', 'reason-missing', 'reason-not-individual', 'deviation-missing'] as const
export type PrepareRefusal = (typeof prepareRefusals)[number]
type Preparing = {
  readonly mayDecide: boolean
  readonly status: Status
  /** What somebody else has saved since the page was opened. */
  readonly stale: boolean
  readonly asked: readonly Amount[]
  /** A university or the like is with the applicant, and can have its part. */
  readonly hasPartner: boolean
  readonly recommended: Recommendation | undefined
  readonly hasForum: boolean
  readonly typed: { readonly outcome: Outcome; readonly amounts: readonly Amount[]; readonly reason: string; readonly deviation: string }
  /** The reasons of the round's other decisions that are not full grants. */
  readonly othersReasons: readonly string[]
  /** Sent to a second person, not only kept as a draft. */
  readonly send: boolean
}

/** Saves a decision: half-made as a draft, or whole for a second person. It is never the forum's: whatever differs is given a reason, both ways. */
export function prepare(one: Preparing): Decision<PrepareRefusal, { readonly kind: 'scheme.decision-drafted' | 'scheme.decision-sent'; readonly deviates: boolean }> {
  if (!one.mayDecide) return refuse('not-time')
  if (one.status === 'published') return refuse('published')
  if (one.status === 'approved') return refuse('already-approved')
  if (one.stale) return refuse('changed-meanwhile')
  const { outcome, amounts, reason, deviation } = one.typed
  if (!one.hasPartner && amounts.some(({ actor, ore }) => actor === 'university' && ore > 0)) return refuse('university-without-partner')
  const differs = one.recommended ? deviates(one.typed, one.recommended) : one.hasForum
  if (!one.send) return accept({ kind: 'scheme.decision-drafted', deviates: differs })
  const [total, asked] = [totalOf(amounts), totalOf(one.asked)]
  if (outcome !== 'decline' && total === 0) return refuse('no-money')
  if (outcome === 'decline' && total > 0) return refuse('money-in-decline')
  if (outcome === 'grant' && total < asked) return refuse('grant-is-less')
  // A form that asks for no amounts, as until 2021, has nothing to measure a part against.
  if (outcome === 'part' && one.asked.length > 0 && total >= asked) return refuse('part-is-whole')
  if (!isFull(outcome, amounts, one.asked)) {
    if (reason === '') return refuse('reason-missing')
    if (one.othersReasons.some((other) => sameWords(other, reason))) return refuse('reason-not-individual')
  }
  if (differs && deviation === '') return refuse('deviation-missing')
  return accept({ kind: 'scheme.decision-sent', deviates: differs })
}

const sameWords = (a: string, b: string): boolean => a.toLowerCase().replaceAll(/\s+/gu, ' ').trim() === b.toLowerCase().replaceAll(/\s+/gu, ' ').trim()

/** Up to what sum somebody may approve. `personId` undefined: everybody who is not named; `upTo` undefined: no limit. No rows: nobody is limited. */
export type Limit = { readonly personId: string | undefined; readonly upTo: Ore | undefined }
export function limitOf(limits: readonly Limit[], personId: string): Ore | undefined {
  const own = limits.find((one) => one.personId === personId)
  return (own ?? limits.find((one) => one.personId === undefined))?.upTo
}

export const approveRefusals = ['not-ready', 'own-decision', 'over-limit', 'letter-not-complete', 'published'] as const
export type ApproveRefusal = (typeof approveRefusals)[number]
type Approving = { readonly status: Status; readonly preparedBy: string; readonly me: string; readonly total: Ore; readonly limits: readonly Limit[]; /** Blocks that some letter lacks. */ readonly lacking: readonly string[] }
/** A second person says yes: never the one who prepared it, and not above their own limit. */
export function approve(one: Approving): Decision<ApproveRefusal, { readonly kind: 'scheme.decision-approved' }> {
  if (one.status === 'published') return refuse('published')
  if (one.status !== 'ready') return refuse('not-ready')
  if (one.preparedBy === one.me) return refuse('own-decision')
  const limit = limitOf(one.limits, one.me)
  if (limit !== undefined && one.total > limit) return refuse('over-limit')
  return one.lacking.length > 0 ? refuse('letter-not-complete') : accept({ kind: 'scheme.decision-approved' })
}

export type GiveBackRefusal = 'not-ready' | 'published' | 'give-back-reason-missing'
/** Back to the one who prepared it, with a reason; also what was approved, as long as nobody outside has seen it. */
export function giveBack(status: Status, reason: string): Decision<GiveBackRefusal, { readonly kind: 'scheme.decision-returned' }> {
  if (status === 'published') return refuse('published')
  if (status !== 'ready' && status !== 'approved') return refuse('not-ready')
  return reason === '' ? refuse('give-back-reason-missing') : accept({ kind: 'scheme.decision-returned' })
}

export const publishRefusals = ['not-time', 'nothing-to-publish', 'not-all-approved', 'some-not-yours', 'letter-not-complete'] as const
export type PublishRefusal = (typeof publishRefusals)[number]
type Publishing = {
  readonly mayDecide: boolean
  /** All sent reports of the round, also those the actor must not handle. */
  readonly reports: number
  readonly seen: readonly { readonly status: Status; readonly replaces: boolean; readonly lettersComplete: boolean }[]
}
/** All decisions of the round at once, or none: nobody hears before the others. What replaces an older decision follows when it is approved. */
export function publish({ mayDecide, reports, seen }: Publishing): Decision<PublishRefusal, { readonly kind: 'scheme.decisions-published' }> {
  if (!mayDecide) return refuse('not-time')
  if (seen.length < reports) return refuse('some-not-yours')
  if (!seen.some(({ status }) => status === 'approved')) return refuse('nothing-to-publish')
  if (seen.some(({ status, replaces }) => status !== 'approved' && status !== 'published' && !replaces)) return refuse('not-all-approved')
  return seen.some(({ status, lettersComplete }) => status === 'approved' && !lettersComplete) ? refuse('letter-not-complete') : accept({ kind: 'scheme.decisions-published' })
}

/** Decisions are made when the forum has recommended; without a forum, when the reports are reviewed. Published to more later, as long as the round lasts. */
export const mayDecide = (stage: string, hasForum: boolean): boolean => ['in-forum', 'decided', 'in-follow-up'].includes(stage) || (stage === 'in-review' && !hasForum)

export const recipientKinds = ['private', 'municipal', 'university'] as const
export type RecipientKind = (typeof recipientKinds)[number]

/** What kind of recipient an organisation is: a municipality (or its kindergarten), a university, or a private legal subject. */
export function recipientKindOf(org: { readonly kind: string; readonly ownership?: string | undefined }): RecipientKind {
  if (org.kind === 'university') return 'university'
  return org.kind === 'municipality' || org.ownership === 'municipal' ? 'municipal' : 'private'
}

/** Who has what somebody is granted: the university its own part, the one who reported the rest. Undefined where there is no university to have it. */
export const recipientOf = (actor: MoneyActor, { leadId, partnerId }: { readonly leadId: string; readonly partnerId: string | undefined }): string | undefined => (actor === 'university' ? partnerId : leadId)

/** The kinds of recipient a scheme has: no universities where there is no partner. */
export const recipientKindsOf = ({ partner }: Pick<Scheme, 'partner'>): readonly RecipientKind[] => recipientKinds.filter((kind) => kind !== 'university' || partner !== 'none')

/** What the county governor has said a decision is, by kind of recipient; where nothing is said, what the scheme's data is sure of. Undefined: not settled. */
export function isIndividual(kind: RecipientKind, said: Readonly<Partial<Record<RecipientKind, boolean>>>, scheme: Pick<Scheme, 'appeal'>): boolean | undefined {
  const { right } = scheme.appeal[kind]
  return said[kind] ?? (right === 'unsettled' ? undefined : right === 'yes')
}
