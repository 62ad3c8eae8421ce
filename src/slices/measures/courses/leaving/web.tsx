import type { Actor } from '../../../../kernel/actor.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { actAs, system, type Tx } from '../../../../platform/db.ts'
import { may, notFound, open, page, redirect, type Router } from '../../../../platform/http.ts'
import { hashOf, looksLikeSecret } from '../../../../platform/link-secrets.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { GonePage } from '../own/pages.tsx'
import { opening } from '../own/web.tsx'
import { answer, followsAfter } from '../places/rules.ts'
import { loadByToken, loadPlace, loadPlaces, type PersonPlace } from '../places/store.ts'
import { arrangingRoles, startOf } from '../rules.ts'
import { loadCourse, type Course } from '../store.ts'
import { LeavePage, RemovePage, type Next } from './pages.tsx'

/** Giving up a place asks once, on a page of its own: one tap too many loses a seat that another is offered at once. */
export const courseLeavingWeb = (route: Router<PageContext>) => {
  route.get('/kurs/:id/plasser/:plass/avmelding', may('head', ...arrangingRoles), async ({ deps, tx, actor, params, page: context }) => {
    const [id, placeId] = [params['id'] ?? '', params['plass'] ?? '']
    if (!looksLikeId(id) || !looksLikeId(placeId)) return notFound
    const [course, place] = await Promise.all([loadCourse(tx, id), loadPlace(tx, placeId)])
    if (!course || place?.courseId !== id) return notFound
    const back = course.arrangerId === actor.orgId ? `/kurs/${id}/deltakere` : `/kurs/${id}`
    const now = deps.now()
    const decision = answer(place, 'withdraw', startOf(course.sessions), now)
    if (!decision.ok) return redirect(back, { kind: 'warning', key: `courses.because.${decision.because}` })
    return page(<RemovePage page={context} courseId={id} leaving={{ title: course.title, place: live(place), next: await nextOf(tx, actor, course, place, now) }} back={back} />)
  })

  route.get('/kursplass/:kode/avmelding', open, async ({ deps, tx, params, page: context }) => {
    const token = params['kode']
    await actAs(tx, system)
    const place = looksLikeSecret(token) ? await loadByToken(tx, hashOf(token)) : undefined
    const course = place && (await loadCourse(tx, place.courseId))
    if (!place || !course) return page(<GonePage page={context} />, 404)
    const path = `/kursplass/${token}`
    const now = deps.now()
    const decision = answer(place, 'withdraw', startOf(course.sessions), now)
    if (!decision.ok) return redirect(path, { kind: 'warning', key: `courses.because.${decision.because}` })
    return page(<LeavePage page={context} leaving={{ title: course.title, place: live(place), next: await nextOf(tx, undefined, course, place, now) }} path={path} />)
  }, opening)
}

/** `answer` has let these three through, and no other. */
const live = (place: PersonPlace) => ({ ...place, state: place.state === 'seated' || place.state === 'offered' ? place.state : 'waiting' as const })

/** Who is offered the seat, with a name for whoever may know it: the program looks, for the queue is others' people too. */
async function nextOf(tx: Tx, actor: Actor | undefined, course: Course, leaver: PersonPlace, now: Date): Promise<Next> {
  if (leaver.state === 'waiting') return undefined
  await actAs(tx, system)
  const next = followsAfter(course.limits, await loadPlaces(tx, course.id), leaver.id, { startsAt: startOf(course.sessions), offerHours: course.offerHours, gives: course.state === 'open' || course.state === 'closed' }, now)
  if (!next) return { kind: 'nobody' }
  const known = actor && (course.arrangerId === actor.orgId || (actor.role === 'head' && next.kindergartenId === actor.orgId))
  return known ? { kind: 'named', name: next.name, kindergarten: next.kindergarten } : { kind: 'somebody' }
}
