import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import type { Language } from '../../../../kernel/language.ts'
import { actAs, reading, system, writing, type Db, type Tx } from '../../../../platform/db.ts'
import { inHandfuls, type Handfuls } from '../../../../platform/handfuls.ts'
import type { Deps } from '../../../../platform/http.ts'
import { hashOf } from '../../../../platform/link-secrets.ts'
import * as audit from '../../../audit/index.ts'
import { placeToken } from '../own/secrets.ts'
import { startOf } from '../rules.ts'
import { loadCourse, loadKindergartens, lockCourse, savePriorityGiven, type Course, type Kindergarten } from '../store.ts'
import { answer, goesFirst, isLive, register, samePerson, seatOrWait, settle, withTaken, type Person, type PlaceState } from './rules.ts'
import * as store from './store.ts'
import { kindergartensOf, tellHeads, tellPeople } from './told.ts'

/** What whoever registers should look at once more: the same person twice, or in two courses at the same time. `course` is undefined when it is this one. */
export type Doubt = { readonly name: string; readonly course: string | undefined }
export type Registration = { readonly people: readonly Person[]; readonly formKey: string; readonly language: Language; readonly confirmed: boolean }

/** A form as the course meets it: who sent it, and for which kindergarten. */
export type Form = Registration & { readonly courseId: string; readonly actor: Actor | undefined; readonly kindergartenId: string; readonly by: 'head' | 'self' | 'arranger' }
type Outcome = Awaited<ReturnType<typeof registerWithin>>[number]

const mostAtOnce = 60
const registering = new WeakMap<Db, Handfuls<Form, Outcome>>()

/**
 * A head registers staff of the own kindergarten. Everybody in the form, or nobody; forms that come at the same time are taken together, in the order they
 * came. The rules refuse a course that is a draft, or not for this kindergarten.
 */
export const registerStaff = (deps: Deps, actor: Actor, courseId: string, typed: Registration): Promise<Outcome> => take(deps, { ...typed, courseId, actor, kindergartenId: actor.orgId, by: 'head' })

/** Whoever arranges registers people of a kindergarten the course is for: somebody has called. As when the head does it, who is told. */
export async function registerFor(deps: Deps, actor: Actor, courseId: string, kindergartenId: string, typed: Registration): Promise<Outcome> {
  const course = await reading(deps.db, actor, (tx) => loadCourse(tx, courseId))
  return course?.arrangerId === actor.orgId ? take(deps, { ...typed, courseId, actor, kindergartenId, by: 'arranger' }) : refuse('not-found' as const)
}

function take(deps: Deps, form: Form): Promise<Outcome> {
  const together = registering.get(deps.db) ?? inHandfuls<Form, Outcome>(mostAtOnce, (forms) => registerTogether(deps, forms))
  registering.set(deps.db, together)
  return together(form.courseId, form)
}

const registerTogether = (deps: Deps, forms: readonly Form[]) =>
  writing(deps.db, system, async (tx) => {
    const course = await lockCourse(tx, forms[0]?.courseId ?? '')
    return course ? registerWithin(tx, deps, course, forms) : forms.map(() => refuse('not-found' as const))
  })

/** Seats and places in the queue for the people of each form, one form after the other. The course is locked, and the program acts. @returns what each form came to */
export async function registerWithin(tx: Tx, deps: Deps, course: Course, forms: readonly Form[]) {
  const now = deps.now()
  const ids = [...new Set(forms.map(({ kindergartenId }) => kindergartenId))]
  const [kindergartens, places, clashes, sent, known] = await Promise.all([loadKindergartens(tx, course.id, ids), store.loadPlaces(tx, course.id, ids), store.loadClashes(tx, course.id, ids), store.loadByForms(tx, forms.map(({ formKey }) => formKey)), store.loadTaken(tx, course.id, ids, now)])
  // What time has done first: otherwise someone who comes now would be given what is another's.
  const moved = known.due || isReleaseDue(course, now) ? await settleWithin(tx, deps, course) : false
  let { taken } = moved ? await store.loadTaken(tx, course.id, ids, now) : known
  const before: Known[] = [...places]
  const registered: Registered[] = []

  const outcomes = forms.map((form) => {
    const { people, formKey, by, confirmed } = form
    const kindergarten = kindergartens.get(form.kindergartenId)
    if (!kindergarten) return refuse('not-found' as const)
    // Sent twice: what the first one came to.
    const already = [...sent, ...registered.flatMap((one) => one.people)].filter((one) => one.formKey === formKey)
    if (already.length > 0) return already.every((one) => one.courseId === course.id && one.kindergartenId === kindergarten.id) ? accept({ people: already }) : refuse('not-found' as const)
    const decision = register({ ...course, startsAt: startOf(course.sessions) }, { closedDown: kindergarten.closedOn !== undefined, asked: [kindergarten.teamId, kindergarten.ownerId, ...kindergarten.partners].includes(course.arrangerId) }, people, by, now)
    if (!decision.ok) return decision
    const own = <One extends { readonly kindergartenId: string }>(list: readonly One[]) => list.filter(({ kindergartenId }) => kindergartenId === kindergarten.id)
    const doubts = doubtsOf(people, own(before), own(clashes))
    if (doubts.length > 0 && !confirmed) return { ...refuse('look-again' as const), doubts }
    const first = goesFirst(course.limits, kindergarten.first, now)
    const placed = seatOrWait(course.limits, taken, people.map((one) => ({ ...one, kindergartenId: kindergarten.id, goesFirst: first, closedDown: false })), now).map((one) => ({ ...one, id: crypto.randomUUID(), courseId: course.id, formKey }))
    taken = withTaken(taken, placed)
    before.push(...placed)
    registered.push({ form, kindergarten, people: placed })
    return accept({ people: placed })
  })
  if (registered.length > 0) await save(tx, deps, course, registered, now)
  return outcomes
}

type Known = Person & { readonly kindergartenId: string; readonly state: PlaceState }
type Registered = { readonly form: Form; readonly kindergarten: Kindergarten; readonly people: readonly (Person & { readonly id: string; readonly courseId: string; readonly kindergartenId: string; readonly formKey: string; readonly state: 'seated' | 'waiting'; readonly goesFirst: boolean })[] }

/** What some forms came to: saved, written down and told, all of it sent to the database in one go. */
async function save(tx: Tx, deps: Deps, course: Course, registered: readonly Registered[], now: Date): Promise<void> {
  const told = registered.flatMap(({ form, kindergarten, people }) => people.map((one) => ({ ...one, language: form.language, kindergarten: kindergarten.name })))
  await Promise.all([
    store.insertPlaces(tx, registered.flatMap(({ form, people }) => people.map((one, line) => ({ ...one, line, language: form.language, by: form.by, byName: form.actor?.name ?? people[0]?.name ?? '', hash: hashOf(placeToken(deps.config, one.id)) }))), now),
    audit.recordEach(tx, registered.map(({ form, kindergarten, people }) => ({ actor: form.actor, event: happening(course, kindergarten, 'measures.course-registered', { people: people.length, seated: people.filter(({ state }) => state === 'seated').length }) })), now),
    tellPeople(tx, deps, 'course-seated', course, told.filter(({ state }) => state === 'seated')),
    tellPeople(tx, deps, 'course-waiting', course, told.filter(({ state }) => state === 'waiting')),
    tellHeads(tx, deps, 'course-own', course, registered.flatMap(({ form, kindergarten }) => (form.by === 'head' ? [] : [kindergarten]))),
  ])
}

const doubtsOf = (people: readonly Person[], before: readonly Known[], clashes: readonly store.Clash[]): readonly Doubt[] =>
  people.flatMap((one, at) => [
    ...(people.slice(0, at).some((other) => samePerson(one, other)) || before.some((other) => isLive(other) && samePerson(one, other)) ? [{ name: one.name, course: undefined }] : []),
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
  await audit.record(tx, actor, happening(course, { id: place.kindergartenId }, decision.event.kind), now)
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
    const offeredUntil = given.find((one) => one.state === state)?.offeredUntil
    await store.savePlace(tx, ids, state, offeredUntil, now)
    await tellPeople(tx, deps, state === 'seated' ? 'course-seated' : 'course-offered', course, those(ids).map((one) => ({ ...one, offeredUntil })))
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

const happening = (course: Course, kindergarten: Pick<Kindergarten, 'id'>, kind: string, data: Readonly<Record<string, number>> = {}): audit.Happening => ({ kind, about: { kind: 'course', id: course.id }, readers: [course.arrangerId, kindergarten.id], visibility: 'shared', data })
