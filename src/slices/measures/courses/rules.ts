import type { Role } from '../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { How, Limits, RoleGroup } from './places/rules.ts'

/** Those who arrange courses for others' staff. */
export const arrangingRoles = ['adviser', 'team-leader', 'owner', 'university-contact'] as const satisfies readonly Role[]
export const kinds = ['course', 'meeting', 'series'] as const
export type CourseKind = (typeof kinds)[number]
const states = ['draft', 'open', 'closed', 'cancelled', 'finished'] as const
export type CourseState = (typeof states)[number]
const courseSteps = ['open', 'close', 'cancel', 'finish'] as const
export type CourseStep = (typeof courseSteps)[number]

/** What whoever arranges writes about a course. */
export type CourseContent = {
  readonly kind: CourseKind
  readonly title: string
  readonly about: string
  readonly heldBy: string
  readonly themes: readonly string[]
  /** Empty: everybody. */
  readonly audience: readonly RoleGroup[]
  readonly measureId: string | undefined
  readonly limits: Limits
  readonly priorityKindergartens: readonly string[]
  readonly opensAt: Date
  readonly closesAt: Date
  readonly offerHours: number
  readonly byLink: boolean
}

export type Session = {
  readonly id: string
  readonly title: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly place: string
  /** Where one meets digitally; undefined for those who may not know. */
  readonly digitalAddress: string | undefined
  readonly sequence: number
  readonly cancelledAt: Date | undefined
}

type Held = Pick<Session, 'startsAt' | 'endsAt' | 'cancelledAt'>
const held = (sessions: readonly Held[]) => sessions.filter(({ cancelledAt }) => cancelledAt === undefined)
/** When the course begins: the first session that is held. */
export const startOf = (sessions: readonly Held[]): Date | undefined => held(sessions).map(({ startsAt }) => startsAt).toSorted((a, b) => a.getTime() - b.getTime())[0]
const endOf = (sessions: readonly Held[]): Date | undefined => held(sessions).map(({ endsAt }) => endsAt).toSorted((a, b) => b.getTime() - a.getTime())[0]
export const hasStarted = (startsAt: Date | undefined, now: Date): boolean => startsAt !== undefined && now >= startsAt

type StepRefusal = 'no-sessions' | 'not-draft' | 'not-open' | 'over' | 'begun' | 'sessions-left'
type Stepped = { readonly kind: 'measures.course-opened' | 'measures.course-closed' | 'measures.course-cancelled' | 'measures.course-finished'; readonly to: CourseState }

/** Opens a course for registration, closes it, cancels it, or says that it is over. */
export function takeStep(course: { readonly state: CourseState; readonly sessions: readonly Held[] }, step: CourseStep, now: Date): Decision<StepRefusal, Stepped> {
  const { state, sessions } = course
  if (state === 'cancelled' || state === 'finished') return refuse('over')
  if (step === 'open') {
    if (state === 'open') return refuse('not-draft')
    return held(sessions).length > 0 ? accept({ kind: 'measures.course-opened', to: 'open' }) : refuse('no-sessions')
  }
  if (step === 'close') return state === 'open' ? accept({ kind: 'measures.course-closed', to: 'closed' }) : refuse('not-open')
  // What has been held has been held, with who came and what they were given: only what is left of it is called off.
  if (step === 'cancel') return state !== 'draft' && hasStarted(startOf(sessions), now) ? refuse('begun') : accept({ kind: 'measures.course-cancelled', to: 'cancelled' })
  const end = endOf(sessions)
  if (state === 'draft') return refuse('not-open')
  return end !== undefined && end > now ? refuse('sessions-left') : accept({ kind: 'measures.course-finished', to: 'finished' })
}

/** Registration says that it is open longer than it can be: nobody is registered when the course has begun. */
export const closesAfterStart = ({ closesAt }: Pick<CourseContent, 'closesAt'>, startsAt: Date | undefined): boolean => startsAt !== undefined && closesAt > startsAt

type ContentRefusal = 'closes-before-opens' | 'closes-after-start' | 'no-seats' | 'priority-without-date' | 'priority-without-kindergartens' | 'seats-below-taken'
/** May the course be written like this? `taken` are the seats somebody has or is offered; `startsAt` is when it will begin, while that is known and to come. */
export function checkContent(content: CourseContent, taken: Readonly<Record<How, number>>, startsAt: Date | undefined): Decision<ContentRefusal, { readonly kind: 'measures.course-written' }> {
  const { limits } = content
  if (content.closesAt <= content.opensAt) return refuse('closes-before-opens')
  if (closesAfterStart(content, startsAt)) return refuse('closes-after-start')
  if (limits.seats['on-site'] + limits.seats.digital === 0) return refuse('no-seats')
  if (content.priorityKindergartens.length > 0 && limits.priorityUntil === undefined) return refuse('priority-without-date')
  if (content.priorityKindergartens.length === 0 && limits.priorityUntil !== undefined) return refuse('priority-without-kindergartens')
  if (limits.seats['on-site'] < taken['on-site'] || limits.seats.digital < taken.digital) return refuse('seats-below-taken')
  return accept({ kind: 'measures.course-written' })
}

type CallOffRefusal = 'session-cancelled' | 'session-passed' | 'last-session'
/** May a session be called off? When nothing would be left to come to, the course is cancelled as a whole, so that those who have a seat are told so. */
export function callOffSession(course: { readonly state: CourseState; readonly sessions: readonly Held[] }, session: Held, now: Date): Decision<CallOffRefusal, { readonly kind: 'measures.course-session-cancelled' }> {
  if (session.cancelledAt) return refuse('session-cancelled')
  if (session.startsAt <= now) return refuse('session-passed')
  return course.state !== 'draft' && held(course.sessions).length === 1 ? refuse('last-session') : accept({ kind: 'measures.course-session-cancelled' })
}

type SessionRefusal = 'ends-before-starts' | 'session-long' | 'session-passed' | 'session-cancelled' | 'course-over'
const longestHours = 14
/** May a session be held then? A session that has begun is not moved any more. */
export function checkSession(course: { readonly state: CourseState }, before: Held | undefined, after: { readonly startsAt: Date; readonly endsAt: Date }, now: Date): Decision<SessionRefusal, { readonly kind: 'measures.course-session-set' }> {
  if (course.state === 'cancelled' || course.state === 'finished') return refuse('course-over')
  if (before?.cancelledAt) return refuse('session-cancelled')
  if (before && before.startsAt <= now) return refuse('session-passed')
  if (after.endsAt <= after.startsAt) return refuse('ends-before-starts')
  if (after.endsAt.getTime() - after.startsAt.getTime() > longestHours * 3_600_000) return refuse('session-long')
  return after.startsAt <= now ? refuse('session-passed') : accept({ kind: 'measures.course-session-set' })
}
