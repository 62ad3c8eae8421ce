import type { Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { recipientsFor } from '../../../identity/index.ts'
import * as messaging from '../../../messaging/index.ts'
import { placePath } from '../own/secrets.ts'
import type { Course } from '../store.ts'
import type { PersonPlace } from './store.ts'

type Told = Pick<PersonPlace, 'id' | 'name' | 'email' | 'language' | 'kindergarten'> & { readonly offeredUntil?: Date | undefined }
type PersonLetter = 'course-seated' | 'course-waiting' | 'course-offered' | 'course-changed' | 'course-lost'

/** Writes to people about their own place. The letter names the person: two may share a mailbox. */
export async function tellPeople(tx: Tx, deps: Deps, kind: PersonLetter, course: Pick<Course, 'title'>, people: readonly Told[]): Promise<void> {
  const letters = people.map(({ id, name, email, language, kindergarten, offeredUntil }) => ({ to: { address: email, language }, message: { kind, path: placePath(deps.config, id), data: { person: name, reference: course.title, kindergarten, ...(kind === 'course-offered' && offeredUntil ? { until: offeredUntil.toISOString() } : {}) }, subjectId: id } }))
  await messaging.tellEach(tx, deps.jobs, letters, deps.now())
}

/** Tells the heads that something has happened to their own people's places, once each; or that a course has opened. */
export async function tellHeads(tx: Tx, deps: Deps, kind: 'course-announced' | 'course-own' | 'course-absent', course: Pick<Course, 'id' | 'title'>, kindergartens: readonly { readonly id: string; readonly name: string }[]): Promise<void> {
  const now = deps.now()
  for (const { id, name } of kindergartens) {
    const heads = await recipientsFor(tx, id, ['head'], now)
    await messaging.tell(tx, deps.jobs, heads, { kind, path: `/kurs/${course.id}`, data: { kindergarten: name, reference: course.title } }, now)
  }
}

/** The kindergartens of some people, each once. */
export const kindergartensOf = (people: readonly Pick<PersonPlace, 'kindergartenId' | 'kindergarten'>[]): readonly { readonly id: string; readonly name: string }[] =>
  [...new Map(people.map(({ kindergartenId, kindergarten }) => [kindergartenId, { id: kindergartenId, name: kindergarten }])).values()]
