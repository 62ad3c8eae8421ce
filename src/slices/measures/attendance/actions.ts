import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { reading, system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { hashOf, looksLikeSecret, newCode } from '../../../platform/link-secrets.ts'
import * as audit from '../../audit/index.ts'
import * as messaging from '../../messaging/index.ts'
import { placeToken } from '../courses/own/secrets.ts'
import { mayBeTold, tellAfterwards, type ToldRefusal } from './afterwards/rules.ts'
import { changesOf, checkIn, codeLength, codeWorks, findSeat, issue, tick, whenOf, type CheckInRefusal, type IssueRefusal, type List, type RevokeReason, type Session, type TickRefusal } from './rules.ts'
import * as store from './store.ts'

/** Where a person checks in and finds the certificate. */
const ownPath = (deps: Deps, placeId: string): string => `/kursoppmote/${placeToken(deps.config, placeId)}`

/** The letters for the wall of a session; asked for again, the same ones. */
export const openCode = ({ db, now }: Deps, actor: Actor, courseId: string, sessionId: string): Promise<Decision<'not-found' | TickRefusal, { readonly id: string }>> =>
  writing(db, actor, async (tx) => {
    const session = await ownSession(tx, actor, courseId, sessionId)
    if (!session) return refuse('not-found')
    if (session.cancelled) return refuse('session-cancelled')
    await store.openCode(tx, courseId, sessionId, newCode(codeLength.session), actor.name, now())
    return accept({ id: sessionId })
  })

/** The list of a session as whoever arranges has ticked it. Who got a seat since the page was opened is not marked as away, and who has checked in since stays. */
export const saveList = ({ db, now }: Deps, actor: Actor, courseId: string, sessionId: string, list: List): Promise<Decision<'not-found' | TickRefusal, { readonly changed: number }>> =>
  writing(db, actor, async (tx) => {
    const session = await ownSession(tx, actor, courseId, sessionId)
    if (!session) return refuse('not-found')
    const decision = tick(session, now())
    if (!decision.ok) return decision
    await store.lockSession(tx, sessionId)
    const known = new Set((await store.loadSeated(tx, courseId)).map(({ placeId }) => placeId))
    const before = new Map((await store.loadMarks(tx, courseId, sessionId)).map(({ placeId, came }) => [placeId, came]))
    const changes = changesOf(before, { ...list, listed: list.listed.filter((id) => known.has(id)) })
    for (const { placeId, was, came } of changes) await store.saveMark(tx, { courseId, sessionId, placeId, came, how: 'list', by: actor.name }, was, now())
    await record(tx, actor, courseId, decision.event.kind, now(), { changed: changes.length })
    return accept({ changed: changes.length })
  })

/** `afterwards`: from a phone that had no connection in the room. */
type CheckedIn = { readonly already: boolean; readonly afterwards: boolean }
type Refusal = 'not-found' | CheckInRefusal | ToldRefusal
/** Somebody in the room, by the letters on the wall and the address they are registered with. Sent again it is counted once. `told`: when the phone says that it was. */
export const checkInByCode = ({ db, now }: Deps, code: string, typed: { readonly email: string; readonly name: string }, told: Date | undefined): Promise<Decision<Refusal, CheckedIn>> =>
  writing(db, system, async (tx) => {
    const found = await store.findByCode(tx, code)
    const session = found && (await store.loadCourse(tx, found.courseId))?.sessions.find(({ id }) => id === found.sessionId)
    if (!found || !session || !answers(session, told, now())) return refuse('not-found')
    // The time first: who is registered is not to be found out when nobody can check in.
    const allowed = decide(session, true, undefined, told, now())
    if (!allowed.ok) return allowed
    const seat = findSeat(await store.loadSeated(tx, found.courseId, typed.email), typed)
    return seat.ok ? mark(tx, found.courseId, session, seat.event.placeId, true, 'code', told, now()) : seat
  })

/** A person by the own link, for the session that is on now. */
export const checkInByLink = ({ db, now }: Deps, token: string, sessionId: string, told: Date | undefined): Promise<Decision<Refusal, CheckedIn>> =>
  writing(db, system, async (tx) => {
    const place = looksLikeSecret(token) ? await store.findPlace(tx, hashOf(token)) : undefined
    const session = place && (await store.loadCourse(tx, place.courseId))?.sessions.find(({ id }) => id === sessionId)
    return place && session ? mark(tx, place.courseId, session, place.placeId, place.seated, 'link', told, now()) : refuse('not-found')
  })

async function mark(tx: Tx, courseId: string, session: Session, placeId: string, seated: boolean, how: 'code' | 'link', told: Date | undefined, now: Date): Promise<Decision<Exclude<Refusal, 'not-found'>, CheckedIn>> {
  const was = await store.lockMark(tx, session.id, placeId)
  const decision = decide(session, seated, was, told, now)
  if (!decision.ok) return decision
  const afterwards = decision.event.kind === 'measures.check-in-told'
  if (!decision.event.already) await store.saveMark(tx, { courseId, sessionId: session.id, placeId, came: true, how, by: undefined, ...(afterwards && told ? { told } : {}) }, was?.came, now)
  return accept({ already: decision.event.already, afterwards })
}

/** In the room it is our own clock that counts, whatever the phone says; what the phone says is for when the session is over. */
const decide = (session: Session, seated: boolean, was: Pick<store.Mark, 'came' | 'told'> | undefined, told: Date | undefined, now: Date) =>
  told !== undefined && mayBeTold(session, now) ? tellAfterwards(session, seated, was, told, now) : checkIn(session, seated, was?.came, now)
const answers = (session: Session, told: Date | undefined, now: Date): boolean => codeWorks(session, now) || (told !== undefined && mayBeTold(session, now))

export type Room = { readonly course: store.Course; readonly session: Session; readonly when: ReturnType<typeof whenOf> }
/** The session the letters on the wall are for: what course it is, and nothing of who is in it. */
export const findRoom = ({ db, now }: Deps, code: string, told?: Date): Promise<Room | undefined> =>
  reading(db, system, async (tx) => {
    const found = await store.findByCode(tx, code)
    const course = found && (await store.loadCourse(tx, found.courseId))
    const session = course?.sessions.find(({ id }) => id === found?.sessionId)
    return course && session && answers(session, told, now()) ? { course, session, when: whenOf(session, now()) } : undefined
  })

export type Own = { readonly person: store.Person; readonly seated: boolean; readonly course: store.Course; readonly marks: readonly store.Mark[]; readonly certificate: store.Certificate | undefined }
/** A person's own page. */
export const findOwn = ({ db }: Deps, token: string): Promise<Own | undefined> =>
  reading(db, system, async (tx) => {
    const place = looksLikeSecret(token) ? await store.findPlace(tx, hashOf(token)) : undefined
    const course = place && (await store.loadCourse(tx, place.courseId))
    if (!place || !course) return undefined
    const [marks, certificate] = await Promise.all([store.loadMarks(tx, course.id), store.loadOwn(tx, place.placeId)])
    return { person: place, seated: place.seated, course, marks: marks.filter(({ placeId }) => placeId === place.placeId), certificate }
  })

/** The certificate behind a code, for anyone who has it. */
export const findCertificate = ({ db }: Deps, code: string): Promise<store.Certificate | undefined> => reading(db, system, (tx) => store.findCertificate(tx, code))

/** How many of the sessions one must have been at. Certificates that are given stand. */
export const setRule = ({ db, now }: Deps, actor: Actor, courseId: string, atLeast: number): Promise<Decision<'not-found' | 'more-than-held', { readonly id: string }>> =>
  writing(db, actor, async (tx) => {
    const course = await ownCourse(tx, actor, courseId)
    if (!course) return refuse('not-found')
    if (atLeast > course.sessions.filter(({ cancelled }) => !cancelled).length) return refuse('more-than-held')
    await store.saveRule(tx, courseId, atLeast, actor.name, now())
    await record(tx, actor, courseId, 'measures.certificate-rule-set', now(), { atLeast })
    return accept({ id: courseId })
  })

/** The sessions a person has been at, of those that were held. */
const beenAt = (course: store.Course, marks: readonly store.Mark[], placeId: string) => course.sessions.filter(({ id, cancelled }) => !cancelled && marks.some((mark) => mark.placeId === placeId && mark.sessionId === id && mark.came))

/** Is there anybody to give a certificate to now? */
export function mayIssue(course: store.Course, people: readonly store.Person[], marks: readonly store.Mark[], certificates: readonly store.Certificate[], now: Date) {
  const has = new Set(certificates.filter(({ revokedAt }) => !revokedAt).map(({ placeId }) => placeId))
  return issue(course.sessions, people.map(({ placeId }) => ({ placeId, came: beenAt(course, marks, placeId).length, has: has.has(placeId) })), course.atLeast, now)
}

/** Certificates for everybody who has been there often enough and has none. Each is told, at the own address. */
export const issueCertificates = (deps: Deps, actor: Actor, courseId: string): Promise<Decision<'not-found' | IssueRefusal, { readonly count: number }>> =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    await store.lockCourse(tx, courseId)
    const course = await ownCourse(tx, actor, courseId)
    if (!course) return refuse('not-found')
    const [people, marks, before] = await Promise.all([store.loadSeated(tx, courseId), store.loadMarks(tx, courseId), store.loadCertificates(tx, courseId)])
    const decision = mayIssue(course, people, marks, before, now)
    if (!decision.ok) return decision
    const held = course.sessions.filter(({ cancelled }) => !cancelled)
    for (const person of people.filter(({ placeId }) => decision.event.to.includes(placeId))) {
      const came = beenAt(course, marks, person.placeId)
      const facts: store.Facts = { name: person.name, course: course.title, arranger: course.arranger, heldBy: course.heldBy, came: came.length, held: held.length, sessions: came.map(({ title, startsAt, endsAt }) => ({ title, on: osloDate(startsAt), minutes: Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000) })) }
      await store.insertCertificate(tx, { courseId, placeId: person.placeId, code: newCode(codeLength.certificate), facts }, actor.name, now)
      await messaging.tell(tx, deps.jobs, [{ address: person.email, language: person.language }], { kind: 'course-certificate', path: ownPath(deps, person.placeId), data: { person: person.name, reference: course.title, kindergarten: person.kindergarten } }, now)
    }
    await record(tx, actor, courseId, decision.event.kind, now, { count: decision.event.to.length })
    return accept({ count: decision.event.to.length })
  })

/** A certificate that should not have been given says so to whoever has its code. */
export const revoke = ({ db, now }: Deps, actor: Actor, courseId: string, id: string, reason: RevokeReason): Promise<boolean> =>
  writing(db, actor, async (tx) => {
    const done = (await ownCourse(tx, actor, courseId)) !== undefined && (await store.saveRevoked(tx, id, courseId, reason, actor.name, now()))
    if (done) await record(tx, actor, courseId, 'measures.certificate-revoked', now(), { reason })
    return done
  })

async function ownCourse(tx: Tx, actor: Actor, id: string): Promise<store.Course | undefined> {
  const course = await store.loadCourse(tx, id)
  return course?.arrangerId === actor.orgId ? course : undefined
}
const ownSession = async (tx: Tx, actor: Actor, courseId: string, sessionId: string): Promise<Session | undefined> => (await ownCourse(tx, actor, courseId))?.sessions.find(({ id }) => id === sessionId)

const record = (tx: Tx, actor: Actor, courseId: string, kind: string, at: Date, data: Readonly<Record<string, string | number>> = {}) =>
  audit.record(tx, actor, { kind, about: { kind: 'course', id: courseId }, readers: [actor.orgId], visibility: 'shared', data }, at)
