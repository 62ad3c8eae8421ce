import type { Actor } from '../../../kernel/actor.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { Step } from '../flow/index.ts'
import type { CaseInStep, CaseTask } from '../tasks/rules.ts'
import { takesAnswers, type StaffLink } from './staff/rules.ts'

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

/** What both have read: the rounds that both have written in. Nothing else is copied to an archive, whoever makes the copy. */
export const sharedEvaluations = <One extends Pick<Evaluation, 'side' | 'round'>>(all: readonly One[]): One[] =>
  all.filter(({ side, round }) => all.some((other) => other.round === round && other.side !== side))

/**
 * What a reader may see: the own side's always, the other side's only when both have written in that round, so that neither colours the other.
 * @param mine the reader's side; a pedagogical leader reads with the head
 */
export const visibleEvaluations = <One extends Pick<Evaluation, 'side' | 'round'>>(mine: EvaluationSide, all: readonly One[]): One[] =>
  all.filter(({ side, round }) => side === mine || all.some((own) => own.side === mine && own.round === round))

/** The evaluation of a round as it stands: which sides have written, and the newest link to the staff in it. */
export type EvaluationStanding = { readonly written: readonly EvaluationSide[]; readonly link: Pick<StaffLink, 'closesOn' | 'closedAt' | 'answers'> | undefined }

/** Each writes its own, and the staff are asked. The head shares the link while it is open and fewer than five have answered. */
export function evaluationTasks({ id, step }: CaseInStep, { written, link }: EvaluationStanding, today: LocalDate): CaseTask[] {
  if (!asksForEvaluation(step)) return []
  const sides = ['head', 'adviser'] as const
  const staff = `/veiledning/${id}/personalsvar`
  const toWrite = sides.filter((side) => !written.includes(side)).map((waitsFor): CaseTask => ({ words: 'tasks.evaluation', href: `/veiledning/${id}/evaluering`, waitsFor }))
  if (!link) return [...toWrite, ...sides.map((waitsFor): CaseTask => ({ words: 'tasks.staff.ask', href: staff, waitsFor }))]
  const toShare = takesAnswers(link, today) && link.answers === undefined
  return toShare ? [...toWrite, { words: 'tasks.staff.share', href: staff, waitsFor: 'head', due: link.closesOn }] : toWrite
}
