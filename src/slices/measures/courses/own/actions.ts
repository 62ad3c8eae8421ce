import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { system, writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { hashOf } from '../../../../platform/link-secrets.ts'
import * as audit from '../../../audit/index.ts'
import { registerWithin, type Registration } from '../places/actions.ts'
import { loadCourse, lockCourse } from '../store.ts'
import { linkToken } from './secrets.ts'
import * as store from './store.ts'

/** The head makes a link for the own staff to a course, or closes it: whoever has it can then no longer sign up. */
export const setLink = (deps: Deps, actor: Actor, courseId: string, wish: 'make' | 'close') =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const course = await loadCourse(tx, courseId)
    if (!course) return refuse('not-found' as const)
    if (wish === 'make' && !course.byLink) return refuse('link-not-used' as const)
    if (wish === 'make') {
      const id = crypto.randomUUID()
      await store.insertLink(tx, id, hashOf(linkToken(deps.config, id)), courseId, actor.orgId, actor.name, now)
    } else await store.closeLink(tx, courseId, actor.orgId, now)
    await audit.record(tx, actor, { kind: wish === 'make' ? 'measures.course-link-made' : 'measures.course-link-closed', about: { kind: 'course', id: courseId }, readers: [actor.orgId], visibility: 'shared' }, now)
    return accept({ id: courseId })
  })

/** What one link can do, whoever has it: each who signs up gets a letter, at whichever address was typed. */
const mostAnHour = 30
const mostByLink = 100

/** Somebody of the staff signs up by the kindergarten's link. */
export const signUp = (deps: Deps, hash: Buffer, typed: Registration) =>
  writing(deps.db, system, async (tx) => {
    const link = await store.loadLinkByToken(tx, hash)
    const course = link && (await lockCourse(tx, link.courseId))
    if (!link || !course) return refuse('not-found' as const)
    const { lately, live } = await store.countByLink(tx, course.id, link.kindergartenId, typed.formKey, new Date(deps.now().getTime() - 3_600_000))
    if (lately >= mostAnHour) return refuse('link-busy' as const)
    if (live >= mostByLink) return refuse('link-full' as const)
    const [outcome = refuse('not-found' as const)] = await registerWithin(tx, deps, course, [{ ...typed, courseId: course.id, actor: undefined, kindergartenId: link.kindergartenId, by: 'self' }])
    return outcome
  })
