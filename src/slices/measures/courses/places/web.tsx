import type { Actor } from '../../../../kernel/actor.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { formKeyIn } from '../../../../platform/form-key.ts'
import { may, notFound, page, redirect, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { FieldError } from '../../../../ui/form.tsx'
import { loadDayClashes } from '../../calendar/lines/store.ts'
import { arrangingRoles, hasStarted, startOf } from '../rules.ts'
import { usedHows } from '../pages.tsx'
import { loadAsked, loadCourse, loadNumbers, type Course } from '../store.ts'
import * as actions from './actions.ts'
import { firstRows, moreRows, mostRows, readPeople } from './forms.ts'
import { PeoplePage, RegisterPage, type RegisterView } from './pages.tsx'
import { loadPlace, loadPlaces } from './store.ts'

const registrars = may('head', ...arrangingRoles)
const arrangers = may(...arrangingRoles)

export const coursePlacesWeb = (route: Router<PageContext>) => {
  route.get('/kurs/:id/pamelding', registrars, async ({ tx, actor, params, page: context }) => show(tx, actor, context, params['id'] ?? '', { formKey: crypto.randomUUID(), rows: firstRows, typed: {}, errors: [], doubts: [] }))

  route.post('/kurs/:id/pamelding', registrars, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const course = looksLikeId(id) ? await reading(deps.db, actor, (tx) => loadCourse(tx, id)) : undefined
    if (!course || !registers(actor, course)) return notFound
    const read = readPeople(form, usedHows(course))
    const chosen = actor.role === 'head' ? actor.orgId : (read.typed['barnehage'] ?? '')
    const again = (more: Partial<Pick<RegisterView, 'errors' | 'doubts' | 'rows'>>, status: number) => reading(deps.db, actor, (tx) => show(tx, actor, context, id, { formKey: formKeyIn(form), rows: read.rows, typed: read.typed, errors: [], doubts: [], ...more }, status))
    if (form['flere'] === 'ja') return again({ rows: Math.min(mostRows, read.rows + moreRows) }, 200)
    const errors = [...(looksLikeId(chosen) ? [] : [{ field: 'barnehage', key: 'courses.error.kindergarten' } as const]), ...read.errors]
    if (errors.length > 0 || !looksLikeId(chosen)) return again({ errors: errors.map(({ field, key }): FieldError => ({ field, text: context.t(key) })) }, 422)
    const typed = { people: read.people, formKey: formKeyIn(form), language: context.lang, confirmed: form['bekreft'] === 'ja' }
    const done = await (actor.role === 'head' ? actions.registerStaff(deps, actor, id, typed) : actions.registerFor(deps, actor, id, chosen, typed))
    if (done.ok) return redirect(actor.role === 'head' ? `/kurs/${id}` : `/kurs/${id}/deltakere`, done.event.people.every(({ state }) => state === 'seated') ? { kind: 'success', key: 'courses.flash.seated' } : { kind: 'info', key: 'courses.flash.registered' })
    if (done.because === 'not-found') return notFound
    if (done.because === 'look-again') return again({ doubts: 'doubts' in done ? done.doubts : [] }, 409)
    return again({ errors: [{ field: done.because === 'kindergarten-not-asked' && actor.role !== 'head' ? 'barnehage' : '', text: context.t(`courses.because.${done.because}`) }] }, 409)
  })

  route.get('/kurs/:id/deltakere', arrangers, async ({ deps, tx, actor, params, page: context }) => {
    const id = params['id'] ?? ''
    const [course, places] = looksLikeId(id) ? await Promise.all([loadCourse(tx, id), loadPlaces(tx, id)]) : [undefined, []]
    if (!course || course.arrangerId !== actor.orgId) return notFound
    return page(<PeoplePage page={context} course={course} places={places} started={hasStarted(startOf(course.sessions), deps.now())} />)
  })

  route.post('/kurs/:id/plasser/:plass/avmelding', registrars, async ({ deps, actor, params }) => {
    const [id, placeId] = [params['id'] ?? '', params['plass'] ?? '']
    if (!looksLikeId(id) || !looksLikeId(placeId)) return notFound
    const removed = await actions.removePlace(deps, actor, id, placeId)
    const back = (await arrangesIt(deps, actor, id, placeId)) ? `/kurs/${id}/deltakere` : `/kurs/${id}`
    if (removed.ok) return redirect(back, { kind: 'success', key: 'courses.flash.removed' })
    return removed.because === 'not-found' ? notFound : redirect(back, { kind: 'warning', key: `courses.because.${removed.because}` })
  })
}

/** A head registers the own staff; whoever arranges, people of any kindergarten the course is for. */
const registers = (actor: Actor, course: Pick<Course, 'arrangerId'>): boolean => actor.role === 'head' || course.arrangerId === actor.orgId

const arrangesIt = (deps: Deps, actor: Actor, courseId: string, placeId: string): Promise<boolean> =>
  reading(deps.db, actor, async (tx) => {
    const [course, place] = await Promise.all([loadCourse(tx, courseId), loadPlace(tx, placeId)])
    return place !== undefined && course?.arrangerId === actor.orgId
  })

async function show(tx: Tx, actor: Actor, context: PageContext, id: string, view: Omit<RegisterView, 'course' | 'numbers' | 'clashes' | 'kindergartens'>, status = 200) {
  const course = looksLikeId(id) ? await loadCourse(tx, id) : undefined
  if (!course || !registers(actor, course)) return notFound
  const [numbers, clashes, kindergartens] = await Promise.all([loadNumbers(tx, [id]), loadDayClashes(tx, actor.role, course.sessions), actor.role === 'head' ? undefined : loadAsked(tx)])
  return page(<RegisterPage page={context} view={{ ...view, course, numbers: numbers.get(id), clashes, kindergartens }} />, status)
}
