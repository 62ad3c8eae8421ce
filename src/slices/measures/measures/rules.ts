import type { Actor, Role } from '../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Ore } from '../../../kernel/money.ts'
import type { LeaveReason } from '../programmes/rules.ts'

// A measure: what somebody does about a need, in one kindergarten or several. The rules in words: docs/rules/measures.md.

export const kinds = ['staff-work', 'course', 'network', 'guidance', 'presence', 'resource-team', 'material', 'other'] as const
export type MeasureKind = (typeof kinds)[number]
/** What it has grown out of. */
export const origins = ['need', 'case', 'report', 'strategy', 'own'] as const
export type Origin = (typeof origins)[number]
export const limits = { text: 1800, plan: 5000, partners: 500, name: 200 } as const

export type PartState = 'offered' | 'part' | 'declined' | 'taken-back' | 'left'
export type Part = { readonly id: string; readonly kindergartenId: string; readonly kindergarten: string; readonly state: PartState; readonly departments: readonly string[]; /** The day it was asked, when the measure had begun already. */ readonly offeredOn: LocalDate | undefined; /** The day it takes part from; undefined: from the day the measure began. */ readonly joinedOn: LocalDate | undefined; /** The day it went out. */ readonly leftOn: LocalDate | undefined; readonly leftReason: LeaveReason | undefined; readonly shared: boolean; /** The kindergarten has been closed down. */ readonly closedDown: boolean; /** Those who lead the measure do not have it any more. Only they are told. */ readonly moved: boolean; /** Undefined until closed, or when the actor may not know. */ readonly closedOn: LocalDate | undefined }

export type MeasureContent = {
  readonly kind: MeasureKind
  readonly title: string
  readonly goal: string
  readonly signs: string
  readonly themes: readonly string[]
  readonly origin: Origin
  readonly needIds: readonly string[]
  readonly caseId: string | undefined
  readonly reportId: string | undefined
  /** A goal in a plan of the municipality. */
  readonly goalId?: string | undefined
  readonly partners: string
  /** Partners that are in the register. */
  readonly partnerIds: readonly string[]
  readonly budget: Ore | undefined
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
}
export type Measure = MeasureContent & { /** What is in its plan, a line each. */ readonly plan: string; readonly copiedFrom: string | undefined; readonly id: string; readonly leadId: string; readonly lead: string; readonly begunOn: LocalDate | undefined; readonly version: number; readonly changedAt: Date; readonly changedBy: string; readonly isClosed: boolean; readonly parts: readonly Part[] }

export type MeasureState = 'planned' | 'running' | 'closed'
export const stateOf = ({ isClosed, begunOn }: Pick<Measure, 'isClosed' | 'begunOn'>): MeasureState => (isClosed ? 'closed' : begunOn === undefined ? 'planned' : 'running')

/** Those who begin and lead measures. */
export const leads = (role: Role): boolean => role === 'head' || role === 'owner' || role === 'adviser' || role === 'team-leader'
export const isLead = ({ leadId }: Pick<Measure, 'leadId'>, actor: Pick<Actor, 'orgId' | 'role'>): boolean => leads(actor.role) && leadId === actor.orgId
export const ownPart = ({ parts }: Pick<Measure, 'parts'>, orgId: string): Part | undefined => parts.find((one) => one.kindergartenId === orgId && one.state !== 'taken-back')

type Event<Kind extends string> = { readonly kind: `measures.${Kind}` }
/** A measure names where it comes from and whom it is for, before it is anything. `mayTakePart`: the kindergartens the actor may offer it. */
export function begin(content: MeasureContent, kindergartens: readonly string[], mayTakePart: readonly string[], goal?: GoalPeriod): Decision<ContentRefusal | 'no-kindergartens' | 'not-theirs', Event<'measure-begun'>> {
  if (kindergartens.length === 0) return refuse('no-kindergartens')
  if (kindergartens.some((id) => !mayTakePart.includes(id))) return refuse('not-theirs')
  const wrong = check(content, goal)
  return wrong ? refuse(wrong) : accept({ kind: 'measures.measure-begun' })
}

export type ContentRefusal = 'origin-missing' | 'ends-before' | 'outside-goal'
/** When a goal is to be reached: what is done about it is under way at some time then. */
export type GoalPeriod = Pick<MeasureContent, 'startsOn' | 'endsOn'>
const check = (content: MeasureContent, goal: GoalPeriod | undefined): ContentRefusal | undefined => {
  if ((content.origin === 'need' && content.needIds.length === 0) || (content.origin === 'case' && !content.caseId) || (content.origin === 'report' && !content.reportId) || (content.origin === 'strategy' && !content.goalId)) return 'origin-missing'
  if (content.endsOn < content.startsOn) return 'ends-before'
  return goal && (content.endsOn < goal.startsOn || goal.endsOn < content.startsOn) ? 'outside-goal' : undefined
}

export function change(measure: Measure, next: MeasureContent, version: number, goal?: GoalPeriod): Decision<ContentRefusal | 'closed' | 'changed-meanwhile', Event<'measure-changed'>> {
  if (measure.isClosed) return refuse('closed')
  if (measure.version !== version) return refuse('changed-meanwhile')
  const wrong = check(next, goal)
  return wrong ? refuse(wrong) : accept({ kind: 'measures.measure-changed' })
}

/** Since when a kindergarten takes part: from the day the measure began, or the later day it came in. Undefined before it has begun. */
export const sinceOf = ({ begunOn }: Pick<Measure, 'begunOn'>, part: Pick<Part, 'joinedOn'> | undefined): LocalDate | undefined => (begunOn !== undefined && part?.joinedOn !== undefined && part.joinedOn > begunOn ? part.joinedOn : begunOn)
/** The measure as it is for one kindergarten: it begins the day the kindergarten came in. */
export const seenFrom = (measure: Measure, orgId: string): Measure => ({ ...measure, begunOn: sinceOf(measure, ownPart(measure, orgId)) })
/** From which day a kindergarten takes part that has not said so: from the beginning when it was asked before that, else from today. Nothing before the measure has begun. */
export const usualJoin = ({ begunOn }: Pick<Measure, 'begunOn'>, { offeredOn }: Pick<Part, 'offeredOn'>, today: LocalDate): LocalDate | undefined => (begunOn === undefined ? undefined : offeredOn === undefined ? begunOn : today)

export type Step = { readonly do: 'start' | 'accept'; readonly on: LocalDate | undefined } | { readonly do: 'decline' } | { readonly do: 'share' | 'unshare' } | { readonly do: 'take-back'; readonly kindergartenId: string }
export type StepRefusal = 'not-lead' | 'started-already' | 'day-missing' | 'day-ahead' | 'not-offered' | 'not-part' | 'closed' | 'only-head' | 'join-before-start' | 'join-ahead'
export type StepTaken = Event<'measure-started' | 'part-accepted' | 'part-declined' | 'part-taken-back' | 'part-shared' | 'part-unshared'>

/** The next step. The lead starts it; each kindergarten's head answers an offer, and lets the team read, for the own kindergarten. */
export function take(measure: Measure, step: Step, actor: Pick<Actor, 'orgId' | 'role'>, today: LocalDate): Decision<StepRefusal, StepTaken> {
  if (step.do === 'start') {
    if (!isLead(measure, actor)) return refuse('not-lead')
    if (measure.begunOn !== undefined) return refuse('started-already')
    if (step.on === undefined) return refuse('day-missing')
    return step.on > today ? refuse('day-ahead') : accept({ kind: 'measures.measure-started' })
  }
  if (step.do === 'take-back') {
    if (!isLead(measure, actor)) return refuse('not-lead')
    return measure.parts.some((one) => one.kindergartenId === step.kindergartenId && one.state === 'offered') ? accept({ kind: 'measures.part-taken-back' }) : refuse('not-offered')
  }
  if (actor.role !== 'head') return refuse('only-head')
  const part = ownPart(measure, actor.orgId)
  if (!part) return refuse('not-part')
  if (step.do === 'accept' || step.do === 'decline') {
    if (part.state !== 'offered') return refuse('not-offered')
    if (step.do === 'decline') return accept({ kind: 'measures.part-declined' })
    if (measure.begunOn !== undefined && step.on !== undefined && step.on > today) return refuse('join-ahead')
    if (measure.begunOn !== undefined && step.on !== undefined && step.on < measure.begunOn) return refuse('join-before-start')
    return accept({ kind: 'measures.part-accepted' })
  }
  if (part.state !== 'part') return refuse('not-part')
  return accept({ kind: step.do === 'share' ? 'measures.part-shared' : 'measures.part-unshared' })
}

/** The head changes which departments take part, as long as the kindergarten has not closed its part. */
export function changeDepartments(part: Part | undefined, departments: readonly string[]): Decision<'not-part' | 'closed' | 'same-departments', Event<'departments-changed'>> {
  if (part?.state !== 'part') return refuse('not-part')
  if (part.closedOn !== undefined) return refuse('closed')
  const same = departments.length === part.departments.length && departments.every((one) => part.departments.includes(one))
  return same ? refuse('same-departments') : accept({ kind: 'measures.departments-changed' })
}

/** The elements of a plan: a line each, without empty ones. */
export const elementsOf = (plan: string): readonly string[] => plan.split('\n').map((line) => line.trim()).filter((line) => line !== '')
