import type { Role } from '../../../../kernel/actor.ts'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { whyNotHeld, type HeldRefusal } from '../held/rules.ts'
import type { Discussion } from '../rules.ts'

export const limits = { body: 1000, outcome: 1000 } as const
export const states = ['open', 'done', 'dropped'] as const
export type AgreementState = (typeof states)[number]
export const outcomeKinds = ['measure', 'goal', 'need', 'network', 'discussion'] as const
export type OutcomeKind = (typeof outcomeKinds)[number]
/** An organisation by those with the role in it, or one of them by name. */
export type Responsible = { readonly orgId: string; readonly role: Role; readonly personId: string | undefined; readonly name: string }
/** What came of it, by its id where it is at home. */
export type Outcome = { readonly kind: OutcomeKind; readonly id: string; readonly title: string; readonly tiedAt: Date; readonly tiedBy: string }
/** How far what something was tied to has come; `open` for what only stands. */
export type OutcomeStatus = 'planned' | 'running' | 'closed' | 'cancelled' | 'open'
export type Agreement = {
  readonly id: string
  readonly discussionId: string
  readonly municipalityId: string
  readonly pointId: string
  readonly body: string
  readonly responsible: Responsible
  readonly due: LocalDate
  readonly state: AgreementState
  readonly outcome: string
  readonly closedOn: LocalDate | undefined
  readonly version: number
  readonly madeAt: Date
  readonly madeBy: string
  readonly changedAt: Date
  readonly changedBy: string
}
export const isLate = ({ state, due }: Pick<Agreement, 'state' | 'due'>, today: LocalDate): boolean => state === 'open' && due < today
/** What is late first, then by day; what is over last. */
export const inOrder = <One extends Pick<Agreement, 'state' | 'due'>>(all: readonly One[]): readonly One[] => all.toSorted((a, b) => Number(a.state !== 'open') - Number(b.state !== 'open') || (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))

type Event<Kind extends string> = { readonly kind: `strategy.${Kind}` }
export type AgreeRefusal = HeldRefusal | 'no-responsible' | 'person-removed' | 'due-passed'
/** @param responsible undefined when nobody was chosen, `'gone'` when who was chosen is on the list no more */
export function agree(meeting: Discussion, responsible: Responsible | 'gone' | undefined, due: LocalDate, today: LocalDate): Decision<AgreeRefusal, Event<'discussion-agreed'> & { readonly responsible: Responsible }> {
  const not = whyNotHeld(meeting, today)
  if (not) return refuse(not)
  if (responsible === undefined) return refuse('no-responsible')
  if (responsible === 'gone') return refuse('person-removed')
  return due < today ? refuse('due-passed') : accept({ kind: 'strategy.discussion-agreed', responsible })
}
export type TellRefusal = 'changed-meanwhile' | 'closed-already' | 'no-outcome'
/** How it went, in words; what is closed may be opened again when it turns out it was not. */
export function tell(agreement: Pick<Agreement, 'state' | 'version'>, state: AgreementState, outcome: string, seen: number): Decision<TellRefusal, Event<'discussion-agreement-told'>> {
  if (agreement.version !== seen) return refuse('changed-meanwhile')
  if (agreement.state !== 'open' && state === agreement.state) return refuse('closed-already')
  return state !== 'open' && outcome === '' ? refuse('no-outcome') : accept({ kind: 'strategy.discussion-agreement-told' })
}
const mostOutcomes = 20
export const tie = (there: readonly Pick<Outcome, 'kind' | 'id'>[], what: Pick<Outcome, 'kind' | 'id'>): Decision<'tied-already' | 'full', Event<'discussion-agreement-told'>> =>
  there.some(({ kind, id }) => kind === what.kind && id === what.id) ? refuse('tied-already') : there.length >= mostOutcomes ? refuse('full') : accept({ kind: 'strategy.discussion-agreement-told' })
