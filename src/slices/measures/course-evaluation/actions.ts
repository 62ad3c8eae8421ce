import type { Actor } from '../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { refuse, type Decision } from '../../../kernel/decision.ts'
import { system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { hashOf, looksLikeSecret } from '../../../platform/link-secrets.ts'
import * as audit from '../../audit/index.ts'
import * as messaging from '../../messaging/index.ts'
import { loadCourse, loadSeated, lockCourse, type Course } from '../attendance/store.ts'
import { openEvaluation, takesAnswers, type OpenRefusal } from './rules.ts'
import { seatTicket, ticketPath } from './secrets.ts'
import * as store from './store.ts'

type Opened = Decision<'not-found' | OpenRefusal, { readonly kind: string }>
/** Asks those who were there: everybody with a seat is sent a link of their own, good for one answer. Two who share a mailbox have a letter each. */
export const openLinks = (deps: Deps, actor: Actor, courseId: string, statements: readonly string[], closesOn: LocalDate): Promise<Opened> =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    await lockCourse(tx, courseId)
    const course = await loadCourse(tx, courseId)
    if (!course || course.arrangerId !== actor.orgId) return refuse('not-found')
    const starts = course.sessions.filter(({ cancelled }) => !cancelled).map(({ startsAt }) => startsAt)
    const decision = openEvaluation(starts, await store.loadEvaluation(tx, courseId), statements, closesOn, now, osloDate(now))
    if (!decision.ok) return decision
    await store.insertEvaluation(tx, courseId, statements, closesOn, actor.name, now)
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'course', id: courseId }, readers: [actor.orgId], visibility: 'shared' }, now)
    await sendTickets(tx, deps, course)
    return decision
  })

/** Sends a link to those who have got a seat since. @returns how many */
export const sendToNew = (deps: Deps, actor: Actor, courseId: string): Promise<number | undefined> =>
  writing(deps.db, actor, async (tx) => {
    const course = await loadCourse(tx, courseId)
    const evaluation = course?.arrangerId === actor.orgId ? await store.loadEvaluation(tx, courseId) : undefined
    return course && evaluation && takesAnswers(evaluation, osloDate(deps.now())) ? sendTickets(tx, deps, course) : undefined
  })

async function sendTickets(tx: Tx, { config, jobs, now }: Deps, course: Course): Promise<number> {
  const seats = (await loadSeated(tx, course.id)).map((seat) => ({ ...seat, hash: hashOf(seatTicket(config, seat.placeId)) }))
  const issued = await store.issueTickets(tx, course.id, seats.map(({ hash }) => hash), now())
  const fresh = seats.filter(({ hash }) => issued.has(hash.toString('hex')))
  for (const { placeId, email, language, name, kindergarten } of fresh)
    await messaging.tell(tx, jobs, [{ address: email, language }], { kind: 'course-evaluation', path: ticketPath(config, placeId), data: { person: name, reference: course.title, kindergarten }, subjectId: placeId }, now())
  return fresh.length
}

/** No more answers: what may be shown is shown from now on. */
export const closeLink = ({ db, now }: Deps, actor: Actor, courseId: string): Promise<boolean> =>
  writing(db, actor, async (tx) => {
    const closed = await store.saveClosed(tx, courseId, now())
    if (closed) await store.forgetOver(tx)
    if (closed) await audit.record(tx, actor, { kind: 'measures.course-evaluation-closed', about: { kind: 'course', id: courseId }, readers: [actor.orgId], visibility: 'shared' }, now())
    return closed
  })

/** An answer from one who was there. No actor, no trace of who or when: the ticket is used, and nothing ties the answer to it. */
export const answer = ({ db, now }: Deps, ticket: string, given: readonly number[], words: string): Promise<store.Cast> =>
  looksLikeSecret(ticket) ? writing(db, undefined, (tx) => store.cast(tx, hashOf(ticket), given, words, now())) : Promise.resolve('closed')

/** Of those that are over: no ticket is kept, and no answers that were too few to be shown. */
export const forgetEvaluations = ({ db }: Deps): Promise<number> => writing(db, system, (tx) => store.forgetOver(tx))
