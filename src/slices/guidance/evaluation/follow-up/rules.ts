import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Step } from '../../flow/index.ts'
import type { CaseInStep, CaseTask } from '../../tasks/rules.ts'

export type FollowUpContent = { readonly heldOn: LocalDate; readonly lasting: number; readonly whatLasted: string; readonly whatNext: string }
export const followUpTexts = ['whatLasted', 'whatNext'] as const satisfies readonly (keyof FollowUpContent)[]

/** True of a step where the follow-up is noted: the kind says so, or the municipality's gates ask for it there. */
export const asksForFollowUp = (step: Pick<Step, 'kind' | 'gates'>): boolean => step.kind === 'follow-up' || step.gates.includes('follow-up-noted')

export type FollowUpRefusal = 'case-closed' | 'not-following-up' | 'in-the-future' | 'before-the-case'

/** What has lasted some months on. Noted after the talk, so never with a date to come. */
export function noteFollowUp(closed: boolean, asked: boolean, heldOn: LocalDate, submittedOn: LocalDate, today: LocalDate): Decision<FollowUpRefusal, { readonly kind: 'guidance.followed-up' }> {
  if (closed) return refuse('case-closed')
  if (!asked) return refuse('not-following-up')
  if (heldOn > today) return refuse('in-the-future')
  if (heldOn < submittedOn) return refuse('before-the-case')
  return accept({ kind: 'guidance.followed-up' })
}

/** The same words sent twice are one follow-up: a double click, or the back button. */
export const isRepeat = (before: FollowUpContent, now: FollowUpContent): boolean =>
  before.heldOn === now.heldOn && before.lasting === now.lasting && before.whatLasted === now.whatLasted && before.whatNext === now.whatNext

/** Either side may note what has lasted; one note is enough. */
export const followUpTasks = ({ id, step }: CaseInStep, noted: boolean): CaseTask[] =>
  asksForFollowUp(step) && !noted ? (['adviser', 'head'] as const).map((waitsFor) => ({ words: 'tasks.follow-up', href: `/veiledning/${id}/oppfolging`, waitsFor })) : []
