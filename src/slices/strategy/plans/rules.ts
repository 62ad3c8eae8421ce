import type { Role } from '../../../kernel/actor.ts'
import { addMonths, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { Ore } from '../../../kernel/money.ts'

// A plan of a municipality: goals, working goals, what is done about them, and how it comes to stand. The rules in words: docs/rules/strategy-plans.md.

export type PlanState = 'draft' | 'hearing' | 'adopted'
export const limits = { title: 200, goal: 300, about: 5000, text: 1800, name: 200 } as const
/** So many goals and so many points a plan may have, and so many themes a goal. */
const most = { goals: 200, lines: 500, themes: 12 } as const

export type Period = { readonly startsOn: LocalDate; readonly endsOn: LocalDate }
export type PlanContent = Period & { readonly title: string; readonly about: string; readonly frame: string | undefined }
export type PlanHead = PlanContent & {
  readonly id: string
  readonly seriesId: string
  readonly municipalityId: string
  readonly municipality: string
  readonly version: number
  readonly state: PlanState
  readonly hearingUntil: LocalDate | undefined
  readonly adoptedOn: LocalDate | undefined
  readonly adoptedBody: string | undefined
  readonly adoptedBy: string | undefined
  readonly edit: number
  readonly changedAt: Date
  readonly changedBy: string
}
export type GoalContent = Period & { /** Undefined for a goal; the goal a working goal is part of. */ readonly parentId: string | undefined; readonly title: string; readonly why: string; readonly themes: readonly string[]; readonly responsible: string; readonly economy: Ore | undefined }
export type Goal = GoalContent & { readonly id: string }
/** A point of a goal: a measure by its id, or an own initiative in words. */
export type Line = { readonly id: string; readonly goalId: string; readonly measureId: string | undefined; readonly title: string; readonly responsible: string }
export type Comment = { readonly id: string; readonly orgId: string; readonly org: string; readonly role: 'head' | 'owner'; readonly by: string; readonly at: Date; readonly body: string; readonly outcome: Outcome | undefined; readonly answer: string; readonly answeredBy: string | undefined; readonly answeredAt: Date | undefined }
export const outcomes = ['taken-in', 'partly', 'not'] as const
export type Outcome = (typeof outcomes)[number]
export type Plan = PlanHead & { readonly goals: readonly Goal[]; readonly lines: readonly Line[]; readonly comments: readonly Comment[] }

/** A measure about a goal, as the work itself tells. Without a name when a kindergarten leads it. */
export type Worked = Period & { readonly goalId: string; readonly measureId: string; readonly title: string | undefined; readonly lead: string | undefined; readonly begunOn: LocalDate | undefined; readonly closed: boolean; readonly compared: boolean }
export type Progress = { readonly measures: number; readonly running: number; readonly closed: number; readonly compared: number; readonly own: number }

export const partsOf = (plan: Pick<Plan, 'goals'>, goalId: string): readonly Goal[] => plan.goals.filter(({ parentId }) => parentId === goalId)
/** How far the work with a goal and its working goals has come: each measure once. Own initiatives have nothing to read from, and are counted apart. */
export function progressOf(plan: Pick<Plan, 'goals' | 'lines'>, worked: readonly Worked[], goalId: string): Progress {
  const ids = new Set([goalId, ...partsOf(plan, goalId).map(({ id }) => id)])
  const mine = [...new Map(worked.filter((one) => ids.has(one.goalId)).map((one) => [one.measureId, one])).values()]
  return {
    measures: mine.length,
    running: mine.filter(({ begunOn, closed }) => begunOn !== undefined && !closed).length,
    closed: mine.filter(({ closed }) => closed).length,
    compared: mine.filter(({ closed, compared }) => closed && compared).length,
    own: plan.lines.filter((line) => line.measureId === undefined && ids.has(line.goalId)).length,
  }
}

type Event<Kind extends string> = { readonly kind: `strategy.${Kind}` }
const within = (inner: Period, outer: Period): boolean => inner.startsOn >= outer.startsOn && inner.endsOn <= outer.endsOn
const meets = (one: Period, other: Period): boolean => one.startsOn <= other.endsOn && other.startsOn <= one.endsOn

export type PeriodRefusal = 'ends-before'
export const beginPlan = (content: PlanContent): Decision<PeriodRefusal, Event<'plan-begun'>> => (content.endsOn < content.startsOn ? refuse('ends-before') : accept({ kind: 'strategy.plan-begun' }))

export type WriteRefusal = 'stands' | 'hearing-runs' | 'changed-meanwhile'
/** A draft may be written, and what was heard when the deadline is past: those who comment all read the same. */
export const mayWrite = (plan: Pick<PlanHead, 'state' | 'hearingUntil'>, today: LocalDate): boolean => whyNotWrite(plan, today) === undefined
export const whyNotWrite = ({ state, hearingUntil }: Pick<PlanHead, 'state' | 'hearingUntil'>, today: LocalDate): 'stands' | 'hearing-runs' | undefined =>
  state === 'adopted' ? 'stands' : state === 'hearing' && hearingUntil !== undefined && hearingUntil >= today ? 'hearing-runs' : undefined
/** @param edit which edit of the plan the form was made from */
export const whyNotSave = (plan: Pick<PlanHead, 'state' | 'hearingUntil' | 'edit'>, edit: number, today: LocalDate): WriteRefusal | undefined => whyNotWrite(plan, today) ?? (plan.edit === edit ? undefined : 'changed-meanwhile')

export function changePlan(plan: Plan, next: PlanContent, edit: number, today: LocalDate): Decision<WriteRefusal | PeriodRefusal | 'goals-outside', Event<'plan-changed'>> {
  const not = whyNotSave(plan, edit, today)
  if (not) return refuse(not)
  if (next.endsOn < next.startsOn) return refuse('ends-before')
  return plan.goals.every((goal) => within(goal, next)) ? accept({ kind: 'strategy.plan-changed' }) : refuse('goals-outside')
}

/** A draft goes with its goals; what has been on hearing was read by others, and stays. */
export function removePlan(plan: Pick<PlanHead, 'state' | 'edit'>, edit: number): Decision<'has-been-heard' | 'changed-meanwhile', Event<'plan-removed'>> {
  if (plan.state !== 'draft') return refuse('has-been-heard')
  return plan.edit === edit ? accept({ kind: 'strategy.plan-removed' }) : refuse('changed-meanwhile')
}

export type GoalRefusal = WriteRefusal | PeriodRefusal | 'parent-unknown' | 'circular' | 'too-deep' | 'outside-plan' | 'outside-goal' | 'parts-outside' | 'goal-twice' | 'too-many-themes' | 'full'
/** A goal as it is to be: new, or `id` changed. No goal is part of itself, by way of others either, and working goals have none below them. */
export function writeGoal(plan: Plan, id: string | undefined, goal: GoalContent, edit: number, today: LocalDate): Decision<GoalRefusal, Event<'goal-written'>> {
  const not = whyNotSave(plan, edit, today) ?? (goal.endsOn < goal.startsOn ? 'ends-before' : undefined)
  if (not) return refuse(not)
  if (id === undefined && plan.goals.length >= most.goals) return refuse('full')
  if (goal.themes.length > most.themes) return refuse('too-many-themes')
  const parts = id === undefined ? [] : partsOf(plan, id)
  if (goal.parentId !== undefined) {
    const parent = plan.goals.find((one) => one.id === goal.parentId)
    if (!parent) return refuse('parent-unknown')
    if (id !== undefined && isBelow(plan, goal.parentId, id)) return refuse('circular')
    if (parent.parentId !== undefined || parts.length > 0) return refuse('too-deep')
    if (!within(goal, parent)) return refuse('outside-goal')
  }
  if (!within(goal, plan)) return refuse('outside-plan')
  if (!parts.every((part) => within(part, goal))) return refuse('parts-outside')
  const same = (one: Goal) => one.id !== id && one.parentId === goal.parentId && one.title.toLowerCase() === goal.title.toLowerCase()
  return plan.goals.some(same) ? refuse('goal-twice') : accept({ kind: 'strategy.goal-written' })
}
/** Whether a goal is the other, or somewhere below it. */
function isBelow(plan: Pick<Plan, 'goals'>, goalId: string | undefined, other: string, seen: readonly string[] = []): boolean {
  if (goalId === undefined || seen.includes(goalId)) return false
  return goalId === other || isBelow(plan, plan.goals.find(({ id }) => id === goalId)?.parentId, other, [...seen, goalId])
}

export type RemoveRefusal = WriteRefusal | 'has-parts' | 'has-measures'
/** A goal goes with its own initiatives; not with working goals or measures, which would lose what they are about. */
export function removeGoal(plan: Plan, goalId: string, worked: readonly Worked[], edit: number, today: LocalDate): Decision<RemoveRefusal, Event<'goal-removed'>> {
  const not = whyNotSave(plan, edit, today)
  if (not) return refuse(not)
  if (partsOf(plan, goalId).length > 0) return refuse('has-parts')
  return worked.some((one) => one.goalId === goalId) ? refuse('has-measures') : accept({ kind: 'strategy.goal-removed' })
}

export type LineContent = { readonly measure: (Period & { readonly id: string }) | undefined; readonly title: string; readonly responsible: string }
export type LineRefusal = WriteRefusal | 'nothing' | 'measure-twice' | 'measure-outside' | 'full'
export function addLine(plan: Plan, goal: Goal, line: LineContent, worked: readonly Worked[], edit: number, today: LocalDate): Decision<LineRefusal, Event<'goal-line-added'>> {
  const not = whyNotSave(plan, edit, today)
  if (not) return refuse(not)
  const { measure } = line
  if (plan.lines.length >= most.lines) return refuse('full')
  if (!measure) return line.title === '' ? refuse('nothing') : accept({ kind: 'strategy.goal-line-added' })
  const inPlan = new Set(plan.goals.map(({ id }) => id))
  if (plan.lines.some(({ measureId }) => measureId === measure.id) || worked.some((one) => one.measureId === measure.id && inPlan.has(one.goalId))) return refuse('measure-twice')
  return meets(measure, goal) ? accept({ kind: 'strategy.goal-line-added' }) : refuse('measure-outside')
}
export const removeLine = (plan: Plan, edit: number, today: LocalDate): Decision<WriteRefusal, Event<'goal-line-removed'>> => {
  const not = whyNotSave(plan, edit, today)
  return not ? refuse(not) : accept({ kind: 'strategy.goal-line-removed' })
}

export type StepRefusal = WriteRefusal | 'no-goals' | 'no-responsible' | 'deadline-missing' | 'deadline-past' | 'deadline-far' | 'same-deadline' | 'in-hearing' | 'deadline-gone' | 'not-heard' | 'unanswered' | 'only-authority' | 'day-missing' | 'day-ahead' | 'before-hearing' | 'body-missing'
/** Out on hearing, with a day to answer by: something to comment on, and somebody who answers for it. */
export function openHearing(plan: Plan, until: LocalDate | undefined, edit: number, today: LocalDate): Decision<StepRefusal, Event<'plan-sent-on-hearing'> & { readonly until: LocalDate }> {
  if (plan.state === 'hearing') return refuse('in-hearing')
  const not = whyNotSave(plan, edit, today)
  if (not) return refuse(not)
  if (plan.goals.length === 0) return refuse('no-goals')
  if (plan.goals.some(({ responsible, parentId }) => parentId === undefined && responsible === '')) return refuse('no-responsible')
  const deadline = lastDay(until, today)
  return deadline.ok ? accept({ kind: 'strategy.plan-sent-on-hearing', until: deadline.event }) : deadline
}
/** Another last day to comment, while the hearing runs: those who are asked are told again. */
export function moveDeadline(plan: Plan, until: LocalDate | undefined, edit: number, today: LocalDate): Decision<StepRefusal, Event<'hearing-deadline-moved'> & { readonly until: LocalDate }> {
  if (plan.state === 'draft') return refuse('not-heard')
  if (plan.state === 'adopted') return refuse('stands')
  if (mayWrite(plan, today)) return refuse('deadline-gone')
  if (plan.edit !== edit) return refuse('changed-meanwhile')
  const deadline = lastDay(until, today)
  if (!deadline.ok) return deadline
  return deadline.event === plan.hearingUntil ? refuse('same-deadline') : accept({ kind: 'strategy.hearing-deadline-moved', until: deadline.event })
}
/** A day to come, and no further ahead than a year: a slip in the year would leave the plan standing until then. */
function lastDay(until: LocalDate | undefined, today: LocalDate): Decision<'deadline-missing' | 'deadline-past' | 'deadline-far', LocalDate> {
  if (until === undefined) return refuse('deadline-missing')
  if (until <= today) return refuse('deadline-past')
  return until > addMonths(today, 12) ? refuse('deadline-far') : accept(until)
}
/** The municipality writes in that a body has adopted it, when each who said something has an answer. */
export function adopt(plan: Plan, adopted: { readonly on: LocalDate | undefined; readonly body: string }, role: Role, edit: number, today: LocalDate): Decision<StepRefusal, Event<'plan-adopted'> & { readonly on: LocalDate; readonly body: string }> {
  if (role !== 'authority') return refuse('only-authority')
  if (plan.state === 'draft') return refuse('not-heard')
  const not = whyNotSave(plan, edit, today)
  if (not) return refuse(not)
  if (plan.comments.some(({ outcome }) => outcome === undefined)) return refuse('unanswered')
  if (adopted.body === '') return refuse('body-missing')
  if (adopted.on === undefined) return refuse('day-missing')
  if (adopted.on > today) return refuse('day-ahead')
  return plan.hearingUntil !== undefined && adopted.on < plan.hearingUntil ? refuse('before-hearing') : accept({ kind: 'strategy.plan-adopted', on: adopted.on, body: adopted.body })
}
/** What is adopted changes by a new version, one at a time. The one before stands until the new one is adopted. */
export function beginVersion(plan: Pick<PlanHead, 'state' | 'version'>, series: readonly Pick<PlanHead, 'state' | 'version'>[]): Decision<'not-adopted' | 'is-written' | 'is-replaced', Event<'plan-version-begun'> & { readonly version: number }> {
  if (plan.state !== 'adopted') return refuse('not-adopted')
  if (series.some(({ state }) => state !== 'adopted')) return refuse('is-written')
  return series.some(({ version }) => version > plan.version) ? refuse('is-replaced') : accept({ kind: 'strategy.plan-version-begun', version: plan.version + 1 })
}
export const isReplaced = (plan: Pick<PlanHead, 'seriesId' | 'version'>, all: readonly Pick<PlanHead, 'seriesId' | 'version' | 'state'>[]): boolean => all.some((other) => other.seriesId === plan.seriesId && other.state === 'adopted' && other.version > plan.version)
