import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { CaseState, Target } from '../../requests/rules.ts'
import { isDoneIn, type CaseInStep, type CaseTask } from '../../tasks/rules.ts'
import { checkHeld, type ChangeRefusal, type HeldRefusal } from '../rules.ts'

/** Stands where the name of a department does, for an observation of the whole kindergarten. No department can be called this. */
export const wholeKindergarten = '*'

/** What was seen, for one department. About the adults' practice and the surroundings; never about children one by one. */
export type Observation = {
  readonly department: string
  readonly observedOn: LocalDate
  readonly focus: string
  readonly tool: string
  readonly situations: string
  readonly adultPractice: string
  readonly strengths: string
  readonly questions: string
  readonly feedbackOn: LocalDate | undefined
}

export type ObserveRefusal = 'not-found' | 'case-closed' | 'unknown-department' | 'feedback-before-observation' | HeldRefusal | ChangeRefusal
type Days = { readonly sentOn: LocalDate; readonly today: LocalDate }

/** The departments one may have observed: those of the request and those of the kindergarten, and the whole of it. */
export const choices = (requested: readonly string[], registered: readonly string[]): string[] => [...new Set([...requested, ...registered]), wholeKindergarten]

/** What is left to observe: the request's departments when it is for some of them, all of the kindergarten's otherwise. The whole counts for all then. */
export function remaining(target: Target | undefined, requested: readonly string[], registered: readonly string[], observed: readonly string[]): string[] {
  if (target === 'departments') return requested.filter((department) => !observed.includes(department))
  return observed.includes(wholeKindergarten) ? [] : registered.filter((department) => !observed.includes(department))
}

export function checkObservation(one: Pick<Observation, 'department' | 'observedOn' | 'feedbackOn'>, among: readonly string[], days: Days): ObserveRefusal | undefined {
  if (!among.includes(one.department)) return 'unknown-department'
  const wrong = checkHeld(one.observedOn, days.sentOn, days.today)
  return wrong ?? (one.feedbackOn !== undefined && one.feedbackOn < one.observedOn ? 'feedback-before-observation' : undefined)
}

export function observe(state: CaseState, wrong: ObserveRefusal | undefined): Decision<ObserveRefusal, { readonly kind: 'guidance.observed' }> {
  if (state !== 'running') return refuse('case-closed')
  return wrong ? refuse(wrong) : accept({ kind: 'guidance.observed' })
}

/** The adviser observes until nothing is left. */
export const observationTasks = ({ id, step }: CaseInStep, left: number, observed: number): CaseTask[] =>
  isDoneIn(step, 'observation', 'observation-per-department') && (left > 0 || observed === 0)
    ? [{ words: 'tasks.observation', href: `/veiledning/${id}/observasjoner/ny`, waitsFor: 'adviser' }]
    : []
