import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { actAs, system, writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { kindergartensOf, tellHeads } from '../../courses/places/told.ts'
import type { Session } from '../rules.ts'
import { loadCourse, loadMarks, loadSeated, lockSession, saveMark, type Course } from '../store.ts'
import * as rules from './rules.ts'
import { loadAbsence, saveAbsence } from './store.ts'

/** Whoever arranges keeps, or takes out, a check-in that was told afterwards. */
export const settle = ({ db, now }: Deps, actor: Actor, courseId: string, sessionId: string, placeId: string, keep: boolean): Promise<Decision<'not-found' | rules.SettleRefusal, { readonly kept: boolean }>> =>
  writing(db, actor, async (tx) => {
    const own = await find(tx, actor, courseId, sessionId)
    if (!own) return refuse('not-found')
    await lockSession(tx, sessionId)
    const decision = rules.settleTold((await loadMarks(tx, courseId, sessionId)).find((mark) => mark.placeId === placeId))
    if (!decision.ok) return decision
    await saveMark(tx, { courseId, sessionId, placeId, came: keep, how: 'list', by: actor.name }, true, now())
    await record(tx, actor, courseId, decision.event.kind, now(), keep ? 1 : 0)
    return accept({ kept: keep })
  })

/** The heads of those who had a seat and did not come are told so, each once. */
export const tellAbsence = (deps: Deps, actor: Actor, courseId: string, sessionId: string): Promise<Decision<'not-found' | rules.AbsenceRefusal, { readonly heads: number }>> =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const own = await find(tx, actor, courseId, sessionId)
    if (!own) return refuse('not-found')
    await lockSession(tx, sessionId)
    const [people, marks, before] = [await loadSeated(tx, courseId), await loadMarks(tx, courseId, sessionId), await loadAbsence(tx, sessionId)]
    const away = people.filter(({ placeId }) => !marks.some((mark) => mark.placeId === placeId && mark.came))
    const decision = rules.tellAbsence(own.session, away.length, before !== undefined, now)
    if (!decision.ok) return decision
    await saveAbsence(tx, courseId, sessionId, actor.name, now)
    const kindergartens = kindergartensOf(away)
    await record(tx, actor, courseId, decision.event.kind, now, away.length)
    await actAs(tx, system)
    await tellHeads(tx, deps, 'course-absent', own.course, kindergartens)
    return accept({ heads: kindergartens.length })
  })

async function find(tx: Tx, actor: Actor, courseId: string, sessionId: string): Promise<{ readonly course: Course; readonly session: Session } | undefined> {
  const course = await loadCourse(tx, courseId)
  const session = course?.arrangerId === actor.orgId ? course.sessions.find(({ id }) => id === sessionId) : undefined
  return course && session && { course, session }
}

const record = (tx: Tx, actor: Actor, courseId: string, kind: string, at: Date, people: number) => audit.record(tx, actor, { kind, about: { kind: 'course', id: courseId }, readers: [actor.orgId], visibility: 'shared', data: { people } }, at)
