import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { actAs, system, writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { own } from '../actions.ts'
import { isLive } from '../places/rules.ts'
import { loadPlaces } from '../places/store.ts'
import { kindergartensOf, tellHeads, tellPeople } from '../places/told.ts'
import { callOffSession, checkSession } from '../rules.ts'
import type { Course } from '../store.ts'
import * as store from './store.ts'

/** One more session, or one that is held at another time or place. A form sent twice makes one. Everybody with a seat, an offer or a place in the queue is told. */
export const setSession = (deps: Deps, actor: Actor, courseId: string, sessionId: string | undefined, content: store.SessionContent, from: { readonly seen: number; readonly startKey: string }) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const course = await own(tx, actor, courseId)
    const before = sessionId === undefined ? undefined : course?.sessions.find(({ id }) => id === sessionId)
    if (!course || (sessionId !== undefined && !before)) return refuse('not-found' as const)
    if (!before && (await store.findSession(tx, courseId, from.startKey))) return accept({ id: courseId })
    if (before && before.sequence !== from.seen) return refuse('changed-meanwhile' as const)
    const decision = checkSession(course, before, content, now)
    if (!decision.ok) return decision
    if (!before) await store.insertSession(tx, courseId, content, actor.name, now, from.startKey)
    else await store.saveSession(tx, courseId, before.id, content, before.sequence + 1, actor.name, now)
    await tellAll(tx, deps, actor, course, decision.event.kind)
    return accept({ id: courseId })
  })

/** Calls a session off. Everybody with a seat, an offer or a place in the queue is told. */
export const cancelSession = (deps: Deps, actor: Actor, courseId: string, sessionId: string) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const course = await own(tx, actor, courseId)
    const session = course?.sessions.find(({ id }) => id === sessionId)
    if (!course || !session) return refuse('not-found' as const)
    const decision = callOffSession(course, session, now)
    if (!decision.ok) return decision
    await store.saveSessionCancelled(tx, courseId, sessionId, session.sequence + 1, actor.name, now)
    await tellAll(tx, deps, actor, course, decision.event.kind)
    return accept({ id: courseId })
  })

async function tellAll(tx: Tx, deps: Deps, actor: Actor, course: Course, kind: string): Promise<void> {
  const now = deps.now()
  await audit.record(tx, actor, { kind, about: { kind: 'course', id: course.id }, readers: [actor.orgId], visibility: 'shared' }, now)
  if (course.state === 'draft') return
  await actAs(tx, system)
  const live = (await loadPlaces(tx, course.id)).filter(isLive)
  await tellPeople(tx, deps, 'course-changed', course, live)
  await tellHeads(tx, deps, 'course-own', course, kindergartensOf(live))
}
