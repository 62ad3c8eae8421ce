import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { addDays, type LocalDate } from '../../../../kernel/dates.ts'
import { addWorkingDays, isWorkingDay } from '../../../../kernel/working-days.ts'

// One round in one department: observed, told, guided. The rules in words: docs/rules/measures-programmes.md.

export const steps = ['observe', 'feed-back', 'guide'] as const
export type CycleStep = (typeof steps)[number]
export type Cycle = {
  readonly id: string
  readonly programmeId: string
  readonly cohortId: string
  readonly kindergartenId: string
  readonly kindergarten: string
  /** Undefined: the whole kindergarten. */
  readonly departmentId: string | undefined
  readonly department: string | undefined
  readonly departmentClosed: boolean
  readonly round: number
  readonly observerId: string | undefined
  readonly observer: string
  readonly planned: Readonly<Record<CycleStep, LocalDate>>
  readonly done: Readonly<Partial<Record<CycleStep, LocalDate>>>
  readonly calledOffOn: LocalDate | undefined
  readonly version: number
}

/** The step that comes next, or undefined when the round is through or called off. */
export const nextOf = (cycle: Pick<Cycle, 'done' | 'calledOffOn'>): CycleStep | undefined => (cycle.calledOffOn ? undefined : steps.find((step) => cycle.done[step] === undefined))
export const isOpen = (cycle: Pick<Cycle, 'done' | 'calledOffOn'>): boolean => nextOf(cycle) !== undefined
/** The day the next step is planned. */
export const dueOf = (cycle: Pick<Cycle, 'done' | 'calledOffOn' | 'planned'>): LocalDate | undefined => {
  const next = nextOf(cycle)
  return next && cycle.planned[next]
}
export const isLate = (cycle: Pick<Cycle, 'done' | 'calledOffOn' | 'planned'>, today: LocalDate): boolean => (dueOf(cycle) ?? today) < today
/** Nobody who works for the lead today is to do the next step. */
export const lacksObserver = (cycle: Pick<Cycle, 'done' | 'calledOffOn' | 'observerId'>, observers: readonly string[]): boolean => isOpen(cycle) && (cycle.observerId === undefined || !observers.includes(cycle.observerId))
/** Of a department's rounds, the one to show: the first that is not through, else the last. */
export const currentOf = (cycles: readonly Cycle[]): Cycle | undefined => {
  const inOrder = cycles.toSorted((a, b) => a.round - b.round)
  return inOrder.find(isOpen) ?? inOrder.at(-1)
}

/** A department to be observed; without one, the whole kindergarten. */
type Unit = { readonly kindergartenId: string; readonly departmentId: string | undefined }
/** The departments that take part in each kindergarten: those that were chosen and are still there, all when none were chosen, the whole kindergarten when it has none. */
export const unitsOf = (places: readonly { readonly kindergartenId: string; readonly departments: readonly string[] }[], departments: readonly { readonly id: string; readonly kindergartenId: string }[]): readonly Unit[] =>
  places.flatMap(({ kindergartenId, departments: chosen }): readonly Unit[] => {
    const own = departments.filter((one) => one.kindergartenId === kindergartenId)
    const some = own.filter(({ id }) => chosen.includes(id))
    const taking = some.length > 0 ? some : own
    return taking.length === 0 ? [{ kindergartenId, departmentId: undefined }] : taking.map(({ id }) => ({ kindergartenId, departmentId: id }))
  })
/** Those of `units` that do not have a round. One that was called off is not had: it may be planned anew. */
export const lacking = (units: readonly Unit[], cycles: readonly Pick<Cycle, 'kindergartenId' | 'departmentId' | 'round' | 'calledOffOn'>[], round: number): readonly Unit[] =>
  units.filter((unit) => !cycles.some((one) => one.round === round && one.calledOffOn === undefined && one.kindergartenId === unit.kindergartenId && one.departmentId === unit.departmentId))
export type RoundPlan = { readonly from: LocalDate; readonly to: LocalDate; readonly feedbackAfter: number; readonly guideAfter: number; readonly observers: readonly string[] }
export type PlannedCycle = Unit & { readonly planned: Cycle['planned']; readonly observerId: string | undefined }

/**
 * Spreads the observations of a round evenly over the working days, in the order of `units` (a kindergarten's departments after each other), and the kindergartens evenly
 * over the observers: a kindergarten meets one. Feedback and guidance come so many working days later.
 */
export function planRound(units: readonly Unit[], plan: RoundPlan, cohort: { readonly startsOn: LocalDate; readonly endsOn: LocalDate }): Decision<'nobody-in' | 'ends-before' | 'days-outside' | 'no-working-days', { readonly kind: 'measures.programme-round-planned'; readonly cycles: readonly PlannedCycle[] }> {
  if (units.length === 0) return refuse('nobody-in')
  if (plan.to < plan.from) return refuse('ends-before')
  if (plan.from < cohort.startsOn || plan.to > cohort.endsOn) return refuse('days-outside')
  const days = workingDays(plan.from, plan.to)
  const kindergartens = [...new Set(units.map(({ kindergartenId }) => kindergartenId))]
  const cycles = units.flatMap((unit, at): PlannedCycle[] => {
    const observe = days[Math.floor((at * days.length) / units.length)]
    if (!observe) return []
    const feedback = addWorkingDays(observe, plan.feedbackAfter)
    return [{ ...unit, planned: { observe, 'feed-back': feedback, guide: addWorkingDays(feedback, plan.guideAfter) }, observerId: plan.observers[kindergartens.indexOf(unit.kindergartenId) % Math.max(1, plan.observers.length)] }]
  })
  return days.length === 0 ? refuse('no-working-days') : accept({ kind: 'measures.programme-round-planned', cycles })
}

function workingDays(from: LocalDate, to: LocalDate): readonly LocalDate[] {
  const days: LocalDate[] = []
  // A cohort is at most some years: the bound keeps a slip of the pen in the year from being counted to its end.
  for (let day = from, seen = 0; day <= to && seen < 1500; day = addDays(day, 1), seen += 1) if (isWorkingDay(day)) days.push(day)
  return days
}

export type StepRefusal = 'called-off' | 'not-next' | 'day-ahead' | 'day-before' | 'changed-meanwhile'
/** A step is written the day it was, or later; the last one written can be corrected until the next is. */
export function takeStep(cycle: Cycle, step: CycleStep, on: LocalDate, today: LocalDate, version: number): Decision<StepRefusal, { readonly kind: 'measures.programme-step-done' | 'measures.programme-step-corrected' }> {
  if (cycle.calledOffOn) return refuse('called-off')
  const at = steps.indexOf(step)
  const [before, after] = [steps[at - 1], steps[at + 1]]
  const beforeOn = before && cycle.done[before]
  if ((before && !beforeOn) || (after && cycle.done[after])) return refuse('not-next')
  if (cycle.version !== version) return refuse('changed-meanwhile')
  if (on > today) return refuse('day-ahead')
  if (beforeOn && on < beforeOn) return refuse('day-before')
  return accept({ kind: cycle.done[step] ? 'measures.programme-step-corrected' : 'measures.programme-step-done' })
}

/** Other days, or another observer, for what has not been. */
export function replan(cycle: Cycle, planned: Cycle['planned'], version: number): Decision<'called-off' | 'through' | 'order' | 'changed-meanwhile', { readonly kind: 'measures.programme-replanned' }> {
  if (cycle.calledOffOn) return refuse('called-off')
  if (!isOpen(cycle)) return refuse('through')
  if (cycle.version !== version) return refuse('changed-meanwhile')
  return planned['feed-back'] < planned.observe || planned.guide < planned['feed-back'] ? refuse('order') : accept({ kind: 'measures.programme-replanned' })
}
export function callOff(cycle: Cycle): Decision<'called-off' | 'through', { readonly kind: 'measures.programme-called-off' }> {
  if (cycle.calledOffOn) return refuse('called-off')
  return isOpen(cycle) ? accept({ kind: 'measures.programme-called-off' }) : refuse('through')
}

/** One who stops gives everything that is left to somebody who works there today. */
export const takeOver = (to: string, observers: readonly string[], count: number): Decision<'observer-unknown' | 'nothing-left', { readonly kind: 'measures.programme-taken-over' }> =>
  !observers.includes(to) ? refuse('observer-unknown') : count === 0 ? refuse('nothing-left') : accept({ kind: 'measures.programme-taken-over' })
