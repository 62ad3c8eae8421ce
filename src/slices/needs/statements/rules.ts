import type { Role } from '../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Piece } from '../evidence/rules.ts'

export const states = ['draft', 'proposed', 'decided', 'set-aside'] as const
export type NeedState = (typeof states)[number]
export const involvements = ['yes', 'partly', 'no'] as const
export type Involvement = (typeof involvements)[number]

/** The chain one writes: what we have seen, for whom it matters, why we think it is so, what we wish becomes different, and how we will notice. */
export const chain = ['finding', 'forWhom', 'cause', 'wished', 'signs'] as const
export type Link = (typeof chain)[number]

export type NeedContent = Readonly<Record<Link, string>> & {
  readonly title: string
  readonly themes: readonly string[]
  readonly evidence: readonly Piece[]
  readonly staffInvolved: Involvement | undefined
  readonly staffInvolvedHow: string
}

export type Need = NeedContent & {
  readonly id: string
  readonly kindergartenId: string
  readonly kindergarten: string
  readonly state: NeedState
  readonly rank: number | undefined
  readonly shared: boolean
  readonly version: number
  readonly changedAt: Date
  readonly changedBy: string
  readonly decidedOn: LocalDate | undefined
  readonly decidedBy: string | undefined
  readonly endReason: string | undefined
}

export const lowestRank = 9
/** The longest of each text: two of them together still fit in one answer of a request for guidance. */
export const longest = 1800

export type Lack = Link | 'themes' | 'staffInvolved' | 'staffInvolvedHow'
/** What must be written before the need is put forward. Evidence is not demanded: a need nobody has counted is still a need, and the page says that it leans on nothing. */
export const lacksOf = (need: NeedContent): readonly Lack[] => [
  ...chain.filter((link) => need[link] === ''),
  ...(need.themes.length === 0 ? (['themes'] as const) : []),
  ...(need.staffInvolved === undefined ? (['staffInvolved'] as const) : []),
  ...((need.staffInvolved === 'yes' || need.staffInvolved === 'partly') && need.staffInvolvedHow === '' ? (['staffInvolvedHow'] as const) : []),
]

type Event<Kind extends string> = { readonly kind: `needs.${Kind}` }
export type ChangeRefusal = 'stands' | 'changed-meanwhile' | 'not-whole'
/** A need may be changed until it is decided; what has been put forward stays whole. `version` is what the page showed. */
export function change(need: Need, next: NeedContent, version: number): Decision<ChangeRefusal, Event<'need-changed'>> {
  if (need.state === 'decided' || need.state === 'set-aside') return refuse('stands')
  if (need.version !== version) return refuse('changed-meanwhile')
  return need.state === 'proposed' && lacksOf(next).length > 0 ? refuse('not-whole') : accept({ kind: 'needs.need-changed' })
}

export type Step = { readonly do: 'propose' } | { readonly do: 'take-back' } | { readonly do: 'decide'; readonly rank: number | undefined } | { readonly do: 'set-aside'; readonly reason: string } | { readonly do: 'rank'; readonly rank: number | undefined } | { readonly do: 'share'; readonly shared: boolean }
export type StepRefusal = 'not-whole' | 'not-draft' | 'not-proposed' | 'not-decided' | 'rank-missing' | 'reason-missing' | 'only-head' | 'ended' | 'changed-meanwhile'
export type StepTaken = Event<'need-proposed' | 'need-taken-back' | 'need-decided' | 'need-set-aside' | 'need-ranked' | 'need-shared' | 'need-unshared'>

/** The next step of a need. Those who lead put it forward; the head alone decides, ranks, sets aside and lets the team read. */
export function take(need: Need, step: Step, role: Role, version: number): Decision<StepRefusal, StepTaken> {
  if (need.state === 'set-aside') return refuse('ended')
  if (need.version !== version) return refuse('changed-meanwhile')
  if (step.do === 'propose') {
    if (need.state !== 'draft') return refuse('not-draft')
    return lacksOf(need).length > 0 ? refuse('not-whole') : accept({ kind: 'needs.need-proposed' })
  }
  if (step.do === 'take-back') return need.state === 'proposed' ? accept({ kind: 'needs.need-taken-back' }) : refuse('not-proposed')
  if (role !== 'head') return refuse('only-head')
  switch (step.do) {
    case 'decide':
      if (need.state !== 'proposed') return refuse('not-proposed')
      return step.rank === undefined ? refuse('rank-missing') : accept({ kind: 'needs.need-decided' })
    case 'set-aside':
      return step.reason === '' ? refuse('reason-missing') : accept({ kind: 'needs.need-set-aside' })
    case 'rank':
      if (need.state !== 'decided') return refuse('not-decided')
      return step.rank === undefined ? refuse('rank-missing') : accept({ kind: 'needs.need-ranked' })
    case 'share':
      return accept({ kind: step.shared ? 'needs.need-shared' : 'needs.need-unshared' })
  }
}

/** The texts and choices that two versions answer differently. */
export const fieldsOf = ['title', ...chain, 'themes', 'evidence', 'staffInvolved', 'staffInvolvedHow'] as const satisfies readonly (keyof NeedContent)[]
export const differing = (one: NeedContent, other: NeedContent): readonly (typeof fieldsOf)[number][] =>
  fieldsOf.filter((field) => (field === 'evidence' ? keysOf(one) !== keysOf(other) : JSON.stringify(one[field] ?? null) !== JSON.stringify(other[field] ?? null)))
const keysOf = ({ evidence }: NeedContent) => evidence.map(({ key }) => key).toSorted().join(' ')

/** The order of a list: what is decided by rank, then what waits, then drafts, and last what was set aside. */
export const inOrder = <One extends Pick<Need, 'state' | 'rank'>>(needs: readonly One[]): readonly One[] =>
  needs.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (a.rank ?? lowestRank) - (b.rank ?? lowestRank))
const order: readonly NeedState[] = ['decided', 'proposed', 'draft', 'set-aside']
