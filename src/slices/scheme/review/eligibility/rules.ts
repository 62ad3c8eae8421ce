import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'

export const outcomes = ['met', 'not-met', 'must-be-clarified'] as const
export type Outcome = (typeof outcomes)[number]

/** What was found for a criterion, and by whom. The last one holds; those before it are kept. */
export type Found = { readonly id: string; readonly code: string; readonly outcome: Outcome; readonly note: string; readonly at: Date; readonly by: string; readonly personId?: string | undefined }

/** The last finding of each criterion, from findings with the oldest first. */
export const lastFound = (all: readonly Found[]): ReadonlyMap<string, Found> => new Map(all.map((one) => [one.code, one]))

/** True when every criterion is met, false when one is not, undefined while something is open. */
export function isEligible(codes: readonly string[], outcomeOf: (code: string) => Outcome | undefined): boolean | undefined {
  const all = codes.map(outcomeOf)
  if (all.includes('not-met')) return false
  return all.every((one) => one === 'met') ? true : undefined
}

/** What the findings about a report come to, the last of each criterion: whether it can be prioritised, and whether something must be clarified first. */
export function eligibilityOf(criteria: readonly { readonly code: string }[], found: readonly Found[]): { readonly eligible: boolean | undefined; readonly clarifying: boolean } {
  const last = lastFound(found)
  return { eligible: isEligible(criteria.map(({ code }) => code), (code) => last.get(code)?.outcome), clarifying: [...last.values()].some(({ outcome }) => outcome === 'must-be-clarified') }
}

export type ConsiderRefusal = 'not-now' | 'withdrawn' | 'note-missing' | 'changed-meanwhile' | 'nothing-changed'
export type Considered = { readonly code: string; readonly outcome: Outcome | undefined; readonly note: string }
type Situation = { readonly stage: string; readonly state: string; readonly found: readonly Found[]; /** The last finding when the page was opened. */ readonly seen: string; readonly considered: readonly Considered[] }

/** What is not met or must be clarified needs a note. What is the same as before is not written again. */
export function consider({ stage, state, found, seen, considered }: Situation): Decision<ConsiderRefusal, { readonly kind: 'scheme.eligibility-considered'; readonly changed: readonly (Considered & { readonly outcome: Outcome })[] }> {
  if (stage !== 'in-review') return refuse('not-now')
  if (state !== 'submitted') return refuse('withdrawn')
  if ((found.at(-1)?.id ?? '') !== seen) return refuse('changed-meanwhile')
  const last = lastFound(found)
  const given = considered.flatMap((one) => (one.outcome === undefined ? [] : [{ ...one, outcome: one.outcome }]))
  if (given.some(({ outcome, note }) => outcome !== 'met' && note === '')) return refuse('note-missing')
  const changed = given.filter(({ code, outcome, note }) => last.get(code)?.outcome !== outcome || last.get(code)?.note !== note)
  return changed.length === 0 ? refuse('nothing-changed') : accept({ kind: 'scheme.eligibility-considered', changed })
}

export type AskRefusal = 'not-now' | 'withdrawn' | 'waits-already'
const asking = ['in-review', 'in-forum'] as const
/** One question at a time. Asking opens nothing: the report stays as it was sent. */
export const ask = (stage: string, state: string, waiting: boolean): Decision<AskRefusal, { readonly kind: 'scheme.clarification-asked' }> =>
  !asking.some((one) => one === stage) ? refuse('not-now') : state !== 'submitted' ? refuse('withdrawn') : waiting ? refuse('waits-already') : accept({ kind: 'scheme.clarification-asked' })

export type AnswerRefusal = 'already-answered' | 'too-late'
export const answer = (stage: string, answered: boolean): Decision<AnswerRefusal, { readonly kind: 'scheme.clarification-answered' }> =>
  answered ? refuse('already-answered') : asking.some((one) => one === stage) ? accept({ kind: 'scheme.clarification-answered' }) : refuse('too-late')
