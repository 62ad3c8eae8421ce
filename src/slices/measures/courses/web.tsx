import type { Actor } from '../../../kernel/actor.ts'
import { addDays, formatDate, osloDate } from '../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { ticked } from '../../../kernel/fields.ts'
import { actAs, reading, system, type Tx } from '../../../platform/db.ts'
import { formKeyIn } from '../../../platform/form-key.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import type { FieldError } from '../../../ui/form.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { loadMeasures, loadThemes } from '../measures/store.ts'
import { loadMaterialFor } from '../support-material/store.ts'
import * as actions from './actions.ts'
import { contentOf, courseForm, guarded, stepForm } from './forms.ts'
import { loadDayClashes } from '../calendar/lines/store.ts'
import { loadCertificates, loadMarks } from '../attendance/store.ts'
import { loadOwnCounts } from './came/store.ts'
import { CoursePage } from './one-page.tsx'
import { linkPath } from './own/secrets.ts'
import { loadLink, loadPositions } from './own/store.ts'
import { CoursesPage } from './pages.tsx'
import type { OwnView } from './places/own-people.tsx'
import { loadClashes, loadPlaces } from './places/store.ts'
import { arrangingRoles, startOf } from './rules.ts'
import * as store from './store.ts'
import { labelsOf, typedOf, WritePage, type WriteView } from './write-page.tsx'

const arrangers = may(...arrangingRoles)
const readers = may('head', 'pedagogical-leader', 'authority', 'county-governor', ...arrangingRoles)
const arranges = ({ role }: Pick<Actor, 'role'>): boolean => arrangingRoles.some((one) => one === role)
/** Has kindergartens of its own, whose people it may know. */
const hasOwn = ({ role }: Pick<Actor, 'role'>): boolean => role === 'head' || role === 'owner'
const pathOf = (id: string) => `/kurs/${id}`
/** Which field a refusal is about. */
const fieldOf: Readonly<Partial<Record<string, string>>> = { 'closes-before-opens': 'stenger', 'closes-after-start': 'stenger', 'no-seats': 'fysisk', 'priority-without-date': 'forst-til', 'priority-without-kindergartens': 'forst', 'seats-below-taken': 'fysisk', 'not-theirs': 'forst', 'measure-not-theirs': 'tiltak' }

export const coursesWeb = (route: Router<PageContext>) => {
  route.get('/kurs', readers, async ({ deps, tx, actor, page: context }) => {
    const courses = await store.loadCourses(tx)
    const ids = courses.map(({ id }) => id)
    const [numbers, own] = await Promise.all([store.loadNumbers(tx, ids), hasOwn(actor) ? loadOwnCounts(tx, ids) : undefined])
    return page(<CoursesPage page={context} view={{ courses, numbers, own, arranger: arranges(actor) ? actor.orgId : undefined, authority: actor.role === 'authority' || actor.role === 'county-governor', now: deps.now() }} />)
  })

  route.get('/kurs/nytt', arrangers, async ({ deps, tx, actor, page: context }) => {
    const today = osloDate(deps.now())
    const short = (days: number) => formatDate(addDays(today, days), context.lang, 'short')
    const typed = { apner: short(7), 'apner-kl': '09.00', stenger: short(28), 'stenger-kl': '15.00', svartid: '48', lenke: 'ja', digitalt: '0' }
    return page(<WritePage page={context} view={await writeView(tx, actor, undefined, crypto.randomUUID(), { ...emptyForm, typed }, {}, undefined)} />)
  })

  route.post('/kurs', arrangers, async ({ deps, actor, form, page: context }) => {
    const startKey = formKeyIn(form)
    const again = (shown: ShownForm) => reading(deps.db, actor, async (tx) => page(<WritePage page={context} view={await writeView(tx, actor, undefined, startKey, shown, form, undefined)} />, 422))
    const read = readGuarded(courseForm, guarded, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read))
    const begun = await actions.beginCourse(deps, actor, startKey, contentOf(read.values, form))
    if (begun.ok) return redirect(pathOf(begun.event.id), { kind: 'success', key: 'courses.flash.begun' })
    return again({ ...emptyForm, typed: typedIn(form), errors: [{ field: fieldOf[begun.because] ?? '', text: context.t(`courses.because.${begun.because}`) }] })
  })

  route.get('/kurs/:id', readers, async ({ deps, tx, actor, params, page: context }) => show(deps, tx, actor, context, params['id'] ?? ''))

  route.get('/kurs/:id/endring', arrangers, async ({ tx, actor, params, page: context }) => {
    const course = await findOwn(tx, actor, params['id'] ?? '')
    if (!course) return notFound
    if (course.state === 'cancelled' || course.state === 'finished') return redirect(pathOf(course.id), { kind: 'warning', key: 'courses.because.course-over' })
    return page(<WritePage page={context} view={await writeView(tx, actor, course, '', { ...emptyForm, typed: typedOf(course, context) }, { temaer: course.themes, for: course.audience, forst: course.priorityKindergartens }, undefined)} />)
  })

  route.post('/kurs/:id/endring', arrangers, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const again = (shown: ShownForm, status: number, tooFew?: WriteView['tooFew']) =>
      reading(deps.db, actor, async (tx) => {
        const course = await findOwn(tx, actor, id)
        // After a refusal because somebody else has written: the next try is over what stands there now.
        const seen = course && status !== 409 ? { ...course, version: Number(form['versjon']) || 0 } : course
        return seen ? page(<WritePage page={context} view={await writeView(tx, actor, seen, '', shown, form, tooFew)} />, status) : notFound
      })
    const read = readGuarded(courseForm, guarded, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read), 422)
    if (!looksLikeId(id)) return notFound
    const saved = await actions.saveCourse(deps, actor, id, contentOf(read.values, form), Number(form['versjon']))
    if (saved.ok) return redirect(pathOf(id), { kind: 'success', key: 'courses.flash.saved' })
    if (saved.because === 'not-found') return notFound
    if (saved.because === 'course-over') return redirect(pathOf(id), { kind: 'warning', key: 'courses.because.course-over' })
    const errors: readonly FieldError[] = [{ field: fieldOf[saved.because] ?? '', text: context.t(`courses.because.${saved.because}`) }]
    return again({ ...emptyForm, typed: typedIn(form), errors }, saved.because === 'changed-meanwhile' ? 409 : 422, 'ask' in saved ? { over: saved.over, ask: saved.ask } : undefined)
  })

  route.post('/kurs/:id/trinn', arrangers, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const again = (errors: readonly FieldError[], status: number) => reading(deps.db, actor, (tx) => show(deps, tx, actor, context, id, errors, status))
    const parsed = stepForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    const stepped = await actions.stepCourse(deps, actor, id, parsed.data.trinn)
    if (stepped.ok) return redirect(pathOf(id), { kind: 'success', key: `courses.flash.${stepped.event.to}` })
    return stepped.because === 'not-found' ? notFound : again([{ field: '', text: context.t(`courses.because.${stepped.because}`) }], 409)
  })
}

async function findOwn(tx: Tx, actor: Actor, id: string): Promise<store.Course | undefined> {
  const course = looksLikeId(id) ? await store.loadCourse(tx, id) : undefined
  return course?.arrangerId === actor.orgId ? course : undefined
}

/** The form with everything that can be chosen. */
async function writeView(tx: Tx, actor: Actor, course: store.Course | undefined, startKey: string, form: ShownForm, chosen: Readonly<Record<string, unknown>>, tooFew: WriteView['tooFew']): Promise<WriteView> {
  const [themes, kindergartens, measures] = await Promise.all([loadThemes(tx, actor.orgId), store.loadAsked(tx), loadMeasures(tx)])
  return {
    id: course?.id, startKey, version: course?.version ?? 0, startsAt: startOf(course?.sessions ?? []), form, themes, kindergartens, tooFew, measures: measures.filter((one) => one.leadId === actor.orgId && (!one.isClosed || one.id === course?.measureId)),
    chosen: { temaer: ticked(chosen['temaer'], 12), for: ticked(chosen['for'], 6), forst: ticked(chosen['forst'], 500) },
  }
}

async function show(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string, errors: readonly FieldError[] = [], status = 200): Promise<Answer> {
  const course = looksLikeId(id) ? await store.loadCourse(tx, id) : undefined
  if (!course) return notFound
  const isOurs = course.arrangerId === actor.orgId && arranges(actor)
  const [numbers, themes, measures, around, counts, material, asked] = await Promise.all([
    store.loadNumbers(tx, [id]),
    loadThemes(tx, course.arrangerId),
    course.measureId ? loadMeasures(tx) : [],
    loadDayClashes(tx, actor.role, course.sessions),
    actor.role === 'owner' ? loadOwnCounts(tx, [id]) : [],
    loadMaterialFor(tx, 'course', id, course.themes, isOurs && course.state !== 'cancelled'),
    store.loadIsAsked(tx, course.arrangerId),
  ])
  // Last: to say where in the queue its people are, the program acts.
  const own = actor.role === 'head' ? await ownOf(deps, tx, actor, course) : undefined
  const measure = measures.find((one) => one.id === course.measureId)
  return page(<CoursePage page={context} view={{ course, numbers: numbers.get(id), themes, measure, arranges: isOurs, material, own, asked, counts, now: deps.now(), clashes: around, errors }} />, status)
}

/** A head's own people in the course, and where in the queue each is: the queue itself is others' people too, and only its order is looked up. */
async function ownOf(deps: Deps, tx: Tx, actor: Actor, course: store.Course): Promise<OwnView> {
  const [marks, certificates, people, clashes, link] = await Promise.all([loadMarks(tx, course.id), loadCertificates(tx, course.id), loadPlaces(tx, course.id, [actor.orgId]), loadClashes(tx, course.id, [actor.orgId]), loadLink(tx, course.id, actor.orgId)])
  const waiting = people.filter(({ state }) => state === 'waiting').map(({ id }) => id)
  if (waiting.length > 0) await actAs(tx, system)
  const positions: ReadonlyMap<string, number> = waiting.length > 0 ? await loadPositions(tx, course.id, waiting) : new Map()
  return { people, clashes, positions, marks, certificates, link: link && `${deps.config.publicUrl}${linkPath(deps.config, link.id)}` }
}
