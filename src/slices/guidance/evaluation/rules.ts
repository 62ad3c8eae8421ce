import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { Step } from '../flow/index.ts'

/** The two who evaluate by name: the head, and the adviser. The staff answer without a name, see `staff/rules.ts`. */
export type EvaluationSide = 'head' | 'adviser'
export const evaluationSideOf = (role: Actor['role']): EvaluationSide | undefined =>
  role === 'head' ? 'head' : role === 'adviser' || role === 'team-leader' ? 'adviser' : undefined

export const levels = ['1', '2', '3', '4', '5'] as const

export type EvaluationContent = {
  readonly goalReached: number
  readonly changedForChildren: string
  readonly changedInPractice: string
  readonly helped: string
  readonly hindered: string
  readonly nextStep: string
}
export const evaluationTexts = ['changedForChildren', 'changedInPractice', 'helped', 'hindered', 'nextStep'] as const satisfies readonly (keyof EvaluationContent)[]

export type Evaluation = EvaluationContent & { readonly side: EvaluationSide; readonly round: number; readonly writtenAt: Date; readonly writtenBy: string }

/** True of a step where evaluations are written: the kind says so, or the municipality's gates ask for one there. */
export const asksForEvaluation = (step: Pick<Step, 'kind' | 'gates'>): boolean =>
  step.kind === 'evaluation' || step.gates.some((gate) => gate === 'head-evaluated' || gate === 'adviser-evaluated' || gate === 'staff-asked')

export type EvaluateRefusal = 'case-closed' | 'not-evaluating' | 'both-written' | 'changed-meanwhile'
export type Evaluated = { readonly kind: 'guidance.evaluated'; readonly first: boolean; readonly other: 'waits' | 'has-written' }
type Situation = {
  readonly closed: boolean
  readonly asked: boolean
  /** Which sides have written in this round. */
  readonly written: readonly EvaluationSide[]
  /** When the side's own was written as the writer saw it, and as it is. */
  readonly seen: string
  readonly now: string
}

/** Each side writes its own evaluation, and may change it until both have written: from then on each has been read by the other. */
export function evaluate(side: EvaluationSide, { closed, asked, written, seen, now }: Situation): Decision<EvaluateRefusal, Evaluated> {
  if (closed) return refuse('case-closed')
  if (!asked) return refuse('not-evaluating')
  if (written.includes('head') && written.includes('adviser')) return refuse('both-written')
  if (seen !== now) return refuse('changed-meanwhile')
  return accept({ kind: 'guidance.evaluated', first: !written.includes(side), other: written.some((one) => one !== side) ? 'has-written' : 'waits' })
}

/**
 * What a reader may see: the own side's always, the other side's only when both have written in that round, so that neither colours the other.
 * @param mine the reader's side; a pedagogical leader reads with the head
 */
export const visibleEvaluations = <One extends Pick<Evaluation, 'side' | 'round'>>(mine: EvaluationSide, all: readonly One[]): One[] =>
  all.filter(({ side, round }) => side === mine || all.some((own) => own.side === mine && own.round === round))
