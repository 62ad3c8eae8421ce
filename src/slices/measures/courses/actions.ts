import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { keptSince, type Keep } from '../../../kernel/retention.ts'
import { actAs, system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import * as messaging from '../../messaging/index.ts'
import { loadMeasure, loadThemes } from '../measures/store.ts'
import { settleWithin } from './places/actions.ts'
import { inOrder, isLive, takenBy } from './places/rules.ts'
import { forgetCourses, forgetUnseated, loadPlaces, savePlace } from './places/store.ts'
import { kindergartensOf, tellHeads, tellPeople } from './places/told.ts'
import { checkContent, hasStarted, startOf, takeStep, type CourseContent, type CourseStep } from './rules.ts'
import { raiseSessions } from './sessions/store.ts'
import * as store from './store.ts'

/** Begins a course as a draft. Sent twice it is one. */
export const beginCourse = (deps: Deps, actor: Actor, startKey: string, typed: CourseContent) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const about = await aboutOf(tx, actor, typed)
    if (!about.ok) return about
    const content = about.event
    const asked = await store.loadAsked(tx)
    if (actor.role === 'university-contact' && asked.length === 0) return refuse('no-partners' as const)
    if (content.priorityKindergartens.some((id) => !asked.some((one) => one.id === id))) return refuse('not-theirs' as const)
    const decision = checkContent(content, { 'on-site': 0, digital: 0 }, undefined)
    if (!decision.ok) return decision
    const made = await store.insertCourse(tx, startKey, actor.orgId, content, actor.name, now)
    if (!made) return refuse('not-theirs' as const)
    if (made.isNew) await record(tx, actor, made.id, 'measures.course-begun', now)
    return accept({ id: made.id })
  })

/** Those who have to be asked before there can be fewer seats: the last of those who have one. */
export type ToAsk = { readonly name: string; readonly kindergarten: string }
const mostNamed = 20

/** Writes a course anew. More seats are given to the queue at once; fewer than are taken is not possible. */
export const saveCourse = (deps: Deps, actor: Actor, id: string, typed: CourseContent, version: number) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const course = await own(tx, actor, id)
    if (!course) return refuse('not-found' as const)
    if (course.state === 'cancelled' || course.state === 'finished') return refuse('course-over' as const)
    if (course.version !== version) return refuse('changed-meanwhile' as const)
    const about = await aboutOf(tx, actor, typed, course)
    if (!about.ok) return about
    const content = about.event
    const asked = await store.loadAsked(tx)
    if (content.priorityKindergartens.some((one) => !course.priorityKindergartens.includes(one) && !asked.some((other) => other.id === one))) return refuse('not-theirs' as const)
    const places = await loadPlaces(tx, id)
    const taken = takenBy(places)
    const startsAt = startOf(course.sessions)
    const decision = checkContent(content, taken.how, hasStarted(startsAt, now) ? undefined : startsAt)
    if (!decision.ok) {
      const last = inOrder(places.filter(({ state, how }) => (state === 'seated' || state === 'offered') && content.limits.seats[how] < taken.how[how])).toReversed()
      const over = (['on-site', 'digital'] as const).reduce((sum, how) => sum + Math.max(0, taken.how[how] - content.limits.seats[how]), 0)
      return decision.because === 'seats-below-taken' ? { ...decision, over, ask: last.slice(0, Math.min(over, mostNamed)).map(({ name, kindergarten }): ToAsk => ({ name, kindergarten })) } : decision
    }
    await store.saveContent(tx, id, content, actor.name, now, content.limits.priorityUntil !== undefined && content.limits.priorityUntil > now)
    await record(tx, actor, id, 'measures.course-changed', now)
    const renamed = course.state !== 'draft' && content.title !== course.title && (await raiseSessions(tx, id, actor.name, now)) > 0
    await actAs(tx, system)
    const written = await store.loadCourse(tx, id)
    if (written && renamed) {
      const live = places.filter(isLive)
      await tellPeople(tx, deps, 'course-changed', written, live)
      await tellHeads(tx, deps, 'course-own', written, kindergartensOf(live))
    }
    if (written) await settleWithin(tx, deps, written)
    return accept({ id })
  })

/** Opens, closes, cancels or ends a course. */
export const stepCourse = (deps: Deps, actor: Actor, id: string, step: CourseStep) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const course = await own(tx, actor, id)
    if (!course) return refuse('not-found' as const)
    const decision = takeStep(course, step, now)
    if (!decision.ok) return decision
    await store.saveState(tx, id, decision.event.to, actor.name, now)
    await record(tx, actor, id, decision.event.kind, now)
    const asked = course.state === 'draft' && step === 'open' ? await store.loadAsked(tx) : []
    await actAs(tx, system)
    await tellHeads(tx, deps, 'course-announced', course, asked)
    if (step === 'cancel') {
      const live = (await loadPlaces(tx, id)).filter(isLive)
      if (live.length > 0) await savePlace(tx, live.map((one) => one.id), 'cancelled', undefined, now)
      await tellPeople(tx, deps, 'course-changed', course, live)
      await tellHeads(tx, deps, 'course-own', course, kindergartensOf(live))
    }
    return accept({ to: decision.event.to, from: course.state })
  })

/** What was typed with the themes there are, and a measure the own organisation leads. What stood there before stands. */
async function aboutOf(tx: Tx, actor: Actor, typed: CourseContent, before?: CourseContent): Promise<Decision<'measure-not-theirs', CourseContent>> {
  const { measureId } = typed
  if (measureId !== undefined && measureId !== before?.measureId && (await loadMeasure(tx, measureId))?.leadId !== actor.orgId) return refuse('measure-not-theirs')
  const known = new Set([...(typed.themes.length > 0 ? await loadThemes(tx, actor.orgId) : []).map(({ code }) => code), ...(before?.themes ?? [])])
  return accept({ ...typed, themes: typed.themes.filter((code) => known.has(code)) })
}

/** The course when the actor's own organisation arranges it, locked. */
export async function own(tx: Tx, actor: Actor, id: string): Promise<store.Course | undefined> {
  const course = await store.lockCourse(tx, id)
  return course?.arrangerId === actor.orgId ? course : undefined
}

/** How long what is known of a course is kept after its last session (docs/privacy.md). */
const kept = { unseated: { days: 90 }, course: { years: 5 } } as const satisfies Readonly<Record<string, Keep>>
/** The program's own work each night. @returns how many people and courses are gone */
export const forgetOldCourses = ({ db, now }: Deps): Promise<number> =>
  writing(db, system, async (tx) => {
    const people = await forgetUnseated(tx, keptSince(kept.unseated, now()))
    await messaging.forgetKept(tx, { about: people })
    const gone = await forgetCourses(tx, keptSince(kept.course, now()))
    await audit.forgetAbout(tx, gone)
    return people.length + gone.length
  })

const record = (tx: Tx, actor: Actor, id: string, kind: string, now: Date) => audit.record(tx, actor, { kind, about: { kind: 'course', id }, readers: [actor.orgId], visibility: 'shared' }, now)
