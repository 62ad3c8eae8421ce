import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import { searchForm } from '../../../kernel/normalise.ts'

// From course to practice: one small thing a department tries, and what changed for the children. The rules in words: docs/rules/measures-try-outs.md.

/** Small things to try that are ours; their words are texts. */
export const ideas = ['stay-seated', 'wait-ten', 'small-group', 'follow-play', 'one-plan', 'name-it'] as const
export type Idea = (typeof ideas)[number]
export const outcomes = ['keep', 'change', 'stop'] as const
export type Outcome = (typeof outcomes)[number]
export const limits = { words: 500, observation: 1800 } as const

/** What is tried: one of ours, or in one's own words. Both when ours is made one's own. */
export type What = { readonly idea: Idea | undefined; readonly words: string }
export type Observed = { readonly on: LocalDate; readonly words: string; readonly outcome: Outcome }
export type TryOut = What & {
  readonly id: string
  readonly measureId: string
  readonly measure: string
  readonly themes: readonly string[]
  /** Undefined: the whole kindergarten. */
  readonly departmentId: string | undefined
  readonly begunOn: LocalDate
  readonly observed: Observed | undefined
  readonly shared: boolean
  readonly named: boolean
  readonly version: number
  readonly changedAt: Date
  readonly changedBy: string
}

type Standing = { readonly takesPart: boolean; readonly closed: boolean; readonly begunOn: LocalDate | undefined }
export type ChooseRefusal = 'idea-gone' | 'not-part' | 'not-started' | 'closed' | 'nothing-chosen' | 'one-at-a-time' | 'day-ahead' | 'before-start'
/** A department tries one thing at a time. `what`: undefined when it is no longer in the list; `own`: what the kindergarten has tried in the measure. */
export function choose(what: What | undefined, departmentId: string | undefined, on: LocalDate, standing: Standing, own: readonly Pick<TryOut, 'departmentId' | 'observed'>[], today: LocalDate): Decision<ChooseRefusal, { readonly kind: 'measures.try-out-chosen' }> {
  if (!standing.takesPart) return refuse('not-part')
  if (standing.closed) return refuse('closed')
  if (standing.begunOn === undefined) return refuse('not-started')
  if (what === undefined) return refuse('idea-gone')
  if (what.idea === undefined && what.words === '') return refuse('nothing-chosen')
  if (on > today) return refuse('day-ahead')
  if (on < standing.begunOn) return refuse('before-start')
  return own.some((one) => one.departmentId === departmentId && one.observed === undefined) ? refuse('one-at-a-time') : accept({ kind: 'measures.try-out-chosen' })
}

export type ObserveRefusal = 'changed-meanwhile' | 'observed-ahead' | 'observed-before' | 'shared-already'
/** One observation of what changed. What others read stands until it is taken back. */
export function observe(one: TryOut, { on }: Observed, version: number, today: LocalDate): Decision<ObserveRefusal, { readonly kind: 'measures.try-out-observed' }> {
  if (one.version !== version) return refuse('changed-meanwhile')
  if (one.shared) return refuse('shared-already')
  if (on > today) return refuse('observed-ahead')
  return on < one.begunOn ? refuse('observed-before') : accept({ kind: 'measures.try-out-observed' })
}

export type ShareRefusal = 'only-head' | 'not-observed' | 'names-itself' | 'changed-meanwhile'
/** How others may read it: with the kindergarten's name, without, or not at all. `names`: those the kindergarten is known by. */
export function share(one: TryOut, how: 'named' | 'anonymous' | 'no', isHead: boolean, names: readonly string[], version: number): Decision<ShareRefusal, { readonly kind: 'measures.try-out-shared' | 'measures.try-out-taken-back' }> {
  if (!isHead) return refuse('only-head')
  if (one.version !== version) return refuse('changed-meanwhile')
  if (how === 'no') return accept({ kind: 'measures.try-out-taken-back' })
  if (one.observed === undefined) return refuse('not-observed')
  if (how === 'anonymous' && says(`${one.words}\n${one.observed.words}`, names)) return refuse('names-itself')
  return accept({ kind: 'measures.try-out-shared' })
}

/** Whether a text has one of the names in it, as words of their own. The word for kindergarten alone is no name. */
const says = (text: string, names: readonly string[]): boolean => {
  const padded = ` ${searchForm(text)} `
  return names.map((name) => searchForm(name).replaceAll(/ ?\b(barnehage|barnehagen)\b/g, '').trim()).some((name) => name.length > 2 && padded.includes(` ${name} `))
}
