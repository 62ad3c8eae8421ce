import type { Actor } from '../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { refuse, type Decision } from '../../../kernel/decision.ts'
import { writing } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import * as messaging from '../../messaging/index.ts'
import { loadCourse, loadSeated } from '../attendance/store.ts'
import { openEvaluation, type OpenRefusal } from './rules.ts'
import { evaluationToken, hashOf, looksLikeSecret } from './secrets.ts'
import * as store from './store.ts'

/** Opens the link for those who were there, and sends it to everybody with a seat. Two who share a mailbox have a letter each. */
export const openLink = ({ db, now, config, jobs }: Deps, actor: Actor, courseId: string, statements: readonly string[], closesOn: LocalDate): Promise<Decision<'not-found' | OpenRefusal, { readonly kind: string }>> =>
  writing(db, actor, async (tx) => {
    const course = await loadCourse(tx, courseId)
    if (!course || course.arrangerId !== actor.orgId) return refuse('not-found')
    const starts = course.sessions.filter(({ cancelled }) => !cancelled).map(({ startsAt }) => startsAt)
    const decision = openEvaluation(starts, await store.loadEvaluation(tx, courseId), statements, closesOn, now(), osloDate(now()))
    if (!decision.ok) return decision
    const token = evaluationToken(config, courseId)
    await store.insertEvaluation(tx, courseId, hashOf(token), statements, closesOn, actor.name, now())
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'course', id: courseId }, readers: [actor.orgId], visibility: 'shared' }, now())
    for (const { placeId, email, language, name, kindergarten } of await loadSeated(tx, courseId))
      await messaging.tell(tx, jobs, [{ address: email, language }], { kind: 'course-evaluation', path: `/kursevaluering/${token}`, data: { person: name, reference: course.title, kindergarten }, subjectId: placeId }, now())
    return decision
  })

/** No more answers: what may be shown is shown from now on. */
export const closeLink = ({ db, now }: Deps, actor: Actor, courseId: string): Promise<boolean> =>
  writing(db, actor, async (tx) => {
    const closed = await store.saveClosed(tx, courseId, now())
    if (closed) await audit.record(tx, actor, { kind: 'measures.course-evaluation-closed', about: { kind: 'course', id: courseId }, readers: [actor.orgId], visibility: 'shared' }, now())
    return closed
  })

/** An answer from one who was there. No actor, no trace of who or when: nothing is recorded but the answer itself. */
export const answer = ({ db, now }: Deps, token: string, key: unknown, given: readonly number[], words: string): Promise<store.Cast> =>
  looksLikeSecret(token) && looksLikeSecret(key) ? writing(db, undefined, (tx) => store.cast(tx, hashOf(token), hashOf(key), given, words, now())) : Promise.resolve('closed')
