import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import type { Language } from '../../../../kernel/language.ts'
import { actAs, system, writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { hashOf, placeToken } from '../own/secrets.ts'
import { startOf } from '../rules.ts'
import { loadKindergarten, lockCourse, savePriorityGiven, type Course, type Kindergarten } from '../store.ts'
import { answer, goesFirst, register, samePerson, seatOrWait, settle, type Person } from './rules.ts'
import * as store from './store.ts'
import { kindergartensOf, tellHeads, tellPeople } from './told.ts'

/** What whoever registers should look at once more: the same person twice, or in two courses at the same time. `course` is undefined when it is this one. */
export type Doubt = { readonly name: string; readonly course: string | undefined }
export type Registration = { readonly people: readonly Person[]; readonly formKey: string; readonly language: Language; readonly confirmed: boolean }

/** A head registers staff of the own kindergarten. Everybody in the form, or nobody. */
export const registerStaff = (deps: Deps, actor: Actor, courseId: string, typed: Registration) =>
  writing(deps.db, actor, async (tx) => {
    const course = await lockCourse(tx, courseId)
    if (!course) return refuse('not-found' as const)
    await actAs(tx, system)
    return registerWithin(tx, deps, actor, course, actor.orgId, 'head', typed)
  })

/** Seats and places in the queue for some people of a kindergarten. The course is locked, and the program acts. */
export async function registerWithin(tx: Tx, deps: Deps, actor: Actor | undefined, found: Course, kindergartenId: string, by: 'head' | 'self', { people, formKey, language, confirmed }: Registration) {
  const now = deps.now()
  const [kindergarten, before, sent, clashes, known] = await Promise.all([loadKindergarten(tx, found.id, kindergartenId), store.loadPlaces(tx, found.id, kindergartenId), store.loadByForm(tx, formKey), store.loadClashes(tx, found.id, kindergartenId), store.loadTaken(tx, found.id, kindergartenId, now)])
  if (!kindergarten) return refuse('not-found' as const)
  // Sent twice: what the first one came to.
  if (sent.length > 0) return sent[0]?.courseId === found.id && sent[0].kindergartenId === kindergartenId ? accept({ people: sent }) : refuse('not-found' as const)
  const startsAt = startOf(found.sessions)
  const decision = register({ ...found, startsAt }, { closedDown: kindergarten.closedOn !== undefined, asked: [kindergarten.teamId, kindergarten.ownerId].includes(found.arrangerId) }, people, by, now)
  if (!decision.ok) return decision
  const doubts = doubtsOf(people, before, clashes)
  if (doubts.length > 0 && !confirmed) return { ...refuse('look-again' as const), doubts }
  // What time has done first: otherwise someone who comes now would be given what is another's.
  const moved = known.due || isReleaseDue(found, now) ? await settleWithin(tx, deps, found) : false
  const { taken } = moved ? await store.loadTaken(tx, found.id, kindergartenId, now) : known
  const first = goesFirst(found.limits, kindergarten.first, now)
  const placed = seatOrWait(found.limits, taken, people.map((one) => ({ ...one, kindergartenId, goesFirst: first, closedDown: false })), now).map((one) => {
    const id = crypto.randomUUID()
    return { ...one, id, hash: hashOf(placeToken(deps.config, id)) }
  })
  await store.insertPlaces(tx, { courseId: found.id, kindergartenId, language, formKey, by, byName: actor?.name ?? people[0]?.name ?? '' }, placed, now)
  await record(tx, actor, found, kindergarten, decision.event.kind, now, { people: placed.length, seated: placed.filter(({ state }) => state === 'seated').length })
  for (const state of ['seated', 'waiting'] as const) await tellPeople(tx, deps, state === 'seated' ? 'course-seated' : 'course-waiting', found, placed.filter((one) => one.state === state).map((one) => ({ ...one, language, kindergarten: kindergarten.name })))
  if (by === 'self') await tellHeads(tx, deps, 'course-own', found, [kindergarten])
  return accept({ people: placed.map(({ id, name, state }) => ({ id, name, state })) })
}

const doubtsOf = (people: readonly Person[], before: readonly store.PersonPlace[], clashes: readonly store.Clash[]): readonly Doubt[] =>
  people.flatMap((one, at) => [
    ...(people.slice(0, at).some((other) => samePerson(one, other)) || before.some((other) => ['seated', 'offered', 'waiting'].includes(other.state) && samePerson(one, other)) ? [{ name: one.name, course: undefined }] : []),
    ...clashes.filter((other) => samePerson(one, other)).map(({ course }) => ({ name: one.name, course })),
  ])

/** A person answers an offer, or gives up a seat or a place in the queue, by the own link. */
export const answerOwn = (deps: Deps, hash: Buffer, given: 'take' | 'decline' | 'withdraw') =>
  writing(deps.db, system, async (tx) => {
    const place = await store.loadByToken(tx, hash)
    return place ? giveUpOrTake(tx, deps, undefined, place, given) : refuse('not-found' as const)
  })

/** The head, or whoever arranges, takes somebody out. */
export const removePlace = (deps: Deps, actor: Actor, courseId: string, placeId: string) =>
  writing(deps.db, actor, async (tx) => {
    const place = await store.loadPlace(tx, placeId)
    if (!place || place.courseId !== courseId) return refuse('not-found' as const)
    await actAs(tx, system)
    return giveUpOrTake(tx, deps, actor, place, 'withdraw')
  })

async function giveUpOrTake(tx: Tx, deps: Deps, actor: Actor | undefined, found: store.PersonPlace, given: 'take' | 'decline' | 'withdraw') {
  const now = deps.now()
  const course = await lockCourse(tx, found.courseId)
  const place = await store.loadPlace(tx, found.id)
  if (!course || !place) return refuse('not-found' as const)
  const decision = answer(place, given, startOf(course.sessions), now)
  if (!decision.ok) return decision
  await store.savePlace(tx, [place.id], decision.event.to, undefined, now)
  await record(tx, actor, course, { id: place.kindergartenId }, decision.event.kind, now)
  if (actor) await tellPeople(tx, deps, 'course-lost', course, [place])
  else await tellHeads(tx, deps, 'course-own', course, kindergartensOf([place]))
  if (decision.event.to === 'seated') await tellPeople(tx, deps, 'course-seated', course, [place])
  else await settleWithin(tx, deps, course)
  return accept({ to: decision.event.to })
}

const isReleaseDue = (course: Course, now: Date): boolean => course.limits.priorityUntil !== undefined && now >= course.limits.priorityUntil && !course.priorityGiven

/** Lets offers lapse and gives free seats to the queue. The course is locked, and the program acts. @returns whether anything changed */
export async function settleWithin(tx: Tx, deps: Deps, course: Course): Promise<boolean> {
  const now = deps.now()
  const release = isReleaseDue(course, now)
  const places = await store.loadPlaces(tx, course.id)
  const { lapsed, given } = settle(course.limits, places, { startsAt: startOf(course.sessions), offerHours: course.offerHours, gives: course.state === 'open' || course.state === 'closed' }, now, release)
  if (release) await savePriorityGiven(tx, course.id, now)
  const those = (ids: readonly string[]) => places.filter(({ id }) => ids.includes(id))
  if (lapsed.length > 0) await store.savePlace(tx, lapsed, 'lapsed', undefined, now)
  await tellPeople(tx, deps, 'course-lost', course, those(lapsed))
  for (const state of ['seated', 'offered'] as const) {
    const ids = given.filter((one) => one.state === state).map(({ id }) => id)
    if (ids.length === 0) continue
    await store.savePlace(tx, ids, state, given.find((one) => one.state === state)?.offeredUntil, now)
    await tellPeople(tx, deps, state === 'seated' ? 'course-seated' : 'course-offered', course, those(ids))
  }
  const touched = [...lapsed, ...given.map(({ id }) => id)]
  if (touched.length > 0) {
    await tellHeads(tx, deps, 'course-own', course, kindergartensOf(those(touched)))
    await audit.record(tx, undefined, { kind: 'measures.course-settled', about: { kind: 'course', id: course.id }, readers: [course.arrangerId], visibility: 'shared', data: { lapsed: lapsed.length, given: given.length } }, now)
  }
  return touched.length > 0
}

/** The program's own work each minute: what time has done, course by course. @returns how many courses */
export async function settleDue(deps: Deps): Promise<number> {
  const ids = await writing(deps.db, system, (tx) => store.loadDue(tx, deps.now()))
  for (const id of ids) {
    await writing(deps.db, system, async (tx) => {
      const course = await lockCourse(tx, id)
      if (course) await settleWithin(tx, deps, course)
    })
  }
  return ids.length
}

const record = (tx: Tx, actor: Actor | undefined, course: Course, kindergarten: Pick<Kindergarten, 'id'>, kind: string, now: Date, data: Readonly<Record<string, number>> = {}) =>
  audit.record(tx, actor, { kind, about: { kind: 'course', id: course.id }, readers: [course.arrangerId, kindergarten.id], visibility: 'shared', data }, now)
